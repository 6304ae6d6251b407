import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// What happened, in words.
enum EventWording {
  /// The kind of an event.
  static func kind(_ kind: StoreEvent.Kind) -> Bilingual {
    kinds[kind.rawValue] ?? Bilingual(id: kind.rawValue, en: kind.rawValue)
  }

  private static let kinds = [
    "refused": Bilingual(id: "Laporan tidak diterima", en: "Report not accepted"),
    "looked": Bilingual(id: "Dilihat", en: "Looked at"), "exported": Bilingual(id: "Diekspor", en: "Exported"),
    "pack-installed": Bilingual(id: "Paket aturan dipasang", en: "Rule pack installed"),
    "account-changed": Bilingual(id: "Akun diubah", en: "Account changed"),
    "key-destroyed": Bilingual(id: "Kunci berkas dihancurkan", en: "Key of an original destroyed"),
    "keys-rotated": Bilingual(id: "Kunci diganti", en: "Keys replaced"),
    "backed-up": Bilingual(id: "Salinan cadangan dibuat", en: "Backup made"),
    "waiting": Bilingual(id: "Menunggu konfirmasi", en: "Waiting for confirmation"),
    "confirmed": Bilingual(id: "Dikonfirmasi", en: "Confirmed"),
    "expired": Bilingual(id: "Tidak dikonfirmasi pada waktunya", en: "Not confirmed in time"),
    "signed-in": Bilingual(id: "Masuk", en: "Signed in"),
    "sign-in-refused": Bilingual(id: "Gagal masuk", en: "Sign-in refused"),
    "sign-in-locked": Bilingual(id: "Masuk ditahan sementara", en: "Sign-in held for a while"),
    "signed-out": Bilingual(id: "Keluar", en: "Signed out"),
  ]

  /// What was looked at or taken out.
  static func sight(_ sight: Sight) -> Bilingual {
    switch sight {
    case .list: Bilingual(id: "daftar laporan", en: "list of reports")
    case .submission: Bilingual(id: "laporan dan riwayatnya", en: "report with its history")
    case .result: Bilingual(id: "hasil penilaian", en: "result of the judgement")
    case .receipt: Bilingual(id: "tanda terima", en: "receipt")
    case .original: Bilingual(id: "berkas asli", en: "original file")
    case .obligations: Bilingual(id: "daftar laporan yang jatuh tempo", en: "list of reports due")
    case .region: Bilingual(id: "angka wilayah", en: "figures of a region")
    case .visits: Bilingual(id: "prioritas kunjungan", en: "visit priority")
    case .company: Bilingual(id: "riwayat perusahaan", en: "a company over the years")
    case .comparison: Bilingual(id: "perbandingan dua laporan", en: "comparison of two reports")
    case .table: Bilingual(id: "tabel", en: "table")
    case .events: Bilingual(id: "daftar peristiwa", en: "list of events")
    case .listExport: Bilingual(id: "seluruh daftar laporan", en: "whole list of reports")
    case .eventExport: Bilingual(id: "seluruh daftar peristiwa", en: "whole list of events")
    case .replay: Bilingual(id: "penilaian ulang", en: "report judged again")
    case .proof: Bilingual(id: "bukti dalam catatan", en: "proof in the log")
    case .log: Bilingual(id: "keadaan catatan bukti", en: "state of the log")
    case .logCheck: Bilingual(id: "pemeriksaan menyeluruh dimulai", en: "whole check begun")
    }
  }

  /// What became of an account.
  static let changes = [
    "created": Bilingual(id: "akun dibuat", en: "account made"),
    "closed": Bilingual(id: "akun ditutup", en: "account closed"),
    "scope": Bilingual(id: "lingkup diubah", en: "scope changed"),
    "password": Bilingual(id: "kata sandi dipilih", en: "password set"),
    "invited": Bilingual(id: "tautan undangan dibuat", en: "invitation link made"),
    "token-issued": Bilingual(id: "token dibuat", en: "token made"),
    "token-revoked": Bilingual(id: "token dicabut", en: "token revoked"),
  ]

  /// Why a report was not kept.
  static let refusals = [
    "rejected": Bilingual(id: "ada yang perlu diperbaiki", en: "things to correct"),
    "needs-confirmation": Bilingual(id: "perlu konfirmasi", en: "needs confirmation"),
    "not-assessed": Bilingual(id: "gangguan pada sistem kami", en: "a fault of ours"),
    "duplicate-period": Bilingual(id: "laporan periode itu sudah ada", en: "a report of that period exists"),
    "correction-target-unknown": Bilingual(
      id: "laporan yang hendak diperbaiki tidak ditemukan",
      en: "the report to be corrected was not found"
    ),
    "correction-target-differs": Bilingual(
      id: "tidak cocok dengan laporan yang hendak diperbaiki",
      en: "does not fit the report to be corrected"
    ),
    "idempotency-key-reused": Bilingual(
      id: "kunci permintaan sudah dipakai untuk yang lain",
      en: "the request's key was used for another"
    ),
    "other-company": Bilingual(id: "laporan perusahaan lain", en: "another company's report"),
  ]

  /// What came of judging a report again.
  static let replays = [
    "same": Bilingual(id: "hasilnya sama", en: "the same result"),
    "differs": Bilingual(id: "hasilnya berbeda", en: "another result"),
    "other-pack": Bilingual(id: "perlu paket aturan yang lain", en: "needs another rule pack"),
    "erased": Bilingual(id: "berkas asli sudah dihapus", en: "the original was erased"),
    "prior-missing": Bilingual(id: "laporan pembanding tidak ada lagi", en: "an earlier report is gone"),
  ]

  /// By what a list was narrowed, where the log does not keep the words.
  static let narrowed = [
    "by-company": Bilingual(id: "dicari menurut perusahaan", en: "looked for by company"),
    "by-nib": Bilingual(id: "dicari menurut NIB", en: "looked for by NIB"),
    "by-npwp": Bilingual(id: "dicari menurut NPWP", en: "looked for by NPWP"),
    "by-unit": Bilingual(id: "dicari menurut unit", en: "looked for by unit"),
    "by-submitter": Bilingual(id: "dicari menurut pengirim", en: "looked for by filing account"),
    "by-actor": Bilingual(id: "dicari menurut akun", en: "looked for by account"),
    "by-subject": Bilingual(id: "dicari menurut nomor", en: "looked for by number"),
    "by-time": Bilingual(id: "dicari menurut waktu", en: "looked for by time"),
    "by-count": Bilingual(id: "dicari menurut jumlah temuan", en: "looked for by findings"),
  ]

  /// A detail that is said as name and value; the name before the value.
  static let names = [
    "table": Bilingual(id: "tabel", en: "table"), "year": Bilingual(id: "tahun", en: "year"),
    "period": Bilingual(id: "tahun", en: "years"), "rule": Bilingual(id: "aturan", en: "rule"),
    "sector": Bilingual(id: "lapangan usaha", en: "activity"), "size": Bilingual(id: "jumlah pekerja", en: "workers"),
    "page": Bilingual(id: "halaman", en: "page"), "token": Bilingual(id: "token nomor", en: "token number"),
    "session": Bilingual(id: "sesi nomor", en: "session number"), "report": Bilingual(id: "laporan", en: "report"),
    "data-key": Bilingual(id: "kunci", en: "key"), "agreed-by": Bilingual(id: "disetujui", en: "agreed by"),
    "form": Bilingual(id: "bentuk", en: "form"), "day": Bilingual(id: "per", en: "as of"),
    "version": Bilingual(id: "versi", en: "version"), "name": Bilingual(id: "nama", en: "name"),
  ]
}

/// One event's details as a phrase.
struct EventDetails {
  let words: ReportWords

  private var language: Language { words.language }

  /// All that the event holds beside who, when and what; in the order in which it was written down.
  func text(_ event: StoreEvent) -> String {
    event.details.compactMap { phrase($0, of: event.kind) }.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func phrase(_ detail: StoreEvent.Detail, of kind: StoreEvent.Kind) -> String? {
    let value = detail.value
    if value == "-" { return nil }
    switch detail.name {
    case "what": return Sight(rawValue: value).map { EventWording.sight($0)[language] } ?? value
    case "change": return EventWording.changes[value]?[language] ?? value
    case "reason" where kind == .refused: return EventWording.refusals[value]?[language] ?? value
    case "outcome": return EventWording.replays[value]?[language] ?? value
    case "role": return Account.Role(rawValue: value).map { PersonWording.name($0)[language] } ?? value
    case "scope": return ScopeWording(tables: words.engine.tables).text(of: value)[language]
    case "region": return words.region(value)
    case "kind": return kindName(value)
    case "verdict": return Verdict(rawValue: value).map { AuditorWording.kept($0)[language] } ?? value
    case "expires": return Int64(value).map { until($0) } ?? value
    case "extent":
      return
        (value == "trees"
        ? Bilingual(id: "kedua catatan", en: "both logs") : Bilingual(id: "semuanya", en: "everything"))[language]
    default: return counted(detail) ?? hashed(detail) ?? named(detail)
    }
  }

  /// The kind of report, or of event, that a list was narrowed to.
  private func kindName(_ value: String) -> String {
    if let kind = StoreEvent.Kind(rawValue: value) { return EventWording.kind(kind)[language] }
    return words.report(value, nil)
  }

  private func until(_ moment: Int64) -> String {
    (language == .id ? "sampai " : "until ") + PageTime.moment(moment, language)
  }

  private func counted(_ detail: StoreEvent.Detail) -> String? {
    guard let count = Int(detail.value) else { return nil }
    let number = Figures.text(count, language)
    func say(_ id: String, _ one: String, _ many: String) -> String {
      language == .id ? "\(number) \(id)" : "\(number) \(count == 1 ? one : many)"
    }
    switch detail.name {
    case "count": return say("baris", "row", "rows")
    case "findings": return say("temuan", "finding", "findings")
    case "questions": return say("hal ditanyakan", "question", "questions")
    case "originals": return say("berkas asli", "original", "originals")
    case "seconds": return say("detik", "second", "seconds")
    default: return nil
    }
  }

  private func hashed(_ detail: StoreEvent.Detail) -> String? {
    let name: Bilingual
    switch detail.name {
    case "pack": name = Bilingual(id: "paket aturan", en: "rule pack")
    case "file": name = Bilingual(id: "berkas", en: "file")
    default: return nil
    }
    return "\(name[language]) \(Self.short(detail.value))"
  }

  private func named(_ detail: StoreEvent.Detail) -> String {
    if let phrase = EventWording.narrowed[detail.name] { return phrase[language] }
    guard let name = EventWording.names[detail.name] else { return detail.value }
    return "\(name[language]) \(detail.value)"
  }

  /// Digits of a hash that eyes compare; the whole stands in the export.
  private static let hashDigits = 12

  /// A hash cut to what eyes compare; other texts as they are.
  static func short(_ text: String) -> String {
    text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
      ? text.prefix(hashDigits) + "…" : text
  }
}
