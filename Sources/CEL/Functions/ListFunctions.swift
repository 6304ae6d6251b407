/// The `lists` library.
enum ListFunctions {
  private static let element = CELType.parameter("A")
  private static let list = CELType.list(.parameter("A"))
  /// Elements that `lists.range` makes at most.
  private static let maximumRange: Int64 = 1_000_000

  static let all: [Function] = [
    Function(
      "lists.range",
      [
        Overload(id: "lists_range", parameter: .int, result: .list(.int)) { value in
          guard case .int(let count) = value else { return Arithmetic.noOverload("lists.range", value) }
          guard count >= 0 else { return .failure(.invalidArgument("lists.range", "the size \(count) is negative")) }
          guard count <= maximumRange else { return .failure(.listTooLong) }
          return .value(.list((0..<count).map(Value.int)))
        }
      ]
    ),
    Function("distinct", [member("list_distinct", list) { .value(.list(distinct($0))) }]),
    Function("reverse", [member("list_reverse", list) { .value(.list($0.reversed())) }]),
    Function("first", [member("list_first", .optional(element)) { .value(.optional($0.first)) }]),
    Function("last", [member("list_last", .optional(element)) { .value(.optional($0.last)) }]),
    Function("sort", sortable.map { sort($0) }),
    Function("@sortedBy", sortable.map { sortedBy($0) }),
    Function(
      "slice",
      [
        Overload(id: "list_slice", parameters: [list, .int, .int], result: list, isMember: true) { arguments in
          guard case .list(let values) = arguments[0], case .int(let start) = arguments[1],
            case .int(let end) = arguments[2]
          else { return Arithmetic.noOverload("slice", arguments[0], arguments[1], arguments[2]) }
          guard start >= 0, start <= end, end <= Int64(values.count) else {
            return .failure(.invalidArgument("slice", "\(start) to \(end) is outside the list"))
          }
          return .value(.list(Array(values[Int(start)..<Int(end)])))
        }
      ]
    ),
    Function(
      "flatten",
      [
        Overload(id: "list_flatten", parameter: .list(list), result: list, isMember: true) { flatten($0, depth: 1) },
        Overload(id: "list_flatten_dyn", parameter: .list(.dyn), result: .list(.dyn), isMember: true) {
          flatten($0, depth: 1)
        },
        Overload(
          id: "list_flatten_int",
          parameters: .list(.dyn),
          .int,
          result: .list(.dyn),
          isMember: true
        ) { values, depth in
          guard case .int(let depth) = depth else { return Arithmetic.noOverload("flatten", values, depth) }
          guard depth >= 0 else { return .failure(.invalidArgument("flatten", "the depth \(depth) is negative")) }
          return flatten(values, depth: depth)
        },
      ]
    ),
  ]

  private static func member(
    _ id: String,
    _ result: CELType,
    _ body: @escaping @Sendable ([Value]) -> Outcome
  ) -> Overload {
    Overload(id: id, parameter: list, result: result, isMember: true) { value in
      guard case .list(let values) = value else { return Arithmetic.noOverload(id, value) }
      return body(values)
    }
  }

  /// The first of each equal elements. Scalars are found by hash, the rest by comparing.
  private static func distinct(_ values: [Value]) -> [Value] {
    var seen: Set<MapKey> = []
    var others: [Value] = []
    return values.filter { value in
      if let key = MapKey(lookup: value) { return seen.insert(key).inserted }
      if others.contains(value) { return false }
      others.append(value)
      return true
    }
  }

  private static func flatten(_ value: Value, depth: Int64) -> Outcome {
    guard case .list(let values) = value else { return Arithmetic.noOverload("flatten", value) }
    var result: [Value] = []
    for value in values {
      guard case .list(let inner) = value, depth > 0 else {
        result.append(value)
        continue
      }
      guard depth > 1 else {
        result += inner
        continue
      }
      let outcome = flatten(value, depth: depth - 1)
      guard case .value(.list(let deeper)) = outcome else { return outcome }
      result += deeper
    }
    return result.count > Arithmetic.maximumListSize ? .failure(.listTooLong) : .value(.list(result))
  }

  // MARK: - Sorting

  private static let sortable: [CELType] = [
    .int, .uint, .double, .bool, .duration, .timestamp, .string, .bytes,
  ]

  private static func sort(_ type: CELType) -> Overload {
    Overload(id: "list_\(type.name)_sort", parameter: .list(type), result: .list(type), isMember: true, cost: 10) {
      guard case .list(let values) = $0 else { return Arithmetic.noOverload("sort", $0) }
      return sorted(values, by: values)
    }
  }

  private static func sortedBy(_ type: CELType) -> Overload {
    Overload(
      id: "list_\(type.name)_sortedBy",
      parameters: list,
      .list(type),
      result: list,
      isMember: true,
      cost: 10
    ) { values, keys in
      guard case .list(let values) = values, case .list(let keys) = keys, values.count == keys.count else {
        return Arithmetic.noOverload("sortBy", values, keys)
      }
      return sorted(values, by: keys)
    }
  }

  /// Stable: equal keys keep their order.
  private static func sorted(_ values: [Value], by keys: [Value]) -> Outcome {
    guard let first = keys.first else { return .value(.list(values)) }
    for key in keys where Value.order(first, key) == nil || key.runtimeType() != first.runtimeType() {
      return Arithmetic.noOverload("sort", first, key)
    }
    let order = keys.indices.sorted { left, right in
      switch Value.order(keys[left], keys[right]) {
      case .before: true
      case .after: false
      default: left < right
      }
    }
    return .value(.list(order.map { values[$0] }))
  }
}
