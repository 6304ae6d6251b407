import Foundation
import ReportForm
import ReportModel
import Testing

/// Workbooks, looked at by `scripts/read-workbook` and by openpyxl, which know nothing of the library that wrote them.
@Suite("Workbooks")
struct WorkbookTests {
  /// What the strict reader says of a sheet.
  struct Sheet: Decodable {
    struct Column: Decodable {
      var from: Int
      var to: Int
      var width: Double
      var format: Int
    }
    struct Offer: Decodable {
      var cells: String
      var kind: String
      var error: String
      var range: String
    }
    var name: String
    var state: String
    var cells: [String: String]
    var kinds: [String]
    var columns: [Column]
    var offers: [Offer]
    var notes: [String: String]
    var frozenRows: Int
  }

  /// The built-in number format "Text" (ECMA-376, 18.8.30).
  private static let textFormat = 49
  static let hasPython = (try? run(["-c", "import zipfile"]))?.code == 0
  static let hasOpenpyxl = (try? run(["-c", "import openpyxl"]))?.code == 0

  private let form = GeneratedFiles.builtInForm

  private static func run(_ arguments: [String]) throws -> (code: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  private func written(kind: String? = nil, _ rows: [SectionRows] = []) throws -> Data {
    let url = FileManager.default.temporaryDirectory.appending(path: "wlkp-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try form.writeWorkbook(to: url.path, kind: kind, filledWith: rows)
    return try Data(contentsOf: url)
  }

  private func sheets(kind: String? = nil, _ rows: [SectionRows] = []) throws -> [Sheet] {
    let url = FileManager.default.temporaryDirectory.appending(path: "wlkp-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try form.writeWorkbook(to: url.path, kind: kind, filledWith: rows)
    let script = GeneratedFiles.root.appending(path: "scripts/read-workbook").path
    let answer = try Self.run([script, url.path])
    #expect(answer.code == 0)
    return try JSONDecoder().decode([Sheet].self, from: answer.output)
  }

  @Test("The same form gives the same bytes, whatever the clock says")
  func sameBytes() throws {
    #expect(try written() == written())
  }

  @Test("A file that cannot be written is said so in both languages")
  func notWritten() throws {
    let fault = #expect(throws: WorkbookFault.self) {
      try form.writeWorkbook(to: "/tidak-ada/laporan.xlsx")
    }
    #expect(try #require(fault).sentence.id.hasPrefix("/tidak-ada/laporan.xlsx: "))
    #expect(fault?.sentence.id != fault?.sentence.en)
  }

  @Test("Names of sheets are those of the sections, at most 31 characters, and no two alike")
  func names() {
    let names = form.sections.map(\.sheetName)
    #expect(names.allSatisfy { $0.count <= 31 })
    #expect(Set(names.map { $0.lowercased() } + ["petunjuk", "daftar"]).count == names.count + 2)
  }

  @Test(
    "First the sheet that explains, then one sheet per section, then the hidden codes",
    .enabled(if: hasPython, "python3 is not installed")
  )
  func order() throws {
    let sheets = try sheets()
    #expect(sheets.map(\.name) == ["Petunjuk"] + form.sections.map(\.sheetName) + ["Daftar"])
    #expect(sheets.map(\.state) == Array(repeating: "visible", count: sheets.count - 1) + ["hidden"])
    let words = try #require(sheets.first).cells.values.joined(separator: "\n")
    for section in form.sections { #expect(words.contains(section.title.id) && words.contains(section.title.en)) }
  }

  @Test("Only the sections of a kind of report, when one is named", .enabled(if: hasPython, "python3 is not installed"))
  func kind() throws {
    let names = try sheets(kind: "PENGHENTIAN").map(\.name)
    #expect(names == ["Petunjuk"] + form.sections(for: "PENGHENTIAN").map(\.sheetName) + ["Daftar"])
    #expect(!names.contains("tenaga_kerja") && names.contains("peristiwa"))
  }

  @Test(
    "Each heading is the CSV column, stays in sight, has a note, and stands over a text column",
    .enabled(if: hasPython, "python3 is not installed")
  )
  func headings() throws {
    let sheets = try sheets()
    for (section, sheet) in zip(form.sections, sheets.dropFirst()) {
      #expect(sheet.frozenRows == 1, "\(section.name)")
      #expect(sheet.notes.count == section.fields.count, "\(section.name)")
      for (index, field) in section.fields.enumerated() {
        let cell = Self.letters(index) + "1"
        #expect(sheet.cells[cell] == field.csv)
        let note = try #require(sheet.notes[cell])
        #expect(note.contains(field.label.id) && note.contains(field.label.en))
        #expect(note.contains("(WAJIB)") == field.isRequired)
        let column = try #require(sheet.columns.first { ($0.from...$0.to).contains(index + 1) })
        #expect(column.format == Self.textFormat && column.width >= Double(field.csv.count))
      }
    }
  }

  @Test(
    "Cells of a code or a yes-or-no offer exactly the form's codes and only ask about others",
    .enabled(if: hasPython, "python3 is not installed")
  )
  func offers() throws {
    let sheets = try sheets()
    let codes = try #require(sheets.last)
    for (section, sheet) in zip(form.sections, sheets.dropFirst()) {
      for (index, field) in section.fields.enumerated() where !field.isMany {
        let expected: [String]? =
          switch field.type {
          case .yesNo: ["Y", "T"]
          case .code(let list) where form.lists[list]?.table == nil: form.lists[list]?.codes.map(\.code)
          default: nil
          }
        let letters = Self.letters(index)
        let offer = sheet.offers.first { $0.cells.hasPrefix(letters + "2") }
        #expect((offer == nil) == (expected == nil), "\(section.name).\(field.name)")
        guard let offer, let expected else { continue }
        #expect(offer.kind == "list" && offer.error == "warning")
        #expect(Self.values(of: offer.range, in: codes) == expected, "\(section.name).\(field.name)")
      }
    }
  }

  @Test("What is filled in is kept as text, every digit of it", .enabled(if: hasPython, "python3 is not installed"))
  func filled() throws {
    let rows = SectionRows(
      section: "tenagaKerja",
      fields: ["nik", "namaLengkap", "tanggalMulaiKerja"],
      rows: [["0101014101909901", "=1+1", "2020-01-02"], ["3273014101909999", "", "2021-03-04"]]
    )
    let sheet = try #require(try sheets([rows]).first { $0.name == "tenaga_kerja" })
    let columns = try #require(form.section("tenagaKerja")).fields.map(\.name)
    func cell(_ field: String, _ row: Int) -> String? {
      columns.firstIndex(of: field).flatMap { sheet.cells[Self.letters($0) + "\(row)"] }
    }
    #expect(cell("nik", 2) == "0101014101909901")
    #expect(cell("namaLengkap", 2) == "=1+1")
    #expect(cell("tanggalMulaiKerja", 3) == "2021-03-04")
    #expect(cell("namaLengkap", 3) == nil)
    #expect(sheet.kinds == ["s"])
  }

  @Test("openpyxl reads it and finds the same", .enabled(if: hasOpenpyxl, "openpyxl is not installed"))
  func openpyxl() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "wlkp-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try form.writeWorkbook(to: url.path)
    let script = """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      for sheet in book:
          print(sheet.title, sheet.sheet_state, sheet.freeze_panes, len(sheet.data_validations.dataValidation))
      """
    let answer = try Self.run(["-c", script, url.path])
    let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.count == form.sections.count + 2)
    #expect(lines.contains { $0.hasPrefix("tenaga_kerja visible A2 ") })
    #expect(lines.last == "Daftar hidden None 0")
  }

  private static func letters(_ column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }

  /// The cells of a range of one column, such as `Daftar!$A$3:$A$9`.
  private static func values(of range: String, in sheet: Sheet) -> [String] {
    guard let match = range.wholeMatch(of: /Daftar!\$([A-Z]+)\$([0-9]+):\$([A-Z]+)\$([0-9]+)/),
      match.output.1 == match.output.3, let first = Int(match.output.2), let last = Int(match.output.4), first <= last
    else { return [] }
    return (first...last).compactMap { sheet.cells["\(match.output.1)\($0)"] }
  }
}
