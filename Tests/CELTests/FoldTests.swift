import CEL
import Testing

@Suite("Passes over rows too many to hold")
struct FoldTests {
  static let workplace = Workplace()
  static let rows = Worker.wages(5, 3, 9)

  static let sources: [(String, String)] = [
    ("XX.all(x, x.wage > 2)", "true"),
    ("XX.all(x, x.wage > 3)", "false"),
    ("XX.exists(x, x.wage == 9)", "true"),
    ("XX.exists_one(x, x.wage > 3)", "false"),
    ("XX.size() == 3 && size(XX) == 3", "true"),
    ("XX.count(x, x.wage > 3)", "2"),
    ("XX.sum(x, x.wage)", "17"),
    ("XX.sum(x, x.wage, 100)", "117"),
    ("XX.min(x, x.wage)", "3"),
    ("XX.max(x, x.wage)", "9"),
    ("XX.filter(x, x.wage > 3).size()", "2"),
    ("XX.map(x, x.wage * 2).sum()", "34"),
    ("XX.map(x, x.wage > 3, x.wage).max()", "9"),
    ("XX.filter(x, x.wage > 3).map(y, y.wage + limit).min()", "15"),
    ("XX.filter(x, x.wage > limit).size()", "0"),
    ("XX.filter(x, x.wage > 3).exists(y, y.wage == 5)", "true"),
    ("XX.filter(x, x.wage > 100).min(x, x.wage)", "error(min of nothing.)"),
    ("XX.filter(x, x.wage > 100).sum(x, x.wage)", "0"),
    ("XX.all(i, x, x.wage > i)", "true"),
    ("XX.exists(i, x, i == 2 && x.wage == 9)", "true"),
    ("XX.sum(x, [1, 2].sum(y, y * x.wage))", "51"),
    ("XX.sum(x, x.wage) / XX.size()", "5"),
    ("XX.sum(x, 1 / (x.wage - 5))", "error(Division by zero.)"),
    ("[10, 20].map(y, y + XX.size())", "[13, 23]"),
    ("XX.min(x, day(x.wage))", "opaque(3, 0)"),
    ("cel.bind(low, limit - 6, XX.count(x, x.wage > low))", "2"),
    ("cel.bind(low, [4].map(x, x)[0], XX.count(x, x.wage > low && low < x.wage))", "2"),
    ("cel.bind(low, cel.bind(half, 2, half * 2), XX.filter(x, x.wage > low).sum(x, x.wage + low))", "22"),
    ("cel.bind(low, [[4]].map(x, x.map(y, y)[0])[0], XX.sum(x, low * 0 + x.wage))", "17"),
    ("optional.of(1).optMap(x, x + 1).optMap(x, x + XX.max(y, y.wage))", "optional.of(11)"),
    ("cel.bind(low, limit - 6, cel.bind(high, low + 2, XX.filter(x, x.wage > low).count(x, x.wage < high)))", "1"),
  ]

  @Test("A fold gives what the same macro gives over a list", arguments: sources)
  func same(source: String, expected: String) throws {
    let held = Value.list(Self.rows.map { .record($0) })
    let list = try Self.workplace.evaluate(
      source.replacing("XX", with: "ws"),
      ["ws": held, "limit": .int(10)]
    )
    #expect(list.summary == expected)
    let streamed = try Self.workplace.evaluate(
      source.replacing("XX", with: "all_ws"),
      streaming: Self.rows,
      ["limit": .int(10)]
    )
    #expect(streamed.summary == expected)
  }

  @Test(
    "An unknown row is absorbed or makes the outcome unknown",
    arguments: [
      ("all_ws.exists(x, x.wage == 5)", "true"),
      ("all_ws.exists(x, x.wage == 6)", "unknown(all_ws.wage)"),
      ("all_ws.all(x, x.wage > 5)", "false"),
      ("all_ws.sum(x, x.wage)", "unknown(all_ws.wage)"),
      ("all_ws.count(x, !has(x.wage))", "1"),
      ("all_ws.filter(x, x.wage > 1).exists(y, y.wage == 5)", "unknown(all_ws.wage)"),
      ("all_ws.filter(x, has(x.wage)).sum(y, y.wage)", "8"),
    ]
  )
  func unknowns(source: String, expected: String) throws {
    let rows = Worker.wages(5, nil, 3)
    #expect(try Self.workplace.evaluate(source, streaming: rows).summary == expected)
  }

  @Test("The sum of no rows is zero, the minimum of none an error")
  func empty() throws {
    #expect(try Self.workplace.evaluate("all_ws.sum(x, x.wage)", streaming: []).summary == "0")
    #expect(try Self.workplace.evaluate("all_ws.min(x, x.wage)", streaming: []).summary == "error(min of nothing.)")
  }

  @Test("Bindings that double inside a fold are refused, not planned for ever")
  func doubling() {
    let source =
      "cel.bind(a, limit, " + String(repeating: "cel.bind(a, a + a, ", count: 40) + "all_ws.count(x, x.wage > a)"
      + String(repeating: ")", count: 41)
    #expect(Self.workplace.mistakes(source).contains { $0.contains("more than 20000 parts") })
  }

  @Test("A certain answer needs no more rows")
  func stops() throws {
    let program = try Self.workplace.environment.compile("all_ws.exists(x, x.wage == 3)")
    let activation = EmptyActivation()
    var state = program.folds[0].begin(activation)
    program.folds[0].step(&state, Self.rows[0], activation)
    #expect(state.needsRows)
    program.folds[0].step(&state, Self.rows[1], activation)
    #expect(!state.needsRows)
  }

  @Test(
    "What needs all rows at once is refused with a sentence",
    arguments: [
      ("all_ws", "needs all rows at once"),
      ("all_ws[0].wage > 1", "needs all rows at once"),
      ("all_ws.filter(x, x.wage > 1)", "needs all rows at once"),
      ("all_ws.map(x, x.wage)", "needs all rows at once"),
      ("all_ws.map(x, x.wage).sort()", "needs all rows at once"),
      ("w in all_ws", "needs all rows at once"),
      ("all_ws.all(x, all_ws.exists(y, y.wage == x.wage))", "two passes"),
      ("ws.all(x, all_ws.exists(y, y.wage == x.wage))", "for each element of another list"),
      ("all_ws.exists(x, x.wage == all_ws.max(y, y.wage))", "two passes"),
      ("ws.all(x, cel.bind(low, x.wage, all_ws.exists(y, y.wage == low)))", "for each element of another list"),
      ("all_ws.sum(x, x.start)", "cannot work with day"),
    ]
  )
  func refused(source: String, part: String) {
    let mistakes = Self.workplace.mistakes(source)
    #expect(mistakes.contains { $0.contains(part) }, "\(mistakes)")
  }
}
