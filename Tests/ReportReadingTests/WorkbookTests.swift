import ReportModel
import ReportReading
import Testing

/// A cell of a number or other kind, and what must come of it.
struct SheetCell: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let column: String
  let xml: String
  let field: String
  let expected: String?
  var rule: String?

  init(_ name: String, _ column: String, _ xml: String, _ field: String, _ expected: String?, rule: String? = nil) {
    testDescription = name
    self.column = column
    self.xml = xml
    self.field = field
    self.expected = expected
    self.rule = rule
  }
}

private let cells: [SheetCell] = [
  SheetCell("a whole number", "upah_sebulan", "<c r=\"@\"><v>4250000</v></c>", "upahSebulan", "4250000"),
  SheetCell("a number with an exponent", "upah_sebulan", "<c r=\"@\"><v>4.25E6</v></c>", "upahSebulan", "4250000"),
  SheetCell(
    "noise of arithmetic",
    "upah_sebulan",
    "<c r=\"@\"><v>4250000.0000000009</v></c>",
    "upahSebulan",
    "4250000"
  ),
  SheetCell("a day as a number", "tanggal_lahir", "<c r=\"@\" s=\"1\"><v>32874</v></c>", "tanggalLahir", "01-01-1990"),
  SheetCell(
    "a day of the format 14",
    "tanggal_lahir",
    "<c r=\"@\" s=\"2\"><v>32874</v></c>",
    "tanggalLahir",
    "01-01-1990"
  ),
  SheetCell(
    "a day with its hour",
    "tanggal_lahir",
    "<c r=\"@\" s=\"1\"><v>32874.5</v></c>",
    "tanggalLahir",
    "01-01-1990"
  ),
  SheetCell(
    "a bare serial number",
    "tanggal_lahir",
    "<c r=\"@\"><v>32874</v></c>",
    "tanggalLahir",
    "01-01-1990",
    rule: "WL-BERKAS-012"
  ),
  SheetCell(
    "the day zero",
    "tanggal_lahir",
    "<c r=\"@\" s=\"1\"><v>0</v></c>",
    "tanggalLahir",
    "!1900-01-00",
    rule: "WL-BERKAS-013"
  ),
  SheetCell(
    "an ISO day",
    "tanggal_lahir",
    "<c r=\"@\" t=\"d\"><v>1990-01-01T00:00:00</v></c>",
    "tanggalLahir",
    "01-01-1990"
  ),
  SheetCell("a boolean", "penyandang_disabilitas", "<c r=\"@\" t=\"b\"><v>1</v></c>", "penyandangDisabilitas", "Y"),
  SheetCell(
    "another boolean",
    "penyandang_disabilitas",
    "<c r=\"@\" t=\"b\"><v>0</v></c>",
    "penyandangDisabilitas",
    "T"
  ),
  SheetCell(
    "an error",
    "upah_sebulan",
    "<c r=\"@\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
    "upahSebulan",
    "!#DIV/0!",
    rule: "WL-BERKAS-014"
  ),
  SheetCell(
    "a formula with its value",
    "upah_sebulan",
    "<c r=\"@\"><f>A1*2</f><v>4250000</v></c>",
    "upahSebulan",
    "4250000"
  ),
  SheetCell(
    "a formula with its text",
    "nama_lengkap",
    "<c r=\"@\" t=\"str\"><f>A1</f><v>Siti Rahma</v></c>",
    "namaLengkap",
    "Siti Rahma"
  ),
  SheetCell(
    "a formula never calculated",
    "upah_sebulan",
    "<c r=\"@\"><f>A1*2</f></c>",
    "upahSebulan",
    "!#BELUM_DIHITUNG!",
    rule: "WL-BERKAS-014"
  ),
  SheetCell(
    "a formula as openpyxl writes it",
    "upah_sebulan",
    "<c r=\"@\"><f>A1*2</f><v/></c>",
    "upahSebulan",
    "!#BELUM_DIHITUNG!",
    rule: "WL-BERKAS-014"
  ),
  SheetCell("a shared text", "nama_lengkap", "<c r=\"@\" t=\"s\"><v>1</v></c>", "namaLengkap", "Siti Aminah"),
  SheetCell(
    "a text in two formats, with its pronunciation",
    "nama_lengkap",
    "<c r=\"@\" t=\"inlineStr\"><is><r><t>Siti </t></r><r><rPr><b/></rPr><t>Rahma</t></r><rPh><t>x</t></rPh></is></c>",
    "namaLengkap",
    "Siti Rahma"
  ),
  SheetCell("zeros in front by format", "kode_pos", "<c r=\"@\" s=\"3\"><v>1234</v></c>", "kodePos", "01234"),
  SheetCell(
    "a NIK as a number that lost its last digit",
    "nik",
    "<c r=\"@\"><v>3.2730141019E+15</v></c>",
    "nik",
    "!3.2730141019E+15",
    rule: "WL-BERKAS-006"
  ),
  SheetCell(
    "a NIK as a number that kept them all",
    "nik",
    "<c r=\"@\"><v>3273014101909901</v></c>",
    "nik",
    "3273014101909901"
  ),
  SheetCell(
    "an escaped line end",
    "nama_lengkap",
    "<c r=\"@\" t=\"inlineStr\"><is><t>Siti_x0020_Rahma</t></is></c>",
    "namaLengkap",
    "Siti Rahma"
  ),
]

private let styles = """
  <numFmts count="2"><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/>\
  <numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
  <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs>
  """

/// The sample report as a workbook, its one worker having `xml` in a column (`@` stands for the reference).
private func workbook(_ column: String, _ xml: String) -> WorkbookMaker {
  var maker = WorkbookMaker(report: SampleCSV.report())
  maker.styles = styles
  maker.sharedTexts = ["kosong", "Siti Aminah"]
  let heading = (SampleCSV.workerHeading + ",kode_pos").split(separator: ",").map(String.init)
  let values = (SampleCSV.worker + ",40111").split(separator: ",").map(String.init)
  let row = zip(heading, values).enumerated().map { index, pair in
    let reference = WorkbookMaker.cell(index, 3)
    guard pair.0 == column else { return WorkbookMaker.text(pair.1, reference) }
    return xml.split(separator: "@", omittingEmptySubsequences: false).joined(separator: reference)
  }
  let head = heading.enumerated().map { WorkbookMaker.text($1, WorkbookMaker.cell($0, 1)) }
  maker.sheets[2].rows = "<row r=\"1\">\(head.joined())</row><row r=\"3\">\(row.joined())</row>"
  return maker
}

@Suite("A workbook of one sheet per section is a report")
struct WorkbookTests {
  @Test("It gives the same records as the CSV")
  func sameRecords() {
    let (plain, plainSummary) = reading(SampleCSV.report())
    let (book, summary) = reading(WorkbookMaker(report: SampleCSV.report()).bytes)
    #expect(summary.isUsable)
    #expect(summary.syntax.kind == .workbook)
    #expect(summary.rows == plainSummary.rows)
    for section in ["kepala", "identitasPerusahaan", "tenagaKerja"] {
      #expect(book.rows(section) == plain.rows(section))
    }
    #expect(book.findings.isEmpty)
  }

  @Test("Cells of every kind are read as what they show", arguments: cells)
  func cell(_ cell: SheetCell) {
    let (sink, summary) = reading(workbook(cell.column, cell.xml).bytes)
    #expect(summary.isUsable)
    if cell.field != "kodePos" { #expect(sink.cell("tenagaKerja", cell.field) == cell.expected) }
    #expect(sink.graveRules == (cell.rule.map { [$0] } ?? []))
  }

  @Test("A finding names sheet and cell, and no byte")
  func place() throws {
    let (sink, _) = reading(workbook("tanggal_lahir", WorkbookMaker.text("31/02/1990", "@")).bytes)
    let place = try #require(sink.findings("WL-BERKAS-010").first).location
    #expect(place.member == "tenaga_kerja")
    #expect(place.cell == "G3")
    #expect(place.position.byte == -1)
  }

  @Test("Days may count from 1904")
  func from1904() {
    var maker = workbook("tanggal_lahir", "<c r=\"@\" s=\"1\"><v>31412</v></c>")
    maker.properties = "<workbookPr date1904=\"1\"/>"
    #expect(reading(maker.bytes).0.cell("tenagaKerja", "tanggalLahir") == "01-01-1990")
  }

  @Test("Decimals of a sheet are no thousands, and say nothing about numbers typed as text")
  func decimals() {
    let (sink, _) = reading(workbook("jam_kerja_per_minggu", "<c r=\"@\"><v>37.5</v></c>").bytes)
    #expect(sink.cell("tenagaKerja", "jamKerjaPerMinggu")?.hasPrefix("37") == true)
    #expect(sink.findings("WL-BERKAS-009").isEmpty)
  }

  @Test("Titles above the heading, empty rows and a missing reference are passed over")
  func titles() {
    var maker = WorkbookMaker(report: SampleCSV.report())
    let head = SampleCSV.workerHeading.split(separator: ",").map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
    let row = SampleCSV.worker.split(separator: ",").map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
    maker.sheets[2].rows =
      "<row>\(WorkbookMaker.text("DAFTAR TENAGA KERJA", "A1"))</row><row/><row>\(head.joined())</row>"
      + "<row r=\"9\">\(row.joined())</row>"
    let (sink, summary) = reading(maker.bytes)
    #expect(summary.isUsable)
    #expect(sink.cell("tenagaKerja", "namaLengkap") == "Siti Rahma")
    #expect(sink.batches.last?.rowPositions.first?.line == 9)
    #expect(sink.rules == ["WL-BERKAS-001"])
    #expect(sink.findings.first?.severity == .info)
  }

  @Test("Sheets of the template and other notes are no sections; a misspelt section is refused with a hint")
  func otherSheets() {
    var maker = WorkbookMaker(report: SampleCSV.report())
    maker.sheets.append(.init("Petunjuk", [["Cara mengisi"]]))
    maker.sheets.append(.init("Catatan", [["bonus", "1"]]))
    maker.sheets.append(.init("Sheet9", rows: ""))
    let (sink, summary) = reading(maker.bytes)
    #expect(summary.isUsable)
    #expect(sink.findings.map(\.severity) == [.info])
    #expect(sink.findings.first?.location.member == "Catatan")
    maker.sheets[2].name = "tenaga_kerjja"
    let (worse, _) = reading(maker.bytes)
    #expect(worse.findings.contains { $0.detail?.text(.id).contains("[tenaga_kerja]?") == true })
  }

  @Test("A hidden section is read and said to be hidden; a hidden note is not read")
  func hidden() {
    var maker = WorkbookMaker(report: SampleCSV.report())
    maker.sheets[2].state = "hidden"
    maker.sheets.append(.init("kode", rows: "<row><c t=\"s\"><v>99</v></c></row>", state: "veryHidden"))
    let (sink, summary) = reading(maker.bytes)
    #expect(summary.isUsable)
    #expect(sink.rows("tenagaKerja").count == 1)
    #expect(sink.findings.map { $0.detail?.text(.id).contains("tersembunyi") } == [true])
  }

  @Test("Merged cells below the heading are named, those above are not")
  func merged() {
    var maker = WorkbookMaker(report: SampleCSV.report())
    maker.sheets[2].behind = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"C2:C4\"/></mergeCells>"
    let (sink, _) = reading(maker.bytes)
    #expect(sink.findings("WL-BERKAS-015").map(\.location.cell) == ["C2:C4"])
    #expect(sink.findings("WL-BERKAS-015").first?.severity == .warning)
  }

  @Test("A report pasted into one sheet with its section lines is read, too, and a lone list is a draft")
  func oneSheet() {
    let lines = SampleCSV.report().split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let (sink, summary) = reading(WorkbookMaker([.init("Sheet1", lines)]).bytes)
    #expect(summary.isUsable)
    #expect(sink.rows("tenagaKerja").count == 1)
    let (_, draft) = reading(WorkbookMaker([.init("Sheet1", Array(lines.suffix(2)))]).bytes)
    #expect(draft.isDraft)
  }
}

/// A workbook that must be refused, and the rule.
struct BadWorkbook: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let rule: String
  let says: String

  init(_ name: String, _ rule: String, _ says: String, _ change: (inout WorkbookMaker) -> Void) {
    testDescription = name
    self.rule = rule
    self.says = says
    var maker = WorkbookMaker(report: SampleCSV.report())
    change(&maker)
    bytes = maker.bytes
  }
}

private let bomb =
  "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><worksheet xmlns=\"\(WorkbookMaker.main)\"/>"
private let leak = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst xmlns=\"\(WorkbookMaker.main)\"/>"

private let badWorkbooks: [BadWorkbook] = [
  BadWorkbook("macros", "WL-BERKAS-001", ".xlsm") { $0.parts = [("xl/vbaProject.bin", "x")] },
  BadWorkbook("the binary form", "WL-BERKAS-001", ".xlsb") { $0.parts = [("xl/workbook.bin", "x")] },
  BadWorkbook("an entity bomb", "WL-BERKAS-002", "DOCTYPE") { $0.parts = [("xl/worksheets/sheet3.xml", bomb)] },
  BadWorkbook("an outside entity", "WL-BERKAS-002", "DOCTYPE") { $0.parts = [("xl/sharedStrings.xml", leak)] },
  BadWorkbook("no list of sheets", "WL-BERKAS-001", "xl/workbook.xml") { $0.parts = [("xl/workbook.xml", "")] },
  BadWorkbook("a sheet that is not there", "WL-BERKAS-001", "sheet2.xml") {
    $0.parts = [("xl/worksheets/sheet2.xml", "")]
  },
  BadWorkbook("a cut sheet", "WL-BERKAS-001", "tenaga_kerja") {
    $0.parts = [("xl/worksheets/sheet3.xml", "<worksheet xmlns=\"\(WorkbookMaker.main)\"><sheetData><row r=\"1\">")]
  },
  BadWorkbook("a shared text that is not there", "WL-BERKAS-001", "sharedStrings") {
    $0.sheets[2].rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>"
  },
  BadWorkbook("rows that run backwards", "WL-BERKAS-001", "row 1") {
    $0.sheets[2].rows = "<row r=\"2\"/><row r=\"1\"/>"
  },
  BadWorkbook("a cell far to the right", "WL-BERKAS-002", "1024") {
    $0.sheets[2].rows = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
  },
  BadWorkbook("a row beyond the last", "WL-BERKAS-002", "1048576") {
    $0.sheets[2].rows = "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>"
  },
  BadWorkbook("no number where one must be", "WL-BERKAS-001", "row 1") {
    $0.sheets[2].rows = "<row r=\"1\"><c r=\"A1\"><v>1x</v></c></row>"
  },
]

@Suite("Broken and hostile workbooks")
struct BadWorkbookTests {
  @Test("They are refused with the part that is wrong", arguments: badWorkbooks)
  func refused(_ book: BadWorkbook) {
    let (sink, summary) = reading(book.bytes)
    #expect(!summary.isUsable)
    let words = sink.findings(book.rule).compactMap { $0.detail?.text(.id) }
    #expect(words.contains { $0.contains(book.says) }, "found only \(sink.findings.map { $0.detail?.text(.id) ?? "" })")
  }

  @Test("Two parts of one name are refused: programs differ in which of them counts")
  func duplicateParts() {
    let files = WorkbookMaker(report: SampleCSV.report()).files
    let (sink, summary) = reading(ZipMaker(files + files.suffix(1)).bytes)
    #expect(!summary.isUsable)
    #expect(sink.findings.map(\.rule) == ["WL-BERKAS-002"])
  }

  @Test("A target outside the file is never looked at")
  func external() {
    var maker = WorkbookMaker(report: SampleCSV.report())
    let links = maker.files.first { $0.0 == "xl/_rels/workbook.xml.rels" }?.1 ?? ""
    maker.parts = [
      ("xl/_rels/workbook.xml.rels", links.replacing("sheet3.xml\"", "sheet3.xml\" TargetMode=\"External\""))
    ]
    #expect(!reading(maker.bytes).1.isUsable)
  }

  @Test("Too many shared texts are refused")
  func sharedTexts() {
    var limits = ReadingLimits()
    limits.workbook.sharedTextBytes = 10
    var maker = WorkbookMaker(report: SampleCSV.report())
    maker.sharedTexts = ["0123456789", "0"]
    let (sink, summary) = reading(maker.bytes, limits: limits)
    #expect(!summary.isUsable)
    #expect(sink.rules == ["WL-BERKAS-002"])
  }

  @Test("Any damaged byte of a workbook is survived")
  func everyFlip() {
    var bytes = WorkbookMaker(report: SampleCSV.report()).bytes
    for index in stride(from: 0, to: bytes.count, by: 7) {
      let good = bytes[index]
      bytes[index] = good ^ 0x11
      _ = reading(bytes)
      bytes[index] = good
    }
  }
}
