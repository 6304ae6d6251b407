import CEL
import CSV
import Foundation

/// The worker table as a CSV file: 25 columns, `;`, CRLF, one row in ten with a quoted name, about 200 bytes a row.
enum WorkerFile {
  /// Bytes read at once.
  static let pieceBytes = 1 << 20

  static func write(rows: Int, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    var text = WorkerFields.all.map(\.name).joined(separator: ";") + "\r\n"
    for row in 0..<rows {
      text += line(row)
      if text.utf8.count > pieceBytes {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private static func line(_ row: Int) -> String {
    var state = UInt64(truncatingIfNeeded: row) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    let cells = WorkerFields.all.map { field -> String in
      switch field.name {
      case "nik": "32\(10_000_000_000_000 + next(89_999_999_999_999))"
      case "namaLengkap": row % 10 == 0 ? "\"Siti \"\"Ani\"\"; \(row)\"" : "Budi Santoso \(row)"
      case "tanggalLahir": CivilDays.text(2000 + next(14_000))
      case "tanggalMulaiKerja", "tanggalMulaiKontrak": CivilDays.text(16_000 + next(4400))
      case "tanggalAkhirKontrak": next(3) == 0 ? "" : CivilDays.text(20_000 + next(1500))
      case "kodeJabatan": "\(1000 + next(8400)).0\(next(9))"
      case "namaJabatan": ["Operator produksi", "Staf administrasi", "Teknisi mesin", "Pengemudi"][next(4)]
      case "upahPokok": "\(3_000_000 + next(6_000_000))"
      case "tunjanganTetap": "\(next(2_000_000))"
      case "upahSebulan": next(4) == 0 ? "" : "\(3_000_000 + next(7_000_000))"
      case "jamKerjaPerMinggu": "\(20 + next(29))"
      case "nomorKpj": next(5) == 0 ? "" : "\(10_000_000_000 + next(9_999_999_999))"
      case "kewarganegaraan": next(50) == 0 ? "JP" : "ID"
      default:
        switch field.kind {
        case .code(let names): names[next(names.count)]
        default: next(8) == 0 ? "TIDAK" : "YA"
        }
      }
    }
    return cells.joined(separator: ";") + "\r\n"
  }

  /// Feeds the whole file, which lies in the page cache, to a sink.
  static func read(_ path: String, into sink: any CSVRowSink) throws {
    let reader = CSVReader(dialect: CSVDialect(delimiter: .semicolon), sink: sink)
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceBytes, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, pieceBytes)
      guard count > 0 else { break }
      try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    try reader.finish()
  }
}

/// Fetches every field and does nothing with it: what reading costs at the least.
final class FieldCounter: CSVRowSink {
  private(set) var rows = 0
  private(set) var bytes = 0

  func row(_ row: borrowing CSVRow) -> CSVControl {
    rows += 1
    for index in 0..<row.fieldCount { bytes &+= row.field(index).count }
    return .continue
  }
}

/// Turns rows into typed columns, batch by batch.
final class BatchFiller: CSVRowSink {
  /// Rows of a batch.
  static let batchRows = 4096

  private(set) var batches: [WorkerBatch] = []
  private var builders = BatchFiller.emptyColumns()
  private var rows = -1  // the first row is the heading
  private let keepsBatches: Bool
  private let environment: RuleEnvironment

  init(_ environment: RuleEnvironment, keepsBatches: Bool) {
    self.environment = environment
    self.keepsBatches = keepsBatches
  }

  private static func emptyColumns() -> [ColumnBuilder] {
    WorkerFields.all.map { ColumnBuilder($0.kind, rows: batchRows) }
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    rows += 1
    guard rows > 0 else { return .continue }
    let count = min(row.fieldCount, builders.count)
    builders.withUnsafeMutableBufferPointer { builders in
      for index in 0..<count { builders[index].append(row.field(index)) }
    }
    if rows == Self.batchRows { seal() }
    return .continue
  }

  func seal() {
    guard rows > 0 else { return }
    if keepsBatches {
      let columns = builders.map { $0.finished(dateType: environment.dateType) }
      batches.append(WorkerBatch(type: environment.worker, rowCount: rows, columns: columns))
      builders = Self.emptyColumns()
    } else {
      for index in builders.indices { builders[index].removeAll() }
    }
    rows = 0
  }
}
