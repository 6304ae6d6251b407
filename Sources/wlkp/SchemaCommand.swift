import ArgumentParser
import Glibc
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

  /// The file formats it comes in; the first when none is asked for, none when there is no choice.
  var formats: [DocumentFormat] {
    switch self {
    case .template, .example: [.csv, .xlsx]
    case .fields: [.markdown, .html]
    case .rules: [.csv, .html]
    case .xsd, .csvw, .json: []
    }
  }

  /// Whether it is a table that people fill in.
  var isForm: Bool { self == .template || self == .example }
}

/// The file format of a document.
enum DocumentFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
  case xlsx
  case markdown
  case html
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
      template  formulir kosong / blank report (csv, xlsx)
      example   contoh terisi / small filled report of an invented company (csv, xlsx)
      fields    panduan setiap isian / guide to every field (markdown, html; --lang id or en)
      rules     tabel aturan / every rule and since when (csv, rule id first; html in both languages)

      Contoh / examples:
        wlkp schema xsd > laporan-wlkp.xsd
        wlkp schema template --delimiter ';' --kind TAHUNAN > laporan.csv
        wlkp schema template --format xlsx -o laporan.xlsx
        wlkp schema rules --format html -o aturan.html
      """
  )

  @Argument(help: "xsd, csvw, json, template, example, fields or rules.") var document: SchemaDocument
  @Option(name: .long, help: "File format: csv, xlsx, markdown or html, where the document has a choice.")
  var format: DocumentFormat?
  @Option(name: .long, help: "Delimiter of template and example in CSV: , or ;") var delimiter: String?
  @Option(name: .long, help: "Only sections of this kind of report, such as TAHUNAN (template).") var kind: String?
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("File to write instead of standard output.", valueName: "file")
  )
  var output: String?
  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  /// Workers in the example: one of each kind a reader would look for, and few enough to read.
  private static let exampleWorkers = 5

  func validate() throws {
    if let format, !document.formats.contains(format) {
      let offered = document.formats.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        offered.isEmpty ? "\(document) has one format only." : "--format of \(document): \(offered)"
      )
    }
    guard delimiter == nil || (document.isForm && format != .xlsx) else {
      throw ValidationError("--delimiter is for template and example in CSV.")
    }
    guard kind == nil || document == .template else { throw ValidationError("--kind is for template.") }
    guard [nil, ",", ";"].contains(delimiter) else { throw ValidationError("--delimiter: , or ;") }
  }

  func run() throws {
    let form = try options.loadForm(speaking.lang)
    try checkKind(form)
    let format = format ?? document.formats.first
    switch (document, format) {
    case (.xsd, _): try write(form.xmlSchema)
    case (.csvw, _): try write(form.tableMetadata)
    case (.json, _): try write(form.jsonSchema)
    case (.template, .xlsx): try writeWorkbook(form, kind: kind?.uppercased(), rows: [])
    case (.template, _): try write(form.csvTemplate(delimiter: mark, kind: kind?.uppercased()))
    case (.example, .xlsx): try writeWorkbook(form, kind: nil, rows: example(form).tables())
    case (.example, _): try writeExample(form)
    case (.fields, .html): try write(form.fieldPage)
    case (.fields, _): try write(form.fieldGuide(in: speaking.lang))
    case (.rules, .html): try write(rulePage())
    case (.rules, _): try write(RuleTable(pack: loadPack()).text)
    }
  }

  private func rulePage() throws(CommandFault) -> String {
    let (engine, source) = try options.load(speaking.lang)
    return RulePage(pack: engine.pack, examples: RuleExample.all(in: source)).text
  }

  private func loadPack() throws(CommandFault) -> RulePack { try options.load(speaking.lang).engine.pack }

  private var mark: Character { delimiter == ";" ? ";" : "," }

  private func checkKind(_ form: FormDefinition) throws(CommandFault) {
    guard let kind, let kinds = form.reportKinds, kinds.index(of: kind.uppercased()) == nil else { return }
    throw CommandFault(.usage, "wlkp: --kind: \(kinds.codes.map(\.code).joined(separator: ", "))")
  }

  private func example(_ form: FormDefinition) throws(CommandFault) -> SampleReport {
    let order = SampleOrder(workers: Self.exampleWorkers, format: .csv(delimiter: mark.asciiValue ?? UInt8(ascii: ",")))
    do throws(SampleFault) {
      return try SampleReport(order: order, form: form)
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.sentence[speaking.lang])")
    }
  }

  private func writeExample(_ form: FormDefinition) throws(CommandFault) {
    var bytes: [UInt8] = []
    try example(form).write { bytes += $0 }
    try write(bytes)
  }

  private func write(_ text: String) throws(CommandFault) { try write(Array(text.utf8)) }

  private func write(_ bytes: [UInt8]) throws(CommandFault) {
    guard let output else { return bytes.withUnsafeBytes { Terminal.write($0) } }
    guard let file = fopen(output, "wb") else { throw notWritten(output) }
    let count = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, count == bytes.count else { throw notWritten(output) }
  }

  private func notWritten(_ path: String) -> CommandFault {
    CommandFault(.usage, "wlkp: \(path): \(String(cString: strerror(errno)))")
  }
}

// MARK: - Workbooks

extension SchemaCommand {
  /// The library writes to a file by name; for standard output that is one of our own that goes at once.
  private func writeWorkbook(_ form: FormDefinition, kind: String?, rows: [SectionRows]) throws(CommandFault) {
    if let output { return try writeWorkbook(form, kind, rows, to: output) }
    guard isatty(STDOUT_FILENO) == 0 else {
      throw CommandFault(
        .usage,
        speaking.lang == .id
          ? "wlkp: buku kerja bukan teks; sebut berkasnya dengan -o laporan.xlsx"
          : "wlkp: a workbook is no text; name its file with -o laporan.xlsx"
      )
    }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/wlkp-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw notWritten(path) }
    close(descriptor)
    defer { unlink(path) }
    try writeWorkbook(form, kind, rows, to: path)
    try copyToStandardOutput(path)
  }

  private func copyToStandardOutput(_ path: String) throws(CommandFault) {
    guard let file = fopen(path, "rb") else { throw notWritten(path) }
    defer { fclose(file) }
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      block[..<count].withUnsafeBytes { Terminal.write($0) }
    }
  }

  private func writeWorkbook(
    _ form: FormDefinition,
    _ kind: String?,
    _ rows: [SectionRows],
    to path: String
  ) throws(CommandFault) {
    do throws(WorkbookFault) {
      try form.writeWorkbook(to: path, kind: kind, filledWith: rows)
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.sentence[speaking.lang])")
    }
  }
}
