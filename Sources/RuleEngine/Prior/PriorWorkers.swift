import CEL
import ReportModel

/// The workers of an earlier report by NIK: the few facts that are compared, in columns. Names are held as hashes of
/// their words only.
final class PriorWorkers: Sendable {
  /// The fields that are kept, with the index of each in `numbers`.
  static let fields = ["tanggalLahir", "jenisKelamin", "tanggalMulaiKerja", "upahSebulan", "statusHubungan"]
  /// Workers kept at most, some 80 bytes each. The largest employers of the country report fewer in one unit; of a
  /// longer list nothing is said about single workers.
  static let limit = 1_000_000

  /// Kinds of the kept fields in the form; `nil` for one that the form does not have.
  let kinds: [CellKind?]
  /// Rows of the list, those without a NIK among them.
  let rowCount: Int
  /// Whether every row was kept: false when the list is longer than the limit.
  let isComplete: Bool
  private let columns: Columns
  /// The keys in ascending order, each with its row.
  private let order: [(key: UInt64, row: Int32)]

  fileprivate struct Columns {
    var keys: [UInt64] = []
    /// One number a field and worker, field after field of a worker.
    var numbers: [Int64] = []
    /// The states of a worker's fields, two bits each.
    var states: [UInt16] = []
    var names: [SIMD4<UInt32>] = []
    var digests: [UInt64] = []
  }

  fileprivate init(kinds: [CellKind?], columns: Columns, rowCount: Int, isComplete: Bool) {
    self.kinds = kinds
    self.columns = columns
    self.rowCount = rowCount
    self.isComplete = isComplete
    order = columns.keys.enumerated().map { ($1, Int32($0)) }
      .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
  }

  /// Different NIK in the list.
  var identified: Int {
    var count = 0
    for index in order.indices where index == 0 || order[index - 1].key != order[index].key { count += 1 }
    return count
  }

  /// The worker with this NIK, from 0; the first of several.
  func row(_ nik: String) -> Int? {
    guard let key = DuplicateSearch.key(of: .string(nik)) else { return nil }
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if order[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < order.count && order[low].key == key ? Int(order[low].row) : nil
  }

  func state(field: Int, row: Int) -> ReportModel.CellState {
    ReportModel.CellState(rawValue: UInt8(columns.states[row] >> (2 * UInt16(field)) & 3)) ?? .absent
  }

  func number(field: Int, row: Int) -> Int64 { columns.numbers[row * Self.fields.count + field] }

  func name(row: Int) -> SIMD4<UInt32> { columns.names[row] }

  /// Whether a row of a list says of this worker what was said then, its number in the list aside.
  func isUnchanged(row: Int, batch: RecordBatch, at other: Int) -> Bool {
    columns.digests[row] == RowDigest.of(batch, row: other)
  }
}

extension PriorWorkers {
  /// Takes the list batch by batch.
  struct Collector {
    private let indices: [Int?]
    private let kinds: [CellKind?]
    private let nik: Int?
    private let name: Int?
    private var columns = Columns()
    private var rowCount = 0
    private var isComplete = true

    init(shape: SectionShape) {
      indices = PriorWorkers.fields.map { shape.index(of: $0) }
      kinds = indices.map { $0.map { shape.fields[$0].kind } }
      nik = shape.index(of: "nik")
      name = shape.index(of: "namaLengkap")
    }

    mutating func add(_ batch: RecordBatch) {
      for row in 0..<batch.rowCount { add(batch, row) }
      rowCount += batch.rowCount
    }

    private mutating func add(_ batch: RecordBatch, _ row: Int) {
      guard let nik, batch.state(field: nik, row: row) == .valid,
        let key = batch.withTextBytes(field: nik, row: row, DuplicateSearch.key(ofText:))
      else { return }
      guard columns.keys.count < PriorWorkers.limit else {
        isComplete = false
        return
      }
      var states: UInt16 = 0
      for (place, index) in indices.enumerated() {
        let state = index.map { batch.state(field: $0, row: row) } ?? ReportModel.CellState.absent
        states |= UInt16(state.rawValue) << (2 * UInt16(place))
        columns.numbers.append(state == .valid ? index.map { batch.number(field: $0, row: row) } ?? 0 : 0)
      }
      columns.keys.append(key)
      columns.states.append(states)
      columns.names.append(name.map { batch.withTextBytes(field: $0, row: row, NameKey.person(bytes:)) } ?? SIMD4())
      columns.digests.append(RowDigest.of(batch, row: row))
    }

    func finish() -> PriorWorkers {
      PriorWorkers(kinds: kinds, columns: columns, rowCount: rowCount, isComplete: isComplete)
    }
  }
}

/// A number that is the same for rows that say the same.
enum RowDigest {
  /// FNV-1a over the cells of a row, the running number aside: it may change while nothing else does.
  static func of(_ batch: RecordBatch, row: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for (field, shape) in batch.shape.fields.enumerated() where shape.name != "nomorUrut" {
      let state = batch.state(field: field, row: row)
      // A column that is new and still empty is no change.
      guard state == .valid || state == .damaged else { continue }
      mix(UInt8(truncatingIfNeeded: field))
      switch shape.kind {
      case .text, .list: batch.withTextBytes(field: field, row: row) { $0.forEach(mix) }
      default:
        withUnsafeBytes(of: batch.number(field: field, row: row).littleEndian) { $0.forEach(mix) }
      }
    }
    return hash
  }
}
