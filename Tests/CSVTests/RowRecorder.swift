import CSV

/// One row with everything that can be asked of it.
struct RecordedRow: Equatable {
  var fields: [String]
  var line: Int
  var lineCount: Int
  var byte: Int64
  var bytes: String
  var places: [CSVPosition]
  var quoted: [Bool]
  var stray: [Bool]
  var isBlank: Bool
}

/// Writes down what a reader delivers.
final class RowRecorder: CSVRowSink {
  private(set) var rows: [RecordedRow] = []
  private let stopAfter: Int

  init(stopAfter: Int = .max) {
    self.stopAfter = stopAfter
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    var record = RecordedRow(
      fields: [],
      line: row.line,
      lineCount: row.lineCount,
      byte: row.byteOffset,
      bytes: String(decoding: row.bytes, as: UTF8.self),
      places: [],
      quoted: [],
      stray: [],
      isBlank: row.isBlank
    )
    for index in 0..<row.fieldCount {
      let field = String(decoding: row.field(index), as: UTF8.self)
      precondition(field == String(decoding: row.field(index), as: UTF8.self), "asking twice changes a field")
      precondition(row.position(ofField: index).byte == row.byteOffset(ofField: index), "two offsets of one field")
      record.fields.append(field)
      record.places.append(row.position(ofField: index))
      record.quoted.append(row.isQuoted(index))
      record.stray.append(row.hasStrayQuote(index))
    }
    rows.append(record)
    return rows.count >= stopAfter ? .stop : .continue
  }
}

/// What became of a file.
struct Reading: Equatable {
  var rows: [RecordedRow]
  var error: CSVError?

  var fields: [[String]] { rows.map(\.fields) }

  /// Reads a file, fed in pieces of `chunk` bytes.
  init(
    _ file: [UInt8],
    _ dialect: CSVDialect = CSVDialect(),
    chunk: Int = .max,
    limits: CSVLimits = .standard,
    quoting: CSVQuoting = .lenient,
    from start: CSVStart = .fileStart,
    stopAfter: Int = .max
  ) {
    let recorder = RowRecorder(stopAfter: stopAfter)
    let reader = CSVReader(dialect: dialect, limits: limits, quoting: quoting, from: start, sink: recorder)
    do throws(CSVError) {
      try reader.feed(Array(file.dropFirst(Int(reader.firstFileByte))), chunk: chunk)
      try reader.finish()
    } catch {
      self.error = error
    }
    rows = recorder.rows
  }

  init(
    _ file: String,
    _ dialect: CSVDialect = CSVDialect(),
    chunk: Int = .max,
    limits: CSVLimits = .standard,
    quoting: CSVQuoting = .lenient
  ) {
    self.init(Array(file.utf8), dialect, chunk: chunk, limits: limits, quoting: quoting)
  }
}

extension CSVReader {
  /// Feeds `bytes` in pieces of `chunk`.
  func feed(_ bytes: [UInt8], chunk: Int = .max) throws(CSVError) {
    var start = 0
    while start < bytes.count {
      let end = chunk > bytes.count - start ? bytes.count : start + chunk
      let result = bytes.withUnsafeBytes { all in
        Result { () throws(CSVError) in try feed(UnsafeRawBufferPointer(rebasing: all[start..<end])) }
      }
      try result.get()
      start = end
    }
  }
}

extension CSVDialect {
  static let semicolons = CSVDialect(delimiter: .semicolon)
}

/// A small random generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
