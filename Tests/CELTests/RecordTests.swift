import CEL
import Testing

@Suite("Records and what is not known about them")
struct RecordTests {
  static let workplace = Workplace()

  @Test(
    "A field answers with its value, or says that it is unknown",
    arguments: [
      (FieldReading.value(.int(5)), "5", "true"),
      (.empty, "unknown(w.wage)", "false"),
      (.damaged, "unknown(w.wage)", "true"),
      (.absent, "unknown(w.wage)", "unknown(w.wage)"),
    ]
  )
  func fields(reading: FieldReading, value: String, has: String) throws {
    let row: [String: Value] = ["w": .record(Worker(wage: reading))]
    #expect(try Self.workplace.evaluate("w.wage", row).summary == value)
    #expect(try Self.workplace.evaluate("has(w.wage)", row).summary == has)
  }

  @Test(
    "Unknowns and errors are absorbed as the specification says",
    arguments: [
      ("w.wage > 1 && false", "false"),
      ("false && w.wage > 1", "false"),
      ("w.wage > 1 || true", "true"),
      ("w.wage > 1 && true", "unknown(w.wage)"),
      ("w.wage > 1 && w.leader", "unknown(w.leader, w.wage)"),
      ("w.wage > 1 && 1 / 0 > 0", "unknown(w.wage)"),
      ("1 / 0 > 0 && w.wage > 1", "unknown(w.wage)"),
      ("1 / 0 > 0 || w.wage > 1", "unknown(w.wage)"),
      ("1 / 0 > 0 && false", "false"),
      ("1 / 0 > 0 || false", "error(Division by zero.)"),
      ("w.wage > 1 ? 1 : 2", "unknown(w.wage)"),
      ("true ? 1 : w.wage", "1"),
      ("w.wage + 1 / 0", "unknown(w.wage)"),
      ("[w.wage, 1 / 0]", "unknown(w.wage)"),
      ("[1, 2].exists(x, x == 2 || w.wage == x)", "true"),
      ("[1, 2].all(x, x == 2 || w.wage == x)", "unknown(w.wage)"),
      ("[1, 2].map(x, x + w.wage)", "unknown(w.wage)"),
      ("cel.bind(x, w.wage, true || x > 0)", "true"),
      ("w.?wage.orValue(7)", "7"),
    ]
  )
  func absorption(source: String, expected: String) throws {
    let row: [String: Value] = ["w": .record(Worker(wage: .empty, leader: .absent))]
    #expect(try Self.workplace.evaluate(source, row).summary == expected)
  }

  @Test("An unknown record makes its fields unknown")
  func unknownRecord() throws {
    var activation = DictionaryActivation([:], in: Self.workplace.environment)
    activation.setUnknown("w", in: Self.workplace.environment)
    let outcome = try Self.workplace.environment.compile("w.wage > 1").evaluate(activation)
    #expect(outcome.summary == "unknown(w)")
  }

  @Test("A program tells which variables and fields it reads")
  func fieldsRead() throws {
    let program = try Self.workplace.environment.compile(
      "has(w.name) && ws.filter(x, x.leader).exists(y, y.wage > limit) && all_ws.sum(z, z.wage) > 0"
    )
    #expect(program.fieldsRead == ["w.name", "ws.leader", "ws.wage", "all_ws.wage"])
    #expect(program.variables == ["w", "ws", "limit", "all_ws"])
    #expect(program.resultType == .bool)
  }

  @Test(
    "A host's scalar is compared by the host's functions",
    arguments: [
      ("w.start < day(10)", "true"), ("w.start <= day(9)", "true"), ("w.start == day(9)", "true"),
      ("w.start in [day(8), day(9)]", "true"), ("string(w.start)", "\"day 9\""), ("type(w.start) == day", "true"),
      ("[day(3), day(1), day(2)].min(d, d)", "opaque(1, 0)"),
    ]
  )
  func opaque(source: String, expected: String) throws {
    let nine = Value.opaque(OpaqueValue(type: Self.workplace.day, mantissa: 9))
    let row: [String: Value] = ["w": .record(Worker(start: .value(nine)))]
    #expect(try Self.workplace.evaluate(source, row).summary == expected)
  }

  @Test("A source of many rows is read without objects for the rows")
  func source() throws {
    final class Wages: RecordSource {
      let recordType = Worker.type
      func read(field: Int, row: Int) -> FieldReading { field == 1 ? .value(.int(Int64(row))) : .absent }
    }
    let wages = Wages()
    let rows = (0..<10).map { Value.record(RecordReference(source: wages, row: $0)) }
    #expect(try Self.workplace.evaluate("ws.sum(x, x.wage)", ["ws": .list(rows)]).summary == "45")
  }

  @Test("A value is three words")
  func size() {
    #expect(MemoryLayout<Value>.size <= 24)
    #expect(MemoryLayout<Outcome>.size <= 24)
  }
}
