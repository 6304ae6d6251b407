import ArgumentParser
import Intake
import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

/// The forms of a result.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
}

/// The forms of a judgement, those of build servers among them.
enum JudgementFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
  case sarif
  case junit
}

/// `wlkp validate FILE…`: judge reports without keeping anything.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Periksa berkas laporan / judge report files; nothing is kept.",
    discussion: """
      Contoh / examples:
        wlkp validate laporan.csv
        wlkp validate --format json *.xml
        cat laporan.xml | wlkp validate -
        wlkp validate laporan-2025.csv --prior laporan-2023.csv laporan-2024.csv

      With --prior the report is compared with the unit's earlier ones. Files stand before the option; when none does,
      the last file after it is the one judged.

      Exit code 0 when every report may be filed, 1 when one is rejected or needs confirmation.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Report files: XML, CSV, XLSX, or a ZIP of one CSV per section; - reads standard input.",
      valueName: "file"
    )
  )
  var files: [String] = []

  @Option(
    name: .long,
    parsing: .upToNextOption,
    help: ArgumentHelp("Earlier reports of the same unit, in any order, to compare with.", valueName: "file")
  )
  var prior: [String] = []

  @Option(name: .long, help: "Form of the result: text, json, csv, sarif or junit.")
  var format: JudgementFormat = .text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Judge as if received on this day (YYYY-MM-DD); the filer's own date when left out.",
      valueName: "date"
    )
  )
  var asOf: CivilDate?

  @Flag(name: .long, help: "Judge as an archive: what could only be confirmed counts as a warning.")
  var archive = false

  @Flag(name: .long, help: "Show personal values (NIK, names, wages) in full.")
  var showValues = false

  @Flag(name: .shortAndLong, help: "One line a file.")
  var quiet = false

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  mutating func validate() throws {
    if files.isEmpty, prior.count > 1, let last = prior.popLast() { files = [last] }
    if files.isEmpty { throw ValidationError("Missing expected argument '<file> ...'") }
  }

  func run() throws {
    let (engine, _) = try options.load(speaking.lang)
    let assessor = ReportAssessor(engine: engine)
    let earlier = try PriorFiles(prior, assessor, speaking.lang)
    var printer = ResultPrinter(
      engine: engine,
      format: format,
      language: speaking.lang,
      reveal: showValues,
      quiet: quiet,
      colours: Terminal.wantsColor(speaking.color),
      isList: files.count > 1
    )
    var worst = Exit.success
    for file in files {
      do throws(CommandFault) {
        let judged = try judge(file, assessor, earlier)
        printer.show(judged.0.assessment, judged.1)
        worst = Self.worse(worst, Self.exit(for: judged.0.assessment.verdict))
        for fault in judged.0.faults { Terminal.complain("wlkp: \(fault.rule): \(fault.error)") }
      } catch {
        Terminal.complain(error.message)
        worst = Self.worse(worst, error.code)
      }
    }
    printer.finish()
    if worst != .success { throw CommandFault(worst) }
  }

  private func judge(
    _ file: String,
    _ assessor: ReportAssessor,
    _ earlier: PriorFiles
  ) throws(CommandFault) -> (Judgement, InputFile) {
    let input = try InputFile(file, speaking.lang)
    let judgement: Judgement
    do throws(ReadingFault) {
      judgement = try assessor.assess(
        input.source,
        name: input.name,
        circumstances: Circumstances(
          received: asOf,
          draftDay: today(),
          isArchive: archive,
          prior: earlier.value
        )
      )
    } catch {
      throw InputFile.commandFault(error, file, speaking.lang)
    }
    try earlier.check(judgement.assessment.header, of: file)
    return (judgement, input)
  }

  static func exit(for verdict: Verdict) -> Exit {
    switch verdict {
    case .accepted, .acceptedWithFindings: .success
    case .needsConfirmation, .rejected: .rejected
    case .notAssessed: .fault
    }
  }

  /// Of two ends the one that says more: a fault of ours before wrong usage before a rejected report.
  static func worse(_ left: Exit, _ right: Exit) -> Exit { left.rawValue >= right.rawValue ? left : right }
}

/// Prints results one after the other, in one of the forms.
struct ResultPrinter {
  private let format: JudgementFormat
  private let text: TextRenderer
  private let reveal: Bool
  private let quiet: Bool
  private let isList: Bool
  private var list: JSONResultList
  private var sarif: SARIFLog
  private let junit: JUnitReport
  private var count = 0

  init(
    engine: Engine,
    format: JudgementFormat,
    language: Language,
    reveal: Bool,
    quiet: Bool,
    colours: Bool,
    isList: Bool
  ) {
    self.format = format
    self.reveal = reveal
    self.quiet = quiet
    self.isList = isList
    text = TextRenderer(
      language: language,
      tail: engine.pack.tail,
      personalSections: engine.form.personalSections,
      reveal: reveal,
      colours: colours,
      names: ReportNames(form: engine.form)
    )
    list = JSONResultList(pretty: false, reveal: reveal)
    sarif = SARIFLog(language: language, version: Engine.version)
    junit = JUnitReport(language: language)
  }

  mutating func show(_ assessment: Assessment, _ input: InputFile) {
    defer { count += 1 }
    switch format {
    case .json where isList: Terminal.write(list.next(assessment))
    case .json: Terminal.write(JSONRenderer.render(assessment, pretty: true, reveal: reveal) + "\n")
    case .csv:
      let renderer = CSVRenderer(language: text.language, reveal: reveal)
      Terminal.write((count == 0 ? renderer.header() : "") + renderer.rows(assessment))
    case .sarif:
      let entry = BatchEntry(assessment, number: count + 1)
      Terminal.write((count == 0 ? sarif.beginning : "") + sarif.add(entry))
    case .junit:
      Terminal.write((count == 0 ? junit.beginning : "") + junit.suite(BatchEntry(assessment, number: count + 1)))
    case .text where quiet: Terminal.write(text.renderQuiet(assessment))
    case .text:
      if count > 0 { Terminal.write("\n") }
      Terminal.write(text.render(assessment, source: FileLines(of: assessment, from: input.source)))
    }
  }

  mutating func finish() {
    switch format {
    case .json where isList: Terminal.write(list.end())
    case .sarif: Terminal.write((count == 0 ? sarif.beginning : "") + sarif.ending())
    case .junit: Terminal.write((count == 0 ? junit.beginning : "") + junit.ending)
    case .text, .json, .csv: break
    }
  }
}
