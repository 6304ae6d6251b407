import CEL

/// Random rows as columns, with every state of a cell.
final class RandomRows: ColumnBatch {
  static let type = RecordType(
    name: "row",
    fields: [
      ("a", .int), ("b", .int), ("p", .bool), ("q", .bool), ("code", .string), ("text", .string), ("d", .opaque("day")),
      ("e", .opaque("day")), ("plain", .int), ("share", .opaque("share")),
    ]
  )
  static let names = ["RED", "GREEN", "BLUE"]
  static let texts = ["", "12", "1234", "é", "ab12", " Ab Cd ", "1234567890123456", "7777", "5132.01"]

  let rowCount: Int
  let day: OpaqueTypeID
  let share: OpaqueTypeID
  private let states: [[UInt8]]
  private let numbers: [[Int64]]
  private let columns: [ColumnData]

  init(rowCount: Int, day: OpaqueTypeID, share: OpaqueTypeID, using random: inout some RandomNumberGenerator) {
    self.rowCount = rowCount
    self.day = day
    self.share = share
    var states: [[UInt8]] = []
    var numbers: [[Int64]] = []
    var columns: [ColumnData] = []
    for field in 0..<10 {
      let isAbsent = Int.random(in: 0..<12, using: &random) == 0
      let holes = Int.random(in: 0..<3, using: &random) * 15
      let cells = (0..<rowCount).map { _ in
        Int.random(in: 0..<100, using: &random) < holes ? UInt8.random(in: 0...2, using: &random) : 3
      }
      let values = (0..<rowCount).map { _ in RandomRows.number(field, using: &random) }
      states.append(isAbsent ? [] : cells)
      numbers.append(values)
      columns.append(
        ColumnData(values: RandomRows.values(field, values, day, share), states: isAbsent ? [] : ColumnBuffer(cells))
      )
    }
    (self.states, self.numbers, self.columns) = (states, numbers, columns)
  }

  private static func number(_ field: Int, using random: inout some RandomNumberGenerator) -> Int64 {
    switch field {
    case 2, 3: Int64.random(in: 0...1, using: &random)
    case 4: Int64.random(in: 0...2, using: &random)
    case 5: Int64.random(in: 0..<Int64(texts.count), using: &random)
    default: Int.random(in: 0..<20, using: &random) == 0 ? .max : Int64.random(in: -3...9, using: &random)
    }
  }

  private static func values(_ field: Int, _ numbers: [Int64], _ day: OpaqueTypeID, _ share: OpaqueTypeID)
    -> ColumnValues
  {
    switch field {
    case 0, 1: return .integers(ColumnBuffer(numbers))
    case 2, 3: return .bools(ColumnBuffer(numbers))
    case 4: return .codes(ColumnBuffer(numbers), names: ColumnNames(names))
    case 5:
      let bytes = Array(texts.joined().utf8)
      let lengths = texts.map { UInt32($0.utf8.count) }
      let starts = lengths.indices.map { lengths[..<$0].reduce(0, +) }
      return .texts(
        bytes: ColumnBuffer(bytes),
        starts: ColumnBuffer(numbers.map { starts[Int($0)] }),
        lengths: ColumnBuffer(numbers.map { lengths[Int($0)] })
      )
    case 6, 7: return .opaques(ColumnBuffer(numbers), scale: 0, type: day)
    case 9: return .scaled(ColumnBuffer(numbers), scale: 2, type: share)
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
    case 9: .value(.opaque(Hundredths.value(number, share)))
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
    switch Int.random(in: depth <= 0 ? 4..<20 : 0..<20, using: &random) {
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
    case 12, 13: return text()
    case 14:
      return pick([
        "share(\(row).a) < \(row).share", "\(row).share * \(row).b >= share(150)", "\(row).share + \(row).share > 1",
        "\(row).share - share(limit) <= \(row).a", "\(row).share * \(Int64.max) < share(5)",
      ])
    case 15:
      return pick([
        "later(\(row).d, 2) <= \(row).e", "gap(\(row).d, \(row).e) > 1", "gap(\(row).d, day(4)) < limit",
        "later(\(row).d, \(row).a) == day(3)", "half(\(row).a) > 0",
      ])
    default:
      return "\(integer(depth)) \(pick(["<", "<=", ">", ">=", "==", "!="])) \(integer(depth))"
    }
  }

  /// A condition about a text, most of them by what functions make of it.
  mutating func text() -> String {
    let field = "\(row).\(pick(["text", "code"]))"
    return pick([
      "\(field).substring(0, 2) == '12'", "\(field).substring(1, 3) in ['b1', '23', 'RE', '']",
      "\(field).lowerAscii().contains('b')", "\(field).trim().upperAscii() == 'AB CD'",
      "\(field).endsWith('2')", "\(field).matches('^[0-9]{16}$')", "\(field).matches('^[0-9]{4}[.][0-9]{2}$')",
      "\(field).matches('^[0-9]{4}$')", "\(field).replace(\(field).substring(0, 1), '') == ''",
      "digits(\(field)) == '12'", "size(digits(\(field))) > 2", "int(\(field).substring(0, 1)) > 1",
      "int(\(field)) > 100", "\(field).lowerAscii() == \(row).code", "\(field) != \(row).text",
      "known('even', digits(\(field)))", "known('odd', \(field))", "longer(\(field), \(row).a)",
    ])
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

/// A host's scalar with two places, in lowest terms.
enum Hundredths {
  static func value(_ number: Int64, _ type: OpaqueTypeID) -> OpaqueValue { value(number, scale: 2, type) }

  static func value(_ number: Int64, scale: Int32, _ type: OpaqueTypeID) -> OpaqueValue {
    var (mantissa, places) = (number, scale)
    while places > 0, mantissa % 10 == 0 { (mantissa, places) = (mantissa / 10, places - 1) }
    return OpaqueValue(type: type, mantissa: mantissa, scale: places)
  }
}
