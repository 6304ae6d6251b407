/// Reads RE2 syntax.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private var flags = Flags()

  private struct Flags {
    var isCaseless = false
    var isMultiline = false
    var dotTakesNewline = false
  }

  /// Groups within groups: the descent uses the stack.
  private static let maximumDepth = 100
  /// The largest count in braces, as in RE2.
  private static let maximumCount = 1_000

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws -> PatternNode {
    let node = try choice()
    guard position == scalars.count else { throw Pattern.Refusal(text: "a ) has no (") }
    return node
  }

  // MARK: - Reading

  private var current: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func accept(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  // MARK: - Structure

  private mutating func choice() throws -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PatternParser.maximumDepth else { throw Pattern.Refusal(text: "its groups are nested too deeply") }
    let outer = flags
    defer { flags = outer }
    var branches = [try sequence()]
    while accept("|" as Unicode.Scalar) { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      if accept("\\Q") {
        while position < scalars.count, !accept("\\E") {
          parts.append(literal(scalars[position]))
          position += 1
        }
        continue
      }
      let atom = try atom()
      parts.append(try repeated(atom))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repeated(_ atom: PatternNode) throws -> PatternNode {
    guard let (minimum, maximum) = try count() else { return atom }
    _ = accept("?" as Unicode.Scalar)  // lazy: which match is found does not matter here
    if try count() != nil { throw Pattern.Refusal(text: "a repetition follows a repetition") }
    return .repetition(atom, minimum: minimum, maximum: maximum)
  }

  private mutating func count() throws -> (Int, Int?)? {
    if accept("*" as Unicode.Scalar) { return (0, nil) }
    if accept("+" as Unicode.Scalar) { return (1, nil) }
    if accept("?" as Unicode.Scalar) { return (0, 1) }
    let start = position
    guard accept("{" as Unicode.Scalar), let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if accept("," as Unicode.Scalar) { maximum = number() }
    guard accept("}" as Unicode.Scalar) else {
      position = start  // a brace that is no count stands for itself
      return nil
    }
    guard minimum <= PatternParser.maximumCount, (maximum ?? minimum) <= PatternParser.maximumCount,
      minimum <= (maximum ?? minimum)
    else { throw Pattern.Refusal(text: "a count in braces is not possible") }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var total: Int?
    while let scalar = current, ("0"..."9").contains(scalar), (total ?? 0) < 100_000 {
      total = (total ?? 0) * 10 + Int(scalar.value) - 48
      position += 1
    }
    return total
  }

  // MARK: - Atoms

  private mutating func atom() throws -> PatternNode {
    guard let scalar = current else { return .empty }
    if scalar == "{", try isCount() { throw Pattern.Refusal(text: "a repetition has nothing to repeat") }
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try set())
    case ".":
      return .set(ScalarSet(flags.dotTakesNewline ? [0...ScalarSet.maximum] : [0...9, 11...ScalarSet.maximum]))
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?": throw Pattern.Refusal(text: "a repetition has nothing to repeat")
    default: return literal(scalar)
    }
  }

  private func isCount() throws -> Bool {
    var copy = self
    return try copy.count() != nil
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    let set = ScalarSet([scalar.value...scalar.value])
    return .set(flags.isCaseless ? set.caseless : set)
  }

  private mutating func group() throws -> PatternNode {
    var inner = flags
    if accept("?" as Unicode.Scalar) {
      if accept("P<") || accept("<" as Unicode.Scalar) {
        try skipName()
      } else if try !options(&inner) {
        flags = inner
        return .empty
      }
    }
    let outer = flags
    flags = inner
    let node = try choice()
    flags = outer
    guard accept(")" as Unicode.Scalar) else { throw Pattern.Refusal(text: "a ( has no )") }
    return node
  }

  private mutating func skipName() throws {
    let start = position
    while let scalar = current, scalar.isASCII, Lexer.isNamePart(UInt8(scalar.value)) { position += 1 }
    guard position > start, accept(">" as Unicode.Scalar) else {
      throw Pattern.Refusal(text: "the name of a group is not valid")
    }
  }

  /// Reads `i`, `-s`, …; true when a group follows (`:`), false for flags alone (`)`).
  private mutating func options(_ flags: inout Flags) throws -> Bool {
    var isOn = true
    while let scalar = current {
      position += 1
      switch scalar {
      case "i": flags.isCaseless = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesNewline = isOn
      case "U": break
      case "-" where isOn: isOn = false
      case ":": return true
      case ")": return false
      default: throw Pattern.Refusal(text: "(?\(scalar) is not known")
      }
    }
    throw Pattern.Refusal(text: "a ( has no )")
  }

  // MARK: - Escapes

  private mutating func escape() throws -> PatternNode {
    guard let scalar = current else { throw Pattern.Refusal(text: "it ends in a backslash") }
    switch scalar {
    case "A": position += 1; return .assertion(.textStart)
    case "z": position += 1; return .assertion(.textEnd)
    case "b": position += 1; return .assertion(.wordBoundary)
    case "B": position += 1; return .assertion(.noWordBoundary)
    default: break
    }
    if let set = try classEscape() { return .set(set) }
    return literal(try scalarEscape())
  }

  /// `\d`, `\w`, `\pL`, `\p{Lu}` and the like after the backslash; nil when it is something else.
  private mutating func classEscape() throws -> ScalarSet? {
    guard let scalar = current else { return nil }
    if let set = CharacterClass.perl(scalar) {
      position += 1
      return set
    }
    guard scalar == "p" || scalar == "P" else { return nil }
    position += 1
    var isNegated = scalar == "P"
    var name = ""
    if accept("{" as Unicode.Scalar) {
      if accept("^" as Unicode.Scalar) { isNegated.toggle() }
      while let next = current, next != "}" {
        name.unicodeScalars.append(next)
        position += 1
      }
      guard accept("}" as Unicode.Scalar) else { throw Pattern.Refusal(text: "a \\p{ has no }") }
    } else if let letter = current {
      name.unicodeScalars.append(letter)
      position += 1
    }
    guard let set = CharacterClass.category(name) else {
      throw Pattern.Refusal(text: "the class \\p{\(name)} is not offered")
    }
    return isNegated ? set.inverted : set
  }

  private mutating func scalarEscape() throws -> Unicode.Scalar {
    guard let scalar = current else { throw Pattern.Refusal(text: "it ends in a backslash") }
    position += 1
    switch scalar {
    case "a": return "\u{07}"
    case "f": return "\u{0C}"
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "v": return "\u{0B}"
    case "x": return try hexadecimal()
    case "0"..."7": return try octal(scalar)
    default:
      let isWord = scalar.isASCII && (Lexer.isNamePart(UInt8(scalar.value)) && scalar != "_")
      if isWord { throw Pattern.Refusal(text: "\\\(scalar) is not known") }
      return scalar
    }
  }

  private mutating func hexadecimal() throws -> Unicode.Scalar {
    var digits = ""
    if accept("{" as Unicode.Scalar) {
      while let next = current, next != "}", digits.utf8.count < 9 {
        digits.unicodeScalars.append(next)
        position += 1
      }
      guard accept("}" as Unicode.Scalar) else { throw Pattern.Refusal(text: "a \\x{ has no }") }
    } else {
      for scalar in scalars[position...].prefix(2) { digits.unicodeScalars.append(scalar) }
      position += digits.unicodeScalars.count
    }
    guard let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
      throw Pattern.Refusal(text: "\\x\(digits) is no character")
    }
    return scalar
  }

  private mutating func octal(_ first: Unicode.Scalar) throws -> Unicode.Scalar {
    var number = first.value - 48
    var width = 1
    while let next = current, ("0"..."7").contains(next), width < 3 {
      number = number * 8 + next.value - 48
      position += 1
      width += 1
    }
    // One digit other than 0 would be a back reference, which RE2 does not have.
    guard first == "0" || width > 1, let scalar = Unicode.Scalar(number) else {
      throw Pattern.Refusal(text: "it refers back to a group")
    }
    return scalar
  }

  // MARK: - Sets

  private mutating func set() throws -> ScalarSet {
    let isNegated = accept("^" as Unicode.Scalar)
    var result = ScalarSet([])
    var isFirst = true
    while isFirst || current != "]" {
      isFirst = false
      guard current != nil else { throw Pattern.Refusal(text: "a [ has no ]") }
      result = result.union(try setPart())
    }
    position += 1
    if flags.isCaseless { result = result.caseless }
    return isNegated ? result.inverted : result
  }

  private mutating func setPart() throws -> ScalarSet {
    if accept("[:") {
      let isNegated = accept("^" as Unicode.Scalar)
      var name = ""
      while let scalar = current, scalar != ":" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard accept(":]"), let set = CharacterClass.posix(name) else {
        throw Pattern.Refusal(text: "the class [:\(name):] is not known")
      }
      return isNegated ? set.inverted : set
    }
    if current == "\\" {
      position += 1
      if let set = try classEscape() { return set }
      position -= 1
    }
    let low = try setScalar()
    guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
      return ScalarSet([low.value...low.value])
    }
    position += 1
    let high = try setScalar()
    guard low.value <= high.value else {
      throw Pattern.Refusal(text: "the range \(low)-\(high) is the wrong way round")
    }
    return ScalarSet([low.value...high.value])
  }

  private mutating func setScalar() throws -> Unicode.Scalar {
    guard let scalar = current else { throw Pattern.Refusal(text: "a [ has no ]") }
    position += 1
    return scalar == "\\" ? try scalarEscape() : scalar
  }
}
