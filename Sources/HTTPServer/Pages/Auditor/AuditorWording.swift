import AuditLog
import Intake
import ReportModel
import ResultRendering

/// All words of the auditor's pages.
enum AuditorWording {
  /// The words in one language, by the names the templates use.
  static func words(_ language: Language) -> [String: String] { table.mapValues { $0[language] } }

  /// One of them.
  static func word(_ name: String) -> Bilingual { table[name] ?? Bilingual(id: name, en: name) }

  /// Titles of the pages.
  static let searchTitle = Bilingual(id: "Riwayat laporan", en: "History of reports")
  static let eventsTitle = Bilingual(id: "Peristiwa", en: "Events")
  static let logTitle = Bilingual(id: "Catatan bukti", en: "The log")

  static func reportTitle(_ number: String) -> Bilingual {
    Bilingual(id: "Laporan \(number)", en: "Report \(number)")
  }

  /// The verdict of a report that is kept.
  static func kept(_ verdict: Verdict) -> Bilingual {
    switch verdict {
    case .accepted: Bilingual(id: "Diterima", en: "Accepted")
    case .acceptedWithFindings: Bilingual(id: "Diterima dengan temuan", en: "Accepted with findings")
    case .needsConfirmation, .rejected, .notAssessed: VerdictWording.label(verdict)
    }
  }

  /// How many reports a page shows.
  static func reports(_ count: Int, isMore: Bool) -> Bilingual {
    guard count > 0 else { return Bilingual(id: "Tidak ada laporan yang cocok.", en: "No report matches.") }
    return isMore
      ? Bilingual(id: "\(count) laporan, masih ada lanjutannya.", en: "\(count) reports, and more after these.")
      : Bilingual(id: "\(count) laporan.", en: count == 1 ? "1 report." : "\(count) reports.")
  }

  /// How many events a page shows.
  static func events(_ count: Int, isMore: Bool) -> Bilingual {
    guard count > 0 else { return Bilingual(id: "Tidak ada peristiwa yang cocok.", en: "No event matches.") }
    return isMore
      ? Bilingual(id: "\(count) peristiwa, masih ada lanjutannya.", en: "\(count) events, and more after these.")
      : Bilingual(id: "\(count) peristiwa.", en: count == 1 ? "1 event." : "\(count) events.")
  }

  /// How many rules were asked, and how many of them gave no answer.
  static func asked(_ count: Int, without: Int) -> Bilingual {
    Bilingual(
      id: "\(count) dinilai, \(without) di antaranya tanpa jawaban",
      en: "\(count) asked, \(without) of them without an answer"
    )
  }

  /// What came of a replay, for the template.
  static func replay(_ replay: Replay, _ language: Language) -> [String: Any] {
    ["sentence": sentence(replay)[language], "tint": replay == .same ? "notice-good" : tint(replay)]
  }

  private static func tint(_ replay: Replay) -> String {
    if case .differs = replay { "notice-bad" } else { "notice-warn" }
  }

  private static func sentence(_ replay: Replay) -> Bilingual {
    switch replay {
    case .same:
      Bilingual(
        id: "Sama: penilaian ulang menghasilkan dokumen yang sama, byte demi byte.",
        en: "The same: judging again gives the same document, byte for byte."
      )
    case .differs(let byte):
      Bilingual(
        id: "Berbeda: dokumen hasil penilaian ulang berbeda mulai byte ke-\(byte).",
        en: "Different: the document of judging again differs from byte \(byte) on."
      )
    case .otherInstruments(let pack, let hash):
      Bilingual(
        id: "Tidak dapat diulang di sini: laporan dinilai dengan paket aturan \(pack) (\(hash)), atau dengan versi "
          + "formulir, tabel, atau mesin yang lain. Jalankan wlkp history replay dengan paket itu.",
        en: "Cannot be repeated here: it was judged with rule pack \(pack) (\(hash)), or with another version of the "
          + "form, the tables or the engine. Run wlkp history replay with that pack."
      )
    case .erased:
      Bilingual(
        id: "Dihapus: berkas asli dihapus atas perintah, jadi tidak dapat dinilai ulang. Buktinya tetap ada.",
        en: "Erased: the original was erased by order, so it cannot be judged again. Its proof stays."
      )
    case .priorMissing:
      Bilingual(
        id: "Tidak dapat diulang: laporan sebelumnya yang dibandingkan tidak ada lagi.",
        en: "Cannot be repeated: an earlier report it was compared with is gone."
      )
    }
  }

  /// What the comparison of two sizes showed.
  static func comparison(_ comparison: SizeComparison) -> Bilingual {
    let (old, new) = (comparison.proof.oldSize, comparison.proof.newSize)
    guard comparison.holds else {
      return Bilingual(
        id: "Tidak cocok: catatan berukuran \(new) bukan lanjutan catatan berukuran \(old).",
        en: "They do not fit: the log of size \(new) does not continue the log of size \(old)."
      )
    }
    switch comparison.isRootKnown {
    case false:
      return Bilingual(
        id: "Tidak cocok: akar yang Anda pegang bukan akar catatan ini pada ukuran \(old).",
        en: "They do not fit: the root you hold is not this log's root at size \(old)."
      )
    case true:
      return Bilingual(
        id: "Cocok: akar yang Anda pegang adalah akar pada ukuran \(old), dan catatan berukuran \(new) melanjutkannya.",
        en: "They fit: the root you hold is the root at size \(old), and the log of size \(new) continues it."
      )
    default:
      return Bilingual(
        id: "Cocok: catatan berukuran \(new) melanjutkan catatan berukuran \(old); tidak ada yang diubah atau dihapus.",
        en: "They fit: the log of size \(new) continues the log of size \(old); nothing was changed or removed."
      )
    }
  }

  private static let table = [lists, report, proof, log].reduce(into: [String: Bilingual]()) { all, words in
    all.merge(words) { first, _ in first }
  }

  private static let lists = [
    "search": searchTitle,
    "searchLead": Bilingual(
      id: "Semua laporan yang disimpan. Setiap penelusuran dan setiap laporan yang dibuka tercatat.",
      en: "Every report that is kept. Every search and every report that is opened is on record."
    ),
    "find": Bilingual(id: "Cari", en: "Search"), "moreFilters": Bilingual(id: "Saringan lain", en: "More filters"),
    "errors": Bilingual(id: "Ada isian yang perlu diperbaiki", en: "Some values need correcting"),
    "results": Bilingual(id: "Laporan", en: "Reports"), "number": Bilingual(id: "Nomor", en: "Number"),
    "received": Bilingual(id: "Diterima", en: "Received"), "company": Bilingual(id: "Perusahaan", en: "Company"),
    "unit": Bilingual(id: "Unit", en: "Unit"),
    "kind": Bilingual(id: "Jenis, tahun, diterima", en: "Kind, year, received"),
    "region": Bilingual(id: "Wilayah", en: "Region"), "result": Bilingual(id: "Hasil", en: "Result"),
    "findings": Bilingual(id: "Temuan", en: "Findings"), "version": Bilingual(id: "Versi", en: "Version"),
    "corrected": Bilingual(id: "sudah diperbaiki", en: "corrected since"),
    "pages": Bilingual(id: "Halaman lain", en: "Other pages"), "next": Bilingual(id: "Berikutnya", en: "Next"),
    "first": Bilingual(id: "Kembali ke awal", en: "Back to the first"),
    "export": Bilingual(id: "Ekspor", en: "Export"),
    "exportText": Bilingual(
      id: "Semua yang cocok dengan saringan, bukan hanya halaman ini. Ekspor tercatat.",
      en: "Everything that the filters match, not this page alone. Exports are on record."
    ),
    "events": eventsTitle,
    "eventsLead": Bilingual(
      id: "Siapa melihat, mengekspor, mengubah, atau mengirim tanpa diterima. Halaman ini pun tercatat.",
      en: "Who looked, exported, changed, or filed in vain. Looking at this page is on record too."
    ),
    "time": Bilingual(id: "Waktu", en: "Time"), "event": Bilingual(id: "Peristiwa", en: "Event"),
    "actor": Bilingual(id: "Akun", en: "Account"), "subject": Bilingual(id: "Subjek", en: "Subject"),
    "details": Bilingual(id: "Rincian", en: "Details"), "serial": Bilingual(id: "No.", en: "No."),
  ]

  private static let report = [
    "kindOnly": Bilingual(id: "Jenis dan tahun", en: "Kind and year"),
    "trail": Bilingual(id: "Letak halaman", en: "Where you are"), "facts": Bilingual(id: "Keterangan", en: "Facts"),
    "nib": Bilingual(id: "NIB", en: "NIB"), "validity": Bilingual(id: "Berlaku", en: "Valid"),
    "submitter": Bilingual(id: "Akun pengirim", en: "Filing account"),
    "fileSize": Bilingual(id: "Ukuran berkas", en: "File size"),
    "rulesAsked": Bilingual(id: "Aturan", en: "Rules"),
    "authority": Bilingual(id: "Instansi", en: "Authority"),
    "fileHash": Bilingual(id: "SHA-256 berkas", en: "SHA-256 of the file"),
    "resultHash": Bilingual(id: "SHA-256 hasil penilaian", en: "SHA-256 of the result"),
    "packUsed": Bilingual(id: "Paket aturan", en: "Rule pack"), "formUsed": Bilingual(id: "Formulir", en: "Form"),
    "tablesUsed": Bilingual(id: "Tabel acuan", en: "Reference tables"),
    "priorUsed": Bilingual(id: "Laporan pembanding", en: "Earlier reports"),
    "engineUsed": Bilingual(id: "Mesin", en: "Engine"),
    "correctedBy": Bilingual(id: "Laporan ini sudah diperbaiki oleh", en: "This report was corrected by"),
    "versions": Bilingual(id: "Rangkaian versi", en: "Chain of versions"),
    "here": Bilingual(id: "halaman ini", en: "this page"),
    "foundHere": Bilingual(id: "Temuan menurut aturan", en: "Findings by rule"),
    "rule": Bilingual(id: "Aturan", en: "Rule"), "grade": Bilingual(id: "Tingkat", en: "Grade"),
    "count": Bilingual(id: "Jumlah", en: "Count"),
    "noFindings": Bilingual(id: "Tidak ada temuan.", en: "Nothing was found."),
    "happened": Bilingual(id: "Peristiwa pada laporan ini", en: "Events about this report"),
    "noEvents": Bilingual(id: "Belum ada peristiwa.", en: "No events yet."),
    "allEvents": Bilingual(id: "Semua peristiwa laporan ini", en: "All events about this report"),
    "replay": Bilingual(id: "Penilaian ulang", en: "Judge it again"),
    "replayText": Bilingual(
      id: "Berkas asli dinilai lagi dengan aturan dan tanggalnya sendiri. Hasilnya harus sama byte demi byte.",
      en: "The original is judged again by its own rules and dates. The same bytes must come out."
    ),
    "replayButton": Bilingual(id: "Nilai ulang sekarang", en: "Judge again now"),
    "resultFile": Bilingual(id: "Unduh hasil penilaian (JSON)", en: "Download the result (JSON)"),
  ]

  private static let proof = [
    "proof": Bilingual(id: "Bukti dalam catatan", en: "Proof in the log"),
    "proofHolds": Bilingual(
      id: "Diperiksa barusan: entri laporan ini ada dalam catatan yang ditandatangani.",
      en: "Checked just now: this report's entry stands in the signed log."
    ),
    "proofFails": Bilingual(
      id: "Bukti tidak cocok dengan catatan yang ditandatangani. Jalankan pemeriksaan menyeluruh.",
      en: "The proof does not fit the signed log. Run the whole check."
    ),
    "position": Bilingual(id: "Letak entri (dari 0)", en: "Place of the entry (from 0)"),
    "treeSize": Bilingual(id: "Ukuran catatan", en: "Size of the log"),
    "leaf": Bilingual(id: "Hash daun", en: "Leaf hash"), "root": Bilingual(id: "Akar", en: "Root"),
    "path": Bilingual(id: "Jalan dari daun ke akar", en: "Way from leaf to root"),
    "pathEmpty": Bilingual(id: "Tidak perlu: entri ini satu-satunya.", en: "None needed: this is the only entry."),
    "checkpoint": Bilingual(id: "Checkpoint bertanda tangan", en: "Signed checkpoint"),
    "offline": Bilingual(id: "Memeriksa tanpa server ini", en: "Verify without this server"),
    "offlineText": Bilingual(
      id: "Unduh tanda terima dan kunci catatan, lalu jalankan:",
      en: "Download the receipt and the log's key, then run:"
    ),
    "otherTools": Bilingual(
      id: "Berkas bukti memakai bentuk C2SP tlog-proof dan dapat diperiksa dengan alat lain yang mengenalnya.",
      en: "The proof is a C2SP tlog-proof; other tools that know the form can verify it."
    ),
    "proofFile": Bilingual(id: "Unduh bukti (tlog-proof)", en: "Download the proof (tlog-proof)"),
    "receiptFile": Bilingual(id: "Unduh tanda terima", en: "Download the receipt"),
    "keyFile": Bilingual(id: "Kunci catatan", en: "The log's key"),
  ]

  private static let log = [
    "log": logTitle,
    "logLead": Bilingual(
      id: "Dua catatan yang hanya bertambah: laporan (terbuka) dan akses (untuk auditor). Keduanya ditandatangani.",
      en: "Two logs that only grow: reports (public) and access (for auditors). Both are signed."
    ),
    "submissionsTree": Bilingual(id: "Catatan laporan", en: "Log of reports"),
    "submissionsTreeText": Bilingual(
      id: "Satu entri tersamar untuk setiap laporan; berkasnya terbuka untuk siapa saja.",
      en: "One blinded entry for every report; its files are open to anyone."
    ),
    "accessTree": Bilingual(id: "Catatan akses", en: "Access log"),
    "accessTreeText": Bilingual(
      id: "Satu entri untuk setiap peristiwa; hanya checkpoint dan kuncinya terbuka.",
      en: "One entry for every event; only its checkpoint and key are public."
    ),
    "size": Bilingual(id: "Ukuran", en: "Size"), "key": Bilingual(id: "Kunci publik", en: "Public key"),
    "signed": Bilingual(id: "Tanda tangan sah", en: "Signature holds"),
    "unsigned": Bilingual(id: "Tanda tangan tidak sah", en: "Signature does not hold"),
    "newest": Bilingual(id: "Checkpoint terbaru", en: "Newest checkpoint"),
    "recent": Bilingual(id: "Checkpoint sebelumnya", en: "Recent checkpoints"),
    "files": Bilingual(id: "Berkas", en: "Files"), "tileFile": Bilingual(id: "ubin pertama", en: "first tile"),
    "compare": Bilingual(id: "Bandingkan dua ukuran", en: "Compare two sizes"),
    "compareText": Bilingual(
      id: "Membuktikan bahwa catatan yang lebih besar adalah lanjutan catatan yang lebih kecil.",
      en: "Proves that the larger log continues the smaller one."
    ),
    "compareButton": Bilingual(id: "Bandingkan", en: "Compare"),
    "oldRoot": Bilingual(id: "Akar pada ukuran lama", en: "Root at the older size"),
    "newRoot": Bilingual(id: "Akar pada ukuran baru", en: "Root at the newer size"),
    "hashes": Bilingual(id: "Hash bukti", en: "Hashes of the proof"),
    "whole": Bilingual(id: "Pemeriksaan menyeluruh", en: "Whole check"),
    "wholeText": Bilingual(
      id: "Menghitung ulang semuanya dari data dan menyebut apa yang berbeda. Laporan tetap dilayani sementara itu.",
      en: "Derives everything again from the data and names what differs. Reports are served meanwhile."
    ),
    "extent": Bilingual(id: "Yang diperiksa", en: "What is checked"),
    "wholeButton": Bilingual(id: "Mulai pemeriksaan", en: "Start the check"),
    "reload": Bilingual(id: "Muat ulang untuk melihat kemajuannya", en: "Reload to see how far it is"),
    "differences": Bilingual(id: "Yang berbeda", en: "What differs"),
  ]
}
