public import ReportModel

/// Takes the batches of one report and gives the prints of its active workers: those with a NIK who have not left by the
/// report's reference date.
public final class PersonCollector {
  private let key: PersonKey
  private var reference: Int64?
  private var prints: [PersonPrint] = []

  /// A collector with the key of the run.
  public init(key: PersonKey) { self.key = key }

  /// Takes the next rows of a section; the header comes before the workers.
  public func receive(_ batch: RecordBatch) {
    if batch.shape.name == "kepala" { reference = reference ?? Self.day(batch, "tanggalKeadaan", row: 0) }
    guard batch.shape.isStreamed, let nik = batch.shape.index(of: "nik") else { return }
    for row in 0..<batch.rowCount where batch.state(field: nik, row: row) == .valid {
      if let left = Self.day(batch, "tanggalKeluar", row: row), let reference, left <= reference { continue }
      prints.append(batch.withTextBytes(field: nik, row: row) { key.print(of: $0) })
    }
  }

  /// Prints waiting to be taken.
  public var count: Int { prints.count }

  /// Gives the prints so far and forgets them.
  public func take() -> [PersonPrint] {
    defer { prints.removeAll(keepingCapacity: true) }
    return prints
  }

  /// A valid day as its number.
  private static func day(_ batch: RecordBatch, _ field: String, row: Int) -> Int64? {
    guard let index = batch.shape.index(of: field), batch.rowCount > row, batch.state(field: index, row: row) == .valid
    else { return nil }
    return batch.number(field: index, row: row)
  }
}
