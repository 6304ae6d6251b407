public import ReportForm
public import ReportModel

/// One earlier report as far as rules compare with it: its sections of few rows, and a table of its workers by NIK.
/// Free of files: it is made from batches, whoever read or kept them.
public final class PriorReport: Sendable {
  /// SHA-256 of the file it was read from.
  public let hash: ContentHash
  /// What tells its unit from others.
  public let unit: UnitIdentity
  /// The day its data describe.
  public let referenceDate: CivilDate?
  /// The filer's own date.
  public let filedDate: CivilDate?
  /// The batches of every section that is kept whole, by the section's index in the form.
  let sections: [[RecordBatch]]
  /// Whether the file has the section, by the section's index in the form.
  let present: [Bool]
  /// Its workers; `nil` when the file has no list of workers.
  let workers: PriorWorkers?
  /// Whether it stands for reports of other companies, whatever they are called.
  let isOfStrangers: Bool

  fileprivate init(
    hash: ContentHash,
    unit: UnitIdentity,
    dates: (reference: CivilDate?, filed: CivilDate?),
    sections: [[RecordBatch]],
    present: [Bool],
    workers: PriorWorkers?,
    isOfStrangers: Bool
  ) {
    self.hash = hash
    self.unit = unit
    referenceDate = dates.reference
    filedDate = dates.filed
    self.sections = sections
    self.present = present
    self.workers = workers
    self.isOfStrangers = isOfStrangers
  }

  /// Whether it belongs to the unit.
  func isOf(_ unit: UnitIdentity) -> Bool { !isOfStrangers && self.unit.isSameUnit(as: unit) }

  /// Whether it belongs to another company than the unit's, as far as both say.
  func isOfOtherCompany(than unit: UnitIdentity) -> Bool { isOfStrangers || !self.unit.isSameCompany(as: unit) }

  /// Whether it tells about the unit's workers: the reports of a stop or a move do not.
  var describesWorkers: Bool {
    workers != nil
      || zip(sections, present).contains { batches, isPresent in
        isPresent && batches.contains { $0.shape.name == "rekapStatus" }
      }
  }

  /// The order of a unit's history: by the day described, then the day filed, then the hash.
  static func isEarlier(_ left: PriorReport, _ right: PriorReport) -> Bool {
    if left.referenceDate != right.referenceDate { return before(left.referenceDate, right.referenceDate) }
    if left.filedDate != right.filedDate { return before(left.filedDate, right.filedDate) }
    return left.hash.hex < right.hash.hex
  }

  /// An unknown day lies before every known one.
  private static func before(_ left: CivilDate?, _ right: CivilDate?) -> Bool {
    guard let right else { return false }
    return left.map { $0 < right } ?? true
  }
}

/// Takes the batches of one earlier report and keeps what rules compare with.
///
/// Order of calls: layouts and batches in any order, then `finish`.
public final class PriorReportCollector {
  private let form: FormDefinition
  private var sections: [[RecordBatch]]
  private var present: [Bool]
  private var workers: PriorWorkers.Collector?

  /// A collector for a report of this form.
  public init(form: FormDefinition) {
    self.form = form
    sections = Array(repeating: [], count: form.sections.count)
    present = Array(repeating: false, count: form.sections.count)
  }

  /// Takes the layout of a section that the file has.
  public func receive(_ layout: SectionLayout) {
    guard let index = form.index(ofSection: layout.section) else { return }
    present[index] = true
    if form.sections[index].isStreamed, workers == nil {
      workers = PriorWorkers.Collector(shape: form.sections[index].shape)
    }
  }

  /// Takes the next rows of a section.
  public func receive(_ batch: RecordBatch) {
    guard let index = form.index(ofSection: batch.shape.name) else { return }
    present[index] = true
    guard batch.shape.isStreamed else {
      sections[index].append(batch)
      return
    }
    if workers == nil { workers = PriorWorkers.Collector(shape: batch.shape) }
    workers?.add(batch)
  }

  /// The report, or `nil` when it has no header: a lone table of workers says neither unit nor day.
  public func finish(hash: ContentHash) -> PriorReport? { finish(hash: hash, strangers: nil) }

  /// - Parameter strangers: workers that stand for the lists of other companies; `nil` takes those of the batches.
  func finish(hash: ContentHash, strangers: PriorWorkers?) -> PriorReport? {
    let cells = KeptCells(form: form, sections: sections)
    guard cells.has("kepala") else { return nil }
    return PriorReport(
      hash: hash,
      unit: UnitIdentity(cells),
      dates: (cells.date("kepala", "tanggalKeadaan"), cells.date("kepala", "tanggalLapor")),
      sections: sections,
      present: present,
      workers: strangers ?? workers?.finish(),
      isOfStrangers: strangers != nil
    )
  }
}

/// Reads single cells of the sections that are kept whole.
struct KeptCells {
  let form: FormDefinition
  let sections: [[RecordBatch]]

  /// Whether the section has a row.
  func has(_ section: String) -> Bool { batch(section) != nil }

  /// A valid day of a section's first row.
  func date(_ section: String, _ field: String) -> CivilDate? {
    guard let batch = batch(section), let index = batch.shape.index(of: field),
      batch.state(field: index, row: 0) == .valid
    else { return nil }
    return CivilDate(dayNumber: Int32(truncatingIfNeeded: batch.number(field: index, row: 0)))
  }

  /// A valid text or code of a section's first row.
  func text(_ section: String, _ field: String) -> String? {
    guard let batch = batch(section), let index = batch.shape.index(of: field),
      batch.state(field: index, row: 0) == .valid
    else { return nil }
    return batch.display(field: index, row: 0)
  }

  private func batch(_ section: String) -> RecordBatch? {
    form.index(ofSection: section).flatMap { sections[$0].first { $0.rowCount > 0 } }
  }
}
