import ReportModel

/// All words of the pages, by the names the templates use.
enum PageWording {
  /// The words in one language.
  static func words(_ language: Language) -> [String: String] { language == .id ? indonesian : english }

  /// What the form's hint says of the largest file.
  static func hint(mebibytes: Int64) -> Bilingual {
    Bilingual(
      id: "XML, CSV, Excel (.xlsx) atau ZIP berisi CSV per bagian, paling besar \(mebibytes) MiB.",
      en: "XML, CSV, Excel (.xlsx) or a ZIP of one CSV per section, at most \(mebibytes) MiB."
    )
  }

  /// The line that says what judges.
  static func facts(engine: String, pack: String, verifiedUntil: CivilDate?) -> Bilingual {
    Bilingual(
      id: "wlkp \(engine) · paket aturan \(pack)"
        + (verifiedUntil.map { " · dicocokkan dengan peraturan sampai \($0.dayFirst)" } ?? ""),
      en: "wlkp \(engine) · rule pack \(pack)" + (verifiedUntil.map { " · checked against the law until \($0)" } ?? "")
    )
  }

  private static let indonesian = [
    "skip": "Langsung ke isi", "brand": "Pemeriksa Laporan", "languages": "Bahasa", "otherCode": "en",
    "otherName": "English",
    "verification": "Periksa tanda terima", "verificationSteps": "Yang diperiksa",
    "verificationLead": "Unggah tanda terima. Anda langsung tahu apakah tanda terima itu asli, langkah demi langkah.",
    "receiptFile": "Berkas tanda terima", "receiptCheck": "Periksa keasliannya",
    "receiptHint": "Berkas teks tanda terima, atau berkas berisi kode dari QR pada tanda terima tercetak.",
    "receiptAgain": "Periksa tanda terima lain",
    "heading": "Periksa laporan ketenagakerjaan sebelum dikirim",
    "lead":
      "Unggah berkas Wajib Lapor Ketenagakerjaan. Anda langsung tahu apakah laporan bisa diterima, dan apa yang perlu "
      + "diperbaiki.",
    "file": "Berkas laporan", "check": "Periksa laporan",
    "privacy": "Berkas hanya dibaca untuk diperiksa, lalu dihapus. Isinya tidak disimpan dan tidak dicatat.",
    "stepsLabel": "Yang Anda dapatkan",
    "step1": "Satu kalimat hasil", "step1Text": "Diterima, diterima dengan temuan, atau apa yang masih menghalangi.",
    "step2": "Letak setiap temuan",
    "step2Text": "Baris, kolom, dan sel di berkas Anda sendiri, dengan saran perbaikan.",
    "step3": "Dasar hukumnya", "step3Text": "Setiap temuan menyebut peraturan yang berlaku pada tanggal laporan.",
    "filing": "Mengirim laporan",
    "filingText":
      "Halaman ini hanya memeriksa. Laporan yang sudah baik dikirim dengan program wlkp atau lewat API, dan langsung "
      + "mendapat tanda terima.",
    "withProgram": "Dengan program", "withAPI": "Lewat API", "address": "https://ALAMAT-SERVER",
    "resultHeading": "Hasil pemeriksaan", "again": "Periksa berkas lain", "back": "Kembali ke halaman awal",
    "footer":
      "Temuan kepatuhan tidak menghalangi penerimaan laporan: yang jujur melaporkan tidak ditolak karena kejujurannya.",
    "faultPrefix": "Perlu diperbaiki",
  ]

  private static let english = [
    "skip": "Skip to content", "brand": "Report Check", "languages": "Language", "otherCode": "id",
    "otherName": "Bahasa Indonesia",
    "verification": "Check a receipt", "verificationSteps": "What was checked",
    "verificationLead": "Upload a receipt. You see at once whether it is genuine, step by step.",
    "receiptFile": "Receipt file", "receiptCheck": "Check whether it is genuine",
    "receiptHint": "The receipt's text file, or a file with the code from the QR on a printed receipt.",
    "receiptAgain": "Check another receipt",
    "heading": "Check a labour report before you send it",
    "lead":
      "Upload a company labour report (Wajib Lapor Ketenagakerjaan). You see at once whether it can be accepted, and "
      + "what needs correcting.",
    "file": "Report file", "check": "Check the report",
    "privacy": "The file is read only to check it and then deleted. Nothing in it is kept or recorded.",
    "stepsLabel": "What you get",
    "step1": "The result in a sentence",
    "step1Text": "Accepted, accepted with findings, or what still stands in the way.",
    "step2": "The place of every finding",
    "step2Text": "Row, column and cell in your own file, with a suggestion for correcting it.",
    "step3": "The law behind it", "step3Text": "Every finding names the law in force on the report's date.",
    "filing": "Filing a report",
    "filingText":
      "This page only checks. A report that is ready is filed with the wlkp program or through the API, and gets its "
      + "receipt at once.",
    "withProgram": "With the program", "withAPI": "Through the API", "address": "https://SERVER-ADDRESS",
    "resultHeading": "Result of the check", "again": "Check another file", "back": "Back to the start page",
    "footer":
      "Compliance findings never stand in the way of acceptance: nobody is refused for reporting truthfully.",
    "faultPrefix": "Needs correcting",
  ]
}
