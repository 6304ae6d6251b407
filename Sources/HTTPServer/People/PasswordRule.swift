import ReportModel
import SubmissionStore

/// What a password must be: long, and not what everybody tries first. No rule on kinds of characters: they make
/// passwords that people forget and programs guess (NIST SP 800-63B section 3.1.1.2).
enum PasswordRule {
  /// The fewest characters.
  static let lengthMin = 12
  /// The most bytes of UTF-8: a long sentence; more only makes work.
  static let bytesMax = 1024

  /// Why a password is not taken.
  enum Fault: CaseIterable {
    case tooShort, tooLong, isName, tooCommon
  }

  /// Why a password is not taken for an account; `nil` when it is.
  static func fault(_ password: String, account: String) -> Fault? {
    guard password.utf8.count <= bytesMax else { return .tooLong }
    guard password.count >= lengthMin else { return .tooShort }
    let plain = password.lowercased()
    let name = account.lowercased()
    if plain == name || plain == String(name.prefix { $0 != "@" }) { return .isName }
    return CommonPasswords.holds(plain) ? .tooCommon : nil
  }
}

/// Passwords that are tried first, as far as they are long enough at all.
enum CommonPasswords {
  /// Whether a password in small letters is one of them, one character or word again and again, or a row of keys.
  static func holds(_ plain: String) -> Bool {
    list.contains(plain) || isRepeated(plain) || rows.contains { ($0 + $0).contains(plain) }
      || rows.contains { String(($0 + $0).reversed()).contains(plain) }
  }

  /// One to six characters again and again.
  private static func isRepeated(_ text: String) -> Bool {
    let characters = Array(text)
    return (1...6).contains { length in
      characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
    }
  }

  private static let rows = [
    "12345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn",
    "qwerty1234567890", "asdfghjkl1234567890", "1q2w3e4r5t6y7u8i9o0p",
  ]

  // From the usual lists of leaked passwords, those of twelve characters and more, with ours of the country and trade.
  private static let list: Set<String> = [
    "password1234", "password12345", "password123456", "password123!", "passw0rd1234", "mypassword123", "iloveyou1234",
    "iloveyou12345", "iloveyouforever", "administrator", "administrator1", "administrator123", "admin1234567",
    "admin12345678", "adminadmin123", "welcome12345", "welcome123456", "letmein12345", "changeme1234", "changeme12345",
    "qwerty123456", "qwerty1234567", "qwertyuiop123", "abcdef123456", "abc123456789", "a1b2c3d4e5f6", "aa1234567890",
    "monkey123456", "dragon123456", "football1234", "baseball1234", "sunshine1234", "princess1234", "superman1234",
    "trustno1trustno1", "correcthorsebatterystaple", "p@ssw0rd1234", "p@ssword1234", "default12345", "temporary123",
    "katasandi123", "katasandi1234", "katasandi12345", "sandi1234567", "rahasia12345", "rahasia123456", "bismillah123",
    "bismillah1234", "alhamdulillah", "assalamualaikum", "indonesia123", "indonesia1234", "indonesia1945",
    "indonesiaraya", "indonesiamerdeka", "merdeka17081945", "17agustus1945", "garuda123456", "jakarta12345",
    "jakarta123456", "bandung12345", "surabaya1234", "sayangkamu123", "akucintakamu", "akusayangkamu", "cintaku12345",
    "kementerian1", "kementerian123", "kemnaker1234", "kemnaker2024", "kemnaker2025", "kemnaker2026", "wajiblapor123",
    "wajiblapor1234", "wlkponline123", "ketenagakerjaan", "disnaker1234", "disnaker12345", "perusahaan123",
    "pengawas1234", "pegawai12345", "selamatpagi1", "semangatpagi", "semangat1234", "terimakasih1", "terimakasih123",
  ]
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
    case .isName:
      Bilingual(id: "Kata sandi tidak boleh sama dengan nama akun.", en: "A password differs from the account's name.")
    case .tooCommon:
      Bilingual(
        id: "Kata sandi ini termasuk yang paling sering dipakai dan mudah ditebak. Mohon pilih yang lain.",
        en: "This password is among those used most, and easily guessed. Please choose another."
      )
    }
  }
}
