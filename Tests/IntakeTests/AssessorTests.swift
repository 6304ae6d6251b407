import Foundation
import Intake
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import Testing

@Suite("The assessor")
struct AssessorTests {
  private let assessor: ReportAssessor

  init() throws { assessor = ReportAssessor(engine: try Engine()) }

  private static let report = """
    [kepala]
    versi_skema,jenis_laporan,jenis_penyampaian,periode_tahun,tanggal_keadaan,tanggal_lapor,kode_wilayah,kode_unit
    1.0,TAHUNAN,BARU,2025,2025-11-30,2025-12-12,3273,PUSAT
    [identitas_perusahaan]
    nama_perusahaan
    PT Contoh
    [pernyataan]
    pernyataan_benar,nama_penandatangan,jabatan_penandatangan,tanggal_pernyataan
    Y,Budi Contoh,Direktur,2025-12-12
    [rekap_status]
    status_hubungan,kewarganegaraan,jumlah_l,jumlah_p
    PKWTT,WNI,1,1
    [tenaga_kerja]
    nomor_urut,kode_unit,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,status_hubungan,tanggal_mulai_kerja
    1,PUSAT,Siti Contoh,ID,3273014101909901,P,PKWTT,2020-01-01
    2,PUSAT,Budi Contoh,ID,3273010101909902,L,PKWTT,2020-01-01

    """

  private func judge(_ text: String, _ circumstances: Circumstances = Circumstances()) throws -> Assessment {
    try assessor.assess(MemorySource(text), name: "a.csv", circumstances: circumstances).assessment
  }

  private func rules(_ assessment: Assessment, _ severity: Severity) -> [String] {
    assessment.findings.filter { $0.severity == severity }.map(\.rule)
  }

  @Test("A report whose list and summary agree is accepted")
  func accepted() throws {
    let assessment = try judge(Self.report)
    #expect(assessment.verdict.allowsFiling, "\(assessment.findings.map(\.rule))")
    #expect(assessment.header.companyName == "PT Contoh")
    #expect(assessment.header.workers == 2)
  }

  @Test("The same report with a wrong sum is rejected, and the message says what to do")
  func wrongSum() throws {
    let assessment = try judge(Self.report.replacing("PKWTT,WNI,1,1\n", with: "PKWTT,WNI,1,2\n"))
    #expect(assessment.verdict == .rejected)
    let finding = try #require(assessment.findings.first { $0.rule == "WL-SUM-006" })
    #expect(finding.places[0].message.text(.id).contains("2 pekerja"))
    #expect(finding.places[0].message.text(.id).contains("Mohon"))
    #expect(finding.places[0].location.cell == "C12")
  }

  @Test("Data that may be right after all wait for confirmation; once confirmed they no longer stand in the way")
  func confirmation() throws {
    let short = Self.report.replacing("3273010101909902", with: "327301010190990")
    let waiting = try judge(short)
    #expect(waiting.verdict == .needsConfirmation)
    let confirmed = try judge(
      short + "[konfirmasi]\naturan,bagian,nomor_urut,kolom,alasan\nWL-ID-001,tenaga_kerja,2,nik,SESUAI_KTP\n"
    )
    #expect(confirmed.verdict == .acceptedWithFindings, "\(confirmed.findings.map { "\($0.rule) \($0.severity)" })")
    let finding = try #require(confirmed.findings.first { $0.rule == "WL-ID-001" })
    #expect(finding.severity == .warning)
    #expect(finding.confirmation == "SESUAI_KTP")
  }

  @Test("A confirmation of one row does not cover another, nor another rule")
  func wrongConfirmation() throws {
    let short = Self.report.replacing("3273010101909902", with: "327301010190990")
    for row in ["WL-ID-001,tenaga_kerja,1,nik,SESUAI_KTP", "WL-ID-002,tenaga_kerja,2,nik,SESUAI_KTP"] {
      let text = short + "[konfirmasi]\naturan,bagian,nomor_urut,kolom,alasan\n\(row)\n"
      #expect(try judge(text).verdict == .needsConfirmation, "\(row)")
    }
  }

  @Test("In an archive nobody can confirm: what could be confirmed is a warning")
  func archive() throws {
    let short = Self.report.replacing("3273010101909902", with: "327301010190990")
    let assessment = try judge(short, Circumstances(isArchive: true))
    #expect(assessment.verdict == .acceptedWithFindings)
    #expect(rules(assessment, .warning).contains("WL-ID-001"))
  }

  @Test("A file that could not be read to its end has no findings of the engine: one cause, one finding")
  func unreadable() throws {
    let cut = Self.report.replacing("PKWTT,WNI,1,1\n", with: "PKWTT,WNI,1,2\n").replacing(
      "1,PUSAT,Siti",
      with: "1,PUSAT,\"Siti"
    )
    let assessment = try judge(cut)
    #expect(assessment.verdict == .rejected)
    #expect(assessment.findings.allSatisfy { $0.rule.hasPrefix("WL-BERKAS") })
  }

  @Test("The day of receipt does not change the reference date, only what depends on the filing")
  func asOf() throws {
    let day = try #require(CivilDate(iso: "2027-03-01"))
    let assessment = try judge(Self.report, Circumstances(received: day))
    #expect(assessment.dates.received == day)
    #expect(assessment.dates.reference == CivilDate(iso: "2025-11-30"))
  }

  @Test("A lone table of workers is a draft that says which sections are missing")
  func draft() throws {
    let table = try #require(Self.report.components(separatedBy: "[tenaga_kerja]\n").last)
    let day = try #require(CivilDate(iso: "2025-11-30"))
    let assessment = try judge(table, Circumstances(draftDay: day))
    #expect(assessment.dates.reference == day, "a draft says no day; the one given is used")
    #expect(assessment.rulesAsked >= assessment.notAssessed.count)
    #expect(assessment.isDraft)
    #expect(!assessment.verdict.allowsFiling)
    #expect(assessment.missingSections.contains("kepala"))
  }

  @Test("A violation in every row is one finding with an exact count and a capped list of places")
  func grouping() throws {
    var text = Self.report.replacing("PKWTT,WNI,1,1\n", with: "PKWTT,WNI,1,301\n")
    text = text.replacing(
      "jenis_kelamin,status_hubungan",
      with: "jenis_kelamin,tanggal_lahir,status_hubungan"
    ).replacing(
      "L,PKWTT",
      with: "L,1990-01-01,PKWTT"
    ).replacing("P,PKWTT", with: "P,1990-01-01,PKWTT")
    for row in 3...302 {
      text +=
        "\(row),PUSAT,Siti \(row),ID,3273014101\(10 + row % 80)99\(10 + row % 90),P,2013-02-0\(1 + row % 9),PKWTT,2024-01-01\n"
    }
    let assessment = try judge(text)
    let finding = try #require(assessment.findings.first { $0.rule == "WL-USIA-003" })
    #expect(finding.count == 300)
    #expect(finding.places.count == Finding.placesKept)
    #expect(finding.severity == .warning)
  }

  @Test("Two judgements of the same bytes have the same canonical document")
  func deterministic() throws {
    #expect(JSONRenderer.canonical(try judge(Self.report)) == JSONRenderer.canonical(try judge(Self.report)))
  }

  @Test("Every case of every rule of the built-in pack comes out as it says")
  func packCases() throws {
    let engine = try Engine()
    let outcome = try PackTrial(engine: engine, source: BuiltInSchemas()).run()
    #expect(outcome.faults.isEmpty, "\(outcome.faults)")
    #expect(outcome.untested.isEmpty, "\(outcome.untested)")
    let wrong = outcome.failures.map { "\($0.ruleCase.place) \($0.ruleCase.rule) \($0.answer.said)" }
    #expect(wrong.isEmpty, "\(wrong)")
    #expect(outcome.cases >= 900)
  }
}
