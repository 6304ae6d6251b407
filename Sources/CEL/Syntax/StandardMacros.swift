/// The macros of the language and of the libraries.
enum StandardMacros {
  static func macros(for libraries: Libraries) -> [Macro] {
    var macros = core
    if libraries.contains(.twoVariableComprehensions) { macros += twoVariable }
    if libraries.contains(.bindings) { macros.append(bind) }
    if libraries.contains(.optionals) { macros += optionals }
    if libraries.contains(.aggregates) { macros += aggregates }
    if libraries.contains(.lists) { macros.append(sortBy) }
    if libraries.contains(.math) { macros += [extremum("greatest", "math.@max"), extremum("least", "math.@min")] }
    return macros
  }

  private static let core: [Macro] = [
    Macro("has", isMember: false, argumentCount: 1) { builder, call in
      guard case .select(let operand, let field, isOptional: false) = call.arguments[0].kind else {
        builder.fail(.macroNeedsField, at: call.arguments[0].position)
        return nil
      }
      return builder.make(.test(operand, field: field))
    },
    loop("all", 2) { .all($0[0]) },
    loop("exists", 2) { .exists($0[0]) },
    loop("exists_one", 2) { .existsOne($0[0]) },
    loop("existsOne", 2) { .existsOne($0[0]) },
    loop("filter", 2) { .collect(where: $0[0], transform: nil) },
    loop("map", 2) { .collect(where: nil, transform: $0[0]) },
    loop("map", 3) { .collect(where: $0[0], transform: $0[1]) },
  ]

  private static let aggregates: [Macro] = [
    loop("count", 2) { .count($0[0]) },
    loop("sum", 2) { .sum($0[0], start: nil) },
    loop("sum", 3) { .sum($0[0], start: $0[1]) },
    loop("min", 2) { .minimum($0[0]) },
    loop("max", 2) { .maximum($0[0]) },
  ]

  private static let twoVariable: [Macro] = [
    loop("all", 3, names: 2) { .all($0[0]) },
    loop("exists", 3, names: 2) { .exists($0[0]) },
    loop("existsOne", 3, names: 2) { .existsOne($0[0]) },
    loop("exists_one", 3, names: 2) { .existsOne($0[0]) },
    loop("transformList", 3, names: 2) { .collect(where: nil, transform: $0[0]) },
    loop("transformList", 4, names: 2) { .collect(where: $0[0], transform: $0[1]) },
    loop("transformMap", 3, names: 2) { .collectMap(where: nil, transform: $0[0]) },
    loop("transformMap", 4, names: 2) { .collectMap(where: $0[0], transform: $0[1]) },
    loop("transformMapEntry", 3, names: 2) { .collectEntries(where: nil, entry: $0[0]) },
    loop("transformMapEntry", 4, names: 2) { .collectEntries(where: $0[0], entry: $0[1]) },
  ]

  private static func loop(
    _ name: String,
    _ count: Int,
    names: Int = 1,
    _ operation: @escaping @Sendable ([Expression]) -> Comprehension.Operation
  ) -> Macro {
    Macro(name, isMember: true, argumentCount: count) { builder, call in
      guard let target = call.target, let first = builder.variable(call.arguments[0], of: name) else { return nil }
      var second: String?
      if names == 2 {
        guard let other = builder.variable(call.arguments[1], of: name) else { return nil }
        if other == first {
          builder.fail(.macroSameNames(macro: name, name: first), at: call.arguments[1].position)
        }
        second = other
      }
      let bodies = Array(call.arguments.dropFirst(names))
      return builder.make(
        .comprehension(
          Comprehension(range: target, variable: first, second: second, operation: operation(bodies))
        )
      )
    }
  }

  /// `cel.bind(name, value, body)`.
  private static let bind = Macro("bind", isMember: true, argumentCount: 3) { builder, call in
    guard call.target?.qualifiedName == "cel" else { return nil }
    guard let name = builder.variable(call.arguments[0], of: "cel.bind") else { return nil }
    return builder.make(.bind(name, call.arguments[1], call.arguments[2]))
  }

  private static let optionals: [Macro] = [
    Macro("optMap", isMember: true, argumentCount: 2) { mapOptional(&$0, $1, isFlat: false) },
    Macro("optFlatMap", isMember: true, argumentCount: 2) { mapOptional(&$0, $1, isFlat: true) },
  ]

  /// `x.optMap(v, body)` is `hasValue(x) ? optional.of(body with v = x.value()) : optional.none()`.
  private static func mapOptional(
    _ builder: inout ExpressionBuilder,
    _ call: MacroCall,
    isFlat: Bool
  ) -> Expression? {
    guard let target = call.target, let name = builder.variable(call.arguments[0], of: call.name) else { return nil }
    let hidden = "@optional\(target.id)"
    let value = builder.call("value", target: builder.identifier(hidden), [])
    var body = builder.make(.bind(name, value, call.arguments[1]))
    if !isFlat { body = builder.call("optional.of", [body]) }
    let condition = builder.call("hasValue", target: builder.identifier(hidden), [])
    let choice = builder.call("_?_:_", [condition, body, builder.call("optional.none", [])])
    return builder.make(.bind(hidden, target, choice))
  }

  /// `xs.sortBy(x, key)`: the keys are computed once, the list follows them.
  private static let sortBy = Macro("sortBy", isMember: true, argumentCount: 2) { builder, call in
    guard let target = call.target, let name = builder.variable(call.arguments[0], of: "sortBy") else { return nil }
    let hidden = "@sorted\(target.id)"
    let keys = builder.make(
      .comprehension(
        Comprehension(
          range: builder.identifier(hidden),
          variable: name,
          operation: .collect(where: nil, transform: call.arguments[1])
        )
      )
    )
    return builder.make(
      .bind(hidden, target, builder.call("@sortedBy", target: builder.identifier(hidden), [keys]))
    )
  }

  /// `math.greatest(a, b, c)` is `math.@max([a, b, c])`.
  private static func extremum(_ name: String, _ function: String) -> Macro {
    Macro(name, isMember: true, argumentCount: nil) { builder, call in
      guard call.target?.qualifiedName == "math" else { return nil }
      switch call.arguments.count {
      case 0:
        builder.fail(.macro("math.\(name) needs at least one argument."), at: call.position)
        return nil
      case 1, 2: return builder.call(function, call.arguments)
      default: return builder.call(function, [builder.make(.list(call.arguments, optional: []))])
      }
    }
  }
}
