public import ReportModel
import ReportReading
public import SubmissionStore

/// What is different between two kept reports: of one unit in two years, or two versions of one report.
public struct ReportComparison: Sendable {
  /// The most changed cells that are listed; all are counted.
  public static let changesListed = 500

  /// One cell that says something else.
  public struct Change: Sendable {
    /// The section's name.
    public let section: String
    /// What the row is about, its first cell; `nil` in sections of one row.
    public let row: String?
    /// The field's name; `nil` when the whole row is only in one of the two.
    public let field: String?
    /// What it said; `nil` for nothing.
    public let before: FoundValue?
    /// What it says now; `nil` for nothing.
    public let after: FoundValue?
  }

  /// Workers by what their rows say.
  public struct Workers: Hashable, Sendable {
    /// In the later report only.
    public var joined = 0
    /// In the earlier report only.
    public var left = 0
    /// In both, with another row.
    public var changed = 0
    /// In both, with the same row.
    public var same = 0
  }

  /// The first changed cells, in the order of the form.
  public let changes: [Change]
  /// How many there are in all.
  public let changeCount: Int
  /// The workers.
  public let workers: Workers
  /// Rules that find something in the later report only.
  public let findingsAppeared: [String]
  /// Rules that found something in the earlier report only.
  public let findingsVanished: [String]
}

extension KeptReports {
  /// Compares two kept reports, the earlier first.
  ///
  /// - Returns: `nil` when an original was erased by order.
  public func compare(_ before: StoredSubmission, _ after: StoredSubmission) throws -> ReportComparison? {
    guard let old = try contents(of: before), let new = try contents(of: after) else { return nil }
    let changes = old.changes(to: new)
    let (then, now) = (Set(before.details.findings.map(\.rule)), Set(after.details.findings.map(\.rule)))
    return ReportComparison(
      changes: Array(changes.prefix(ReportComparison.changesListed)),
      changeCount: changes.count,
      workers: old.workers(to: new),
      findingsAppeared: now.subtracting(then).sorted(),
      findingsVanished: then.subtracting(now).sorted()
    )
  }

  private func contents(of submission: StoredSubmission) throws -> ReportContents? {
    try withOriginal(of: submission) { source in
      let contents = ReportContents()
      _ = try assessor.reader.read(source, into: contents)
      return contents
    }
  }
}

/// What a report says, as far as two are compared: cells of the small sections, and of each worker a hash.
private final class ReportContents: RecordSink {
  private struct Row {
    let key: String?
    let cells: [(field: String, value: FoundValue)]
  }

  private var sections: [(name: String, rows: [Row])] = []
  /// By who the worker is: NIK, or the row's number where there is none. Hashes only, so that a million fit.
  private var people: [Int: Int] = [:]

  func receive(_ layout: SectionLayout) {}
  func receive(_ finding: ReadingFinding) {}

  func receive(_ batch: RecordBatch) {
    if batch.shape.isStreamed { return (0..<batch.rowCount).forEach { addPerson(batch, $0) } }
    if sections.last?.name != batch.shape.name { sections.append((batch.shape.name, [])) }
    for row in 0..<batch.rowCount { sections[sections.count - 1].rows.append(Self.row(batch, row)) }
  }

  private static func row(_ batch: RecordBatch, _ row: Int) -> Row {
    let cells = batch.shape.fields.enumerated().compactMap { index, field -> (field: String, value: FoundValue)? in
      guard let text = batch.display(field: index, row: row) else { return nil }
      let value: FoundValue = field.personal.map { .personal(Personal(text, kind: $0)) } ?? .plain(text)
      return (field.name, value)
    }
    return Row(key: batch.shape.isSingleRow ? nil : cells.first?.value.masked, cells: cells)
  }

  private func addPerson(_ batch: RecordBatch, _ row: Int) {
    var hasher = Hasher()
    var key: Int?
    for (index, field) in batch.shape.fields.enumerated() where field.name != "nomorUrut" {
      let text = batch.display(field: index, row: row)
      hasher.combine(text)
      if field.name == "nik", let text { key = text.hashValue }
    }
    people[key ?? batch.firstRow + row] = hasher.finalize()
  }

  func workers(to new: ReportContents) -> ReportComparison.Workers {
    var workers = ReportComparison.Workers()
    for (key, row) in people {
      guard let other = new.people[key] else {
        workers.left += 1
        continue
      }
      if other == row { workers.same += 1 } else { workers.changed += 1 }
    }
    workers.joined = new.people.count - workers.same - workers.changed
    return workers
  }

  func changes(to new: ReportContents) -> [ReportComparison.Change] {
    var names = sections.map(\.name)
    names += new.sections.map(\.name).filter { !names.contains($0) }
    return names.flatMap { name in
      Self.changes(name, rows(name), new.rows(name))
    }
  }

  private func rows(_ name: String) -> [Row] { sections.filter { $0.name == name }.flatMap(\.rows) }

  /// Rows stand side by side by their order; a section whose rows moved shows as changed there.
  private static func changes(_ section: String, _ old: [Row], _ new: [Row]) -> [ReportComparison.Change] {
    (0..<max(old.count, new.count)).flatMap { index -> [ReportComparison.Change] in
      let before = old.indices.contains(index) ? old[index] : nil
      let after = new.indices.contains(index) ? new[index] : nil
      var fields = (before?.cells ?? []).map(\.field)
      fields += (after?.cells ?? []).map(\.field).filter { !fields.contains($0) }
      return fields.compactMap { field in
        let (was, says) = (value(field, before), value(field, after))
        guard was?.unmasked != says?.unmasked else { return nil }
        return ReportComparison.Change(
          section: section,
          row: after?.key ?? before?.key,
          field: field,
          before: was,
          after: says
        )
      }
    }
  }

  private static func value(_ field: String, _ row: Row?) -> FoundValue? {
    row?.cells.first { $0.field == field }?.value
  }
}
