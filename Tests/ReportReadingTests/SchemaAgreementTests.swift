import Foundation
import ReportForm
import ReportModel
import ReportReading
import Testing

/// Every mutated report with the reader's answer, made once for all tests.
private let corpus: [MutatedReport] = {
  let samples = [
    "accepted/pt-contoh-2025.xml", "accepted/penghentian-2025.xml", "flagged/pelanggar-jujur.xml",
    "accepted/laporan-2016.xml", "needs-confirmation/nik-kosong-npwp-ganjil.xml",
  ]
  let originals = [Originals.smallest, Originals.fullest] + samples.compactMap(Originals.sample)
  guard originals.count == samples.count + 2 else { fatalError("a sample report is missing") }
  return originals.map { MutatedReport("unchanged", $0) } + SchemaMutations.values
    + SchemaMutations.structures(of: originals, count: 1_300, seed: 4)
}()

private let generated = form.xmlSchema

@Suite("The generated XML Schema and the reader")
struct SchemaAgreementTests {
  private let schema = generated

  @Test("libxml2 finds no fault in the generated schema")
  func schemaIsSound() {
    #expect(SchemaValidator(schema) != nil)
    #expect(SchemaValidator(schema.replacingOccurrences(of: "xs:sequence", with: "xs:sequenze")) == nil)
  }

  @Test("libxml2 with the generated schema and the reader agree on every mutated report")
  func agreement() throws {
    let validator = try #require(SchemaValidator(schema))
    let disagreements = corpus.filter { validator.accepts($0.text) != $0.isAccepted }
    let accepted = corpus.count(where: \.isAccepted)
    #expect(corpus.count >= 3_000)
    #expect(accepted > 500 && accepted < corpus.count - 500, "\(accepted) of \(corpus.count)")
    #expect(disagreements.count == 0, "of \(corpus.count)")
    for report in disagreements.prefix(40) {
      Issue.record(
        "\(report.made): the reader \(report.isAccepted ? "accepts it, libxml2 does not" : "refuses it, libxml2 does not")"
      )
    }
  }

  @Test("The reports to begin with are accepted")
  func originals() {
    let unchanged = corpus.filter { $0.made == "unchanged" }
    #expect(unchanged.count == 7)
    #expect(!unchanged.contains { !$0.isAccepted })
  }

  @Test("The reader understands every section and heading of the blank report", arguments: [Character(","), ";"])
  func template(delimiter: Character) {
    let (sink, summary) = reading(form.csvTemplate(delimiter: delimiter))
    #expect(summary.sectionsPresent == form.sections.map(\.name))
    #expect(sink.graveRules == ["WL-BERKAS-005"])
    #expect(sink.findings("WL-BERKAS-005").count == 2)
  }

  @Test(
    "Canary: a schema bent in one place is caught",
    arguments: [
      ("[YT]", "[YTy]"), ("[0-9]{1,18}", "[0-9]{1,19}"),
      ("<xs:element name=\"tanggalLapor\">", "<xs:element name=\"tanggalLapor\" minOccurs=\"0\">"),
      ("<xs:element name=\"konfirmasi\" minOccurs=\"0\">", "<xs:element name=\"konfirmasi\">"),
      ("02-(0[1-9]|1[0-9]|2[0-8])", "02-(0[1-9]|[12][0-9])"),
      ("<xs:enumeration value=\"\"/>", ""), ("[^|]*", ".*"), ("minLength value=\"1\"", "minLength value=\"0\""),
      ("name=\"tenagaKerja\" minOccurs=\"0\" maxOccurs=\"unbounded\"", "name=\"tenagaKerja\" minOccurs=\"0\""),
      ("elementFormDefault=\"qualified\"", "elementFormDefault=\"unqualified\""),
    ]
  )
  func canary(part: String, bent: String) throws {
    #expect(schema.contains(part))
    let validator = try #require(SchemaValidator(schema.replacingOccurrences(of: part, with: bent)))
    #expect(corpus.contains { validator.accepts($0.text) != $0.isAccepted })
  }
}
