import ReportModel

// The sentences about waiting reports and confirmations, in both languages.

extension StoreError {
  var pendingMessage: Bilingual? {
    switch self {
    case .pendingUnknown(let id):
      Bilingual(
        id: "Tidak ada laporan \(LineText.escape(id)) yang menunggu konfirmasi; mungkin sudah tercatat atau waktunya "
          + "lewat.",
        en: "No report \(LineText.escape(id)) waits for confirmation; it may be filed already, or its time has passed."
      )
    case .pendingExpired(let id):
      Bilingual(
        id: "Waktu konfirmasi laporan \(id) telah lewat. Mohon kirim laporan lagi.",
        en: "The time to confirm report \(id) has passed. Please send the report again."
      )
    case .tooManyPending(let limit):
      Bilingual(
        id: "Sudah ada \(limit) laporan yang menunggu konfirmasi Anda. Mohon selesaikan sebagian lebih dahulu.",
        en: "\(limit) reports wait for your confirmation already. Please settle some of them first."
      )
    case .confirmationDiffers:
      Bilingual(
        id: "Konfirmasi itu bukan untuk berkas atau penilaian ini.",
        en: "That confirmation is not for this file or judgement."
      )
    default: nil
    }
  }
}

extension StoreDifference {
  var pendingMessage: Bilingual? {
    switch self {
    case .confirmation(let number):
      Bilingual(
        id: "Catatan konfirmasi laporan \(number) berubah atau hilang.",
        en: "The confirmation of report \(number) was changed or is missing."
      )
    case .pending(let id):
      Bilingual(
        id: "Laporan \(LineText.escape(id)) yang menunggu konfirmasi diubah di luar program ini.",
        en: "The waiting report \(LineText.escape(id)) was changed outside this program."
      )
    case .pendingMissing(let id):
      Bilingual(
        id: "Laporan \(LineText.escape(id)) yang menunggu konfirmasi hilang tanpa catatan.",
        en: "The waiting report \(LineText.escape(id)) is gone, and no event tells why."
      )
    default: nil
    }
  }
}
