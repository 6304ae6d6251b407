import Foundation
import Intake
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import SubmissionStore
import Testing

@Suite("Confirming beside the file")
struct ConfirmingTests {
  private typealias Row = ReportModel.Confirmation

  private let desk: IntakeDesk
  private let store: SQLiteSubmissionStore
  private let folder: URL
  private let day: Int64 = 86_400_000
  private let noon: Int64 = 1_765_508_645_678
  private let row = Row(rule: "WL-ID-001", section: "tenaga_kerja", row: 2, column: "nik", reason: "SESUAI_KTP")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "wlkp-confirm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteSubmissionStore.open(path: folder.path + "/s.db", createIfMissing: true).store
    desk = IntakeDesk(assessor: ReportAssessor(engine: try Engine()), store: store)
  }

  /// The NIK of worker 2 lacks a digit: rule WL-ID-001 asks.
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
    2,PUSAT,Budi Contoh,ID,327301010190990,L,PKWTT,2020-01-01

    """

  private func delivery(_ text: String = report, at moment: Int64? = nil) throws -> IntakeDesk.Delivery {
    let path = folder.path + "/" + UUID().uuidString
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return IntakeDesk.Delivery(path: path, name: "a.csv", submitter: "siti", receivedAt: moment ?? noon)
  }

  private func waiting() throws -> PendingReport {
    guard case .waiting(_, let pending) = try desk.submitOrWait(delivery()) else {
      throw CocoaError(.featureUnsupported)
    }
    return pending
  }

  private func judge(_ text: String, _ rows: [Row]) throws -> Assessment {
    var delivery = try delivery(text)
    delivery.confirmations = rows
    return try desk.judge(delivery).assessment
  }

  @Test(
    "Settles what stands in the way, by cell, by row, by column, by section or by rule alone",
    arguments: [
      Row(rule: "WL-ID-001", section: "tenaga_kerja", row: 2, column: "nik", reason: "SESUAI_KTP"),
      Row(rule: "WL-ID-001", section: "tenagaKerja", row: 2, reason: "SESUAI_KTP"),
      Row(rule: "wl-id-001", section: "tenaga_kerja", column: "nik", reason: "SESUAI_KTP"),
      Row(rule: "WL-ID-001", section: "tenaga_kerja", reason: "SESUAI_KTP"),
      Row(rule: "WL-ID-001", reason: "SESUAI_KTP"),
    ]
  )
  func settles(_ row: ReportModel.Confirmation) throws {
    #expect(try judge(Self.report, [Row(rule: "WL-ID-002", reason: "SESUAI_KTP")]).verdict == .needsConfirmation)
    var row = row
    row.rule = row.rule.uppercased()
    let assessment = try judge(Self.report, [row])
    #expect(assessment.verdict == .acceptedWithFindings)
    #expect(assessment.questions.isEmpty)
    #expect(assessment.findings.first { $0.rule == "WL-ID-001" }?.confirmation == "SESUAI_KTP")
    #expect(JSONRenderer.render(assessment).contains("\"confirmations\""))
  }

  @Test("Gives the findings that the same rows inside the file give")
  func sameAsInside() throws {
    let inside =
      Self.report + "[konfirmasi]\naturan,bagian,nomor_urut,kolom,alasan\n"
      + "WL-ID-001,tenaga_kerja,2,nik,SESUAI_KTP\n"
    let (left, right) = (try judge(inside, []), try judge(Self.report, [row]))
    #expect(left.verdict == right.verdict)
    #expect(left.findings.map(\.rule) == right.findings.map(\.rule))
    #expect(left.findings.map(\.severity) == right.findings.map(\.severity))
    #expect(left.findings.map(\.confirmation) == right.findings.map(\.confirmation))
    #expect(left.notAssessed.map(\.rule) == right.notAssessed.map(\.rule))
  }

  @Test("Another row's confirmation settles nothing, and one without any leaves no trace in the result")
  func otherRow() throws {
    #expect(
      try judge(Self.report, [Row(rule: "WL-ID-001", section: "tenaga_kerja", row: 1, reason: "SESUAI_KTP")])
        .verdict == .needsConfirmation
    )
    #expect(try !JSONRenderer.render(judge(Self.report, [])).contains("\"confirmations\""))
  }

  @Test("A waiting report is confirmed, kept under a number, replayed to the same bytes, and known when it comes again")
  func confirmed() throws {
    let pending = try waiting()
    #expect(pending.questions == 1)
    #expect(pending.expiresAt == noon + 14 * day)
    #expect(try store.history(HistoryQuery()).submissions.isEmpty)
    let outcome = try desk.confirm(pending.id, [row], by: "budi", at: noon + 3 * day)
    guard case .filed(_, let submission, let receipt) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(submission.record.receivedAt == noon, "being asked makes nobody late")
    #expect(submission.details.receivedDay == pending.receivedDay)
    #expect(try store.confirmation(submission.number.text)?.record.at == noon + 3 * day)
    #expect(try KeptReports(store: store, assessor: desk.assessor).replay(submission) == .same)
    #expect(try store.checkLog { _ in }.isClean)
    for again in [try desk.submit(delivery()), try desk.submit(delivery(at: noon + day))] {
      guard case .alreadyFiled(_, _, let first) = again else {
        Issue.record("\(again)")
        return
      }
      #expect(first.text == receipt.text)
    }
    guard case .settled(.alreadyFiled) = try desk.submitOrWait(delivery()) else {
      Issue.record("waits again")
      return
    }
  }

  @Test("What does not settle everything leaves the report waiting")
  func notEnough() throws {
    let pending = try waiting()
    let outcome = try desk.confirm(pending.id, [Row(rule: "WL-ID-002", reason: "SESUAI_KTP")], by: "siti", at: noon)
    guard case .notAccepted(let judgement) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(judgement.assessment.questions.map(\.rule) == ["WL-ID-001"])
    #expect(try store.pending(pending.id) == pending)
  }

  @Test("After its time a report is confirmed no more, and is gone")
  func expired() throws {
    let pending = try waiting()
    #expect(throws: IntakeDesk.Fault.self) {
      _ = try desk.confirm(pending.id, [row], by: "siti", at: pending.expiresAt)
    }
    #expect(try store.pending(pending.id) == nil)
    #expect(try store.events(EventQuery()).events.map(\.event.kind) == [.expired, .waiting])
  }

  @Test("Somebody else's waiting report is as unknown as one that is not there")
  func foreign() throws {
    let pending = try waiting()
    for (id, scope) in [(pending.id, AccessScope.own(submitter: "lain")), ("K-2222222222", .everything)] {
      do {
        _ = try desk.confirm(id, [row], by: "lain", at: noon, scope: scope)
        Issue.record("confirmed")
      } catch .store(.pendingUnknown(let said)) {
        #expect(said == id)
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  @Test("Handed in together with its confirmation a report is kept at once")
  func atOnce() throws {
    var delivery = try delivery()
    delivery.confirmations = [row]
    guard case .filed(_, let submission, _) = try desk.submit(delivery) else {
      Issue.record("not kept")
      return
    }
    #expect(try store.confirmation(submission.number.text)?.record.rows == [row])
    #expect(try KeptReports(store: store, assessor: desk.assessor).replay(submission) == .same)
  }

  @Test(
    "A confirmation that cannot be taken says why",
    arguments: [
      ([], ConfirmationFault.empty),
      ([Row(rule: "WL-XX-001", reason: "SESUAI_KTP")], .ruleUnknown("WL-XX-001")),
      ([Row(rule: "WL-ID-001", reason: "BENAR")], .reasonUnknown("BENAR")),
      ([Row(rule: "WL-ID-001", reason: "LAINNYA")], .noteMissing(rule: "WL-ID-001")),
      (
        [Row(rule: "WL-ID-001", reason: "LAINNYA", note: String(repeating: "a", count: 501))],
        .noteTooLong(limit: 500)
      ),
      (
        Array(repeating: Row(rule: "WL-ID-001", reason: "SESUAI_KTP"), count: 1001),
        .tooLarge(limit: 1000)
      ),
    ]
  )
  func faults(_ rows: [ReportModel.Confirmation], _ fault: ConfirmationFault) throws {
    #expect(desk.assessor.fault(in: rows) == fault)
    #expect(!fault.message.id.isEmpty && !fault.message.en.isEmpty)
    #expect(throws: IntakeDesk.Fault.self) { _ = try desk.confirm("K-2", rows, by: "siti", at: noon) }
  }
}
