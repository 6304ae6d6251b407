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

/// `wlkp validate FILE…`: judge reports without keeping anything.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Periksa berkas laporan / judge report files; nothing is kept.",
    discussion: """
      Contoh / examples:
        wlkp validate laporan.csv
        wlkp validate --format json *.xml
        cat laporan.xml | wlkp validate -

      Exit code 0 when every report may be filed, 1 when one is rejected or needs confirmation.
      """
  )

  @Argument(help: ArgumentHelp("Report files in XML or CSV; - reads standard input.", valueName: "file"))
  var files: [String]

  @Option(name: .long, help: "Form of the result: text, json or csv.")
  var format: ResultFormat = .text

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

  func run() throws {
    let (engine, _) = try options.load()
    let assessor = ReportAssessor(engine: engine)
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
        let judged = try judge(file, assessor)
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

  private func judge(_ file: String, _ assessor: ReportAssessor) throws(CommandFault) -> (Judgement, InputFile) {
    let input = try InputFile(file, speaking.lang)
    do throws(ReadingFault) {
      let judgement = try assessor.assess(
        input.source,
        name: input.name,
        circumstances: Circumstances(received: asOf, draftDay: today(), isArchive: archive)
      )
      return (judgement, input)
    } catch {
      throw InputFile.commandFault(error, file, speaking.lang)
    }
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
  private let format: ResultFormat
  private let text: TextRenderer
  private let reveal: Bool
  private let quiet: Bool
  private let isList: Bool
  private var list: JSONResultList
  private var count = 0

  init(
    engine: Engine,
    format: ResultFormat,
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
      colours: colours
    )
    list = JSONResultList(pretty: false, reveal: reveal)
  }

  mutating func show(_ assessment: Assessment, _ input: InputFile) {
    defer { count += 1 }
    switch format {
    case .json where isList: Terminal.write(list.next(assessment))
    case .json: Terminal.write(JSONRenderer.render(assessment, pretty: true, reveal: reveal) + "\n")
    case .csv:
      let renderer = CSVRenderer(language: text.language, reveal: reveal)
      Terminal.write((count == 0 ? renderer.header() : "") + renderer.rows(assessment))
    case .text where quiet: Terminal.write(text.renderQuiet(assessment))
    case .text:
      if count > 0 { Terminal.write("\n") }
      Terminal.write(text.render(assessment, source: FileLines(of: assessment, from: input.source)))
    }
  }

  mutating func finish() {
    if format == .json, isList { Terminal.write(list.end()) }
  }
}
