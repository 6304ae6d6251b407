/// Passwords that are tried first: common words alone, in pairs, or with digits and signs around them; and rows of keys.
///
/// The words are our own choice from general knowledge of what people take, in Indonesian and English and in this trade;
/// no list of leaked passwords was copied. It is small on purpose: it stops the first tries of somebody who guesses by
/// hand, and the waits of `Tries` stop the rest.
enum CommonPasswords {
  /// Whether a password in small letters is one of them.
  static func holds(_ plain: String) -> Bool {
    isRepeated(plain) || isRow(plain) || isOfWords(letters(plain))
  }

  // MARK: Rows and repetitions

  /// One to six characters again and again.
  private static func isRepeated(_ text: String) -> Bool {
    let characters = Array(text)
    return (1...6).contains { length in
      characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
    }
  }

  /// A row of keys or of the alphabet, forwards or backwards.
  private static func isRow(_ text: String) -> Bool {
    rows.contains { row in (row + row).contains(text) || String((row + row).reversed()).contains(text) }
  }

  private static let rows = [
    "12345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn",
    "qwerty1234567890", "qwertyuiop1234567890", "asdfghjkl1234567890", "1q2w3e4r5t6y7u8i9o0p", "abcdef1234567890",
    "abc1234567890", "a1b2c3d4e5f6g7h8", "aa1234567890",
  ]

  // MARK: Words

  /// The letters alone, with the signs that stand for letters in many passwords read as these: `P@ssw0rd2025!` is
  /// `password`. Digits at the end are digits.
  private static func letters(_ plain: String) -> String {
    let core = plain.reversed().drop { !$0.isLetter }.reversed()
    return String(core.compactMap { character in signs[character] ?? (character.isLetter ? character : nil) })
  }

  private static let signs: [Character: Character] = [
    "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
  ]

  /// The most common words that one password may be put together from and still be common.
  private static let wordsMax = 2

  /// Whether a text is one common word, or two after each other.
  private static func isOfWords(_ text: String, _ most: Int = wordsMax) -> Bool {
    if words.contains(text) { return true }
    guard most > 1 else { return false }
    return words.contains { text.hasPrefix($0) && isOfWords(String(text.dropFirst($0.count)), most - 1) }
  }

  private static let words: Set<String> = [
    // The word itself, and what programs come with.
    "password", "passwort", "passw", "pass", "passwd", "katasandi", "sandi", "rahasia", "secret", "kunci", "masuk",
    "login", "welcome", "selamatdatang", "changeme", "letmein", "default", "temporary", "sementara", "test", "testing",
    "coba", "cobacoba", "guest", "tamu", "user", "pengguna", "root", "admin", "administrator", "superadmin",
    "operator", "server", "system", "sistem", "komputer", "computer", "internet", "email", "akun", "account", "my",
    "saya", "baru", "new", "qwerty", "qwertyuiop", "asdf", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "abc", "abcd",
    "abcde", "abcdef", "abcdefg", "abcdefgh",
    // Feelings, faith and greetings.
    "iloveyou", "loveyou", "love", "cinta", "cintaku", "akucintakamu", "sayang", "sayangku", "sayangkamu",
    "akusayangkamu", "akucinta", "kamu", "bahagia", "semangat", "sukses", "berkah", "bismillah", "alhamdulillah",
    "assalamualaikum", "insyaallah", "subhanallah", "allahuakbar", "allah", "muhammad", "yesus", "tuhan",
    "tuhanyesus", "tuhanmemberkati", "terimakasih", "selamat", "selamatpagi", "pagi", "selamatsiang", "semangatpagi",
    "keluarga", "keluargaku", "ibuku", "ayahku", "mama", "papa", "anakku", "forever", "selamanya",
    // The country and its places.
    "indonesia", "indonesiaraya", "indonesiaku", "indonesiamerdeka", "merdeka", "pancasila", "garuda", "merahputih",
    "bhinnekatunggalika", "nusantara", "agustus", "tujuhbelasagustus", "jakarta", "bandung", "surabaya", "medan",
    "semarang", "makassar", "yogyakarta", "jogja", "jogjakarta", "denpasar", "palembang", "bekasi", "tangerang",
    "bogor", "depok", "malang", "bali", "jawa", "jawabarat", "jawatengah", "jawatimur", "sumatera", "kalimantan",
    "sulawesi", "papua", "persija", "persib", "arema",
    // This trade.
    "kementerian", "ketenagakerjaan", "tenagakerja", "kerja", "kemnaker", "kemenaker", "depnaker", "disnaker",
    "dinas", "dinastenagakerja", "wajiblapor", "lapor", "laporan", "wlkp", "online", "pengawas", "pengawasan",
    "pengawasketenagakerjaan", "inspektur", "pegawai", "karyawan", "pekerja", "perusahaan", "kantor", "direktur",
    "manager", "manajer", "personalia", "hrd", "upah", "gaji", "bpjs", "pemerintah",
    // What is left over of the usual lists.
    "monkey", "dragon", "football", "baseball", "sunshine", "princess", "superman", "batman", "master", "shadow",
    "michael", "trustno", "trustnoi", "whatever", "starwars", "pokemon", "naruto", "barcelona", "liverpool", "chelsea",
    "manchesterunited", "realmadrid", "januari", "februari", "maret", "april", "mei", "juni", "juli", "september",
    "oktober", "november", "desember", "correcthorsebatterystaple",
  ]
}
