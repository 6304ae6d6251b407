import CEL
import Testing

@Suite("Regular expressions")
struct PatternTests {
  static let cases: [(pattern: String, text: String, isFound: Bool)] = [
    ("^[0-9]{16}$", "3273014101900001", true),
    ("^[0-9]{16}$", "327301410190000", false),
    ("^[0-9]{16}$", "x3273014101900001", false),
    ("a|bc", "xxbc", true),
    ("^(a|b)*c$", "ababac", true),
    ("^a{2,3}$", "aaaa", false),
    ("(?i)straße", "STRAßE", true),
    ("^\\p{Lu}\\pL+$", "Ärger", true),
    ("[^[:alpha:]]", "abc", false),
    ("\\bkata\\b", "satu kata saja", true),
    ("\\bkata\\b", "satukata", false),
    ("(?m)^b$", "a\nb\nc", true),
    ("^b$", "a\nb\nc", false),
    ("a.c", "a\nc", false),
    ("(?s)a.c", "a\nc", true),
    ("\\x{1F600}", "😀", true),
    ("^[à-ÿ]+$", "éà", true),
    ("a**", "", false),
    ("(?P<year>\\d{4})-(?:\\d\\d)", "2025-11", true),
    ("\\Qa.b\\E", "a.b", true),
    ("\\Qa.b\\E", "axb", false),
    ("x{,3}", "x{,3}", true),
    ("", "", true),
    ("^$", "", true),
    ("^$", "a", false),
    ("[a\\-z]", "-", true),
    ("[]a]", "]", true),
  ]

  @Test("A pattern is found or not, whether known beforehand or not", arguments: cases)
  func matches(pattern: String, text: String, isFound: Bool) throws {
    var environment = Environment()
    environment.declare(variable: "text", .string)
    environment.declare(variable: "pattern", .string)
    let values: [String: Value] = ["text": .string(text), "pattern": .string(pattern)]
    let activation = DictionaryActivation(values, in: environment)
    if pattern == "a**" {
      #expect(throws: CompileErrors.self) { try environment.compile("text.matches(r'\(pattern)')") }
      return
    }
    let constant = try environment.compile("text.matches(r'\(pattern)')").evaluate(activation)
    let variable = try environment.compile("text.matches(pattern)").evaluate(activation)
    #expect(constant.value == .bool(isFound))
    #expect(variable.value == .bool(isFound))
  }

  @Test("A hostile pattern takes linear time")
  func hostile() throws {
    let environment = Environment()
    let text = String(repeating: "a", count: 2_000)
    let outcome = try environment.compile("'\(text)'.matches('^(a+)+(a+)+$b')").evaluate(EmptyActivation())
    #expect(outcome.value == .bool(false))
  }

  @Test("Back references are refused", arguments: ["(a)\\1", "(?=a)", "(?<!a)b", "\\p{Greek}", "a{5000}"])
  func refused(pattern: String) {
    #expect(throws: CompileErrors.self) { try Environment().compile("'a'.matches(r'\(pattern)')") }
  }
}
