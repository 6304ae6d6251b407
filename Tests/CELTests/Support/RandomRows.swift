import CEL

/// Random rows as columns, with every state of a cell.
final class RandomRows: ColumnBatch {
  static let type = RecordType(
    name: "row",
    fields: [
      ("a", .int), ("b", .int), ("p", .bool), ("q", .bool), ("code", .string), ("text", .string), ("d", .opaque("day")),
      ("e", .opaque("day")), ("plain", .int),
    ]
  )
  static let names = ["RED", "GREEN", "BLUE"]
  static let texts = ["", "12", "1234", "é", "ab12"]

  let rowCount: Int
  let day: OpaqueTypeID
  private let states: [[UInt8]]
  private let numbers: [[Int64]]
  private let columns: [ColumnData]

  init(rowCount: Int, day: OpaqueTypeID, using random: inout some RandomNumberGenerator) {
    self.rowCount = rowCount
    self.day = day
    var states: [[UInt8]] = []
    var numbers: [[Int64]] = []
    var columns: [ColumnData] = []
    for field in 0..<9 {
      let isAbsent = Int.random(in: 0..<12, using: &random) == 0
      let holes = Int.random(in: 0..<3, using: &random) * 15
      let cells = (0..<rowCount).map { _ in
        Int.random(in: 0..<100, using: &random) < holes ? UInt8.random(in: 0...2, using: &random) : 3
      }
      let values = (0..<rowCount).map { _ in RandomRows.number(field, using: &random) }
      states.append(isAbsent ? [] : cells)
      numbers.append(values)
      columns.append(
        ColumnData(values: RandomRows.values(field, values, day), states: isAbsent ? [] : cells)
      )
    }
    (self.states, self.numbers, self.columns) = (states, numbers, columns)
  }

  private static func number(_ field: Int, using random: inout some RandomNumberGenerator) -> Int64 {
    switch field {
    case 2, 3: Int64.random(in: 0...1, using: &random)
    case 4: Int64.random(in: 0...2, using: &random)
    case 5: Int64.random(in: 0...4, using: &random)
    default: Int.random(in: 0..<20, using: &random) == 0 ? .max : Int64.random(in: -3...9, using: &random)
    }
  }

  private static func values(_ field: Int, _ numbers: [Int64], _ day: OpaqueTypeID) -> ColumnValues {
    switch field {
    case 0, 1: return .integers(numbers)
    case 2, 3: return .bools(numbers)
    case 4: return .codes(numbers, names: names)
    case 5:
      let bytes = Array(texts.joined().utf8)
      let lengths = texts.map { UInt32($0.utf8.count) }
      let starts = lengths.indices.map { lengths[..<$0].reduce(0, +) }
      return .texts(
        bytes: bytes,
        starts: numbers.map { starts[Int($0)] },
        lengths: numbers.map { lengths[Int($0)] }
      )
    case 6, 7: return .opaques(numbers, scale: 0, type: day)
    default: return .none
    }
  }

  var recordType: RecordType { RandomRows.type }

  func column(_ field: Int) -> ColumnData { columns[field] }

  func read(field: Int, row: Int) -> FieldReading {
    guard !states[field].isEmpty else { return .absent }
    switch states[field][row] {
    case 0: return .absent
    case 1: return .empty
    case 2: return .damaged
    default: break
    }
    let number = numbers[field][row]
    return switch field {
    case 2, 3: .value(.bool(number == 1))
    case 4: .value(.string(RandomRows.names[Int(number)]))
    case 5: .value(.string(RandomRows.texts[Int(number)]))
    case 6, 7: .value(.opaque(OpaqueValue(type: day, mantissa: number)))
    default: .value(.int(number))
    }
  }
}

/// Random conditions and integers over a row named `r`.
struct RandomExpressions<Random: RandomNumberGenerator> {
  var random: Random
  var row = "r"

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  mutating func condition(_ depth: Int) -> String {
    switch depth <= 0 ? Int.random(in: 4..<15, using: &random) : Int.random(in: 0..<15, using: &random) {
    case 0, 1: return "(\(condition(depth - 1)) && \(condition(depth - 1)))"
    case 2: return "(\(condition(depth - 1)) || \(condition(depth - 1)))"
    case 3: return "(\(condition(depth - 1)) ? \(condition(depth - 1)) : \(condition(depth - 1)))"
    case 4: return "!\(row).p"
    case 5: return "has(\(row).\(pick(["a", "code", "d", "p", "plain"])))"
    case 6: return "\(row).code \(pick(["==", "!="])) \(pick(["'RED'", "'BLUE'", "'NONE'"]))"
    case 7: return "\(row).\(pick(["code", "text"])) in ['GREEN', '12', 'é']"
    case 8: return "\(row).\(pick(["text", "code"])).matches('^[0-9]+$|E')"
    case 9:
      return "\(row).d \(pick(["<", "<=", "==", "!="])) \(pick(["\(row).e", "day(3)", "day(limit)", "missing"]))"
    case 10:
      return pick([
        "\(row).a / \(row).b > 0", "\(row).b % 2 == \(row).plain % \(row).a", "\(row).a * \(Int64.max) > \(row).b",
        "1 / limit > 0",
      ])
    case 11: return pick(["limit > 3", "\(row).q", "\(row).text == 'ab12'", "\(row).text.startsWith('1')"])
    default:
      return "\(integer(depth)) \(pick(["<", "<=", ">", ">=", "==", "!="])) \(integer(depth))"
    }
  }

  mutating func integer(_ depth: Int) -> String {
    switch depth <= 0 ? Int.random(in: 0..<5, using: &random) : Int.random(in: 0..<8, using: &random) {
    case 0, 1: return "\(row).a"
    case 2: return pick(["\(row).b", "\(row).plain"])
    case 3: return "limit"
    case 4: return "\(Int.random(in: -2...5, using: &random))"
    case 5: return "(\(condition(depth - 1)) ? \(integer(depth - 1)) : \(integer(depth - 1)))"
    case 6: return "size(\(row).text)"
    default: return "(\(integer(depth - 1)) \(pick(["+", "-", "*", "/", "%"])) \(integer(depth - 1)))"
    }
  }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
