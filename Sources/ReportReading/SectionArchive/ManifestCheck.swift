import AuditLog
import CSV
import ReportForm
import ReportModel

/// Compares `manifest.csv` (columns `nama_berkas`, `jumlah_baris`, `sha256`; the last two may be empty) with what the
/// ZIP holds, so that a member that was lost or cut on the way is recognised.
struct ManifestCheck {
  let manifest: CSVTable
  let tables: [CSVTable]
  let outcome: TablesReport.Outcome
  let facts: ReportFacts
  let ledger: FindingLedger

  func run(_ output: RecordOutput, _ form: FormPlan) throws(ReadingFault) {
    ledger.table = manifest.place
    defer { ledger.table = nil }
    let rows = ManifestRows(limit: output.limits.rowsPerSection)
    let isSound = try manifest.feed(from: .fileStart, into: rows, output)
    guard isSound, rows.hasHeading else { return ledger.note(.manifestFault) }
    var listed = Set<String>()
    for row in rows.rows {
      let key = MemberName(Array(row.name.utf8)).key
      listed.insert(key)
      guard let number = tables.firstIndex(where: { Self.matches($0, key) }) else {
        note(.manifestMissing, row, ["nilai": row.name])
        continue
      }
      compareRows(row, number, form)
      try compareHash(row, tables[number], output.limits.chunkBytes)
    }
    for table in tables where !listed.contains(where: { Self.matches(table, $0) }) {
      ledger.note(.manifestUnlisted, values: ["nilai": Message.Value(table.place.name)])
    }
  }

  /// The manifest may name a member with or without its folder.
  private static func matches(_ table: CSVTable, _ key: String) -> Bool {
    let name = MemberName(Array(table.place.name.utf8))
    return name.key == key || name.lastPart.lowercased() == key
  }

  private func compareRows(_ row: ManifestRows.Row, _ number: Int, _ form: FormPlan) {
    guard let wanted = row.count, let section = outcome.tableOfSection.first(where: { $0.value == number })?.key,
      let plan = form.section(spelt: NameKey.key(section)), let found = facts.rowCount(of: plan), found != wanted
    else { return }
    note(.manifestRows, row, ["nilai": String(wanted), "batas": String(found), "bagian": section])
  }

  private func compareHash(_ row: ManifestRows.Row, _ table: CSVTable, _ chunkBytes: Int) throws(ReadingFault) {
    guard !row.hash.isEmpty else { return }
    var hasher = DigestHasher()
    try BytePump(source: table.source, chunkBytes: chunkBytes).run(from: 0) { bytes in
      hasher.update(bytes)
      return true
    }
    if hasher.finalize().hex != row.hash.lowercased() { note(.manifestHash, row, ["nilai": row.name]) }
  }

  private func note(_ problem: ReadingProblem, _ row: ManifestRows.Row, _ values: [String: String]) {
    ledger.note(problem, values: values.mapValues { Message.Value($0) }, at: Location(position: row.position))
  }
}

/// Takes the rows of a manifest.
final class ManifestRows: CSVRowSink {
  /// One member as the manifest describes it.
  struct Row {
    let name: String
    /// `nil` when the cell is empty.
    let count: Int?
    let hash: String
    let position: SourcePosition
  }

  private(set) var rows: [Row] = []
  private(set) var hasHeading = false
  private var columns: [String: Int] = [:]
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if row.isBlank { return .continue }
    if !hasHeading {
      for column in 0..<row.fieldCount { columns[text(row, column).lowercased()] = column }
      hasHeading = columns["nama_berkas"] != nil
      return hasHeading ? .continue : .stop
    }
    let name = cell(row, "nama_berkas")
    if !name.isEmpty {
      let position = SourcePosition(row.position(ofField: 0))
      rows.append(Row(name: name, count: Int(cell(row, "jumlah_baris")), hash: cell(row, "sha256"), position: position))
    }
    return rows.count < limit ? .continue : .stop
  }

  private func cell(_ row: borrowing CSVRow, _ name: String) -> String {
    guard let column = columns[name], column < row.fieldCount else { return "" }
    return text(row, column)
  }

  private func text(_ row: borrowing CSVRow, _ column: Int) -> String {
    let raw = row.field(column)
    return TidyCell(raw).withBytes(of: raw) { String(decoding: $0, as: UTF8.self) }
  }
}
