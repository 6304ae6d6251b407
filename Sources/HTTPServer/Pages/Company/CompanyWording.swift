import ReportModel
import SubmissionStore

/// The words of a company's pages, by the names their templates use.
enum CompanyWording {
  /// The words in one language.
  static func words(_ language: Language) -> [String: String] { language == .id ? indonesian : english }

  /// One of the words in both languages.
  static func both(_ name: String) -> Bilingual {
    Bilingual(id: indonesian[name] ?? "", en: english[name] ?? "")
  }

  /// How much time there is, in words.
  static func due(_ day: CivilDate, daysOverdue: Int) -> Bilingual {
    switch daysOverdue {
    case 0: Bilingual(id: "jatuh tempo hari ini", en: "due today")
    case 1...: Bilingual(id: "terlambat \(daysOverdue) hari", en: "\(days(daysOverdue)) overdue")
    default:
      Bilingual(
        id: "sampai \(day.words.id), \(-daysOverdue) hari lagi",
        en: "until \(day.words.en), in \(days(-daysOverdue))"
      )
    }
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

  /// What a unit owes.
  static func duty(_ obligation: Obligation) -> Bilingual {
    switch obligation.duty {
    case .annual:
      Bilingual(
        id: "Laporan tahunan" + (obligation.period.map { " \($0)" } ?? ""),
        en: "Yearly report" + (obligation.period.map { " \($0)" } ?? "")
      )
    case .afterMove: Bilingual(id: "Laporan sesudah pindah", en: "Report after the move")
    case .afterStop:
      Bilingual(
        id: "Laporan jalan kembali, atau pembubaran",
        en: "Report on running again, or on dissolution"
      )
    }
  }

  /// What to write into a file that corrects a report.
  static func correction(of number: String) -> Bilingual {
    Bilingual(
      id:
        "Perbaikan untuk laporan \(number). Unggah berkas yang sudah benar. Bila jenis penyampaiannya belum PERBAIKAN, "
        + "kami tawarkan untuk menuliskannya. Laporan lama tetap tersimpan sebagai riwayat.",
      en: "A correction of report \(number). Upload the file as it should be. When its way of filing is not PERBAIKAN "
        + "(correction) yet, we offer to write that. The old report stays kept as history."
    )
  }

  /// How much two reports differ.
  static func comparison(_ before: String, _ after: String, changes: Int) -> Bilingual {
    changes == 0
      ? Bilingual(
        id: "Dari \(before) ke \(after): isian di luar daftar tenaga kerja sama.",
        en: "From \(before) to \(after): apart from the list of workers the answers are the same."
      )
      : Bilingual(
        id: "Dari \(before) ke \(after): \(changes) isian berbeda.",
        en: "From \(before) to \(after): \(changes == 1 ? "1 answer differs" : "\(changes) answers differ")."
      )
  }

  /// The caption of a list that may be cut.
  static func changes(shown: Int, of count: Int) -> Bilingual {
    shown < count
      ? Bilingual(id: "\(shown) perubahan pertama dari \(count)", en: "The first \(shown) of \(count) changes")
      : Bilingual(id: "\(count) perubahan", en: count == 1 ? "1 change" : "\(count) changes")
  }

  private static let indonesian = [
    "startHeading": "Selamat datang", "dueHeading": "Yang perlu dilaporkan",
    "dueNothing": "Belum ada kewajiban yang kami ketahui: itu kami hitung dari laporan yang sudah Anda kirim.",
    "reportNow": "Buat laporan", "templates": "Formulir kosong dan contoh",
    "draftsHeading": "Naskah yang belum dikirim",
    "waitingHeading": "Menunggu konfirmasi Anda", "lastHeading": "Laporan terakhir", "allReports": "Semua laporan",
    "lastNothing": "Belum ada laporan yang dikirim dari akun ini.",
    "steps": "Langkah", "step1": "Unggah", "step2": "Periksa", "step3": "Kirim",
    "uploadHeading": "Unggah laporan", "file": "Berkas laporan", "uploadButton": "Unggah dan periksa",
    "uploadPrivacy":
      "Mengunggah belum berarti mengirim. Naskah disimpan paling lama satu jam, hanya terlihat oleh Anda, lalu dihapus.",
    "sending": "Mengunggah berkas", "checking": "Memeriksa laporan…", "faultHeading": "Perlu diperbaiki",
    "examplesHeading": "Formulir kosong dan contoh",
    "examplesLead": "Isi salah satu formulir kosong, atau lihat dahulu contoh yang sudah terisi.",
    "guide": "Panduan setiap isian", "blankTitle": "Formulir kosong", "filledTitle": "Contoh terisi",
    "blankWorkbook": "Excel dengan petunjuk dan pilihan kode di setiap sel.",
    "blankTable": "CSV untuk diisi oleh program penggajian.",
    "filledWorkbook": "Laporan perusahaan rekaan, lengkap dan dapat diterima.",
    "filledTable": "Laporan rekaan yang sama sebagai CSV.",
    "download": "Unduh", "reportsHeading": "Laporan saya", "filter": "Saring", "year": "Tahun", "kind": "Jenis",
    "unit": "Unit", "all": "Semua", "latestOnly": "Hanya versi terbaru",
    "reportsCaption": "Laporan, yang terbaru dahulu",
    "number": "Nomor", "report": "Laporan", "company": "Perusahaan", "received": "Diterima", "state": "Keadaan",
    "reportsNothing": "Tidak ada laporan yang cocok.", "pages": "Halaman daftar", "older": "Yang lebih lama",
    "way": "Letak halaman", "justFiled": "Laporan sudah terkirim dan diterima. Simpan tanda terimanya.",
    "receipt": "Tanda terima", "receiptPDF": "Tanda terima PDF", "receiptText": "Tanda terima teks",
    "findings": "Temuan", "findingsNone": "Tidak ada temuan.", "versions": "Riwayat versi", "more": "Lainnya",
    "compare": "Bandingkan dengan laporan lain", "original": "Unduh berkas yang dikirim",
    "correct": "Kirim perbaikan laporan ini", "compareCrumb": "Perbandingan",
    "compareHeading": "Perbandingan laporan", "compareWith": "Bandingkan dengan", "compareButton": "Bandingkan",
    "compareNone": "Belum ada laporan lain dari unit ini untuk dibandingkan.",
    "compareErased": "Salah satu berkas asli sudah dihapus menurut perintah, jadi isinya tidak dapat dibandingkan.",
    "appeared": "Temuan baru", "vanished": "Temuan yang hilang", "changes": "Isian yang berbeda",
    "changesNone": "Tidak ada isian yang berbeda.", "what": "Isian", "before": "Sebelum", "after": "Sesudah",
    "joined": "Tenaga kerja baru", "left": "Tidak lagi tercatat", "changed": "Datanya berubah", "same": "Tetap sama",
    "waitingOne": "Laporan yang menunggu konfirmasi", "waitingGoOn": "Lanjutkan konfirmasi",
    "waitingOther": "Unggah berkas yang diperbaiki", "fileName": "Berkas", "workers": "Tenaga kerja",
    "verdict": "Hasil", "region": "Wilayah", "valid": "Berlaku", "version": "Versi", "hash": "SHA-256 berkas",
    "questions": "Hal yang ditanyakan", "current": "berlaku", "replaced": "sudah diperbaiki", "note": "catatan",
    "warning": "temuan",
  ]

  private static let english = [
    "startHeading": "Welcome", "dueHeading": "What is due",
    "dueNothing": "No duty that we know of yet: we work it out from the reports you have filed.",
    "reportNow": "Make a report", "templates": "Blank forms and examples", "draftsHeading": "Drafts not filed yet",
    "waitingHeading": "Waiting for your confirmation", "lastHeading": "Latest reports", "allReports": "All reports",
    "lastNothing": "No report has been filed from this account yet.",
    "steps": "Steps", "step1": "Upload", "step2": "Check", "step3": "File",
    "uploadHeading": "Upload a report", "file": "Report file", "uploadButton": "Upload and check",
    "uploadPrivacy":
      "Uploading is not filing. The draft is kept for an hour at most, seen by nobody but you, and then deleted.",
    "sending": "Uploading the file", "checking": "Checking the report…", "faultHeading": "Needs correcting",
    "examplesHeading": "Blank forms and examples",
    "examplesLead": "Fill in one of the blank forms, or look at a filled example first.",
    "guide": "Guide to every field", "blankTitle": "Blank form", "filledTitle": "Filled example",
    "blankWorkbook": "Excel with instructions and the codes to choose from in each cell.",
    "blankTable": "CSV, to be filled by a payroll program.",
    "filledWorkbook": "The report of a made-up company, complete and acceptable.",
    "filledTable": "The same made-up report as CSV.",
    "download": "Download", "reportsHeading": "My reports", "filter": "Filter", "year": "Year", "kind": "Kind",
    "unit": "Unit", "all": "All", "latestOnly": "Latest versions only", "reportsCaption": "Reports, newest first",
    "number": "Number", "report": "Report", "company": "Company", "received": "Received", "state": "State",
    "reportsNothing": "No report matches.", "pages": "Pages of the list", "older": "Older ones",
    "way": "Where this page is", "justFiled": "The report is filed and accepted. Keep its receipt.",
    "receipt": "Receipt", "receiptPDF": "Receipt as PDF", "receiptText": "Receipt as text",
    "findings": "Findings", "findingsNone": "No findings.", "versions": "Versions", "more": "More",
    "compare": "Compare with another report", "original": "Download the file as it was filed",
    "correct": "File a correction of this report", "compareCrumb": "Comparison",
    "compareHeading": "Comparison of reports", "compareWith": "Compare with", "compareButton": "Compare",
    "compareNone": "There is no other report of this unit to compare with yet.",
    "compareErased": "One of the original files was erased by order, so that its content cannot be compared.",
    "appeared": "New findings", "vanished": "Findings that are gone", "changes": "Answers that differ",
    "changesNone": "No answer differs.", "what": "Answer", "before": "Before", "after": "After",
    "joined": "New workers", "left": "No longer listed", "changed": "With other data", "same": "The same",
    "waitingOne": "A report that waits for confirmation", "waitingGoOn": "Go on with the confirmation",
    "waitingOther": "Upload a corrected file", "fileName": "File", "workers": "Workers",
    "verdict": "Result", "region": "Region", "valid": "Valid", "version": "Version", "hash": "SHA-256 of the file",
    "questions": "Things asked", "current": "in force", "replaced": "corrected since", "note": "note",
    "warning": "finding",
  ]
}
