import ReportModel

extension SubmissionState {
  /// The state in one sentence.
  public var sentence: Bilingual {
    switch self {
    case .received:
      Bilingual(id: "Laporan telah diterima dan sedang diperiksa.", en: "The report has arrived and is being checked.")
    case .refused:
      Bilingual(id: "Laporan belum dapat diterima.", en: "The report could not be accepted yet.")
    case .awaitingConfirmation(let end):
      Bilingual(
        id: "Laporan menunggu konfirmasi sampai \(UTCTime(milliseconds: end).wib).",
        en: "The report waits for confirmation until \(UTCTime(milliseconds: end).wib)."
      )
    case .accepted:
      Bilingual(id: "Laporan diterima dan tersimpan.", en: "The report is accepted and kept.")
    case .corrected(let number):
      Bilingual(
        id: "Laporan ini sudah diperbaiki dengan laporan \(number.text).",
        en: "This report was corrected by report \(number.text)."
      )
    case .expired:
      Bilingual(
        id: "Waktu konfirmasi telah lewat; laporan tidak disimpan.",
        en: "The time for confirmation has passed; the report was not kept."
      )
    }
  }

  /// What comes next, for the company.
  public var next: Bilingual {
    switch self {
    case .received:
      Bilingual(id: "Hasil pemeriksaan akan ditampilkan di sini.", en: "The result of the check will appear here.")
    case .refused:
      Bilingual(
        id: "Baca temuan, perbaiki berkas, lalu kirim lagi. Kiriman ini tidak tercatat sebagai laporan.",
        en: "Read the findings, mend the file and send it again. This attempt does not count as a report."
      )
    case .awaitingConfirmation:
      Bilingual(
        id: "Periksa data yang ditanyakan. Jika memang benar, konfirmasikan; jika tidak, kirim berkas yang diperbaiki.",
        en: "Look at the data in question. If they are right, confirm them; if not, send a mended file."
      )
    case .accepted:
      Bilingual(
        id: "Simpan tanda terima. Jika ada data yang berubah, kirim laporan perbaikan dengan nomor ini.",
        en: "Keep the receipt. If any data change, send a correction that names this number."
      )
    case .corrected(let number):
      Bilingual(
        id: "Gunakan laporan \(number.text); laporan ini tetap tersimpan sebagai riwayat.",
        en: "Use report \(number.text); this one stays kept as history."
      )
    case .expired:
      Bilingual(id: "Kirim laporan lagi.", en: "Send the report again.")
    }
  }
}
