import ReportModel
import ReportReading
import Testing

private let pemilik = "<pemilik><nama>Budi</nama></pemilik><pemilik><nama>Ani</nama><jabatan/></pemilik>"

@Suite("The structure of XML reports")
struct XMLStructureTests {
  @Test("Nested sections are handed over one after the other, in the form's order, each after its layout")
  func nested() {
    let identitas = SampleXML.identitas.replacing("</identitasPerusahaan>", pemilik + "</identitasPerusahaan>")
    let body = SampleXML.kepala + identitas + "<daftarTenagaKerja>\(SampleXML.worker)</daftarTenagaKerja>"
    let (sink, summary) = reading(SampleXML.report(body))
    #expect(sink.findings.isEmpty)
    #expect(sink.layouts.map(\.section) == ["kepala", "identitasPerusahaan", "pemilik", "tenagaKerja"])
    #expect(sink.batches.map(\.shape.name) == ["kepala", "identitasPerusahaan", "pemilik", "tenagaKerja"])
    #expect(sink.layouts[2].fileSection == "identitasPerusahaan/pemilik")
    #expect(sink.rows("pemilik") == [["nama=Budi"], ["nama=Ani"]])
    #expect(summary.sectionsPresent == ["kepala", "identitasPerusahaan", "pemilik", "tenagaKerja"])
  }

  @Test("An element that no row of its section has is absent; beside a row that has it, it is an empty cell")
  func emptyAndAbsent() throws {
    let identitas = SampleXML.identitas.replacing("</identitasPerusahaan>", pemilik + "</identitasPerusahaan>")
    let batch = try #require(
      reading(SampleXML.report(SampleXML.kepala + identitas)).0.batches.first { $0.shape.name == "pemilik" }
    )
    let position = try #require(batch.shape.index(of: "jabatan"))
    #expect(batch.state(field: position, row: 0) == .empty)
    #expect(batch.state(field: position, row: 1) == .empty)
    let telephone = try #require(batch.shape.index(of: "telepon"))
    #expect(batch.state(field: telephone, row: 0) == .absent)
  }

  @Test("A container without rows is a section without rows, a missing one is no section")
  func emptySections() {
    let body =
      SampleXML.kepala + SampleXML.identitas
      + "<keadaanTenagaKerja><rekapStatus/></keadaanTenagaKerja><daftarTenagaKerja/>"
    let (sink, summary) = reading(SampleXML.report(body))
    #expect(sink.findings.isEmpty)
    #expect(summary.rows.map(\.section) == ["kepala", "identitasPerusahaan", "rekapStatus", "tenagaKerja"])
    #expect(summary.rows.last?.rows == 0)
    #expect(sink.batches.filter { $0.shape.name == "rekapStatus" }.map(\.rowCount) == [0])
  }

  @Test("Repeated elements become a list; a bar within one is refused")
  func lists() {
    func report(_ wages: String) -> String {
      SampleXML.report(workers: [], middle: "<pengupahan>\(wages)<upahTertinggi>9</upahTertinggi></pengupahan>")
    }
    let both = "<sistemUpah>SATUAN_WAKTU</sistemUpah><sistemUpah>SATUAN_HASIL</sistemUpah>"
    #expect(reading(report(both)).0.cell("pengupahan", "sistemUpah") == "SATUAN_WAKTU|SATUAN_HASIL")
    let (sink, _) = reading(report("<sistemUpah>SATUAN_WAKTU|SATUAN_HASIL</sistemUpah>"))
    #expect(sink.cell("pengupahan", "sistemUpah")?.hasPrefix("!") == true)
    #expect(sink.rules == ["WL-BERKAS-001"])
  }

  @Test("Comments, CDATA, references, prefixes and schema hints change nothing")
  func spellings() {
    let plain = reading(SampleXML.report()).0.rows("tenagaKerja")
    let spelt = SampleXML.report().replacing(
      "<laporanWlkp ",
      """
      <!-- a --><laporanWlkp xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:wlkp:laporan:1 a.xsd"\u{20}
      """
    )
    .replacing("Siti Rahma", "<![CDATA[Siti]]><!-- b --> &#82;ahma\n")
    let prefixed = SampleXML.report().replacing("xmlns=", "xmlns:w=")
      .split(separator: "<", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("/") ? "/w:" + $0.dropFirst() : $0.isEmpty || $0.hasPrefix("?") ? String($0) : "w:" + $0 }
      .joined(separator: "<")
    for text in [spelt, prefixed] {
      let (sink, _) = reading(text)
      #expect(sink.findings.compactMap { $0.detail?.text(.id) } == [])
      #expect(sink.rows("tenagaKerja") == plain)
    }
  }

  @Test("A finding names the section's path, row, element, line, column and byte")
  func places() throws {
    let text = SampleXML.report(workers: [SampleXML.worker, SampleXML.worker.replacing("1990-01-01", "1990-02-30")])
    let location = try #require(reading(text).0.findings("WL-BERKAS-010").first).location
    #expect(location.section == "daftarTenagaKerja/tenagaKerja")
    #expect(location.row == 2)
    #expect(location.field == "tanggalLahir")
    #expect(location.column == "tanggalLahir")
    #expect(location.cell == nil)
    #expect(location.position.line == 7)
    #expect(Array(text.utf8)[Int(location.position.byte)...].starts(with: "<tanggalLahir>1990-02-30".utf8))
  }

  @Test("After a fatal fault what was read so far has been handed over")
  func cut() {
    let text = SampleXML.report(workers: [String](repeating: SampleXML.worker, count: 3))
    let (sink, summary) = reading(Array(text.utf8.dropLast(60)))
    #expect(!summary.isUsable)
    #expect(sink.rows("kepala").count == 1)
    #expect(sink.rows("tenagaKerja").count >= 2)
    #expect(sink.graveRules == ["WL-BERKAS-001"])
  }
}
