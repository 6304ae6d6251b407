/// Makes workbooks part by part, so that a test can have any of them as it likes.
struct WorkbookMaker {
  /// One sheet: its name and the XML within its `sheetData`, and what stands behind it.
  struct Sheet {
    var name: String
    var rows: String
    var state = ""
    var behind = ""

    init(_ name: String, rows: String, state: String = "", behind: String = "") {
      self.name = name
      self.rows = rows
      self.state = state
      self.behind = behind
    }

    /// A sheet whose cells are all texts.
    init(_ name: String, _ table: [[String]]) {
      let lines = table.enumerated().map { line, cells in
        let cells = cells.enumerated().filter { !$0.element.isEmpty }.map { column, text in
          WorkbookMaker.text(text, WorkbookMaker.cell(column, line + 1))
        }
        return "<row r=\"\(line + 1)\">\(cells.joined())</row>"
      }
      self.init(name, rows: lines.joined())
    }
  }

  var sheets: [Sheet]
  var sharedTexts: [String] = []
  var styles = ""
  var properties = ""
  /// Parts that replace or join the others.
  var parts: [(String, String)] = []

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packageLinks = "http://schemas.openxmlformats.org/package/2006/relationships"

  init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// The sections of a CSV report, each in a sheet of texts.
  init(report: String) {
    sheets = sectionFiles(report).map { file in
      Sheet(
        file.name,
        file.text.split(separator: "\n").map {
          $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
      )
    }
  }

  static func cell(_ column: Int, _ line: Int) -> String {
    String(UnicodeScalar(UInt8(65 + column))) + String(line)
  }

  static func text(_ text: String, _ reference: String) -> String {
    "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
      .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
  }

  /// The files of the package.
  var files: [(String, String)] {
    var files = [("[Content_Types].xml", "<Types/>")]
    files.append(("_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.xml")])))
    var targets = sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
    targets.append(("rIdT", "sharedStrings", "sharedStrings.xml"))
    targets.append(("rIdS", "styles", "/xl/styles.xml"))
    files.append(("xl/_rels/workbook.xml.rels", relationships(targets)))
    let list = sheets.enumerated().map { index, sheet in
      let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
      return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
    }
    files.append(
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.links)\">\(properties)<sheets>\(list.joined())</sheets></workbook>"
      )
    )
    let texts = sharedTexts.map { "<si><t>\(Self.escaped($0))</t></si>" }.joined()
    files.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>"))
    files.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
    for (index, sheet) in sheets.enumerated() {
      let xml = "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(sheet.rows)</sheetData>\(sheet.behind)</worksheet>"
      files.append(("xl/worksheets/sheet\(index + 1).xml", xml))
    }
    for (name, text) in parts {
      files.removeAll { $0.0 == name }
      if !text.isEmpty { files.append((name, text)) }
    }
    return files
  }

  var bytes: [UInt8] { ZipMaker(files).bytes }

  private func relationships(_ targets: [(String, String, String)]) -> String {
    let lines = targets.map { id, type, target in
      "<Relationship Id=\"\(id)\" Type=\"\(Self.links)/\(type)\" Target=\"\(target)\"/>"
    }
    return "<Relationships xmlns=\"\(Self.packageLinks)\">\(lines.joined())</Relationships>"
  }
}
