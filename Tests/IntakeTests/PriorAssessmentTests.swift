import Intake
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import Testing

@Suite("Judging with earlier reports")
struct PriorAssessmentTests {
  private let assessor: ReportAssessor

  init() throws { assessor = ReportAssessor(engine: try Engine()) }

  private static func report(year: Int, workers: Int, unit: String = "PUSAT", wage: Int = 5_000_000) -> String {
    """
    [kepala]
    versi_skema,jenis_laporan,jenis_penyampaian,periode_tahun,tanggal_keadaan,tanggal_lapor,kode_wilayah,kode_unit
    1.0,TAHUNAN,BARU,\(year),\(year)-11-30,\(year)-12-12,3273,\(unit)
    [identitas_perusahaan]
    nama_perusahaan,nib
    PT Contoh,9120001234567
    [rekap_status]
    status_hubungan,kewarganegaraan,jumlah_l,jumlah_p
    PKWTT,WNI,\(workers),0
    [tenaga_kerja]
    nomor_urut,kode_unit,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,status_hubungan,upah_sebulan
    1,\(unit),Siti Contoh,ID,3273014101909901,P,PKWTT,\(wage)

    """
  }

  private func judge(_ text: String, _ prior: PriorReports?) throws -> Assessment {
    let circumstances = Circumstances(prior: prior)
    return try assessor.assess(MemorySource(text), name: "a.csv", circumstances: circumstances).assessment
  }

  private func prior(_ texts: String...) throws -> PriorReports {
    var reports: [PriorReport] = []
    for text in texts { reports.append(try assessor.priorReport(MemorySource(text))) }
    return try PriorReports(reports)
  }

  @Test("A file read as an earlier report gives the comparison its facts")
  func compared() throws {
    let now = Self.report(year: 2025, workers: 200, wage: 50_000_000)
    let found = try judge(now, prior(Self.report(year: 2024, workers: 100))).findings.map(\.rule)
    #expect(Set(found).isSuperset(of: ["WL-TREN-001", "WL-TREN-005"]))
    let alone = try judge(now, nil)
    #expect(!alone.findings.contains { $0.rule.hasPrefix("WL-TREN") })
    #expect(alone.notAssessed.contains { $0.rule == "WL-TREN-005" && $0.reason == .needsPriorReports && $0.count == 1 })
  }

  @Test("The assessment names the earlier reports by their hash, the same in any order")
  func hash() throws {
    let now = Self.report(year: 2025, workers: 100)
    let (first, second) = (Self.report(year: 2023, workers: 100), Self.report(year: 2024, workers: 100))
    let one = try judge(now, prior(first, second))
    let other = try judge(now, prior(second, first, second))
    #expect(one.instruments.priorReports != nil)
    #expect(JSONRenderer.canonical(one) == JSONRenderer.canonical(other))
    #expect(try judge(now, nil).instruments.priorReports == nil)
  }

  @Test("The report itself among the earlier ones changes nothing but the hash")
  func itself() throws {
    let now = Self.report(year: 2025, workers: 200)
    let found = try judge(now, prior(now, Self.report(year: 2024, workers: 100)))
    let without = try judge(now, prior(Self.report(year: 2024, workers: 100)))
    #expect(found.findings.map(\.rule) == without.findings.map(\.rule))
    #expect(found.instruments.priorReports != without.instruments.priorReports)
  }

  @Test("What is no report cannot be compared with", arguments: ["", "hello\n", "[kepala]\n", "\u{1}\u{2}\u{3}"])
  func noReport(text: String) throws {
    do throws(PriorReportFault) {
      _ = try assessor.priorReport(MemorySource(text))
      Issue.record("read as a report")
    } catch {
      guard case .notAReport = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("A report of another unit is a stranger")
  func stranger() throws {
    let reports = try prior(Self.report(year: 2024, workers: 100, unit: "CABANG1"))
    let now = try judge(Self.report(year: 2025, workers: 200), reports)
    #expect(reports.strangers(to: now.header).count == 1)
    #expect(!now.findings.contains { $0.rule == "WL-TREN-001" })
  }
}
