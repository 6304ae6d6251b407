import ArgumentParser
import Glibc
import Intake
import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

extension FixKind: ExpressibleByArgument {}

/// `wlkp fix IN -o OUT`: a corrected copy with a list of every change; the original is never touched.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Buat salinan yang diperbaiki / write a corrected copy and list every change.",
    discussion: """
      Contoh / examples:
        wlkp fix laporan.csv -o laporan-rapi.csv
        wlkp fix laporan.csv --dry-run --format json
        wlkp fix laporan.csv -o rapi.csv --unsafe
        wlkp fix laporan.csv -o rapi.csv --yes month-first --changes perubahan.csv

      Safe repairs cannot change what was meant and are always made: encoding, delimiter, letters, spaces, number-form, \
      date-form, code-form, leading-zero (confirmed by its check digit). The others are made only when asked for: \
      leading-zero-guess, number-guess, month-first, serial-date, code-guess, sex-letters, name-guess. --unsafe asks on \
      the terminal for each kind that was found; scripts name kinds with --yes.

      The copy keeps delimiter, quotes, line ends and every byte that is not repaired; UTF-16 and Windows-1252 become \
      UTF-8. A workbook gives a workbook and a ZIP of one CSV per section a ZIP: only cells that are repaired differ, \
      formulas are left alone. Digits that a spreadsheet has lost are named, never invented. The original is never touched.

      Exit code 0 when the copy may be filed, 1 when something in it still stands in the way.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The report: XML, CSV, XLSX or a ZIP of one CSV per section; - reads standard input.",
      valueName: "file"
    )
  )
  var file: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The file for the copy.", valueName: "file"))
  var output: String?

  @Flag(name: .long, help: "Only list what would change.")
  var dryRun = false

  @Flag(name: .long, help: "Ask on the terminal for each kind of repair that needs a person's word.")
  var unsafe = false

  @Option(
    name: .long,
    help: ArgumentHelp("Make this kind of unsafe repair (may be given several times).", valueName: "kind")
  )
  var yes: [FixKind] = []

  @Option(name: .long, help: "Form of the list: text, json or csv.")
  var format: ResultFormat = .text

  @Option(
    name: .long,
    help: ArgumentHelp("Write the whole list to this file, as CSV, or JSON for *.json.", valueName: "file")
  )
  var changes: String?

  @Flag(name: .long, help: "Write over a file that exists.")
  var force = false

  @Flag(name: .long, help: "Show personal values (NIK, names, wages) in full.")
  var showValues = false

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  private var language: Language { speaking.lang }

  func run() throws {
    let (engine, _) = try options.load(speaking.lang)
    let input = try InputFile(file, language)
    let target = try target(beside: input)
    if unsafe, isatty(STDIN_FILENO) != 1 || file == "-" {
      throw CommandFault(.usage, "wlkp: \(FixSentences.needsTerminal[language])")
    }
    let list = try FixList(
      format: format,
      file: input.name,
      changesFile: changes.map { try ChangesFile(path: $0, isOver: force) },
      language: language,
      reveal: showValues
    )
    let workshop = FixWorkshop(fixer: ReportFixer(form: engine.form), folder: target?.folder, language: language)
    let safe = Set(FixKind.allCases.filter(\.isSafe))
    var piece = try workshop.repair(input.source, allowing: safe.union(yes), list)
    if unsafe {
      let wanted = try ask(workshop, piece.source)
      if !wanted.isEmpty { piece = try workshop.repair(piece.source, allowing: safe.union(yes).union(wanted), list) }
    }
    list.left = try workshop.survey(piece.source)
    let judgement = try judge(piece.source, name: output ?? input.name, engine)
    try target?.take(piece, modeOf: input.path)
    list.finish(output: dryRun ? nil : output, judgement.assessment)
    try list.changesFile?.close()
    let exit = Validate.exit(for: judgement.assessment.verdict)
    if exit != .success { throw CommandFault(exit) }
  }

  private func target(beside input: InputFile) throws(CommandFault) -> FixTarget? {
    if dryRun { return nil }
    guard let output else { throw CommandFault(.usage, "wlkp: \(FixSentences.needsOutput[language])") }
    if let changes, changes == output { throw CommandFault(.usage, "wlkp: \(FixSentences.sameFile(output)[language])") }
    return try FixTarget(output, not: input.path, isOver: force, language)
  }

  /// Asks for each kind of unsafe repair that was found.
  private func ask(_ workshop: FixWorkshop, _ source: FileSource) throws -> Set<FixKind> {
    var wanted: Set<FixKind> = []
    for (kind, count) in try workshop.survey(source) where !kind.isSafe && !yes.contains(kind) {
      Terminal.complain(FixSentences.question(kind, count)[language])
      let answer = readLine()?.lowercased() ?? ""
      if ["y", "ya", "yes"].contains(answer.filter { !$0.isWhitespace }) { wanted.insert(kind) }
    }
    return wanted
  }

  private func judge(_ source: FileSource, name: String, _ engine: Engine) throws(CommandFault) -> Judgement {
    do throws(ReadingFault) {
      let circumstances = Circumstances(draftDay: today())
      return try ReportAssessor(engine: engine).assess(source, name: name, circumstances: circumstances)
    } catch {
      throw InputFile.commandFault(error, file, language)
    }
  }
}
