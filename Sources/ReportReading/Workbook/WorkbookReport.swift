import ReportForm
import ReportModel
import XML

/// Reads a workbook of one sheet per section (Office Open XML, ECMA-376), straight out of its package.
///
/// A sheet's name is the section's; a sheet of another name is read when its rows open sections (`[kepala]`) or are a
/// list of workers, and passed over with a word otherwise.
struct WorkbookReport {
  let form: FormPlan
  let files: ZipFiles
  let output: RecordOutput
  let facts: ReportFacts

  private var limits: WorkbookLimits { output.limits.workbook }
  private let syntax = FileSyntax(kind: .workbook)

  init(form: FormPlan, files: ZipFiles, output: RecordOutput, facts: ReportFacts) {
    self.form = form
    self.files = files
    self.output = output
    self.facts = facts
  }

  /// Reads the report and says how it went.
  func read() throws(WalkStop) -> ReadingSummary {
    var part = "xl/workbook.xml"
    do throws(PartFault) {
      let tables = try openSheets(&part)
      let report = TablesReport(form: form, tables: tables, output: output, facts: facts)
      let names = SheetNames(form)
      do throws(ReadingFault) {
        let outcome = try report.read { names.section($0.name) }
        var syntax = syntax
        syntax.add(outcome.evidence, outcome.dateForms)
        return facts.summary(syntax: syntax, isDraft: outcome.isDraft, isUsable: outcome.isComplete)
      } catch {
        throw .stop(.machine(error))
      }
    } catch {
      try machine { () throws(ReadingFault) in try output.ledger.note(error, part: part) }
      return facts.summary(syntax: syntax, isDraft: false, isUsable: false)
    }
  }

  /// The sheets that may hold data, to be read from their beginning.
  func sheets() throws(PartFault) -> [SheetTable] {
    var part = ""
    return try openSheets(&part)
  }

  /// Reads what the sheets share, and lists the sheets that may hold data.
  private func openSheets(_ part: inout String) throws(PartFault) -> [SheetTable] {
    guard files.entries.count <= limits.parts else { throw limit("berkas di dalamnya", limits.parts) }
    part = "_rels/.rels"
    let package = try relationships(of: "", part)
    let book = package.first("officeDocument") ?? "xl/workbook.xml"
    part = book
    let list = SheetList(limit: limits.sheets)
    try read(book, into: list)
    if list.isOverfull { throw limit("lembar", limits.sheets) }
    let folder = book.split(separator: "/").dropLast().joined(separator: "/")
    let file = book.split(separator: "/").last.map(String.init) ?? ""
    part = "\(folder)/_rels/\(file).rels"
    let relations = try relationships(of: folder, part)
    part = relations.first("styles") ?? ""
    let context = try context(relations, countsFrom1904: list.countsFrom1904)
    let names = SheetNames(form)
    var tables: [SheetTable] = []
    for sheet in list.sheets where !names.isIgnored(sheet) {
      part = sheet.name
      guard let target = relations.targets.first(where: { $0.id == sheet.reference }) else { throw missing(sheet.name) }
      // Sheets of charts and macros hold no cells.
      guard target.type == "worksheet" else { continue }
      tables.append(SheetTable(sheet, part: try officePart(target.path), context: context))
    }
    return tables
  }

  private func context(_ relations: Relationships, countsFrom1904: Bool) throws(PartFault) -> WorkbookContext {
    let formats = CellFormats(limit: limits.cellFormats)
    if let path = relations.first("styles") { try read(path, into: formats) }
    let texts = SharedTexts(limits: limits)
    if let path = relations.first("sharedStrings") {
      try officePart(path).read(texts) { texts.overflow == nil }
      if let overflow = texts.overflow { throw overflow }
    }
    return WorkbookContext(texts: texts, formats: formats, numbers: NumberCell(countsFrom1904: countsFrom1904))
  }

  private func relationships(of folder: String, _ path: String) throws(PartFault) -> Relationships {
    let result = Relationships(folder: folder, limit: limits.parts)
    try read(path, into: result)
    return result
  }

  private func read(_ path: String, into sink: some XMLEventSink) throws(PartFault) {
    let part = try officePart(path)
    guard part.entry.bytes <= limits.headPartBytes else { throw limit(path, Int(limits.headPartBytes)) }
    try part.read(sink)
  }

  private func officePart(_ path: String) throws(PartFault) -> OfficePart {
    guard let entry = files.entry(named: path) else { throw missing(path) }
    return OfficePart(files: files, entry: entry)
  }

  private func missing(_ path: String) -> PartFault {
    .problem(.workbookFault, ["nilai": Message.Value(path)])
  }

  private func limit(_ name: String, _ allowed: Int) -> PartFault {
    .problem(.workbookLimit, ["nilai": Message.Value(name), "batas": Message.Value(String(allowed))])
  }
}

/// Which sheets are sections.
struct SheetNames {
  private let form: FormPlan

  /// The longest name a sheet can have, in characters: longer section names are cut there.
  private static let longest = 31
  /// Sheets of the official template that hold no data.
  private static let ownSheets: Set<[UInt8]> = [NameKey.key("Petunjuk"), NameKey.key("Daftar")]

  init(_ form: FormPlan) { self.form = form }

  /// The section a sheet's name stands for; a name that is nearly one counts as one, to be refused with a hint.
  func section(_ name: String) -> String? {
    if let plan = plan(name) { return plan.definition.csv }
    return SimilarName.nearest(toHeading: name, among: form.form.sections.map(\.csv)) == nil ? nil : name
  }

  /// Whether a sheet is passed over without a word: the template's own, and hidden ones that are no section.
  func isIgnored(_ sheet: SheetList.Sheet) -> Bool {
    if plan(sheet.name) != nil { return false }
    return sheet.isHidden || Self.ownSheets.contains(NameKey.key(sheet.name))
  }

  private func plan(_ name: String) -> SectionPlan? {
    if let plan = form.section(spelt: NameKey.key(name)) { return plan }
    guard name.count == Self.longest else { return nil }
    let matches = form.sections.filter { $0.definition.csv.lowercased().hasPrefix(name.lowercased()) }
    return matches.count == 1 ? matches[0] : nil
  }
}
