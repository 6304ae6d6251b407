import ReportModel
import SubmissionStore

/// What a password must be: long, and not what everybody tries first. No rule on kinds of characters: they make
/// passwords that people forget and programs guess (NIST SP 800-63B section 3.1.1.2).
enum PasswordRule {
  /// The fewest characters.
  static let lengthMin = 12
  /// The most bytes of UTF-8: a long sentence; more only makes work.
  static let bytesMax = 1024

  /// The shortest name that is looked for in a password, in letters.
  private static let nameMin = 4

  /// Why a password is not taken.
  enum Fault: CaseIterable {
    case tooShort, tooLong, holdsName, onlyDigits, tooCommon
  }

  /// Why a password is not taken for an account; `nil` when it is.
  static func fault(_ password: String, account: String) -> Fault? {
    guard password.utf8.count <= bytesMax else { return .tooLong }
    guard password.count >= lengthMin else { return .tooShort }
    let plain = password.lowercased()
    if holds(plain, account.lowercased()) { return .holdsName }
    if plain.allSatisfy({ $0.isNumber || !$0.isLetter && $0.isASCII }) { return .onlyDigits }
    return CommonPasswords.holds(plain) ? .tooCommon : nil
  }

  /// Whether the account's name is in a password, whole or as far as the at sign, with or without what stands between its
  /// letters. Names of three letters are in many honest words.
  private static func holds(_ plain: String, _ name: String) -> Bool {
    func bare(_ text: some StringProtocol) -> String { String(text.filter { $0.isLetter || $0.isNumber }) }
    let (password, whole, local) = (bare(plain), bare(name), bare(name.prefix { $0 != "@" }))
    return [whole, local].contains { $0.count >= nameMin && password.contains($0) }
  }
}

extension PasswordRule.Fault {
  /// What the page says.
  var message: Bilingual {
    switch self {
    case .tooShort:
      Bilingual(
        id: "Kata sandi paling sedikit \(PasswordRule.lengthMin) karakter; beberapa kata sekaligus mudah diingat.",
        en: "A password has at least \(PasswordRule.lengthMin) characters; several words are easy to remember."
      )
    case .tooLong:
      Bilingual(
        id: "Kata sandi paling panjang \(PasswordRule.bytesMax) bita.",
        en: "A password has at most \(PasswordRule.bytesMax) bytes."
      )
    case .holdsName:
      Bilingual(
        id: "Kata sandi tidak boleh memuat nama akun: itu yang pertama dicoba orang.",
        en: "A password must not contain the account's name: that is what others try first."
      )
    case .onlyDigits:
      Bilingual(
        id: "Angka saja mudah ditebak: nomor telepon, NIK, tanggal. Mohon tambahkan kata.",
        en: "Digits alone are easily guessed: telephone numbers, NIKs, dates. Please add words."
      )
    case .tooCommon:
      Bilingual(
        id: "Kata sandi ini termasuk yang paling sering dipakai dan mudah ditebak. Mohon pilih yang lain.",
        en: "This password is among those used most, and easily guessed. Please choose another."
      )
    }
  }
}
