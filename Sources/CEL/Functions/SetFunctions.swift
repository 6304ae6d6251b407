/// The `sets` library: lists taken as sets.
enum SetFunctions {
  static let all: [Function] = [
    function("sets.contains") { Lookup($0).contains(all: $1) },
    function("sets.equivalent") { Lookup($0).contains(all: $1) && Lookup($1).contains(all: $0) },
    function("sets.intersects") { first, second in
      let lookup = Lookup(first)
      return second.contains { lookup.contains($0) }
    },
  ]

  private static func function(
    _ name: String,
    _ body: @escaping @Sendable ([Value], [Value]) -> Bool
  ) -> Function {
    let list = CELType.list(.parameter("A"))
    return Function(
      name,
      [
        Overload(id: "\(name)_list_list", parameters: list, list, result: .bool, cost: 5) { first, second in
          guard case .list(let one) = first, case .list(let two) = second else {
            return Arithmetic.noOverload(name, first, second)
          }
          return .bool(body(one, two))
        }
      ]
    )
  }

  /// Elements found by hash where they can be, by comparing otherwise.
  private struct Lookup {
    private var keys: Set<MapKey> = []
    private var others: [Value] = []

    init(_ values: [Value]) {
      for value in values {
        if let key = MapKey(lookup: value) { keys.insert(key) } else { others.append(value) }
      }
    }

    func contains(_ value: Value) -> Bool {
      MapKey(lookup: value).map(keys.contains) ?? others.contains(value)
    }

    func contains(all values: [Value]) -> Bool {
      values.allSatisfy(contains)
    }
  }
}
