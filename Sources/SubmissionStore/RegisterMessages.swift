import ReportModel

// The sentences about accounts and the people behind them, in both languages.

extension StoreDifference {
  var registerMessage: Bilingual? {
    switch self {
    case .account(let name):
      Bilingual(
        id: "Akun \(name) diubah di luar program ini.",
        en: "The account \(name) was changed outside this program."
      )
    case .token(let id):
      Bilingual(id: "Token \(id) diubah di luar program ini.", en: "Token \(id) was changed outside this program.")
    case .password(let account):
      Bilingual(
        id: "Kata sandi akun \(account) diubah di luar program ini.",
        en: "The password of the account \(account) was changed outside this program."
      )
    case .session(let id):
      Bilingual(id: "Sesi \(id) diubah di luar program ini.", en: "Session \(id) was changed outside this program.")
    case .link(let id):
      Bilingual(
        id: "Tautan sekali pakai \(id) diubah di luar program ini.",
        en: "The one-time link \(id) was changed outside this program."
      )
    case .register:
      Bilingual(
        id: "Daftar akun dan token diubah di luar program ini.",
        en: "The register of accounts and tokens was changed outside this program."
      )
    case .idempotencyKey(let account, let key):
      Bilingual(
        id: "Idempotency-Key \(LineText.escape(key)) milik \(account) diubah di luar program ini.",
        en: "The Idempotency-Key \(LineText.escape(key)) of \(account) was changed outside this program."
      )
    default: nil
    }
  }
}
