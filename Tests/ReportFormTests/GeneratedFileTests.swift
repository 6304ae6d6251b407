import Foundation
import ReportForm
import ReportModel
import RuleEngine
import Testing

/// The files of `Schemas/generated`, compared byte for byte with what the generators give; `WLKP_REFRESH_GOLDEN=1` writes
/// them anew.
enum GeneratedFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appending(path: "Schemas/generated/1.0")
  /// The blank workbook: binary, so compared member by member.
  static let workbook = "laporan-kosong.xlsx"

  static let builtInForm: FormDefinition = {
    let source = BuiltInSchemas()
    do {
      return try FormDefinition.load { source.text("report/1.0/" + $0) }
    } catch {
      fatalError("the form cannot be loaded: \(error)")
    }
  }()

  static func text(of name: String) -> String? {
    let form = builtInForm
    switch name {
    case "laporan-wlkp.xsd": return form.xmlSchema
    case "laporan-wlkp.csvw.json": return form.tableMetadata
    case "laporan-wlkp.schema.json": return form.jsonSchema
    case "laporan-kosong.csv": return form.csvTemplate()
    case "panduan-isian.md": return form.fieldGuide(in: .id)
    case "field-guide.md": return form.fieldGuide(in: .en)
    case "panduan-isian.html": return form.fieldPage
    default: return nil
    }
  }

  static let names = [
    "laporan-wlkp.xsd", "laporan-wlkp.csvw.json", "laporan-wlkp.schema.json", "laporan-kosong.csv", "panduan-isian.md",
    "field-guide.md", "panduan-isian.html",
  ]

  /// Whether the files are to be written anew.
  static var isRefreshing: Bool { ProcessInfo.processInfo.environment["WLKP_REFRESH_GOLDEN"] == "1" }

  /// What is wrong with the kept file; `nil` when it is up to date.
  static func complaint(about name: String, _ text: String) -> String? {
    guard let kept = try? Data(contentsOf: folder.appending(path: name)) else { return "\(name) is missing" }
    return kept == Data(text.utf8) ? nil : "\(name) is stale: renew it with WLKP_REFRESH_GOLDEN=1"
  }
}

@Suite("Files generated from the form")
struct GeneratedFileTests {
  private let form = GeneratedFiles.builtInForm

  @Test("Each kept file is what its generator gives", arguments: GeneratedFiles.names)
  func upToDate(name: String) throws {
    let text = try #require(GeneratedFiles.text(of: name))
    if GeneratedFiles.isRefreshing {
      try Data(text.utf8).write(to: GeneratedFiles.folder.appending(path: name))
      return
    }
    #expect(GeneratedFiles.complaint(about: name, text) == nil)
  }

  @Test("The folder holds no other file", .disabled(if: GeneratedFiles.isRefreshing, "the files are being rewritten"))
  func nothingElse() throws {
    let kept = try FileManager.default.contentsOfDirectory(atPath: GeneratedFiles.folder.path)
    #expect(kept.sorted() == (GeneratedFiles.names + [GeneratedFiles.workbook]).sorted())
  }

  @Test("The kept workbook has the same members with the same content")
  func workbook() throws {
    let kept = GeneratedFiles.folder.appending(path: GeneratedFiles.workbook)
    if GeneratedFiles.isRefreshing { return try form.writeWorkbook(to: kept.path) }
    let url = FileManager.default.temporaryDirectory.appending(path: "wlkp-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try form.writeWorkbook(to: url.path)
    let (new, old) = (try ZipListing(Data(contentsOf: url)), try ZipListing(Data(contentsOf: kept)))
    #expect(!new.members.isEmpty)
    #expect(new.members == old.members, "laporan-kosong.xlsx is stale: renew it with WLKP_REFRESH_GOLDEN=1")
  }

  @Test("Canary: one changed byte and a missing file are noticed")
  func canary() {
    #expect(GeneratedFiles.complaint(about: "laporan-kosong.csv", form.csvTemplate() + "\n") != nil)
    #expect(GeneratedFiles.complaint(about: "tidak-ada.csv", "") != nil)
  }

  @Test("The JSON documents name every section and field, and are JSON")
  func jsonDocuments() throws {
    let schema = try #require(object(form.jsonSchema)["properties"] as? [String: Any])
    let tables = try #require(object(form.tableMetadata)["tables"] as? [[String: Any]])
    #expect(schema.count == form.sections.count)
    for (section, table) in zip(form.sections, tables) {
      let member = try #require(schema[section.name] as? [String: Any], "\(section.name)")
      let row = section.isSingleRow ? member : try #require(member["items"] as? [String: Any])
      #expect(Set((row["properties"] as? [String: Any] ?? [:]).keys) == Set(section.fields.map(\.name)))
      let columns = (table["tableSchema"] as? [String: Any])?["columns"] as? [[String: Any]] ?? []
      #expect(table["url"] as? String == section.csv + ".csv")
      #expect(columns.map { $0["name"] as? String } == section.fields.map(\.csv))
      #expect(columns.map { $0["required"] as? Bool } == section.fields.map(\.isRequired))
    }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("The blank report has every section with its heading line", arguments: [Character(","), ";"])
  func template(delimiter: Character) {
    let lines = form.csvTemplate(delimiter: delimiter).split(separator: "\n").map(String.init)
    #expect(lines.count == form.sections.count * 2)
    for (index, section) in form.sections.enumerated() where index * 2 + 1 < lines.count {
      #expect(lines[index * 2] == "[\(section.csv)]")
      #expect(lines[index * 2 + 1].split(separator: delimiter).map(String.init) == section.fields.map(\.csv))
    }
  }

  @Test("The guide tells of every section, field, purpose, law and code", arguments: Language.allCases)
  func guide(language: Language) {
    let guide = form.fieldGuide(in: language)
    for section in form.sections {
      #expect(guide.contains("CSV `[\(section.csv)]`"))
      for field in section.fields {
        #expect(guide.contains("`\(field.csv)` (XML `\(field.name)`)"))
        for law in [field.law].compactMap({ $0 }) { #expect(guide.contains(law)) }
      }
    }
    for list in form.lists.values {
      #expect(guide.contains("### \(list.name)\n"))
      for code in list.codes { #expect(guide.contains("| `\(code.code)` |")) }
    }
  }

  @Test("The schema names every element, explains it in both languages, and limits no length")
  func xmlSchema() {
    let schema = form.xmlSchema
    for section in form.sections {
      for name in section.path + section.fields.map(\.name) { #expect(schema.contains("<xs:element name=\"\(name)\"")) }
    }
    let fields = form.sections.reduce(0) { $0 + $1.fields.count }
    for language in ["id", "en"] {
      #expect(schema.components(separatedBy: "<xs:documentation xml:lang=\"\(language)\">").count > fields)
    }
    #expect(!schema.contains("maxLength"))
  }
}
