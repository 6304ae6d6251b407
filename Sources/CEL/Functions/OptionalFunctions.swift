/// Optional values: `optional.of`, `hasValue`, `orValue`, `x[?i]` and the like.
enum OptionalFunctions {
  private static let content = CELType.parameter("A")
  private static let wrapped = CELType.optional(.parameter("A"))

  static let all: [Function] = [
    Function(
      "optional.of",
      [Overload(id: "optional_of", parameter: content, result: wrapped) { .value(.optional($0)) }]
    ),
    Function(
      "optional.ofNonZeroValue",
      [
        Overload(id: "optional_ofNonZeroValue", parameter: content, result: wrapped) {
          .value(.optional($0.isZero ? nil : $0))
        }
      ]
    ),
    Function(
      "optional.none",
      [Overload(id: "optional_none", parameters: [], result: wrapped) { _ in .value(.optional(nil)) }]
    ),
    Function(
      "optional.unwrap",
      [
        Overload(id: "optional_unwrap", parameter: .list(wrapped), result: .list(content)) { unwrap($0) }
      ]
    ),
    Function(
      "unwrapOpt",
      [
        Overload(id: "optional_unwrapOpt", parameter: .list(wrapped), result: .list(content), isMember: true) {
          unwrap($0)
        }
      ]
    ),
    Function(
      "hasValue",
      [
        member("hasValue", .bool) { .bool($0 != nil) }
      ]
    ),
    Function("value", [member("value", content) { $0.map(Outcome.value) ?? .failure(.noValue) }]),
    Function(
      "or",
      [
        Overload(id: "optional_or", parameters: wrapped, wrapped, result: wrapped, isMember: true) { first, second in
          guard case .optional(let content) = first, case .optional = second else {
            return Arithmetic.noOverload("or", first, second)
          }
          return .value(content == nil ? second : first)
        }
      ]
    ),
    Function(
      "orValue",
      [
        Overload(id: "optional_orValue", parameters: wrapped, content, result: content, isMember: true) {
          guard case .optional(let content) = $0 else { return Arithmetic.noOverload("orValue", $0, $1) }
          return .value(content ?? $1)
        }
      ]
    ),
    Function("_[_]", indexing("optional", of: { .optional($0) })),
    Function("_[?_]", indexing("list", of: { $0 }) + indexing("optional", of: { .optional($0) })),
  ]

  private static func member(
    _ name: String,
    _ result: CELType,
    _ read: @escaping @Sendable (Value?) -> Outcome
  ) -> Overload {
    Overload(id: "optional_\(name)", parameter: wrapped, result: result, isMember: true) { value in
      guard case .optional(let content) = value else { return Arithmetic.noOverload(name, value) }
      return read(content)
    }
  }

  private static func unwrap(_ value: Value) -> Outcome {
    guard case .list(let values) = value else { return Arithmetic.noOverload("optional.unwrap", value) }
    var contents: [Value] = []
    for value in values {
      guard case .optional(let content) = value else { return Arithmetic.noOverload("optional.unwrap", value) }
      if let content { contents.append(content) }
    }
    return .value(.list(contents))
  }

  private static func indexing(_ name: String, of wrap: (CELType) -> CELType) -> [Overload] {
    let value = CELType.parameter("B")
    return [
      Overload(
        id: "\(name)_optindex_list",
        parameters: wrap(.list(content)),
        .int,
        result: wrapped,
        evaluate: lookUp
      ),
      Overload(
        id: "\(name)_optindex_map",
        parameters: wrap(.map(content, value)),
        content,
        result: .optional(value),
        evaluate: lookUp
      ),
    ]
  }

  private static let lookUp: @Sendable (Value, Value) -> Outcome = { target, key in
    guard case .optional(let content) = target else { return index(target, key) }
    return content.map { index($0, key) } ?? .value(.optional(nil))
  }

  /// The element as an optional: none when it is not there.
  static func index(_ target: Value, _ key: Value) -> Outcome {
    switch target {
    case .list(let values):
      guard let position = StandardFunctions.wholeNumber(key) else {
        return Arithmetic.noOverload("_[?_]", target, key)
      }
      let isThere = position >= 0 && position < Int64(values.count)
      return .value(.optional(isThere ? values[Int(position)] : nil))
    case .map(let map): return .value(.optional(map[key]))
    default: return Arithmetic.noOverload("_[?_]", target, key)
    }
  }
}
