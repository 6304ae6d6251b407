/// `xs.sum()`, `xs.min()`, `xs.max()` over a list.
enum AggregateFunctions {
  private static let numbers: [CELType] = [.int, .uint, .double, .duration]
  private static let ordered: [CELType] = [.string, .bytes, .timestamp, .bool]

  static let all: [Function] = [
    Function(
      "sum",
      numbers.map { type in
        Overload(id: "list_\(type.name)_sum", parameter: .list(type), result: type, isMember: true) { value in
          guard case .list(let values) = value else { return Arithmetic.noOverload("sum", value) }
          return values.isEmpty ? .value(zero(type)) : reduce(values) { Arithmetic.add($0, $1) }
        }
      }
    ),
    extremum("min") { $0 == .before },
    extremum("max") { $0 == .after },
  ]

  private static func extremum(_ name: String, _ isBetter: @escaping @Sendable (Order) -> Bool) -> Function {
    Function(
      name,
      (numbers + ordered).map { type in
        Overload(id: "list_\(type.name)_\(name)", parameter: .list(type), result: type, isMember: true) { value in
          guard case .list(let values) = value else { return Arithmetic.noOverload(name, value) }
          if values.isEmpty { return .failure(.emptyAggregate(name)) }
          return reduce(values) { best, next in
            Value.order(next, best).map { .value(isBetter($0) ? next : best) }
              ?? Arithmetic.noOverload(name, best, next)
          }
        }
      }
    )
  }

  private static func zero(_ type: CELType) -> Value {
    switch type {
    case .uint: .uint(0)
    case .double: .double(0)
    case .duration: .duration(DurationValue(nanoseconds: 0))
    default: .int(0)
    }
  }

  private static func reduce(_ values: [Value], _ combine: (Value, Value) -> Outcome) -> Outcome {
    var result = values[0]
    for value in values.dropFirst() {
      let outcome = combine(result, value)
      guard case .value(let next) = outcome else { return outcome }
      result = next
    }
    return .value(result)
  }
}
