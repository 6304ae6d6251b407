import ReportModel
import SubmissionStore

/// Where a page belongs in the navigation.
enum Place: Sendable, CaseIterable {
  case start, reports, upload, region, priority, batches, audit, events, log, rules, form, receipt, account, accounts,
    none

  /// What a role finds in the navigation, in order; `nil`: somebody who has not signed in.
  static func offered(to role: Account.Role?) -> [Place] {
    switch role {
    case nil: [.start, .rules, .form, .receipt]
    case .company: [.start, .upload, .reports, .rules, .form, .receipt]
    case .inspector: [.region, .priority, .batches, .rules, .form, .receipt]
    case .auditor: [.audit, .events, .log, .rules, .form, .receipt]
    case .administrator: [.accounts, .rules, .form, .receipt]
    }
  }

  /// Where it leads; `nil`: nowhere.
  var address: String? {
    switch self {
    case .start: "/"
    case .reports: "/laporan"
    case .upload: "/laporan/baru"
    case .region: "/wilayah"
    case .priority: "/wilayah/prioritas"
    case .batches: "/kumpulan"
    case .audit: "/audit"
    case .events: "/audit/peristiwa"
    case .log: "/audit/log"
    case .rules: "/aturan"
    case .form: "/formulir"
    case .receipt: "/tanda-terima"
    case .account: "/akun"
    case .accounts: "/akun-akun"
    case .none: nil
    }
  }

  /// What the navigation calls it.
  var name: Bilingual {
    switch self {
    case .start: Bilingual(id: "Mulai", en: "Start")
    case .reports: Bilingual(id: "Laporan saya", en: "My reports")
    case .upload: Bilingual(id: "Lapor", en: "Report")
    case .region: Bilingual(id: "Wilayah", en: "Region")
    case .priority: Bilingual(id: "Prioritas kunjungan", en: "Visit priority")
    case .batches: Bilingual(id: "Kumpulan berkas", en: "Batches")
    case .audit: Bilingual(id: "Riwayat", en: "History")
    case .events: Bilingual(id: "Peristiwa", en: "Events")
    case .log: Bilingual(id: "Catatan", en: "Log")
    case .rules: Bilingual(id: "Aturan", en: "Rules")
    case .form: Bilingual(id: "Panduan formulir", en: "Form guide")
    case .receipt: Bilingual(id: "Tanda terima", en: "Receipts")
    case .account: Bilingual(id: "Akun", en: "Account")
    case .accounts: Bilingual(id: "Akun-akun", en: "Accounts")
    case .none: Bilingual(id: "", en: "")
    }
  }
}
