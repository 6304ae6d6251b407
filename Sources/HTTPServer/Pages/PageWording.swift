import ReportModel

/// The words of the pages for everybody, by the names the templates use.
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

  /// One of the words in both languages.
  static func both(_ name: String) -> Bilingual {
    Bilingual(id: indonesian[name] ?? "", en: english[name] ?? "")
  }

  /// The title of a page whose form came back.
  static func faulty(_ title: Bilingual) -> Bilingual {
    Bilingual(id: "Perlu diperbaiki: " + title.id, en: "Needs correcting: " + title.en)
  }

  private static let indonesian = [
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
    "filing": "Mengirim dengan program",
    "filingText":
      "Program penggajian mengirim laporan lewat API, dan petugas TI lewat program wlkp; keduanya langsung mendapat "
      + "tanda terima.",
    "ways": "Yang lain", "wayFile": "Mengirim laporan", "waySignIn": "Masuk",
    "wayFileText": "Masuk dengan akun perusahaan, unggah berkas, kirim, dan simpan tanda terimanya.",
    "wayForms": "Formulir", "wayFormsLink": "Formulir dan contoh",
    "wayFormsText": "Formulir kosong untuk diisi, dan contoh yang sudah terisi.",
    "wayRules": "Aturan", "wayRulesLink": "Baca aturannya",
    "wayRulesText": "Setiap hal yang diperiksa, dengan dasar hukum dan cara memperbaikinya.",
    "withProgram": "Dengan program", "withAPI": "Lewat API", "address": "https://ALAMAT-SERVER",
    "resultHeading": "Hasil pemeriksaan", "again": "Periksa berkas lain", "back": "Kembali ke halaman awal",
  ]

  private static let english = [
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
    "filing": "Filing with a program",
    "filingText":
      "A payroll program files through the API, and a technician with the wlkp program; both get the receipt at once.",
    "ways": "More", "wayFile": "File a report", "waySignIn": "Sign in",
    "wayFileText": "Sign in with the company's account, upload the file, file it and keep the receipt.",
    "wayForms": "Forms", "wayFormsLink": "Forms and examples",
    "wayFormsText": "Blank forms to fill in, and an example that is filled in.",
    "wayRules": "Rules", "wayRulesLink": "Read the rules",
    "wayRulesText": "Everything that is checked, with the law behind it and how to put it right.",
    "withProgram": "With the program", "withAPI": "Through the API", "address": "https://SERVER-ADDRESS",
    "resultHeading": "Result of the check", "again": "Check another file", "back": "Back to the start page",
  ]
}
