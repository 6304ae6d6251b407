import CEL
import DocumentExamples
import Testing

// The code of the articles in Sources/CEL/CEL.docc and of the README stands here, between the lines `// doc` and
// `// end`, so that it is compiled and run. A test compares the two.

// doc
struct Pay: Record {
  static let type = RecordType(name: "pay", fields: [("name", .string), ("wage", .int)])

  var name: String?
  var wage: FieldReading

  var recordType: RecordType { Pay.type }

  func read(_ field: Int) -> FieldReading {
    switch field {
    case 0: name.map { .value(.string($0)) } ?? .empty
    default: wage
    }
  }
}
// end

// doc
/// A batch of rows held as columns; the state of a cell is 0 absent, 1 empty, 2 damaged, 3 value.
final class PayBatch: ColumnBatch {
  private let wages: ColumnBuffer<Int64>
  private let states: ColumnBuffer<UInt8>

  init(wages: [Int64], states: [UInt8]) {
    (self.wages, self.states) = (ColumnBuffer(wages), ColumnBuffer(states))
  }

  var recordType: RecordType { Pay.type }
  var rowCount: Int { wages.count }

  func column(_ field: Int) -> ColumnData {
    field == 1 ? ColumnData(values: .integers(wages), states: states) : ColumnData(values: .none, states: [])
  }

  func read(field: Int, row: Int) -> FieldReading {
    guard field == 1 else { return .absent }
    return switch states[row] {
    case 0: .absent
    case 1: .empty
    case 2: .damaged
    default: .value(.int(wages[row]))
    }
  }
}
// end

@Suite("The code of the articles")
struct DocumentationTests {
  @Test("Getting started: from a text to a value, and every mistake at once")
  func gettingStarted() throws {
    // doc
    var environment = Environment()
    environment.declare(variable: "wage", .int)
    environment.declare(variable: "minimum", .int)

    let rule = try environment.compile("wage >= minimum", expecting: .bool)
    let values: [String: Value] = ["wage": .int(5_000_000), "minimum": .int(4_800_000)]
    let outcome = rule.evaluate(DictionaryActivation(values, in: environment))
    // end
    #expect(outcome.value == .bool(true))

    // doc
    var sentences: [String] = []
    do {
      _ = try environment.compile("wages >= minimum && size(wage) > 'x'", expecting: .bool)
    } catch {
      for mistake in error.errors {
        sentences.append("\(mistake.line):\(mistake.column): \(mistake.message)\n\(mistake.excerpt)")
      }
    }
    // end
    #expect(sentences.count >= 2)
    #expect(sentences.first?.contains("Did you mean wage?") ?? false)

    // doc
    environment.limits.nestingDepth = 50
    environment.limits.runtimeCost = 1_000_000
    let costly = try environment.compile("[1, 2, 3].map(x, x * wage).exists(x, x > minimum)")
    let steps = costly.staticCost.maximum
    // end
    #expect(steps > 3)
  }

  @Test("Unknowns: a cell that is not there is neither true nor false")
  func unknowns() throws {
    // doc
    var environment = Environment()
    environment.declare(record: Pay.type)
    environment.declare(variable: "w", .record("pay"))
    let rule = try environment.compile("has(w.name) && w.wage >= 4800000", expecting: .bool)

    func judge(_ pay: Pay) -> Outcome {
      rule.evaluate(DictionaryActivation(["w": .record(pay)], in: environment))
    }
    // end
    // doc
    var verdicts: [String] = []
    for wage in [FieldReading.value(.int(5_000_000)), .empty, .damaged, .absent] {
      switch judge(Pay(name: "Siti", wage: wage)) {
      case .value(let value): verdicts.append("\(value)")
      case .unknown(let what): verdicts.append("unknown: \(what.names)")  // unknown: ["w.wage"]
      case .error(let error): verdicts.append(error.description)
      }
    }
    // end
    #expect(verdicts == ["true"] + Array(repeating: #"unknown: ["w.wage"]"#, count: 3))
    // doc
    let absorbed = judge(Pay(name: nil, wage: .empty))  // has(w.name) is false, so the wage does not matter
    // end
    #expect(absorbed.value == .bool(false))
  }

  @Test("Folds: a pass over rows that are too many to hold")
  func folds() throws {
    // doc
    var environment = Environment()
    environment.declare(streamed: "workers", record: Pay.type)
    environment.declare(variable: "minimum", .int)
    let report = try environment.compile("workers.filter(w, w.wage < minimum).size() * 10 <= workers.size()")

    func judge(_ rows: some Sequence<Pay>) -> Outcome {
      var activation = DictionaryActivation(["minimum": .int(4)], in: environment)
      var states = report.folds.map { $0.begin(activation) }
      for row in rows {
        for fold in report.folds where states[fold.id].needsRows { fold.step(&states[fold.id], row, activation) }
      }
      activation.folds = report.folds.map { $0.finish(states[$0.id]) }
      return report.evaluate(activation)
    }
    // end
    let rows = (0..<20).map { Pay(name: "x", wage: .value(.int($0 < 3 ? 3 : 5))) }
    #expect(judge(rows).value == .bool(false))
    #expect(judge(rows.dropFirst()).value == .bool(false))
    #expect(judge(rows.dropFirst(2)).value == .bool(true))
  }

  @Test("Columns: a condition over a whole batch, and a fold over it")
  func columns() throws {
    var environment = Environment()
    environment.declare(record: Pay.type)
    environment.declare(variable: "w", .record("pay"))
    environment.declare(streamed: "workers", record: Pay.type)
    let values = DictionaryActivation([:], in: environment)
    // doc
    let batch = PayBatch(wages: [3, 5, 0, 7], states: [3, 3, 1, 3])
    let rule = try environment.compile("w.wage >= 4", expecting: .bool)
    var truths: [RowTruth?] = []
    if let columns = rule.overColumns(of: "w") {
      var workspace = columns.makeWorkspace()  // kept from batch to batch
      columns.evaluate(batch, values, &workspace)
      truths = (0..<batch.rowCount).map { RowTruth(rawValue: workspace.truths[$0]) }
    }
    // end
    #expect(truths == [.isFalse, .isTrue, .unknown, .isTrue])
    // doc
    let total = try environment.compile("workers.count(w, has(w.wage) && w.wage >= 4)")
    let fold = total.folds[0]
    var state = fold.begin(values)
    var workspace = fold.makeWorkspace()
    fold.step(&state, batch: batch, values, &workspace)
    let count = fold.finish(state)
    // end
    #expect(count.value == .int(2))
  }

  @Test("Declaring: types, functions, operators, constants and macros of the host")
  func declaring() throws {
    // doc
    var environment = Environment()
    let money = environment.declare(opaque: "money", zero: (mantissa: 0, scale: 0)) { "Rp \($0.mantissa)" }
    let rupiah = Overload(id: "rupiah_int", parameter: .int, result: .opaque("money")) { value in
      guard case .int(let amount) = value else { return .failure(.host("rupiah", "no int")) }
      return .value(.opaque(OpaqueValue(type: money, mantissa: amount)))
    }
    environment.declare(function: Function("rupiah", [rupiah]))
    // end
    // doc
    let plus = Overload(
      id: "add_money",
      parameters: .opaque("money"),
      .opaque("money"),
      result: .opaque("money")
    ) { left, right in
      guard case .opaque(let one) = left, case .opaque(let two) = right else {
        return .failure(.host("_+_", "no money"))
      }
      let (sum, overflows) = one.mantissa.addingReportingOverflow(two.mantissa)
      return overflows ? .failure(.overflow("_+_")) : .value(.opaque(OpaqueValue(type: money, mantissa: sum)))
    }
    environment.declare(function: Function("_+_", [plus]))
    let total = try environment.compile("string([1, 2, 3].sum(x, rupiah(x * 1000)))")  // Rp 6000
    // end
    #expect(total.evaluate(EmptyActivation()).value == .string("Rp 6000"))
    // doc
    environment.declare(constant: "law.retirementAge", .int(59), .int)
    environment.declare(
      macro: Macro("between", isMember: true, argumentCount: 2) { builder, call in
        guard let target = call.target else { return nil }
        let low = builder.call("_<=_", target: nil, [call.arguments[0], target])
        let high = builder.call("_<=_", target: nil, [target, call.arguments[1]])
        return builder.call("_&&_", target: nil, [low, high])
      }
    )
    let isWorkingAge = try environment.compile("(40 + 2).between(18, law.retirementAge)")
    // end
    #expect(isWorkingAge.evaluate(EmptyActivation()).value == .bool(true))
  }

  // MARK: - The comparison

  private static let examples = Result {
    try DocumentExamples(
      testFile: #filePath,
      folder: "Sources/CEL/CEL.docc",
      others: ["Sources/CEL/README.md"]
    )
  }

  @Test("Every block of Swift in a document is one that is run here")
  func same() throws {
    let examples = try Self.examples.get()
    for document in examples.documents {
      let unrun = try examples.unrun(in: document)
      #expect(unrun.isEmpty, "not run by any test, in \(document):\n\(unrun.joined(separator: "\n\n"))")
    }
  }

  @Test("Canary: the documents are there, and every block that is run is shown")
  func canary() throws {
    let examples = try Self.examples.get()
    #expect(examples.documents.count == 6)
    #expect(examples.run.count == 14)
    #expect(try examples.unshown() == [])
  }
}
