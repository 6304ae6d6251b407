import CEL
import ReportModel

/// The workers of an earlier report by NIK: the few facts that are compared, in columns. Names are held as hashes of
/// their words only.
final class PriorWorkers: Sendable {
  /// The fields that are kept, with the index of each in `numbers`.
  static let fields = ["tanggalLahir", "jenisKelamin", "tanggalMulaiKerja", "upahSebulan", "statusHubungan"]
  /// Workers kept at most, some 100 bytes each. The largest employers of the country report fewer in one unit; of a
  /// longer list nothing is said about single workers.
  static let limit = 1_000_000

  /// Kinds of the kept fields in the form; `nil` for one that the form does not have.
  let kinds: [CellKind?]
  /// Rows of the list, those without a NIK among them.
  let rowCount: Int
  /// Whether every row was kept: false when the list is longer than the limit.
  let isComplete: Bool
  private let columns: Columns
  /// The first row of each key.
  private let rows: [UInt64: Int32]
  /// The key of the prints by which the workers are known; `nil` when they are known by NIK.
  private let printKey: PersonKey?

  fileprivate struct Columns {
    var keys: [UInt64] = []
    /// One number a field and worker, field after field of a worker.
    var numbers: [Int64] = []
    /// The states of a worker's fields, two bits each.
    var states: [UInt16] = []
    var names: [SIMD4<UInt32>] = []
    var digests: [UInt64] = []
  }

  /// Workers of whom only prints are known.
  ///
  /// - Parameter prints: the higher halves.
  convenience init(prints: [UInt64], key: PersonKey) {
    let count = prints.count
    self.init(
      kinds: Self.fields.map { _ in nil },
      columns: Columns(
        keys: prints,
        numbers: Array(repeating: 0, count: count * Self.fields.count),
        states: Array(repeating: 0, count: count),
        names: Array(repeating: SIMD4(), count: count),
        digests: Array(repeating: 0, count: count)
      ),
      rowCount: count,
      isComplete: true,
      printKey: key
    )
  }

  fileprivate init(
    kinds: [CellKind?],
    columns: Columns,
    rowCount: Int,
    isComplete: Bool,
    printKey: PersonKey? = nil
  ) {
    self.kinds = kinds
    self.printKey = printKey
    self.columns = columns
    self.rowCount = rowCount
    self.isComplete = isComplete
    var rows: [UInt64: Int32] = [:]
    rows.reserveCapacity(columns.keys.count)
    for (row, key) in columns.keys.enumerated() where rows[key] == nil { rows[key] = Int32(row) }
    self.rows = rows
  }

  /// Different NIK in the list.
  var identified: Int { rows.count }

  /// The worker with this NIK, from 0; the first of several.
  func row(_ nik: String) -> Int? {
    guard let key = printKey.map({ $0.print(of: nik).high }) ?? DuplicateSearch.key(of: .string(nik)) else {
      return nil
    }
    return rows[key].map { Int($0) }
  }

  func state(field: Int, row: Int) -> ReportModel.CellState {
    ReportModel.CellState(rawValue: UInt8(columns.states[row] >> (2 * UInt16(field)) & 3)) ?? .absent
  }

  func number(field: Int, row: Int) -> Int64 { columns.numbers[row * Self.fields.count + field] }

  func name(row: Int) -> SIMD4<UInt32> { columns.names[row] }

  /// Whether a row with this ``RowDigest`` says of the worker what was said then.
  func isUnchanged(row: Int, digest: UInt64) -> Bool { columns.digests[row] == digest }
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
      let digests = RowDigest.all(in: batch)
      for row in 0..<batch.rowCount { add(batch, row, digests[row]) }
      rowCount += batch.rowCount
    }

    private mutating func add(_ batch: RecordBatch, _ row: Int, _ digest: UInt64) {
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
      columns.digests.append(digest)
    }

    func finish() -> PriorWorkers {
      PriorWorkers(kinds: kinds, columns: columns, rowCount: rowCount, isComplete: isComplete)
    }
  }
}
