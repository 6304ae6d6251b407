/// The named classes of characters.
enum CharacterClass {
  private static let digit = ScalarSet([48...57])
  private static let space = ScalarSet([9...10, 12...13, 32...32])
  private static let word = ScalarSet([48...57, 65...90, 95...95, 97...122])

  /// `\d`, `\s`, `\w` and their opposites: ASCII only, as in RE2.
  static func perl(_ letter: Unicode.Scalar) -> ScalarSet? {
    switch letter {
    case "d": digit
    case "D": digit.inverted
    case "s": space
    case "S": space.inverted
    case "w": word
    case "W": word.inverted
    default: nil
    }
  }

  private static let posixClasses: [String: [ClosedRange<UInt32>]] = [
    "alnum": [48...57, 65...90, 97...122], "alpha": [65...90, 97...122], "ascii": [0...127], "blank": [9...9, 32...32],
    "cntrl": [0...31, 127...127], "digit": [48...57], "graph": [33...126], "lower": [97...122], "print": [32...126],
    "punct": [33...47, 58...64, 91...96, 123...126], "space": [9...13, 32...32], "upper": [65...90],
    "word": [48...57, 65...90, 95...95, 97...122], "xdigit": [48...57, 65...70, 97...102],
  ]

  /// `[:alpha:]` and the like.
  static func posix(_ name: String) -> ScalarSet? {
    posixClasses[name].map(ScalarSet.init)
  }

  /// A general category of Unicode by its short name (`L`, `Lu`); scripts are not offered.
  static func category(_ name: String) -> ScalarSet? {
    if name == "Any" { return ScalarSet([0...ScalarSet.maximum]) }
    let found = categories.filter { $0.key.hasPrefix(name) }
    guard (1...2).contains(name.utf8.count), !found.isEmpty else { return nil }
    return ScalarSet(found.values.flatMap(\.self))
  }

  /// All code points by category; made once, when a pattern first asks.
  private static let categories: [String: [ClosedRange<UInt32>]] = {
    var result: [String: [ClosedRange<UInt32>]] = [:]
    var start: UInt32 = 0
    var current = "Cc"
    for number in 1...(ScalarSet.maximum + 1) {
      let name = Unicode.Scalar(number).map { shortName($0.properties.generalCategory) } ?? "Cs"
      if name == current, number <= ScalarSet.maximum { continue }
      result[current, default: []].append(start...(number - 1))
      (start, current) = (number, name)
    }
    return result
  }()

  private static func shortName(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    default: "Cn"
    }
  }
}
