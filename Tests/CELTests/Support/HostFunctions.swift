import CEL

/// Functions of a host with their ways over columns, for comparing the two.
enum HostFunctions {
  static func declare(in environment: inout Environment, day: OpaqueTypeID, share: OpaqueTypeID) {
    declareDays(in: &environment, day)
    declareShares(in: &environment, share)
    declareTexts(in: &environment)
  }

  private static func number(_ value: Value) -> Int64? {
    switch value {
    case .int(let number): number
    case .opaque(let opaque): opaque.mantissa
    default: nil
    }
  }

  private static func declareDays(in environment: inout Environment, _ day: OpaqueTypeID) {
    var later = Overload(id: "later", parameters: .opaque("day"), .int, result: .opaque("day")) { first, second in
      guard let start = number(first), let count = number(second), abs(start) < 100, abs(count) < 4 else {
        return .failure(.overflow("later"))
      }
      return .value(.opaque(OpaqueValue(type: day, mantissa: start + count)))
    }
    later.overNumbers = { abs($0) < 100 && abs($1) < 4 ? $0 + $1 : nil }
    var gap = Overload(id: "gap", parameters: .opaque("day"), .opaque("day"), result: .int) { first, second in
      guard let start = number(first), let end = number(second) else { return .failure(.noValue) }
      return start == 3 ? .failure(.divisionByZero) : .value(.int(end &- start))
    }
    gap.overNumbers = { $0 == 3 ? nil : $1 &- $0 }
    gap.overNumberColumns = { first, second, answers, answered in
      for row in answers.indices {
        answers[row] = second[row] &- first[row]
        answered[row] = first[row] == 3 ? 0 : 1
      }
    }
    var half = Overload(id: "half", parameter: .int, result: .int) { value in
      number(value).map { .value(.int($0 / 2)) } ?? .failure(.noValue)
    }
    half.overNumbers = { number, _ in number / 2 }
    environment.declare(function: Function("later", [later]))
    environment.declare(function: Function("gap", [gap]))
    environment.declare(function: Function("half", [half]))
  }

  private static func declareShares(in environment: inout Environment, _ share: OpaqueTypeID) {
    let type = CELType.opaque("share")
    environment.declare(
      function: Function(
        "share",
        [
          Overload(id: "share", parameter: .int, result: type) { value in
            number(value).map { .value(.opaque(Hundredths.value($0, share))) } ?? .failure(.noValue)
          }
        ]
      )
    )
    let pairs = [("share_share", type, type), ("share_int", type, .int), ("int_share", .int, type)]
    let calculations: [(String, ScaledCalculation)] = [("_+_", .add), ("_-_", .subtract), ("_*_", .multiply)]
    for (name, calculation) in calculations {
      let overloads = pairs.map { id, left, right in
        var overload = Overload(id: "\(name)\(id)", parameters: left, right, result: type) { first, second in
          guard let result = calculate(calculation, scaled(first), scaled(second)) else {
            return .failure(.overflow(name))
          }
          return .value(.opaque(Hundredths.value(result.0, scale: result.1, share)))
        }
        overload.calculatesScaled = calculation
        return overload
      }
      environment.declare(function: Function(name, overloads))
    }
    let orders: [(String, MantissaComparison, @Sendable (Int128, Int128) -> Bool)] = [
      ("_<_", .less, { $0 < $1 }), ("_<=_", .lessOrEqual, { $0 <= $1 }), ("_>_", .greater, { $0 > $1 }),
      ("_>=_", .greaterOrEqual, { $0 >= $1 }),
    ]
    for (name, comparison, holds) in orders {
      let overloads = pairs.map { id, left, right in
        var overload = Overload(id: "\(name)\(id)", parameters: left, right, result: .bool) { first, second in
          let (one, two) = aligned(scaled(first), scaled(second))
          return .value(.bool(holds(one, two)))
        }
        overload.comparesScaled = comparison
        return overload
      }
      environment.declare(function: Function(name, overloads))
    }
  }

  private static func scaled(_ value: Value) -> (Int64, Int32) {
    if case .opaque(let opaque) = value { return (opaque.mantissa, opaque.scale) }
    return (number(value) ?? 0, 0)
  }

  private static func aligned(_ left: (Int64, Int32), _ right: (Int64, Int32)) -> (Int128, Int128) {
    let common = max(left.1, right.1)
    func raised(_ number: (Int64, Int32)) -> Int128 {
      (number.1..<common).reduce(Int128(number.0)) { power, _ in power * 10 }
    }
    return (raised(left), raised(right))
  }

  private static func calculate(
    _ calculation: ScaledCalculation,
    _ left: (Int64, Int32),
    _ right: (Int64, Int32)
  ) -> (Int64, Int32)? {
    let (one, two) = aligned(left, right)
    switch calculation {
    case .add: return Int64(exactly: one + two).map { ($0, max(left.1, right.1)) }
    case .subtract: return Int64(exactly: one - two).map { ($0, max(left.1, right.1)) }
    case .multiply: return Int64(exactly: Int128(left.0) * Int128(right.0)).map { ($0, left.1 + right.1) }
    }
  }

  private static func declareTexts(in environment: inout Environment) {
    var digits = Overload(id: "digits", parameter: .string, result: .string) { value in
      guard case .string(let text) = value, text != "7777" else { return .failure(.noValue) }
      return .value(.string(String(decoding: text.utf8.filter { (48...57).contains($0) }, as: UTF8.self)))
    }
    digits.textOverText = { text, made in
      if String(decoding: text, as: UTF8.self) == "7777" { return .none }
      for byte in text where (48...57).contains(byte) { made.append(byte) }
      return .made
    }
    var known = Overload(id: "known", parameters: .string, .string, result: .bool) { table, code in
      guard case .string(let table) = table, case .string(let code) = code else { return .failure(.noValue) }
      return isKnown(table, code.utf8.count).map { .value(.bool($0)) } ?? .unknown(UnknownSet(["table"]))
    }
    known.overTextAfterConstant = { table in { isKnown(table, $0.count) } }
    var longer = Overload(id: "longer", parameters: .string, .int, result: .bool) { text, length in
      guard case .string(let text) = text, case .int(let length) = length, length >= 0 else {
        return .failure(.noValue)
      }
      return .value(.bool(text.utf8.count > length))
    }
    longer.overText = { text, length in length >= 0 ? text.count > length : nil }
    environment.declare(function: Function("digits", [digits]))
    environment.declare(function: Function("known", [known]))
    environment.declare(function: Function("longer", [longer]))
  }

  /// Whether a length is in a table; nil for lengths of which the table says nothing.
  private static func isKnown(_ table: String, _ length: Int) -> Bool? {
    length > 6 ? nil : length % 2 == (table == "even" ? 0 : 1)
  }
}
