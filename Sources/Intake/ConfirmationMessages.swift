public import ReportModel

extension ConfirmationFault {
  /// What is wrong, and what to do.
  public var message: Bilingual {
    switch self {
    case .empty:
      Bilingual(id: "Konfirmasi belum berisi baris.", en: "The confirmation has no rows.")
    case .tooLarge(let limit):
      Bilingual(
        id:
          "Konfirmasi paling banyak \(limit) baris. Kosongkan nomor_urut untuk mengonfirmasi semua baris suatu aturan.",
        en: "A confirmation has at most \(limit) rows. Leave nomor_urut empty to confirm all rows of a rule."
      )
    case .rowUnreadable(let row):
      Bilingual(
        id: "Baris konfirmasi \(row) tidak terbaca: aturan dan alasan harus terisi, nomor_urut harus angka.",
        en: "Row \(row) of the confirmations cannot be read: rule and reason are needed, nomor_urut must be a number."
      )
    case .ruleUnknown(let rule):
      Bilingual(id: "Aturan \(rule) tidak dikenal.", en: "There is no rule \(rule).")
    case .reasonUnknown(let reason):
      Bilingual(
        id: "Alasan \(reason) tidak dikenal; lihat daftar ALASAN_KONFIRMASI pada formulir.",
        en: "There is no reason \(reason); see the form's list ALASAN_KONFIRMASI."
      )
    case .noteMissing(let rule):
      Bilingual(
        id: "Alasan LAINNYA untuk \(rule) perlu keterangan.",
        en: "The reason LAINNYA for \(rule) needs a remark."
      )
    case .noteTooLong(let limit):
      Bilingual(id: "Keterangan paling panjang \(limit) karakter.", en: "A remark has at most \(limit) characters.")
    }
  }
}
