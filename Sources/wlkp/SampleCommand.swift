import ArgumentParser
import ReportModel
import RuleEngine

/// The forms of a made-up report.
enum SampleSyntax: String, CaseIterable, ExpressibleByArgument {
  case xml
  case csv
}

/// `wlkp sample`: realistic valid reports of any size, never a real person's.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Buat laporan contoh / make a realistic report of an invented company.",
    discussion: """
      Contoh / examples:
        wlkp sample --workers 20 --format csv > laporan.csv
        wlkp sample --workers 500 --with WL-UPAH-004 --with WL-HI-011 > pelanggar.xml
        wlkp sample --workers 40 --format csv --many 5000 --output arsip --with WL-JAM-007

      The same options give the same bytes. NIK have serials 9900–9999, which are never issued. Violations that can \
      be planted with --with:
      \(SampleViolation.all.map { "  \($0.rule)  \($0.plants.en)" }.joined(separator: "\n"))
      """
  )

  @Option(name: .long, help: "How many workers.") var workers = 20
  @Option(name: .long, help: "xml or csv.") var format: SampleSyntax = .xml
  @Option(name: .long, help: "Delimiter of CSV: , or ;") var delimiter = ","
  @Option(name: .long, help: "Another seed, another company.") var seed: UInt64 = 1
  @Option(name: .long, help: "The year the report describes (2015–2026).") var year = 2025
  @Option(name: .long, help: "Code of the regency or city, such as 3273.") var region: String?
  @Option(name: .long, help: "Plant a violation of this rule (may be given several times).") var with: [String] = []
  @Option(
    name: .long,
    help: "Make so many different reports into the folder --output; every fifth gets one of --with in turn."
  )
  var many = 1
  @Option(name: .shortAndLong, help: ArgumentHelp("Folder for --many.", valueName: "dir")) var output: String?
  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  func run() throws {
    guard delimiter == "," || delimiter == ";" else { throw CommandFault(.usage, "wlkp: --delimiter: , or ;") }
    guard SampleLimits.years.contains(year) else {
      throw CommandFault(.usage, "wlkp: --year: \(SampleLimits.years.lowerBound)–\(SampleLimits.years.upperBound)")
    }
    guard (1...SampleMany.limit).contains(many) else {
      throw CommandFault(.usage, "wlkp: --many: 1–\(SampleMany.limit)")
    }
    guard (many == 1) == (output == nil) else { throw CommandFault(.usage, "wlkp: --many and --output go together") }
    let form = try options.loadForm()
    let order = SampleOrder(
      workers: workers,
      format: format == .xml ? .xml : .csv(delimiter: UInt8(ascii: delimiter == ";" ? ";" : ",")),
      seed: seed,
      referenceDate: SampleOrder.referenceDate(year: year),
      region: region?.filter { $0 != "." },
      violations: with.map { $0.uppercased() }
    )
    do throws(SampleFault) {
      guard let output else {
        try SampleReport(order: order, form: form).write { Terminal.write($0) }
        return
      }
      try SampleMany(order: order, count: many, folder: output, form: form).write()
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.sentence[speaking.lang])")
    }
  }
}
