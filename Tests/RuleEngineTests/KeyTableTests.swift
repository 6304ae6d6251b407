import CEL
import Testing

@testable import RuleEngine

@Suite("Rows by keys")
struct KeyTableTests {
  @Test("The first row of a key stays, whatever comes later and however the table grows")
  func firstRows() {
    var table = KeyTable()
    var expected: [UInt64: Int32] = [:]
    for row in Int32(1)...20_000 {
      // Every fifth key is one of a few; the others differ only in their upper half.
      let key = row.isMultiple(of: 5) ? UInt64(row % 35) : UInt64(row) << 40
      #expect(table.first(with: key, row: row) == expected[key])
      if expected[key] == nil { expected[key] = row }
    }
    #expect(table.count == expected.count)
    #expect(table.first(with: 1 << 63) == nil)
    var found: [UInt64: Int32] = [:]
    table.each { key, row in found[key] = row }
    #expect(found == expected)
  }

  @Test("An empty table knows no key")
  func empty() { #expect(KeyTable().first(with: 0) == nil) }

  @Test(
    "A deciding day counts for amounts alone only where it is nothing but a parameter's last argument",
    arguments: [
      ("a <= 3", true), ("f(\"x\", d) <= a", true), ("f(\"x\", d) <= a && has(r.n)", true), ("d == 3", false),
      ("f(\"x\", d + 1) <= a", false), ("f(\"x\", d) <= d", false), ("g(\"x\", d) <= a", false),
      ("[d].exists(x, x == 3)", false),
    ]
  )
  func lastArgument(source: String, isOnlyThere: Bool) throws {
    var environment = Environment()
    environment.declare(variable: "a", .int)
    environment.declare(variable: "d", .int)
    let record = RecordType(name: "R", fields: [("n", .int)])
    environment.declare(record: record)
    environment.declare(variable: "r", .record("R"))
    for name in ["f", "g"] {
      environment.declare(
        function: Function(
          name,
          [Overload(id: name, parameters: .string, .int, result: .int) { _, day in .value(day) }]
        )
      )
    }
    let program = try environment.compile(source)
    #expect(program.reads("d", onlyAsLastArgumentOf: "f") == isOnlyThere)
  }
}
