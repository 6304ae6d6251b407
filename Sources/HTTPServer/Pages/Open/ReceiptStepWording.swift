import ReportModel
import SubmissionStore

/// What each step of a receipt's verification shows, in plain words.
enum ReceiptStepWording {
  static func meaning(_ kind: VerificationStep.Kind) -> Bilingual {
    switch kind {
    case .form:
      Bilingual(
        id: "Tidak ada baris yang hilang, ditambah, atau berubah bentuk.",
        en: "No line is missing, added or out of shape."
      )
    case .head:
      Bilingual(
        id: "Yang Anda baca di atas tanda terima adalah yang benar-benar dibuktikan di bawahnya.",
        en: "What you read at the top of the receipt is what the lower part really proves."
      )
    case .commitment:
      Bilingual(
        id: "Keterangan laporan disegel dengan bilangan acak, agar catatan terbuka tidak membocorkan isinya.",
        en: "The report's record is sealed with a random number, so that the public log gives nothing away."
      )
    case .leaf:
      Bilingual(
        id: "Segel itu adalah tepat satu entri dalam catatan.",
        en: "That seal is exactly one entry of the log."
      )
    case .tree:
      Bilingual(
        id: "Entri itu ada dalam catatan sampai ukuran yang ditandatangani; tidak dapat disisipkan belakangan.",
        en: "The entry stands in the log up to the size that was signed; it cannot be slipped in later."
      )
    case .checkpoint:
      Bilingual(
        id: "Catatan itu ditandatangani dengan kunci server ini.",
        en: "That log was signed with this server's key."
      )
    case .original:
      Bilingual(id: "Berkas Anda adalah berkas yang diterima.", en: "Your file is the file that was received.")
    }
  }
}
