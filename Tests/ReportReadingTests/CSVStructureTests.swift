import ReportModel
import ReportReading
import Testing

private let head = SampleCSV.head
private let heading = SampleCSV.workerHeading
private let worker = SampleCSV.worker

private let files: [BadFile] = [
  BadFile("an unknown section", head + "[rahasia]\na,b\n1,2\n", "WL-BERKAS-001", line: 7, says: "[rahasia]"),
  BadFile("a misspelt section", head + "[tenaga_kreja]\na\n", "WL-BERKAS-001", line: 7, says: "[tenaga_kerja]"),
  BadFile("a section twice", head + "[kepala]\nversi_skema\n1.0\n", "WL-BERKAS-001", line: 7, says: "dua kali"),
  BadFile("a section without heading", head + "[tenaga_kerja]\n", "WL-BERKAS-001", line: 7, says: "judul kolom"),
  BadFile("rows before the first section", "a,b\n1,2\n" + head, "WL-BERKAS-001", line: 1, says: "sebelum bagian"),
  BadFile("no header section", "[identitas_perusahaan]\nnama_perusahaan\nPT A\n", "WL-BERKAS-005", says: "[kepala]"),
  BadFile("no row in the header", "[kepala]\nversi_skema\n", "WL-BERKAS-005", says: "belum berisi"),
  BadFile("a required column missing", head.replacing(",kode_unit", ""), "WL-BERKAS-005", line: 2, says: "kode_unit"),
  BadFile(
    "a required cell empty",
    head.replacing("PT Contoh Sejahtera", ""),
    "WL-BERKAS-005",
    line: 6,
    cell: "A6",
    says: "kosong"
  ),
  BadFile("a column twice", head.replacing("nib,npwp", "nib,NIB"), "WL-BERKAS-005", cell: "C5", says: "dua kali"),
  BadFile("an unknown column", head.replacing("nib,npwp", "nib,hobi"), "WL-BERKAS-005", cell: "C5", says: "hobi"),
  BadFile(
    "two header rows",
    head.replacing("[identitas", "1.0,TAHUNAN\n[identitas"),
    "WL-BERKAS-001",
    line: 4,
    says: "satu baris"
  ),
  BadFile(
    "a shifted row",
    SampleCSV.report(workers: [worker.replacing("Siti Rahma", "Siti, Rahma, Dewi")]),
    "WL-BERKAS-001",
    line: 9,
    says: "bergeser"
  ),
  BadFile(
    "an unclosed quote",
    SampleCSV.report(workers: ["1,PUSAT,\"Siti"]),
    "WL-BERKAS-001",
    line: 9,
    isUsable: false
  ),
  BadFile(
    "a lone table of workers",
    heading + "\n" + worker + "\n",
    "WL-BERKAS-005",
    says: "[kepala], [identitas_perusahaan]"
  ),
  BadFile(
    "a total line",
    SampleCSV.report(workers: [worker, ",,JUMLAH,,,,,,4250000,,"]),
    "WL-BERKAS-016",
    line: 10,
    says: "JUMLAH"
  ),
  BadFile(
    "a merged row",
    SampleCSV.report(workers: [worker, "2,PUSAT,,ID,,L,,PKWTT,1,40,T"]),
    "WL-BERKAS-015",
    line: 10
  ),
  BadFile(
    "a wrong total at the end",
    SampleCSV.report() + "[akhir]\nbagian,jumlah_baris\ntenaga_kerja,2\n",
    "WL-BERKAS-020",
    line: 12,
    cell: "B12"
  ),
  BadFile("another version", head.replacing("1.0,", "2.7,"), "WL-BERKAS-022", line: 3, cell: "A3", says: "2.7"),
  BadFile(
    "another delimiter",
    head.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ";"),
    "WL-BERKAS-004",
    says: "titik koma"
  ),
  BadFile(
    "windows-1252",
    Array(head.replacing("Sejahtera", "Caf").utf8.dropLast(0)).flatMap { $0 == UInt8(ascii: "f") ? [$0, 0xE9] : [$0] },
    "WL-BERKAS-003",
    says: "windows-1252"
  ),
]

@Suite("The structure of CSV files")
struct CSVStructureTests {
  @Test("Faults of CSV", arguments: files)
  func faults(file: BadFile) { check(file) }

  @Test("Sections come in any order, and the workers are handed over last")
  func anyOrder() {
    let first = "[tenaga_kerja]\n\(heading)\n\(worker)\n"
    let (sink, summary) = reading(first + "[akhir]\nbagian,jumlah_baris\ntenaga_kerja,1\n" + head)
    #expect(sink.findings.isEmpty)
    #expect(summary.isUsable)
    #expect(sink.layouts.map(\.section) == ["kepala", "identitasPerusahaan", "tenagaKerja", "akhir"])
    #expect(sink.rows("tenagaKerja") == reading(SampleCSV.report()).0.rows("tenagaKerja"))
    #expect(sink.batches.first { $0.shape.name == "tenagaKerja" }?.rowPositions.first?.line == 3)
  }

  @Test(
    "A section line is recognised however it is written",
    arguments: ["[Kepala]", " [kepala] ", "[kepala],,,,", "\"[kepala]\",,", "[ KEPALA ]", "\u{FEFF}[kepala]"]
  )
  func sectionLines(line: String) {
    let (sink, _) = reading(head.replacing("[kepala]", line))
    #expect(sink.rows("kepala").count == 1)
    #expect(sink.findings.isEmpty)
  }

  @Test(
    "A heading is recognised however it is written",
    arguments: [
      "nama_perusahaan", "Nama Perusahaan", "NAMA_PERUSAHAAN", "namaPerusahaan", " nama perusahaan *",
      "\u{200B}nama_perusahaan",
    ]
  )
  func headings(name: String) {
    let (sink, _) = reading(head.replacing("nama_perusahaan", name))
    #expect(sink.cell("identitasPerusahaan", "namaPerusahaan") == "PT Contoh Sejahtera")
    #expect(sink.findings.isEmpty)
  }

  @Test("Blank lines and lines of delimiters are nothing")
  func blankLines() {
    let (sink, _) = reading("\n,,,\n" + SampleCSV.report(workers: [worker, "", ",,,,", "  , ,", worker]))
    #expect(sink.rows("tenagaKerja").count == 2)
    #expect(sink.findings.isEmpty)
  }

  @Test("A lone table of workers is a draft, also below a title", arguments: [0, 3])
  func draft(titles: Int) {
    let title = (0..<titles).map { "Daftar karyawan \($0),\n" }.joined()
    let (sink, summary) = reading(title + heading + "\n" + worker + "\n")
    #expect(summary.isDraft && summary.isUsable)
    #expect(summary.missingSections.contains("kepala"))
    #expect(sink.rows("tenagaKerja").count == 1)
    #expect(sink.findings("WL-BERKAS-005").count == 1)
  }

  @Test("A finding names the cell as the spreadsheet does, with heading, row, line and byte")
  func cellNames() throws {
    let text = SampleCSV.report(workers: [worker, worker.replacing("1990-01-01", "31/02/1990")])
    let finding = try #require(reading(text).0.findings("WL-BERKAS-010").first)
    let location = finding.location
    #expect(location.cell == "G10")
    #expect(location.section == "tenaga_kerja")
    #expect(location.row == 2)
    #expect(location.field == "tanggalLahir")
    #expect(location.column == "tanggal_lahir")
    #expect(location.position.line == 10)
    let bytes = Array(text.utf8)
    #expect(bytes[Int(location.position.byte)...].starts(with: "31/02/1990".utf8))
    #expect(finding.value?.isPersonal == true)
    #expect(finding.detail?.text(.id).contains("31/02") == false)
    #expect(finding.detail?.text(.id, reveal: true).contains("31/02/1990") == true)
  }

  @Test("The layout gives later findings the same cell names")
  func layouts() throws {
    let (sink, _) = reading(SampleCSV.report())
    let layout = try #require(sink.layouts.first { $0.section == "tenagaKerja" })
    let batch = try #require(sink.batches.first { $0.shape.name == "tenagaKerja" })
    let nik = try #require(batch.shape.index(of: "nik"))
    let location = layout.location(in: batch, row: 0, field: nik)
    #expect(location.cell == "E9")
    #expect(location.column == "nik")
    #expect(location.row == 1)
    let absent = try #require(batch.shape.index(of: "nomorPaspor"))
    #expect(batch.state(field: absent, row: 0) == .absent)
    #expect(layout.location(in: batch, row: 0, field: absent).cell == nil)
  }

  @Test("Several values in one cell are parted by a bar, codes in their proper spelling")
  func severalValues() {
    let more = "[pengupahan]\nsistem_upah,upah_tertinggi\nsatuan waktu | SATUAN_HASIL,9000000\n"
    let (sink, _) = reading(SampleCSV.report(more: more))
    #expect(sink.cell("pengupahan", "sistemUpah") == "SATUAN_WAKTU|SATUAN_HASIL")
  }

  @Test("A fault in every row is listed up to the limit and counted to the last")
  func counting() throws {
    var limits = ReadingLimits()
    limits.findingsPerProblem = 10
    let bad = worker.replacing("PKWTT", "TETAPP")
    let (sink, _) = reading(SampleCSV.report(workers: [String](repeating: bad, count: 3_000)), limits: limits)
    let findings = sink.findings("WL-BERKAS-001")
    #expect(findings.count == 10)
    #expect(findings.map(\.count).reduce(0, +) == 3_000)
    #expect(sink.batches.filter { $0.shape.name == "tenagaKerja" }.map(\.rowCount) == [1_024, 1_024, 952])
  }

  @Test("UTF-16, a byte order mark, CRLF and a separator line change nothing")
  func dialects() {
    let plain = reading(SampleCSV.report()).0.rows("tenagaKerja")
    let text = SampleCSV.report()
    let crlf = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [
      Array(crlf.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array("sep=,\n".utf8) + Array(text.utf8), wide,
    ] {
      let (sink, summary) = reading(bytes)
      #expect(sink.rows("tenagaKerja") == plain)
      #expect(sink.findings.isEmpty)
      #expect(summary.isUsable)
    }
  }

  @Test("One odd letter late in an otherwise plain file shows windows-1252, one in a UTF-8 file is damage")
  func lateLetter() {
    let many = SampleCSV.report(workers: [String](repeating: worker, count: 1_500))
    let plain =
      Array(many.utf8)
      + Array(worker.replacing("Siti", "Zo").utf8).flatMap { $0 == UInt8(ascii: "o") ? [$0, 0xEB] : [$0] }
    let (old, oldSummary) = reading(plain)
    #expect(oldSummary.syntax.encoding == "windows-1252")
    #expect(oldSummary.isUsable)
    #expect(old.cell("tenagaKerja", "namaLengkap", row: 1_500) == "Zoë Rahma")
    let (damaged, summary) = reading(Array("# é\n".utf8) + plain)
    #expect(!summary.isUsable)
    #expect(damaged.findings("WL-BERKAS-003").first?.location.position.line == 1_510)
  }

  @Test("However the file is cut into pieces, records and findings are the same", arguments: [1, 2, 7, 64, 1_000])
  func pieces(size: Int) {
    for text in [
      SampleCSV.report(workers: [worker, "x,PUSAT,,ID,1,L,1/13/1990,PKWTT,1.234,40,T"]), SampleXML.report(),
    ] {
      var limits = ReadingLimits()
      limits.chunkBytes = size
      let (pieces, _) = reading(text, limits: limits)
      let (whole, _) = reading(text)
      #expect(pieces.rows("tenagaKerja") == whole.rows("tenagaKerja"))
      #expect(pieces.findings.map { "\($0.rule) \($0.location)" } == whole.findings.map { "\($0.rule) \($0.location)" })
    }
  }
}
