import ReportModel

/// The words of a draft's pages, by the names their templates use.
enum DraftWording {
  /// The words in one language.
  static func words(_ language: Language) -> [String: String] { language == .id ? indonesian : english }

  /// One of the words in both languages.
  static func both(_ name: String) -> Bilingual {
    Bilingual(id: indonesian[name] ?? "", en: english[name] ?? "")
  }

  /// What a repair did, and what would come of the file then.
  static func repaired(_ count: Int, verdict: Bilingual) -> Bilingual {
    count == 0
      ? Bilingual(id: "Tidak ada yang diubah. \(verdict.id)", en: "Nothing was changed. \(verdict.en)")
      : Bilingual(
        id: "\(count) perubahan. Setelah diperbaiki: \(verdict.id)",
        en: "\(count == 1 ? "1 change" : "\(count) changes"). After the repair: \(verdict.en)"
      )
  }

  /// The file does not name the report that the user set out to correct.
  static func correctionMissing(_ number: String) -> Bilingual {
    Bilingual(
      id: "Anda hendak memperbaiki laporan \(number), tetapi berkas ini belum menyebutnya.",
      en: "You set out to correct report \(number), but this file does not name it yet."
    )
  }

  /// There is a report already for what this file reports; its number follows.
  static func standing(_ what: String, _ unit: String, _ day: String, isSameFile: Bool) -> Bilingual {
    isSameFile
      ? Bilingual(
        id: "Berkas yang sama persis sudah diterima pada \(day). Tidak perlu dikirim lagi: nomor laporannya",
        en: "The very same file was received on \(day). There is no need to file it again: its report has the number"
      )
      : Bilingual(
        id: "\(what) dari unit \(unit) sudah diterima pada \(day) dengan nomor",
        en: "\(what) of the unit \(unit) was received on \(day) under the number"
      )
  }

  /// Every question needs a reason.
  static func reasonMissing(_ rule: String) -> Bilingual {
    Bilingual(id: "Pilih alasan untuk \(rule).", en: "Choose a reason for \(rule).")
  }

  private static let indonesian = [
    "steps": "Langkah", "step1": "Unggah", "step2": "Periksa", "step3": "Kirim", "way": "Letak halaman",
    "faultHeading": "Konfirmasi belum lengkap", "toPreview": "Lihat yang akan dikirim",
    "repairHeading": "Perbaikan otomatis",
    "repairSafe": "Yang berikut dapat ditulis ulang tanpa mengubah maksudnya:",
    "repairUnsafe": "Yang berikut perlu keputusan Anda; centang bila memang itu yang dimaksud:",
    "repairButton": "Lihat hasil perbaikan", "confirmHeading": "Konfirmasi",
    "confirmText":
      "Data berikut tidak biasa, tetapi mungkin memang benar. Perbaiki di berkas, atau nyatakan benar dengan alasannya. "
      + "Berkas tetap seperti yang Anda kirim; pernyataan Anda disimpan di sampingnya.",
    "reason": "Alasan", "choose": "Pilih alasan", "note": "Keterangan", "confirmButton": "Nyatakan benar",
    "waitButton": "Simpan, konfirmasi nanti",
    "waitText": "Laporan yang disimpan menunggu konfirmasi selama 14 hari dan belum terhitung sebagai laporan.",
    "uploadAgain": "Unggah berkas lain", "discard": "Hapus naskah ini",
    "lifetime": "Naskah ini hanya terlihat oleh Anda dan terhapus sendiri setelah satu jam.",
    "resultCrumb": "Hasil pemeriksaan", "repairCrumb": "Perbaikan", "repairPage": "Perbaikan yang diusulkan",
    "repairTake": "Pakai berkas yang diperbaiki", "repairDownload": "Unduh berkas yang diperbaiki",
    "repairLeave": "Jangan diubah", "place": "Tempat", "kindOfRepair": "Perbaikan", "before": "Tertulis",
    "after": "Menjadi", "previewHeading": "Periksa sekali lagi, lalu kirim",
    "previewLead":
      "Inilah yang akan tercatat. Setelah dikirim, laporan tidak dihapus; perubahan dikirim sebagai perbaikan.",
    "fileButton": "Kirim laporan", "previewBack": "Kembali ke hasil", "contents": "Isi laporan", "section": "Bagian",
    "rows": "Baris", "travels": "Temuan yang ikut tercatat", "travelsNone": "Tidak ada temuan.",
    "confirmed": "Yang Anda nyatakan benar", "whoSees": "Siapa yang melihat",
    "seesYou": "Anda melihat semuanya, termasuk berkas aslinya.",
    "seesInspectors":
      "Pengawas wilayah Anda melihat laporan dan temuannya; nama, NIK, dan upah disamarkan. Setiap kali melihat dicatat.",
    "seesPublic":
      "Umum hanya melihat sidik angka di catatan yang tidak dapat diubah; dari situ isi laporan tidak dapat dibaca.",
    "standingHeading": "Laporan ini sudah ada",
    "standingCorrect":
      "Satu unit menyampaikan satu laporan untuk setiap jenis dan tahun. Bila berkas ini menggantikan yang lama, kirim "
      + "sebagai perbaikan: yang lama tetap tersimpan sebagai riwayat.",
    "correctionButton": "Jadikan perbaikan",
    "correctionText":
      "Kami menuliskan dua isian ke dalam salinan berkas Anda: jenis penyampaian menjadi PERBAIKAN, dan nomor laporan "
      + "yang diperbaiki. Anda melihat perubahannya dahulu; berkas Anda sendiri tidak berubah.",
    "correctionPage": "Kirim sebagai perbaikan", "correctionTake": "Lanjutkan sebagai perbaikan",
    "correctionKept": "Selain yang disebut di bawah ini, salinan sama dengan berkas Anda.",
    "company": "Perusahaan", "unit": "Unit", "report": "Laporan", "filing": "Penyampaian", "region": "Wilayah",
    "nib": "NIB", "reference": "Tanggal keadaan", "workers": "Tenaga kerja", "corrects": "Memperbaiki",
    "verdict": "Hasil", "file": "Berkas", "wholeFile": "seluruh berkas", "row": "baris",
  ]

  private static let english = [
    "steps": "Steps", "step1": "Upload", "step2": "Check", "step3": "File", "way": "Where this page is",
    "faultHeading": "The confirmation is not complete", "toPreview": "See what will be filed",
    "repairHeading": "Automatic repair",
    "repairSafe": "These can be rewritten without changing what is meant:",
    "repairUnsafe": "These need your word; tick them when that is what is meant:",
    "repairButton": "See the repaired file", "confirmHeading": "Confirmation",
    "confirmText":
      "The following is unusual, but may be right. Correct it in the file, or state that it is right and why. The file "
      + "stays as you sent it; your statement is kept beside it.",
    "reason": "Reason", "choose": "Choose a reason", "note": "Remark", "confirmButton": "State as right",
    "waitButton": "Save, confirm later",
    "waitText": "A saved report waits for its confirmation for 14 days and does not count as a report yet.",
    "uploadAgain": "Upload another file", "discard": "Delete this draft",
    "lifetime": "Nobody but you sees this draft, and it deletes itself after an hour.",
    "resultCrumb": "Result of the check", "repairCrumb": "Repair", "repairPage": "Suggested repair",
    "repairTake": "Use the repaired file", "repairDownload": "Download the repaired file",
    "repairLeave": "Leave it as it is", "place": "Place", "kindOfRepair": "Repair", "before": "Was",
    "after": "Becomes", "previewHeading": "Look once more, then file",
    "previewLead": "This is what will be kept. A filed report is not deleted; changes are filed as corrections.",
    "fileButton": "File the report", "previewBack": "Back to the result", "contents": "What the report holds",
    "section": "Section", "rows": "Rows", "travels": "Findings that are kept with it", "travelsNone": "No findings.",
    "confirmed": "What you stated as right", "whoSees": "Who sees it",
    "seesYou": "You see all of it, the original file too.",
    "seesInspectors":
      "Inspectors of your region see the report and its findings; names, NIK and wages are masked. Every look is logged.",
    "seesPublic":
      "The public sees only a digest in a log that cannot be changed; the report cannot be read from it.",
    "standingHeading": "This report is there already",
    "standingCorrect":
      "A unit files one report of each kind and year. When this file takes the place of the old one, file it as a "
      + "correction: the old one stays kept as history.",
    "correctionButton": "Make it a correction",
    "correctionText":
      "We write two answers into a copy of your file: the way of filing becomes PERBAIKAN (correction), and the number "
      + "of the report being corrected. You see the changes first; your own file does not change.",
    "correctionPage": "File as a correction", "correctionTake": "Go on as a correction",
    "correctionKept": "Apart from what is named below, the copy is the same as your file.",
    "company": "Company", "unit": "Unit", "report": "Report", "filing": "Filing", "region": "Region",
    "nib": "NIB", "reference": "Reference date", "workers": "Workers", "corrects": "Corrects",
    "verdict": "Result", "file": "File", "wholeFile": "the whole file", "row": "row",
  ]
}
