import CEL
import Testing

@Suite("Functions beyond the conformance suite")
struct FunctionTests {
  @Test(
    "A function gives what its library promises",
    arguments: [
      ("[3, 1, 2].sort() == [1, 2, 3]", "true"),
      ("[3, 1, 2].sortBy(x, -x)", "[3, 2, 1]"),
      ("['b', 'a'].sort()", "[\"a\", \"b\"]"),
      ("[1, 1u, 2, 1.0, 'a', 'a'].distinct()", "[1, 2, \"a\"]"),
      ("[[1], [2, 3]].flatten()", "[1, 2, 3]"),
      ("[1, [2, [3]]].flatten(2)", "[1, 2, 3]"),
      ("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"),
      ("[1, 2].reverse()", "[2, 1]"),
      ("lists.range(3)", "[0, 1, 2]"),
      ("[].first().hasValue()", "false"),
      ("[4, 5].last().value()", "5"),
      ("sets.contains([1, 2.0, 3u], [1.0, 2u, 3])", "true"),
      ("sets.equivalent([1], [1, 1])", "true"),
      ("sets.intersects([[1], [2, 3]], [[1, 2], [2, 3.0]])", "true"),
      ("base64.encode(b'abcd')", "\"YWJjZA==\""),
      ("base64.decode('YWJjZA')", "b\"\\x61\\x62\\x63\\x64\""),
      ("'a,b,c'.split(',', 2)", "[\"a\", \"b,c\"]"),
      ("'abc'.split('')", "[\"a\", \"b\", \"c\"]"),
      ("'abc'.replace('', '-')", "\"-a-b-c-\""),
      ("'hello hello'.replace('he', 'we', 1)", "\"wello hello\""),
      ("'%.1f %d %s %x'.format([2.25, 3u, [1], b'ab'])", "\"2.2 3 [1] 6162\""),
      ("string(1e6) + ' ' + string(1.0) + ' ' + string(0.1)", "\"1e+06 1 0.1\""),
      ("duration('1h30m').getMinutes()", "90"),
      ("timestamp('2024-02-29T12:00:00Z').getDayOfWeek()", "4"),
      ("timestamp('2024-01-01T00:00:00Z').getFullYear('Asia/Jakarta')", "2024"),
      ("timestamp('2030-07-01T00:00:00Z').getHours('Europe/Berlin')", "2"),
      ("timestamp('2090-07-01T00:00:00Z').getHours('Europe/Berlin')", "2"),
      ("timestamp('2090-01-01T00:00:00Z').getHours('Australia/Sydney')", "11"),
      ("timestamp('2024-01-01T00:00:00Z').getHours('Nowhere/Town')", "error(There is no time zone Nowhere/Town.)"),
      ("timestamp('2024-02-30T00:00:00Z')", "error(The string \"2024-02-30T00:00:00Z\" cannot become timestamp.)"),
      ("[1, 2, 3].sum() + [1].min() + [4, 5].max()", "12"),
      ("{'a': 1, 'b': 2}.sum(k, k == 'a' ? 1 : 10)", "11"),
      ("{1: 2}.transformMapEntry(k, v, {v: k})", "{2: 1}"),
      ("[1].exists_one(x, 1 / (x - 1) > 0)", "error(Division by zero.)"),
      ("'a\\u0301' == '\\u00e1'", "false"),
      ("{'a\\u0301': 1, '\\u00e1': 2}.size()", "2"),
      ("'\\U0001F600'.size()", "1"),
      ("optional.of(1).optMap(x, x + 1).value()", "2"),
      ("type(optional.of(1))", "optional_type"),
      ("dyn(2.0) in [1, 2, 3] && !(dyn(2.5) in [1, 2, 3]) && !(dyn([1]) in [dyn(1)])", "true"),
      ("10 in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] && !(dyn('x') in [1, 2, 3, 4, 5, 6, 7, 8, 9, dyn(true)])", "true"),
      ("math.round(-2.5) + math.sqrt(16)", "1.0"),
    ]
  )
  func gives(source: String, expected: String) throws {
    #expect(try Workplace().evaluate(source).summary == expected)
  }

  @Test("A library that is not offered is not there")
  func libraries() {
    let bare = Workplace(libraries: [])
    #expect(!bare.mistakes("'a'.charAt(0)").isEmpty)
    #expect(!bare.mistakes("[1].sum(x, x)").isEmpty)
    #expect(!bare.mistakes("{'a': 1}.?a").isEmpty)
    #expect(bare.mistakes("[1].all(x, x > 0)").isEmpty)
  }

  @Test("A host's macro is expanded")
  func macro() throws {
    var workplace = Workplace()
    workplace.environment.declare(
      macro: Macro("between", isMember: true, argumentCount: 2) { builder, call in
        guard let target = call.target else { return nil }
        let low = builder.call("_>=_", [target, call.arguments[0]])
        let high = builder.call("_<=_", [target, call.arguments[1]])
        return builder.call("_&&_", [low, high])
      }
    )
    #expect(try workplace.evaluate("limit.between(1, 3)", ["limit": .int(2)]).summary == "true")
  }
}
