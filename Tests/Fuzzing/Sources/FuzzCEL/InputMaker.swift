import Foundation

/// Expressions to start from.
enum Seeds {
  /// The lines of the seed file, the corpus, and of one more file when given.
  static func read(more: String?) throws -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    for path in [Places.seeds] + (more.map { [$0] } ?? []) {
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      seeds += text.split(separator: "\n").filter { !$0.hasPrefix("//") }.map { Array($0.utf8) }
    }
    return seeds
  }
}

/// Makes the inputs of a run: the same seed and number give the same input.
struct InputMaker {
  let seed: UInt64
  let seeds: [[UInt8]]

  func input(_ index: UInt64) -> [UInt8] {
    var mixer = SeededRandom(state: seed ^ (index &* 0xD134_2543_DE82_EF95))
    var random = SeededRandom(state: mixer.next())
    var bytes = draft(using: &random)
    if bytes.count > Bounds.inputBytes { bytes.removeSubrange(Bounds.inputBytes...) }
    return bytes
  }

  private func draft(using random: inout SeededRandom) -> [UInt8] {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<45:
      var mutator = Mutator(random: random, seeds: seeds)
      return mutator.mutate(seeds.randomElement(using: &random) ?? [], times: Int.random(in: 1...5, using: &random))
    case 45..<80:
      var grammar = ProgramGrammar(random: random)
      return Array(grammar.program().utf8)
    case 80..<90:
      var grammar = ProgramGrammar(random: random)
      var mutator = Mutator(random: random, seeds: seeds)
      return mutator.mutate(Array(grammar.program().utf8), times: 1)
    case 90..<96:
      var expressions = RandomExpressions(random: random)
      return Array(expressions.condition(4).utf8)
    case 96..<99:
      return (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
        Mutator.tokens.randomElement(using: &random) ?? []
      }
    default: return towering(using: &random)
    }
  }

  /// One thing many times: depth, breadth, length.
  private func towering(using random: inout SeededRandom) -> [UInt8] {
    let count = [10, 199, 201, 1_000, 20_000].randomElement(using: &random) ?? 0
    let towers = [
      ("(", "1", ")"), ("[", "1", "]"), ("!", "true", ""), ("-", "1", ""), ("1 + ", "1", ""), ("true && ", "true", ""),
      ("true ? 1 : ", "1", ""), ("{1: ", "1", "}"), ("x", "", ".y"), ("s", "", ".trim()"), ("numbers", "", "[0]"),
      ("size([", "1", "])"), ("'", "a", "'"), ("[1, ", "1", "]"), ("numbers.map(a, ", "a", ")"), ("//", "", "\n"),
      ("has(r.a) || ", "r.p", ""), ("cel.bind(a, 1, ", "a", ")"), ("maybe", "", ".or(maybe)"), ("\\", "u", ""),
    ]
    guard let (open, inner, close) = towers.randomElement(using: &random) else { return [] }
    let up = String(repeating: open, count: close.isEmpty || !inner.isEmpty ? count : 1)
    let down = String(repeating: close, count: Bool.random(using: &random) ? count : count / 2)
    return Array((up + inner + down).utf8)
  }
}

/// Bends bytes.
struct Mutator {
  var random: SeededRandom
  let seeds: [[UInt8]]

  static let tokens: [[UInt8]] = [
    "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "-", "!", "&&", "||", "+", "*", "/", "%", "==", "<", " in ", "x",
    "numbers", "1", "0", "-9223372036854775808", "9223372036854775807", "18446744073709551615u", "1e308", "0x7f", "1.",
    "'a'", "b'\\xff'", "r'\\'", "\"\"\"", "'", "\\", "\\U0010ffff", "\\ud800", "//", "\n", "true", "null", ".all(x,",
    ".map(x,", ".filter(x,", ".exists(i, v,", "cel.bind(x,", "has(", ".size()", ".format(", "'%.1000f'", "%s", "%e",
    ".matches(", "'(a|b)*'", "'(a{1000}){1000}'", "'[^'", "'\\\\p{Lu}+?'", "optional.of(", ".?", "[?", "timestamp(",
    "duration(", ".sum(x,", ".min(x,", "all", "all.", "r.a", "r.d", "r", ".sort()", ".flatten(", ".slice(",
    "lists.range(", "math.bitShiftLeft(", ".substring(", ".replace(", ".split(", "type(", "string(", "int(", "double(",
    "uint(", "bytes(", ".getHours(", "'+99:99'", "'Asia/Jakarta'", "\0", "é", "😀", "\u{202e}", "`a-b`", "missing",
    ".transformMap(k, v,", ".optMap(x,", ".orValue(", ".sortBy(x,", "dyn(", "max", ".join(", "day(", "limit",
  ].map { Array($0.utf8) }

  mutating func mutate(_ input: [UInt8], times: Int) -> [UInt8] {
    (0..<times).reduce(input) { bytes, _ in mutateOnce(bytes) }
  }

  private mutating func mutateOnce(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = Int.random(in: place...min(bytes.count, place + 40), using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: bytes.insert(contentsOf: token(), at: place)
    case 2: if place < bytes.count { bytes.remove(at: place) }
    case 3: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 4: bytes.insert(contentsOf: seeds.randomElement(using: &random) ?? [], at: place)
    case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 6: bytes.removeSubrange(place..<end)
    default: bytes.replaceSubrange(place..<end, with: token())
    }
    return bytes
  }

  private mutating func token() -> [UInt8] { Self.tokens.randomElement(using: &random) ?? [] }
}
