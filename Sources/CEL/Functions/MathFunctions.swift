/// The `math` library.
enum MathFunctions {
  static let all: [Function] =
    [
      extremum("math.@max") { $0 == .after },
      extremum("math.@min") { $0 == .before },
      real("math.ceil") { $0.rounded(.up) },
      real("math.floor") { $0.rounded(.down) },
      real("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
      real("math.trunc") { $0.rounded(.towardZero) },
      test("math.isNaN") { $0.isNaN },
      test("math.isInf") { $0.isInfinite },
      test("math.isFinite") { $0.isFinite },
      numeric("math.abs") { value in
        switch value {
        case .int(.min): .failure(.overflow("math.abs"))
        case .int(let number): .value(.int(abs(number)))
        case .double(let number): .value(.double(number.magnitude))
        default: .value(value)
        }
      },
      numeric("math.sign") { value in
        switch value {
        case .int(let number): .value(.int(number.signum()))
        case .uint(let number): .value(.uint(number > 0 ? 1 : 0))
        case .double(let number): .value(.double(number > 0 ? 1 : number < 0 ? -1 : number))
        default: .value(value)
        }
      },
      Function(
        "math.sqrt",
        [CELType.double, .int, .uint].map { type in
          Overload(id: "math_sqrt_\(type.name)", parameter: type, result: .double) { value in
            switch value {
            case .double(let number): .value(.double(number.squareRoot()))
            case .int(let number): .value(.double(Double(number).squareRoot()))
            case .uint(let number): .value(.double(Double(number).squareRoot()))
            default: Arithmetic.noOverload("math.sqrt", value)
            }
          }
        }
      ),
    ] + bits

  // MARK: - Extremes

  private static func extremum(_ name: String, _ isBetter: @escaping @Sendable (Order) -> Bool) -> Function {
    let numbers: [CELType] = [.int, .uint, .double]
    let id = name.dropFirst(6)
    let one = numbers.map { type in
      Overload(id: "math_\(id)_\(type.name)", parameter: type, result: type) { best([$0], name, isBetter) }
    }
    let two = numbers.flatMap { first in
      numbers.map { second in
        Overload(
          id: "math_\(id)_\(first.name)_\(second.name)",
          parameters: first,
          second,
          result: first == second ? first : .dyn
        ) { best([$0, $1], name, isBetter) }
      }
    }
    let lists = (numbers + [.dyn]).map { type in
      Overload(id: "math_\(id)_list_\(type.name)", parameter: .list(type), result: type) { value in
        guard case .list(let values) = value else { return Arithmetic.noOverload(name, value) }
        return best(values, name, isBetter)
      }
    }
    return Function(name, one + two + lists)
  }

  private static func best(_ values: [Value], _ name: String, _ isBetter: (Order) -> Bool) -> Outcome {
    guard var result = values.first else { return .failure(.emptyAggregate(name)) }
    guard Number(result) != nil else { return Arithmetic.noOverload(name, result) }
    for value in values.dropFirst() {
      guard let first = Number(result), let second = Number(value) else {
        return Arithmetic.noOverload(name, result, value)
      }
      if isBetter(Number.compare(second, first)) { result = value }
    }
    return .value(result)
  }

  // MARK: - Shapes

  private static func real(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> Function {
    Function(
      name,
      [
        Overload(id: "\(name)_double", parameter: .double, result: .double) { value in
          guard case .double(let number) = value else { return Arithmetic.noOverload(name, value) }
          return .value(.double(body(number)))
        }
      ]
    )
  }

  private static func test(_ name: String, _ body: @escaping @Sendable (Double) -> Bool) -> Function {
    Function(
      name,
      [
        Overload(id: "\(name)_double", parameter: .double, result: .bool) { value in
          guard case .double(let number) = value else { return Arithmetic.noOverload(name, value) }
          return .bool(body(number))
        }
      ]
    )
  }

  private static func numeric(_ name: String, _ body: @escaping @Sendable (Value) -> Outcome) -> Function {
    Function(
      name,
      [CELType.int, .uint, .double].map { type in
        Overload(id: "\(name)_\(type.name)", parameter: type, result: type, evaluate: body)
      }
    )
  }

  // MARK: - Bits

  private static let bits: [Function] = [
    combination("math.bitAnd") { $0 & $1 },
    combination("math.bitOr") { $0 | $1 },
    combination("math.bitXor") { $0 ^ $1 },
    Function(
      "math.bitNot",
      [CELType.int, .uint].map { type in
        Overload(id: "math_bitNot_\(type.name)", parameter: type, result: type) { value in
          switch value {
          case .int(let number): .value(.int(~number))
          case .uint(let number): .value(.uint(~number))
          default: Arithmetic.noOverload("math.bitNot", value)
          }
        }
      }
    ),
    // Both shifts are of the bits, without sign, as in cel-go; shifting by 64 or more leaves nothing.
    shift("math.bitShiftLeft") { $0 << $1 },
    shift("math.bitShiftRight") { $0 >> $1 },
  ]

  private static func combination(
    _ name: String,
    _ body: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Function {
    Function(
      name,
      [CELType.int, .uint].map { type in
        Overload(id: "\(name)_\(type.name)", parameters: type, type, result: type) { first, second in
          switch (first, second) {
          case (.int(let one), .int(let two)):
            .value(.int(Int64(bitPattern: body(UInt64(bitPattern: one), UInt64(bitPattern: two)))))
          case (.uint(let one), .uint(let two)): .value(.uint(body(one, two)))
          default: Arithmetic.noOverload(name, first, second)
          }
        }
      }
    )
  }

  private static func shift(_ name: String, _ body: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> Function {
    Function(
      name,
      [CELType.int, .uint].map { type in
        Overload(id: "\(name)_\(type.name)", parameters: type, .int, result: type) { value, count in
          guard case .int(let count) = count else { return Arithmetic.noOverload(name, value, count) }
          guard count >= 0 else { return .failure(.invalidArgument(name, "the count \(count) is negative")) }
          switch value {
          case .int(let number):
            return .value(.int(Int64(bitPattern: body(UInt64(bitPattern: number), UInt64(count)))))
          case .uint(let number): return .value(.uint(body(number, UInt64(count))))
          default: return Arithmetic.noOverload(name, value, .int(count))
          }
        }
      }
    )
  }
}
