import CEL
import Testing

@Suite("Mistakes in an expression")
struct CheckerTests {
  static let workplace = Workplace()

  @Test(
    "A mistake is named with what was found and what was probably meant",
    arguments: [
      ("w.wages > 1", "worker has no field wages. Did you mean wage?"),
      ("limti + 1", "There is no limti. Did you mean limit?"),
      ("w.name.startWith('a')", "There is no function startWith. Did you mean startsWith?"),
      ("1 + 'a'", "There is no int + string."),
      ("w.wage == w.name", "There is no int == string."),
      ("true ? 1 : 'a'", "Both branches of ?: must have one type; found int and string."),
      ("w.wage && true", "Expected bool, found int."),
      ("limit.name", "A value of type int has no fields."),
      ("limit.all(x, true)", "A macro goes through a list or a map, not through int."),
      ("ws.all(1, true)", "all needs a plain name for each element here."),
      ("has(limit)", "has() needs a field"),
      ("ws.all(x, x, true)", "all needs two different names, not x twice."),
      ("worker{name: 'a'}", "Records such as worker are read, not made"),
      ("w.name.matches('(')", "The pattern \"(\" cannot be used: a ( has no )."),
      ("{1.5: 2}", "A map key must be bool, int, uint or string, not double."),
      ("math.greatest()", "math.greatest needs at least one argument."),
      ("math.greatest('a')", "There is no math.@max(string)"),
    ]
  )
  func mistake(source: String, part: String) {
    let mistakes = Self.workplace.mistakes(source)
    #expect(mistakes.contains { $0.contains(part) }, "\(mistakes)")
  }

  @Test("All mistakes are told at once, in the order of the text")
  func several() {
    let mistakes = Self.workplace.mistakes("w.wagee > 1 && limt == 2 || nam")
    #expect(mistakes.count == 3)
    #expect(mistakes.first?.contains("wagee") == true)
    #expect(mistakes.last?.contains("nam") == true)
  }

  @Test("One mistake is not told again by what contains it")
  func once() {
    #expect(Self.workplace.mistakes("(w.wagee + 1) * 2 > limit").count == 1)
  }

  @Test("The place is a line, a column in code points and a caret")
  func place() throws {
    let error = #expect(throws: CompileErrors.self) { try Self.workplace.environment.compile("true &&\n 'é' == limti") }
    let first = try #require(error?.errors.first)
    #expect((first.line, first.column, first.offset) == (2, 9, 16))
    #expect(first.excerpt == " |  'é' == limti\n |         ^")
  }

  @Test("The expected type is asked for")
  func expectation() {
    #expect(Self.workplace.mistakes("w.wage", expecting: .bool) == ["Expected bool, found int."])
    #expect(Self.workplace.mistakes("w.wage > 1", expecting: .bool).isEmpty)
  }

  @Test(
    "The grammar's mistakes are told",
    arguments: [
      ("1 +", "Found the end where a value was expected."),
      ("(1", "Found the end where \")\" was expected."),
      ("1 2", "Found a number where the end of the expression was expected."),
      ("'abc", "This text has no closing quote."),
      ("'\\q'", "\\q is not an escape of this kind of literal."),
      ("1 # 2", "The character \"#\" has no meaning here."),
      ("9223372036854775808", "9223372036854775808 does not fit into int."),
      ("-1u", "-1u does not fit into uint."),
      ("for + 1", "for is a reserved word and cannot be a name."),
      ("1x", "1x is not a number."),
      ("", "Found the end where a value was expected."),
    ]
  )
  func grammar(source: String, message: String) {
    #expect(Self.workplace.mistakes(source).contains(message), "\(Self.workplace.mistakes(source))")
  }

  @Test("Mangled text is refused or evaluated, never more", arguments: 0..<10)
  func mangled(seed: UInt64) {
    var random = SeededRandom(state: seed)
    let sources = FoldTests.sources.map { Array($0.0.replacing("XX", with: "ws").utf8) }
    for _ in 0..<300 {
      var bytes = sources.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.insert(contentsOf: sources.randomElement(using: &random) ?? [], at: place)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: bytes.removeSubrange(Int.random(in: 0...place, using: &random)..<place)
        }
      }
      let values: [String: Value] = ["ws": .list(Worker.wages(1, nil).map { .record($0) }), "limit": .int(.min)]
      _ = try? Self.workplace.evaluate(String(decoding: bytes, as: UTF8.self), values)
    }
  }

  @Test("Depth, length and size are bounded")
  func limits() {
    #expect(Self.workplace.mistakes(String(repeating: "(", count: 100_000)).contains { $0.contains("nested") })
    #expect(Self.workplace.mistakes(String(repeating: "[", count: 5_000)).contains { $0.contains("nested") })
    #expect(Self.workplace.mistakes("1" + String(repeating: " + 1", count: 5_000)).contains { $0.contains("nested") })
    #expect(Self.workplace.mistakes("true" + String(repeating: " && true", count: 5_000)).isEmpty)
    #expect(Self.workplace.mistakes(String(repeating: " ", count: 200_000)).contains { $0.contains("longer") })
    var tight = Self.workplace
    tight.environment.limits.staticCost = 1_000
    #expect(tight.mistakes("ws.all(x, ws.all(y, x.wage == y.wage))").contains { $0.contains("steps") })
  }

  @Test("An evaluation stops when its budget is used up")
  func budget() throws {
    var tight = Self.workplace
    tight.environment.limits.runtimeCost = 1_000
    let outcome = try tight.evaluate("lists.range(2000).all(x, x >= 0)")
    #expect(outcome.summary == "error(The evaluation took more steps than allowed.)")
  }

  @Test(
    "Memory is bounded by the same budget",
    arguments: [
      "lists.range(1000000).map(x, lists.range(1000000)).size()",
      "lists.range(3000).map(x, lists.range(3000).map(y, [y]))",
    ]
  )
  func memory(source: String) throws {
    let outcome = try Self.workplace.evaluate(source)
    #expect(outcome.summary == "error(The evaluation took more steps than allowed.)")
  }

  @Test("Text cannot be doubled without end")
  func doubling() throws {
    var source = "x"
    for _ in 0..<40 { source = "cel.bind(x, x + x, \(source))" }
    let outcome = try Self.workplace.evaluate("cel.bind(x, 'abcdefghijkl', \(source))")
    guard case .error = outcome else {
      Issue.record("\(outcome.summary.prefix(100))")
      return
    }
  }
}
