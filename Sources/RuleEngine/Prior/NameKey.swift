/// Names brought into a form in which spelling, titles and legal forms no longer tell them apart.
enum NameKey {
  /// Legal forms and the words around them; they come and go without the company becoming another.
  private static let legalForms: Set<String> = [
    "PT", "CV", "UD", "FA", "TBK", "PERSERO", "PERUM", "PERUMDA", "PERSERODA", "PD", "KOPERASI", "YAYASAN", "TOKO",
    "PERSEROAN", "TERBATAS",
  ]

  /// A company's name: capital letters and digits, legal forms left out. Empty when nothing else is there.
  static func company(_ name: String) -> String {
    words(name).filter { !legalForms.contains($0) }.joined()
  }

  /// Words of a person's name that are compared at most; the fifth and later say little.
  static let comparedWords = 4

  /// Hashes of the words of a person's name, 0 where there are fewer. Words of one or two letters are initials and
  /// titles (`H.`, `Ir.`) and are left out unless there is no other.
  static func person(_ name: String) -> SIMD4<UInt32> {
    var name = name
    return name.withUTF8 { person(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The same from UTF-8, without making texts: a list has hundreds of thousands of names.
  static func person(bytes: UnsafeRawBufferPointer) -> SIMD4<UInt32> {
    var long = Words()
    var all = Words()
    var word = Word()
    var index = 0
    while index < bytes.count {
      let letter = capital(bytes[index])
      if isLetter(letter) {
        index += word.take(letter, index + 1 < bytes.count ? capital(bytes[index + 1]) : 0)
      } else {
        if letter != UInt8(ascii: "'") { word.end(&long, &all) }
        index += 1
      }
    }
    word.end(&long, &all)
    return long.count > 0 ? long.hashes : all.hashes
  }

  private struct Words {
    var hashes = SIMD4<UInt32>()
    var count = 0

    mutating func add(_ hash: UInt32) {
      if count < comparedWords { hashes[count] = hash == 0 ? 1 : hash }
      count += 1
    }
  }

  /// A word as it is spelt today, hashed letter by letter (FNV-1a over 32 bits): `SOEHARTO` is `SUHARTO`, `DJOKO` is
  /// `JOKO`, and doubled letters count once.
  private struct Word {
    private var hash: UInt32 = 0x811c_9dc5
    private var count = 0
    private var last: UInt8 = 0

    /// Takes a letter, or two that stand for one sound in the spelling of before 1972; gives how many.
    mutating func take(_ letter: UInt8, _ next: UInt8) -> Int {
      switch (UnicodeScalar(letter), UnicodeScalar(next)) {
      case ("O", "E"): add("U")
      case ("D", "J"): add("J")
      case ("T", "J"): add("C")
      case ("S", "J"): add("S", "Y")
      case ("N", "J"): add("N", "Y")
      case ("C", "H"): add("K", "H")
      default:
        add(letter)
        return 1
      }
      return 2
    }

    private mutating func add(_ letters: UnicodeScalar...) {
      for letter in letters { add(UInt8(ascii: letter)) }
    }

    private mutating func add(_ letter: UInt8) {
      guard letter != last else { return }
      last = letter
      count += 1
      hash = (hash ^ UInt32(letter)) &* 0x0100_0193
    }

    mutating func end(_ long: inout Words, _ all: inout Words) {
      if count > 2 { long.add(hash) }
      if count > 0 { all.add(hash) }
      self = Word()
    }
  }

  private static func capital(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte - 32 : byte }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte >= 128
  }

  /// Whether two names share a word: marriage, titles and abbreviations change some words, seldom all.
  static func areSimilar(_ left: SIMD4<UInt32>, _ right: SIMD4<UInt32>) -> Bool {
    guard left != SIMD4(), right != SIMD4() else { return left == right }
    for one in 0..<comparedWords where left[one] != 0 {
      for other in 0..<comparedWords where left[one] == right[other] { return true }
    }
    return false
  }

  private static func words(_ name: String) -> [String] {
    name.uppercased().split { !($0.isLetter || $0.isNumber || $0 == "'") }
      .map { $0.filter { $0 != "'" } }.filter { !$0.isEmpty }
  }
}
