import CSV
import ReportForm
import ReportModel

/// Reads a report that lies in a ZIP as one CSV per section, the file's name being the section's.
struct SectionArchiveReport {
  let form: FormPlan
  let files: ZipFiles
  let output: RecordOutput
  let facts: ReportFacts

  private var ledger: FindingLedger { output.ledger }

  func read() throws(WalkStop) -> ReadingSummary {
    let (tables, manifests, isWhole) = try unpack()
    let report = TablesReport(form: form, tables: tables, output: output, facts: facts)
    let outcome = try machine { () throws(ReadingFault) in
      try report.read(isCut: !isWhole) { place in
        SectionMember.stem(MemberName(Array(place.name.utf8))).map(String.init)
      }
    }
    for manifest in manifests {
      let check = ManifestCheck(manifest: manifest, tables: tables, outcome: outcome, facts: facts, ledger: ledger)
      try machine { () throws(ReadingFault) in try check.run(output, form) }
    }
    let first = tables.first { $0.dialect.delimiter != .comma } ?? tables.first
    var syntax = first.map { FileSyntax(csv: $0.dialect) } ?? FileSyntax(kind: .csv)
    syntax.kind = .csvArchive
    syntax.add(outcome.evidence, outcome.dateForms)
    return facts.summary(syntax: syntax, isDraft: outcome.isDraft, isUsable: outcome.isComplete && isWhole)
  }

  /// Unpacks all members; those that cannot be are named.
  private func unpack() throws(WalkStop) -> (tables: [CSVTable], manifests: [CSVTable], isWhole: Bool) {
    var (tables, manifests, isWhole) = ([CSVTable](), [CSVTable](), true)
    var names = Set<String>()
    // Members are held together, so they share the memory of one.
    var memory = output.limits.archive.memoryBytes
    for entry in files.entries {
      do throws(WalkStop) {
        if !names.insert(entry.name.key).inserted { throw .archive(.duplicateName) }
        let source = try files.unpack(entry, memoryBytes: memory)
        if source is MemorySource { memory -= Int(source.size) }
        let table = CSVTable(name: entry.name.path, source: source)
        if SectionMember.isManifest(entry.name) { manifests.append(table) } else { tables.append(table) }
      } catch {
        guard case .archive(let fault) = error else { throw error }
        ledger.note(fault, member: entry.name.path)
        isWhole = false
      }
    }
    return (tables, manifests, isWhole)
  }
}
