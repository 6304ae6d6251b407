import ReportModel
import ReportReading
import Testing

/// A bad file with what must be found in it.
struct BadFile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let rule: String
  /// Line of the finding; `nil` when the finding is about the whole file.
  var line: Int?
  var cell: String?
  var isUsable = true
  /// Words of the Indonesian sentence.
  var says: String = ""

  init(
    _ name: String,
    _ text: String,
    _ rule: String,
    line: Int? = nil,
    cell: String? = nil,
    isUsable: Bool = true,
    says: String = ""
  ) {
    self.init(name, Array(text.utf8), rule, line: line, cell: cell, isUsable: isUsable, says: says)
  }

  init(
    _ name: String,
    _ bytes: [UInt8],
    _ rule: String,
    line: Int? = nil,
    cell: String? = nil,
    isUsable: Bool = true,
    says: String = ""
  ) {
    self.name = name
    self.bytes = bytes
    self.rule = rule
    self.line = line
    self.cell = cell
    self.isUsable = isUsable
    self.says = says
  }

  var testDescription: String { name }
}

private let kepala = SampleXML.kepala
private let identitas = SampleXML.identitas
private let workers = "<daftarTenagaKerja>\(SampleXML.worker)</daftarTenagaKerja>"

private let wholeFiles: [BadFile] = [
  BadFile("an empty file", "", "WL-BERKAS-001", isUsable: false, says: "kosong"),
  BadFile("white space only", " \r\n\t\n", "WL-BERKAS-001", isUsable: false, says: "kosong"),
  BadFile("a byte order mark only", [0xEF, 0xBB, 0xBF], "WL-BERKAS-001", isUsable: false, says: "kosong"),
  BadFile("zero bytes", [UInt8](repeating: 0, count: 300), "WL-BERKAS-003", isUsable: false, says: "bukan teks"),
  BadFile("control junk", (0..<400).map { UInt8($0 % 32) | 1 }, "WL-BERKAS-003", isUsable: false),
  BadFile(
    "a cut zip or workbook",
    [0x50, 0x4B, 3, 4] + Array("....a.csv".utf8),
    "WL-BERKAS-001",
    isUsable: false,
    says: "terpotong"
  ),
  BadFile(
    "an old xls workbook",
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
    "WL-BERKAS-001",
    isUsable: false,
    says: ".xls"
  ),
  BadFile("a pdf", Array("%PDF-1.7\n".utf8), "WL-BERKAS-001", isUsable: false, says: "PDF"),
  BadFile("a gzip stream", [0x1F, 0x8B, 8, 0, 0, 0], "WL-BERKAS-001", isUsable: false, says: "wlkp batch"),
  BadFile("a zstd stream", [0x28, 0xB5, 0x2F, 0xFD, 0, 0], "WL-BERKAS-001", isUsable: false, says: "wlkp batch"),
  BadFile("a 7z archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "WL-BERKAS-001", isUsable: false, says: "7z"),
  BadFile("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D], "WL-BERKAS-001", isUsable: false, says: "gambar"),
  BadFile("a web page", "<!DOCTYPE html><html></html>", "WL-BERKAS-001", isUsable: false, says: "HTML"),
  BadFile("prose", "Dengan hormat,\nbersama ini kami sampaikan\n", "WL-BERKAS-001", isUsable: false, says: "templat"),
]

/// A container of old Office files whose first streams have these names.
private func oldOffice(_ names: String...) -> [UInt8] {
  var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
  // Sectors of 512 bytes; the directory is the second.
  (bytes[30], bytes[48]) = (9, 1)
  bytes += [UInt8](repeating: 0, count: 512)
  for name in ["Root Entry"] + names {
    let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    bytes += units + [UInt8](repeating: 0, count: 64 - units.count) + [UInt8(units.count + 2), 0]
    bytes += [UInt8](repeating: 0, count: 62)
  }
  return bytes + [UInt8](repeating: 0, count: max(0, 1_536 - bytes.count))
}

private func page(_ name: String, _ text: String) -> BadFile {
  BadFile("a table as a web page: \(name)", text, "WL-BERKAS-001", isUsable: false, says: "halaman web")
}

/// Files of other programs that people send.
private let otherPrograms: [BadFile] = [
  page("html", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table></table></html>"),
  page("a mark", "\u{FEFF}<HTML><table></table></html>"),
  page("only a table", "\r\n <table border=1><tr><td>NIK</td></tr></table>"),
  page("style first", "<style>td{}</style><table></table>"),
  page("meta first", "<meta http-equiv=\"Content-Type\"><table></table>"),
  page("a comment first", "<!-- <b> x > y -->\n<div><table></table></div>"),
  page("a declaration first", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html></html>"),
  page("mail", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"),
  BadFile(
    "a workbook of Excel 2003",
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook/>",
    "WL-BERKAS-001",
    isUsable: false,
    says: "Excel 2003"
  ),
  BadFile(
    "the same without its mark",
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
    "WL-BERKAS-001",
    isUsable: false,
    says: "Excel 2003"
  ),
  BadFile("an old xls", oldOffice("Workbook"), "WL-BERKAS-001", isUsable: false, says: "Excel lama"),
  BadFile(
    "a password",
    oldOffice("EncryptionInfo", "EncryptedPackage"),
    "WL-BERKAS-001",
    isUsable: false,
    says: "kata sandi"
  ),
  BadFile("an old Word file", oldOffice("1Table", "WordDocument"), "WL-BERKAS-001", isUsable: false, says: "Word"),
  BadFile("Excel 5 without container", [9, 8, 8, 0, 0, 5, 5, 0], "WL-BERKAS-001", isUsable: false, says: "Excel lama"),
  BadFile("RTF", "{\\rtf1\\ansi halo}", "WL-BERKAS-001", isUsable: false, says: "Word"),
  BadFile("a photograph", Array("\0\0\0\u{18}ftypheic".utf8), "WL-BERKAS-001", isUsable: false, says: "gambar"),
  BadFile("UTF-32", [0xFF, 0xFE, 0, 0, 0x5B, 0, 0, 0], "WL-BERKAS-003", isUsable: false, says: "UTF-32"),
]

private let zeroBytes: [BadFile] = [
  BadFile("in an element", SampleXML.report("<ke\0pala/>"), "WL-BERKAS-001", line: 3, isUsable: false, says: "kolom 4"),
  BadFile(
    "in a cell",
    "[kepala]\nversi_skema,kode_unit\n1.0,PU\0SAT\n",
    "WL-BERKAS-003",
    line: 3,
    isUsable: false,
    says: "kolom 7 (byte 37)"
  ),
  BadFile(
    "late",
    "[kepala]\nversi_skema,kode_unit\n" + String(repeating: "1.0,PUSAT\n", count: 9_000) + "a\0",
    "WL-BERKAS-003",
    line: 9_003,
    isUsable: false,
    says: "kolom 2 (byte 90032)"
  ),
  BadFile(
    "at the end of a cut file",
    Array("[kepala]\nversi_skema\n1.0\n".utf8) + [UInt8](repeating: 0, count: 512),
    "WL-BERKAS-003",
    line: 4,
    isUsable: false,
    says: "kolom 1 (byte 25)"
  ),
  BadFile(
    "in a program",
    [0x4D, 0x5A, 0x90, 0x0A, 0, 3, 0, 0, 0xFF, 0xFF],
    "WL-BERKAS-003",
    line: 2,
    isUsable: false,
    says: "(byte 4)"
  ),
]

private let xmlFiles: [BadFile] = [
  BadFile(
    "a cut file",
    "<laporanWlkp xmlns=\"urn:wlkp:laporan:1\">\n\(kepala)\n<identitasPer",
    "WL-BERKAS-001",
    line: 3,
    isUsable: false,
    says: "terpotong"
  ),
  BadFile("mismatched tags", SampleXML.report("<kepala></kapala>"), "WL-BERKAS-001", line: 3, isUsable: false),
  BadFile(
    "a DOCTYPE",
    "<!DOCTYPE laporanWlkp [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<laporanWlkp>&x;</laporanWlkp>",
    "WL-BERKAS-002",
    line: 1,
    isUsable: false,
    says: "DOCTYPE"
  ),
  BadFile(
    "an undeclared entity",
    SampleXML.report("<kepala><kodeUnit>&rahasia;</kodeUnit></kepala>"),
    "WL-BERKAS-002",
    line: 3,
    isUsable: false
  ),
  BadFile("deep nesting", String(repeating: "<a>", count: 100), "WL-BERKAS-001", line: 1, isUsable: false),
  BadFile(
    "damaged UTF-8",
    Array("<laporanWlkp xmlns=\"urn:wlkp:laporan:1\"><kepala><kodeUnit>".utf8) + [0xFF] + Array("</".utf8),
    "WL-BERKAS-003",
    line: 1,
    isUsable: false
  ),
  BadFile(
    "another encoding",
    "<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?><laporanWlkp/>",
    "WL-BERKAS-003",
    isUsable: false
  ),
  BadFile(
    "another root",
    "<faktur><nomor>1</nomor></faktur>",
    "WL-BERKAS-001",
    line: 1,
    isUsable: false,
    says: "<faktur>"
  ),
  BadFile(
    "no namespace",
    "<laporanWlkp>\(kepala)\(identitas)</laporanWlkp>",
    "WL-BERKAS-001",
    line: 1,
    says: "namespace"
  ),
  BadFile(
    "another namespace",
    "<laporanWlkp xmlns=\"urn:lain\">\(kepala)\(identitas)</laporanWlkp>",
    "WL-BERKAS-001",
    line: 1,
    says: "urn:wlkp:laporan:1"
  ),
  BadFile(
    "an unknown section",
    SampleXML.report(kepala + identitas + "\n<rahasia/>"),
    "WL-BERKAS-001",
    line: 4,
    says: "<rahasia>"
  ),
  BadFile(
    "a misspelt field",
    SampleXML.report(kepala + "<identitasPerusahaan><namaPerusahan>A</namaPerusahan></identitasPerusahaan>"),
    "WL-BERKAS-001",
    line: 3,
    says: "<namaPerusahaan>"
  ),
  BadFile(
    "sections out of order",
    SampleXML.report(identitas + "\n" + kepala),
    "WL-BERKAS-001",
    line: 4,
    says: "sebelum"
  ),
  BadFile(
    "workers before the header",
    SampleXML.report(workers + "\n" + kepala + identitas),
    "WL-BERKAS-001",
    line: 4,
    isUsable: false
  ),
  BadFile(
    "a section twice",
    SampleXML.report(kepala + "\n" + kepala + identitas),
    "WL-BERKAS-001",
    line: 4,
    says: "sekali"
  ),
  BadFile(
    "a field twice",
    SampleXML.report(kepala + identitas.replacing("<nib>", "<namaPerusahaan>B</namaPerusahaan>\n<nib>")),
    "WL-BERKAS-001",
    line: 3,
    says: "sekali"
  ),
  BadFile(
    "fields out of order",
    SampleXML.report(
      kepala + "<identitasPerusahaan><nib>9120001234567</nib>\n<namaPerusahaan>A</namaPerusahaan></identitasPerusahaan>"
    ),
    "WL-BERKAS-001",
    line: 4,
    says: "sebelum"
  ),
  BadFile(
    "an element within a field",
    SampleXML.report(kepala.replacing("PUSAT", "<b>PUSAT</b>") + identitas),
    "WL-BERKAS-001",
    line: 3,
    says: "<b>"
  ),
  BadFile("text between elements", SampleXML.report("catatan\n" + kepala + identitas), "WL-BERKAS-001", says: "teks"),
  BadFile(
    "an unknown attribute",
    SampleXML.report(kepala.replacing("<kepala>", "<kepala tahun=\"1\">") + identitas),
    "WL-BERKAS-001",
    line: 3,
    says: "\"tahun\""
  ),
  BadFile("no header", SampleXML.report(identitas), "WL-BERKAS-005", says: "<kepala>"),
  BadFile(
    "a required field missing",
    SampleXML.report(kepala.replacing("<kodeUnit>PUSAT</kodeUnit>", "") + identitas),
    "WL-BERKAS-005",
    line: 3,
    says: "<kodeUnit>"
  ),
  BadFile(
    "a required field empty",
    SampleXML.report(kepala.replacing("<kodeUnit>PUSAT</kodeUnit>", "<kodeUnit/>") + identitas),
    "WL-BERKAS-005",
    line: 3,
    says: "kosong"
  ),
  BadFile(
    "a local date",
    SampleXML.report(kepala.replacing("2025-11-30", "30/11/2025") + identitas),
    "WL-BERKAS-010",
    line: 3,
    says: "tahun-bulan-hari"
  ),
  BadFile(
    "a grouped number",
    SampleXML.report(workers: [SampleXML.worker.replacing("4250000", "4.250.000")]),
    "WL-BERKAS-001",
    says: "pemisah"
  ),
  BadFile(
    "a yes in words",
    SampleXML.report(workers: [SampleXML.worker.replacing(">T<", ">TIDAK<")]),
    "WL-BERKAS-001",
    says: "Y (ya)"
  ),
  BadFile(
    "an unknown code",
    SampleXML.report(kepala.replacing("TAHUNAN", "BULANAN") + identitas),
    "WL-BERKAS-001",
    line: 3,
    says: "TAHUNAN"
  ),
  BadFile(
    "a wrong total",
    SampleXML.report(
      kepala + identitas + workers
        + "\n<akhir><bagianAkhir><bagian>tenaga_kerja</bagian><jumlahBaris>7</jumlahBaris></bagianAkhir></akhir>"
    ),
    "WL-BERKAS-020",
    line: 4,
    says: "7"
  ),
  BadFile(
    "another version",
    SampleXML.report(kepala.replacing(">1.0<", ">9.7<") + identitas),
    "WL-BERKAS-022",
    line: 3,
    says: "9.7"
  ),
  BadFile(
    "a date before the form",
    SampleXML.report(kepala.replacing("2025-11-30", "1950-11-30") + identitas),
    "WL-BERKAS-022"
  ),
  BadFile(
    "a worker without name and number",
    SampleXML.report(workers: [SampleXML.worker, "<tenagaKerja><nomorUrut>2</nomorUrut></tenagaKerja>"]),
    "WL-BERKAS-015",
    line: 7
  ),
]

@Suite("Bad files get the right rule at the right place")
struct HostileFileTests {
  @Test("A file of another kind is named", arguments: wholeFiles)
  func foreign(file: BadFile) { check(file) }

  @Test("A file of another program says how to save it", arguments: otherPrograms)
  func otherProgram(file: BadFile) {
    check(file)
    #expect(reading(file.bytes).0.findings.count == 1)
  }

  @Test("A zero byte is named with its line, column and byte", arguments: zeroBytes)
  func zeroByte(file: BadFile) { check(file) }

  @Test("UTF-16 without its mark is read, in both orders", arguments: [false, true])
  func wideText(isBigEndian: Bool) {
    let bytes = SampleCSV.report().utf16.flatMap {
      isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    let (sink, summary) = reading(bytes)
    #expect(summary.isUsable)
    #expect(summary.syntax.hasByteOrderMark == false)
    #expect(sink.rows("tenagaKerja").count == reading(Array(SampleCSV.report().utf8)).0.rows("tenagaKerja").count)
  }

  @Test("A line with too many columns is not said to lack what could not be read")
  func wideLine() {
    let names = (0..<16_384).map { "kolom\($0)" }.joined(separator: ";")
    for text in [names + "\n", "[tenaga_kerja]\n" + names + "\n"] {
      let (sink, summary) = reading(Array(text.utf8))
      #expect(!summary.isUsable)
      #expect(
        sink.findings.filter { $0.severity != .info && $0.rule != "WL-BERKAS-004" }.map(\.rule) == ["WL-BERKAS-002"]
      )
    }
  }

  @Test("Faults of XML", arguments: xmlFiles)
  func xml(file: BadFile) { check(file) }

  @Test("Every cut of a good file is refused without a crash, in both syntaxes")
  func everyCut() {
    let xml = Array(SampleXML.report().utf8)
    for count in stride(from: 1, to: xml.count - 20, by: 7) {
      let (sink, summary) = reading(Array(xml.prefix(count)))
      #expect(!summary.isUsable, "cut at \(count)")
      #expect(!sink.findings.isEmpty, "cut at \(count)")
    }
    let csv = Array(SampleCSV.report().utf8)
    for count in stride(from: 1, to: csv.count, by: 7) { _ = reading(Array(csv.prefix(count))) }
  }

  @Test("Any damaged byte is survived, in both syntaxes")
  func everyFlip() {
    for text in [SampleXML.report(), SampleCSV.report()] {
      var bytes = Array(text.utf8)
      for index in stride(from: 0, to: bytes.count, by: 3) {
        let good = bytes[index]
        for bad in [0x00, 0x22, 0x3C, 0x5B, 0x0A, 0xC3, 0xFF] as [UInt8] {
          bytes[index] = bad
          _ = reading(bytes)
        }
        bytes[index] = good
      }
    }
  }
}

/// Reads the file and compares with what must be found.
func check(_ file: BadFile, sourceLocation: SourceLocation = #_sourceLocation) {
  let (sink, summary) = reading(file.bytes)
  #expect(summary.isUsable == file.isUsable, sourceLocation: sourceLocation)
  let found = sink.findings(file.rule)
  let matching = found.first { finding in
    (file.line == nil || finding.location.position.line == file.line)
      && (file.cell == nil || finding.location.cell == file.cell)
      && (finding.detail?.text(.id, reveal: true) ?? "").contains(file.says)
  }
  let seen = sink.findings.map {
    "\($0.rule) \($0.location.cell ?? "-") line \($0.location.position.line): \($0.detail?.text(.id, reveal: true) ?? "")"
  }
  #expect(matching != nil, "found only \(seen)", sourceLocation: sourceLocation)
  for finding in sink.findings {
    let text = finding.detail?.text(.id, reveal: true) ?? ""
    #expect(!text.contains("{"), "a placeholder is left in: \(text)", sourceLocation: sourceLocation)
  }
}

extension String {
  /// The text with the first `old` replaced.
  func replacing(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
