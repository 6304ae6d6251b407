import CEL
import ReportModel

/// Exact decimals for rules: no binary floating point in a legal threshold, and no division (thresholds of shares are
/// written by cross multiplication).
enum DecimalFunctions {
  /// Declares `decimal`, its arithmetic and comparisons, also mixed with integers.
  static func declare(in environment: inout Environment, types: HostTypes) {
    declareMaking(in: &environment, types)
    declareArithmetic(in: &environment, types)
    declareOrder(in: &environment)
  }

  static func number(_ value: Value) -> ExactDecimal? {
    switch value {
    case .int(let whole): ExactDecimal(whole)
    case .opaque(let opaque): ExactDecimal(mantissa: opaque.mantissa, scale: opaque.scale)
    default: nil
    }
  }

  private static func declareMaking(in environment: inout Environment, _ types: HostTypes) {
    environment.declare(
      function: Function(
        "decimal",
        [
          Overload(id: "decimal_string", parameter: .string, result: .decimal) { value in
            guard case .string(let text) = value, let number = ExactDecimal(text) else {
              return .failure(.invalidArgument("decimal", "not a number such as 0.75"))
            }
            return .value(types.value(number))
          },
          Overload(id: "decimal_int", parameter: .int, result: .decimal) { value in
            number(value).map { .value(types.value($0)) } ?? .failure(.noSuchOverload("decimal", []))
          },
        ]
      )
    )
  }

  /// Every pair of types in which at least one side is a decimal.
  private static let pairs: [(String, CELType, CELType)] = [
    ("decimal_decimal", .decimal, .decimal), ("decimal_int", .decimal, .int), ("int_decimal", .int, .decimal),
  ]

  private static func declareArithmetic(in environment: inout Environment, _ types: HostTypes) {
    let operations: [(String, ScaledCalculation, @Sendable (ExactDecimal, ExactDecimal) -> ExactDecimal?)] = [
      ("_+_", .add, { $0.adding($1) }), ("_-_", .subtract, { $0.subtracting($1) }),
      ("_*_", .multiply, { $0.multiplied(by: $1) }),
    ]
    for (name, calculation, operation) in operations {
      environment.declare(
        function: Function(
          name,
          pairs.map { suffix, left, right in
            var overload = Overload(id: "\(name)_\(suffix)", parameters: left, right, result: .decimal) {
              first,
              second in
              guard let first = number(first), let second = number(second), let result = operation(first, second)
              else { return .failure(.overflow(name)) }
              return .value(types.value(result))
            }
            overload.calculatesScaled = calculation
            return overload
          }
        )
      )
    }
    environment.declare(
      function: Function(
        "-_",
        [
          Overload(id: "negate_decimal", parameter: .decimal, result: .decimal) { value in
            guard let number = number(value), let result = ExactDecimal(0).subtracting(number) else {
              return .failure(.overflow("-_"))
            }
            return .value(types.value(result))
          }
        ]
      )
    )
  }

  private static func declareOrder(in environment: inout Environment) {
    let comparisons: [(String, MantissaComparison?, @Sendable (Int) -> Bool)] = [
      ("_<_", .less, { $0 < 0 }), ("_<=_", .lessOrEqual, { $0 <= 0 }), ("_>_", .greater, { $0 > 0 }),
      ("_>=_", .greaterOrEqual, { $0 >= 0 }), ("_==_", nil, { $0 == 0 }), ("_!=_", nil, { $0 != 0 }),
    ]
    for (name, comparison, holds) in comparisons {
      let overloads = pairs.map { suffix, left, right in
        var overload = Overload(id: "\(name)_\(suffix)", parameters: left, right, result: .bool) { first, second in
          guard let first = number(first), let second = number(second) else {
            return .failure(.noSuchOverload(name, []))
          }
          return .value(.bool(holds(first.compared(to: second))))
        }
        overload.comparesScaled = comparison
        return overload
      }
      environment.declare(function: Function(name, overloads))
    }
  }
}
