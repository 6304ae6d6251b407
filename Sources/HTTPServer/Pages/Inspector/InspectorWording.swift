import ReportModel
import ResultRendering
import SubmissionStore

/// All words of the inspectors' pages, by the names the templates use.
enum InspectorWording {
  /// The words in one language.
  static func words(_ language: Language) -> [String: String] { table.mapValues { $0[language] } }

  /// One of the words in both languages.
  static func both(_ name: String) -> Bilingual { table[name] ?? Bilingual(id: name, en: name) }

  private static let table = regionWords.merging(reportWords) { $1 }.merging(batchWords) { $1 }

  private static let regionWords: [String: Bilingual] = [
    "region": say("Wilayah Anda", "Your region"),
    "regionLead": say(
      "Laporan yang sudah diterima, apa yang ditemukan, dan siapa yang belum lapor.",
      "Reports that were filed, what was found, and who has yet to report."
    ),
    "regionFilter": say("Kabupaten atau kota", "Regency or city"), "year": say("Tahun", "Year"),
    "allRegions": say("Semua wilayah saya", "All my regions"), "allYears": say("Semua tahun", "All years"),
    "show": say("Tampilkan", "Show"), "filed": say("Laporan diterima", "Reports filed"),
    "filedNote": say("versi terakhir", "latest versions"),
    "withFindings": say("Dengan temuan", "With findings"),
    "withFindingsNote": say("diterima, dengan catatan", "accepted, with remarks"),
    "overdue": say("Lewat jatuh tempo", "Overdue"), "overdueNote": say("per hari ini", "as of today"),
    "counting": say("sedang dihitung", "being counted"),
    "visits": say("Prioritas kunjungan", "Visit priority"),
    "visitsNote": say("urutan dan alasannya", "order and reasons"),
    "visitsValue": say("Lihat", "See"),
    "byRule": say("Temuan menurut aturan", "Findings by rule"),
    "bySector": say("Laporan menurut lapangan usaha", "Reports by sector"),
    "bySize": say("Laporan menurut jumlah pekerja", "Reports by size"),
    "byRegion": say("Laporan menurut kabupaten dan kota", "Reports by regency and city"),
    "overdueByRegion": say("Lewat jatuh tempo menurut kabupaten dan kota", "Overdue by regency and city"),
    "reports": say("laporan", "reports"), "owed": say("lewat jatuh tempo", "overdue"),
    "code": say("kode", "code"), "name": say("nama", "name"), "table": say("Tabel", "Table"),
    "rows": say("baris", "rows"), "export": say("Unduh CSV", "Download CSV"),
    "nothing": say("Belum ada laporan di sini.", "There are no reports here yet."),
    "due": say("Laporan yang jatuh tempo", "Reports that are due"),
    "dueLead": say(
      "Menurut laporan sebelumnya. Unit yang belum pernah lapor tidak tampak di sini.",
      "As far as earlier reports tell. Units that never reported do not appear here."
    ),
    "within": say("Tampilkan juga yang jatuh tempo dalam", "Also show what falls due within"),
    "within0": say("Hanya yang lewat", "Overdue only"), "within30": say("30 hari", "30 days"),
    "within90": say("90 hari", "90 days"), "duty": say("Laporan", "Report"), "dueDay": say("Jatuh tempo", "Due"),
    "daysOverdue": say("Lewat (hari)", "Overdue (days)"), "company": say("Perusahaan", "Company"),
    "unit": say("Unit", "Unit"), "place": say("Wilayah", "Region"), "more": say("Masih ada lagi.", "There are more."),
    "rank": say("Urutan", "Rank"), "points": say("poin", "points"), "workers": say("pekerja", "workers"),
    "workersColumn": say("Pekerja", "Workers"),
    "reasons": say("Alasan", "Reasons"), "level": say("Tingkat", "Level"),
    "aboutPriority": say("Cara menghitung", "How this is reckoned"),
    "visitsLead": say(
      "Ini urutan kunjungan, bukan penilaian atas perusahaan. Setiap poin ada alasannya.",
      "This is an order of visits, not a judgement of companies. Every point has its reason."
    ),
    "noVisits": say("Tidak ada laporan dengan poin.", "No report has points."),
    "ranking": say("Urutan sedang dihitung. Muat ulang sebentar lagi.", "The order is being reckoned. Reload shortly."),
    "reload": say("Muat ulang", "Reload"), "previous": say("Sebelumnya", "Previous"), "next": say("Berikutnya", "Next"),
    "pages": say("Halaman hasil", "Result pages"),
    "cut": say(
      "Laporan dengan nilai sama di akhir daftar mungkin lebih banyak daripada yang tampak.",
      "At the end of the list more reports may have as many points as those shown."
    ),
  ]

  private static let reportWords: [String: Bilingual] = [
    "list": say("Laporan", "Reports"), "search": say("Cari", "Search"),
    "companyName": say("Nama perusahaan", "Company name"), "verdict": say("Hasil", "Result"),
    "anyVerdict": say("Semua hasil", "Any result"), "kind": say("Jenis", "Kind"), "period": say("Tahun", "Year"),
    "findings": say("Temuan", "Findings"), "received": say("Diterima", "Received"),
    "historyShort": say("Riwayat", "History"), "years": say("Antartahun", "Over the years"),
    "history": say("Riwayat perusahaan", "Company over the years"), "narrowed": say("Disaring", "Narrowed to"),
    "clear": say("Hapus saringan", "Clear"), "noReports": say("Tidak ada laporan yang cocok.", "No report matches."),
    "report": say("Laporan", "Report"), "number": say("Nomor", "Number"), "version": say("Versi", "Version"),
    "versions": say("Versi laporan ini", "Versions of this report"), "latest": say("terakhir", "latest"),
    "state": say("Keadaan", "State"), "sector": say("Lapangan usaha", "Sector"),
    "original": say("Unduh berkas asli", "Download the original file"),
    "receipt": say("Tanda terima (PDF)", "Receipt (PDF)"),
    "originalNote": say(
      "Berkas asli memuat data pribadi pekerja. Pengunduhan dicatat.",
      "The original holds personal data of workers. Downloads are logged."
    ),
    "masked": say(
      "Data pribadi disamarkan di halaman ini.",
      "Personal data are masked on this page."
    ),
    "noFindings": say("Tidak ada temuan.", "Nothing was found."),
    "placeHeading": say("Letak", "Place"), "message": say("Yang ditemukan", "What was found"),
    "value": say("Nilai", "Value"), "law": say("Dasar hukum", "Law"), "allPlaces": say("Semua letak", "All places"),
    "ruleLink": say("Penjelasan aturan", "About the rule"),
    "unanswered": say("Tidak dapat dinilai", "Not assessed"),
    "unansweredLead": say("Menurut bidang aturan:", "By area of the rules:"),
    "area": say("Bidang", "Area"), "rules": say("Aturan", "Rules"),
    "matrix": say("Temuan menurut aturan dan tahun", "Findings by rule and year"),
    "matrixLead": say(
      "Banyaknya letak temuan dalam laporan tahunan versi terakhir. Tanda – berarti tidak ada temuan.",
      "Places with findings in the latest version of each yearly report. A – means nothing was found."
    ),
    "rule": say("Aturan", "Rule"), "reportsOfUnit": say("Laporan unit ini", "Reports of this unit"),
    "otherUnits": say("Unit lain perusahaan ini", "Other units of this company"),
    "obligations": say("Kewajiban lapor", "Reporting duties"),
    "noObligations": say("Tidak ada yang jatuh tempo.", "Nothing is due."),
    "compare": say("Bandingkan dua laporan", "Compare two reports"), "from": say("Dari", "From"), "to": say("Ke", "To"),
    "compareButton": say("Bandingkan", "Compare"), "comparison": say("Perbandingan", "Comparison"),
    "joined": say("Pekerja baru", "Workers joined"), "left": say("Pekerja keluar", "Workers left"),
    "changed": say("Data pekerja berubah", "Workers with changes"), "same": say("Pekerja tanpa perubahan", "Unchanged"),
    "appeared": say("Temuan baru", "New findings"), "vanished": say("Temuan yang hilang", "Findings gone"),
    "changes": say("Yang berubah", "What changed"), "section": say("Bagian", "Section"), "row": say("Baris", "Row"),
    "field": say("Kolom", "Field"), "before": say("Dahulu", "Before"), "after": say("Kini", "Now"),
    "none": say("tidak ada", "none"), "visitReason": say("Alasan kunjungan", "Reasons to visit"),
    "erased": say(
      "Berkas asli salah satu laporan sudah dihapus sesuai perintah; isinya tidak dapat dibandingkan.",
      "The original of one of the reports was erased by order; they cannot be compared."
    ),
  ]

  private static let batchWords: [String: Bilingual] = [
    "batches": say("Kumpulan berkas", "Batches"),
    "batchLead": say(
      "Periksa banyak laporan sekaligus: ZIP, TAR, TAR.GZ atau TAR.ZST. Tidak ada yang masuk ke arsip laporan.",
      "Check many reports at once: ZIP, TAR, TAR.GZ or TAR.ZST. Nothing of it becomes a filed report."
    ),
    "archive": say("Berkas kumpulan", "Archive"), "upload": say("Unggah dan periksa", "Upload and check"),
    "yourBatches": say("Kumpulan Anda", "Your batches"), "noBatches": say("Belum ada kumpulan.", "No batches yet."),
    "batchKept": say(
      "Hasil disimpan satu hari, lalu dihapus. Hanya Anda yang dapat melihatnya.",
      "Results are kept for a day and then removed. Only you can see them."
    ),
    "progress": say("Kemajuan", "Progress"), "cancel": say("Hentikan dan hapus", "Stop and remove"),
    "remove": say("Hapus hasil", "Remove results"), "downloads": say("Unduh hasil", "Download results"),
    "file-hasil.jsonl": say("Baris hasil (JSON Lines)", "Result lines (JSON Lines)"),
    "file-ringkasan.csv": say("Ringkasan (CSV)", "Summary (CSV)"),
    "file-ringkasan.json": say("Ringkasan (JSON)", "Summary (JSON)"),
    "file-hasil.sarif": say("Temuan (SARIF)", "Findings (SARIF)"),
    "file-laporan.html": say("Halaman lengkap (HTML)", "Whole page (HTML)"),
    "faults": say("Tanpa hasil pemeriksaan", "Not judged"), "file": say("Berkas", "File"),
    "fault": say("Keterangan", "What happened"),
    "firstVisits": say("Prioritas kunjungan, sepuluh pertama", "Visit priority, the first ten"),
    "chooseFile": say("Pilih berkas kumpulan lebih dahulu.", "Choose an archive first."),
    "ownQueueFull": say(
      "Anda sudah punya \(BatchShelf.openOfOneMax) kumpulan yang menunggu. Tunggu sampai salah satu selesai.",
      "You already have \(BatchShelf.openOfOneMax) batches waiting. Wait until one of them is finished."
    ),
    "needsCorrecting": say("Ada yang perlu diperbaiki", "Something needs correcting"),
  ]
}

extension InspectorWording {
  /// What a page of numbers says of its age.
  static func asOf(_ moment: Int64) -> Bilingual {
    say(
      "Dihitung pukul \(Figures.time(moment, .id)); paling lama semenit yang lalu.",
      "Counted at \(Figures.time(moment, .en)); a minute ago at most."
    )
  }

  /// The same of lists that take longer.
  static func listAsOf(_ moment: Int64) -> Bilingual {
    say(
      "Dihitung pukul \(Figures.time(moment, .id)); diperbarui setiap sepuluh menit.",
      "Reckoned at \(Figures.time(moment, .en)); renewed every ten minutes."
    )
  }

  static func more(_ count: Int) -> Bilingual {
    say("dan \(Figures.text(count, .id)) lainnya dalam tabel", "and \(Figures.text(count, .en)) more in the table")
  }

  static func ranked(_ shown: Int, of reports: Int) -> Bilingual {
    say(
      "\(Figures.text(shown, .id)) teratas dari \(Figures.text(reports, .id)) laporan.",
      "The first \(Figures.text(shown, .en)) of \(Figures.text(reports, .en)) reports."
    )
  }

  /// The kind of a report in words.
  static func kind(_ code: String) -> Bilingual {
    switch code {
    case "TAHUNAN": say("Tahunan", "Yearly")
    case "PENDIRIAN": say("Pendirian", "Founding")
    case "JALAN_KEMBALI": say("Berjalan kembali", "Running again")
    case "PINDAH_SEBELUM": say("Sebelum pindah", "Before a move")
    case "PINDAH_SESUDAH": say("Sesudah pindah", "After a move")
    case "PENGHENTIAN": say("Penghentian", "Stop")
    case "PEMBUBARAN": say("Pembubaran", "Dissolution")
    default: say(code, code)
    }
  }

  /// Why rules gave no answer, with how many there are.
  static func unanswered(_ reason: NotAssessed.Reason, rules: Int) -> Bilingual {
    let why =
      switch reason {
      case .needsPriorReports:
        say("Laporan terdahulu dari unit ini belum ada di sini", "Earlier reports of this unit are not here")
      case .missingData:
        say("Isian tidak ada, kosong, atau tidak terbaca", "Answers are missing, empty or not readable")
      case .missingReference:
        say("Besaran atau daftar untuk tanggal itu belum ada", "Amounts or lists for that date are not here yet")
      case .evaluationError: say("Gangguan pada sistem kami", "A fault of ours")
      }
    return say("\(why.id) (\(rules) aturan)", "\(why.en) (\(rules == 1 ? "1 rule" : "\(rules) rules"))")
  }

  /// The duty to report, with its year.
  static func duty(_ obligation: Obligation) -> Bilingual {
    let kind = kind(obligation.duty.rawValue)
    guard let period = obligation.period else { return kind }
    return say("\(kind.id) \(period)", "\(kind.en) \(period)")
  }

  /// The class of a rule in a word or two.
  static func grade(_ name: String) -> Bilingual {
    switch name {
    case "compliance.warning": say("kepatuhan", "compliance")
    case "compliance.info": say("kepatuhan, catatan", "compliance, note")
    case "data.warning": say("data, perhatian", "data, attention")
    case "data.info": say("data, catatan", "data, note")
    case "confirmable": say("data, dikonfirmasi", "data, confirmed")
    default: say("data", "data")
    }
  }

  /// Where a batch stands.
  static func state(_ batch: UploadedBatch, before: Int) -> Bilingual {
    switch batch.state {
    case .waiting:
      before == 0
        ? say("Segera dimulai.", "Begins at once.")
        : say("Menunggu; \(before) kumpulan di depannya.", "Waiting; \(before) before it.")
    case .running(let progress):
      say(
        "Sedang diperiksa: \(Figures.text(progress.files, .id)) berkas, \(batch.percent) %.",
        "Being checked: \(Figures.text(progress.files, .en)) files, \(batch.percent) %."
      )
    case .done(let summary):
      say(
        "Selesai: \(Figures.text(summary.files, .id)) berkas diperiksa.",
        "Finished: \(Figures.text(summary.files, .en)) files were checked."
      )
    case .failed(.tooManyFiles):
      say(
        "Kumpulan berisi lebih dari \(Figures.text(BatchShelf.filesMax, .id)) berkas. Bagi kumpulan itu lalu unggah lagi.",
        "It holds more than \(Figures.text(BatchShelf.filesMax, .en)) files. Divide it and upload again."
      )
    case .failed(.tookTooLong):
      say(
        "Pemeriksaan melebihi \(BatchShelf.secondsMax / 3600) jam dan dihentikan. Bagi kumpulan itu lalu unggah lagi.",
        "Checking took more than \(BatchShelf.secondsMax / 3600) hours and was ended. Divide it and upload again."
      )
    case .failed(.ours):
      say(
        "Pemeriksaan terhenti. Ini gangguan pada sistem kami; unggah lagi.",
        "Checking ended. This is a fault of ours; upload it again."
      )
    }
  }
}
