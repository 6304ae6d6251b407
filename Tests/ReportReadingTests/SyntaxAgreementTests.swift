import ReportModel
import ReportReading
import Testing

@Suite("XML and CSV become the same records")
struct SyntaxAgreementTests {
  @Test("The same company gives the same rows in XML and in CSV, without a grave finding")
  func sameRows() {
    let (xml, xmlSummary) = reading(SampleXML.report())
    let (csv, csvSummary) = reading(SampleCSV.report())
    for section in ["kepala", "identitasPerusahaan", "tenagaKerja"] {
      #expect(xml.rows(section) == csv.rows(section))
      #expect(!xml.rows(section).isEmpty)
    }
    #expect(xml.findings.map(\.rule) == [])
    #expect(csv.findings.map(\.rule) == [])
    #expect(xmlSummary.isUsable && csvSummary.isUsable)
    #expect(xmlSummary.rows == csvSummary.rows)
    #expect(xmlSummary.syntax.kind == .xml)
    #expect(csvSummary.syntax.delimiter == ",")
  }
}
