import ArgumentParser
import ReportForm
import ReportModel
import RuleEngine

/// What is made from the definition of the form and the rules.
enum SchemaDocument: String, CaseIterable, ExpressibleByArgument {
  case xsd
  case csvw
  case json
  case template
  case example
  case fields
  case rules

  /// Whether it is a table that people fill in, so that its file format can be chosen.
  var isForm: Bool { self == .template || self == .example }
}

/// The file format of templates and examples.
enum TemplateFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
  case xlsx
}

/// `wlkp schema`: the form and the rules in the languages of other programs and of people.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Cetak skema, templat, dan panduan / print schemas, templates and guides made from the form.",
    discussion: """
      xsd       XML Schema of the report (XSD 1.0)
      csvw      W3C metadata of its tables in CSV
      json      JSON Schema of the report (2020-12)
      template  formulir kosong / blank report
      example   contoh terisi / small filled report of an invented company
      fields    panduan setiap isian / guide to every field (Markdown; --lang id or en)
      rules     tabel aturan / every rule and since when (CSV, rule id first)

      Contoh / examples:
        wlkp schema xsd > laporan-wlkp.xsd
        wlkp schema template --delimiter ';' > laporan.csv
        wlkp schema fields --lang en > fields.md
      """
  )

  @Argument(help: "xsd, csvw, json, template, example, fields or rules.") var document: SchemaDocument
  @Option(name: .long, help: "File format of template and example: csv.") var format: TemplateFormat?
  @Option(name: .long, help: "Delimiter of template and example: , or ;") var delimiter: String?
  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  /// Workers in the example: one of each kind a reader would look for, and few enough to read.
  private static let exampleWorkers = 5

  func validate() throws {
    guard document.isForm || (format == nil && delimiter == nil) else {
      throw ValidationError("--format and --delimiter are for template and example.")
    }
    guard format != .xlsx else {
      throw ValidationError("--format xlsx is not available in this version; use --format csv.")
    }
    guard [nil, ",", ";"].contains(delimiter) else { throw ValidationError("--delimiter: , or ;") }
  }

  func run() throws {
    let engine = try options.load().engine
    switch document {
    case .xsd: Terminal.write(engine.form.xmlSchema)
    case .csvw: Terminal.write(engine.form.tableMetadata)
    case .json: Terminal.write(engine.form.jsonSchema)
    case .template: Terminal.write(engine.form.csvTemplate(delimiter: delimiter == ";" ? ";" : ","))
    case .example: try writeExample(engine.form)
    case .fields: Terminal.write(engine.form.fieldGuide(in: speaking.lang))
    case .rules: Terminal.write(RuleTable(pack: engine.pack).text)
    }
  }

  private func writeExample(_ form: FormDefinition) throws {
    let mark = UInt8(ascii: delimiter == ";" ? ";" : ",")
    let order = SampleOrder(workers: Self.exampleWorkers, format: .csv(delimiter: mark))
    do throws(SampleFault) {
      try SampleReport(order: order, form: form).write { Terminal.write($0) }
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.sentence[speaking.lang])")
    }
  }
}

/// The rules of a pack as a table: one line per rule, part and interval; rules that cannot be judged on this form stand
/// at the end with the reason as their message.
private struct RuleTable {
  let pack: RulePack

  private static let heading = [
    "rule", "part", "grade", "section", "basis", "from", "to", "certain", "family", "law", "title_id", "title_en",
    "message_id", "message_en",
  ]

  var text: String {
    let rules = pack.rules.flatMap { rule in rule.intervals.map { line(rule, $0) } }
    let gaps = pack.notExpressible.map { gap in
      [gap.id, "", "not_expressible", "", "", "", "", "", "", "", "", "", gap.reason.id, gap.reason.en]
    }
    return ([Self.heading] + rules + gaps).map { $0.map(Self.cell).joined(separator: ",") + "\n" }.joined()
  }

  private func line(_ rule: Rule, _ interval: RuleInterval) -> [String] {
    let text = rule.text
    let place = [text.each ?? "", rule.basis.rawValue]
    let window = [interval.from?.description ?? "", interval.to?.description ?? "", interval.isCertain ? "Y" : "T"]
    let words = [text.title.id, text.title.en, text.message.id, text.message.en]
    return [text.id, rule.key, (interval.grade ?? rule.grade).name] + place + window
      + [text.family ?? "", text.law.joined(separator: "; ")] + words
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
