/// Gives every node its type and every name its meaning; collects every mistake.
///
/// Without type checking (`Environment.checksTypes` false) it only finds what names mean, and everything is dyn.
struct Checker {
  let environment: Environment
  private let isStrict: Bool
  var checked: Checked
  var problems: [Problem] = []
  var locals: [(name: String, type: CELType)] = []

  init(environment: Environment, nodeCount: Int) {
    self.environment = environment
    isStrict = environment.checksTypes
    checked = Checked(nodeCount: nodeCount)
  }

  mutating func check(_ expression: Expression, expecting: CELType?) -> Result<Checked, ProblemList> {
    let found = type(of: expression)
    if let expecting { require(found, expecting, at: expression) }
    checked.resultType = checked.substitution.deep(found)
    return problems.isEmpty ? .success(checked) : .failure(ProblemList(problems))
  }

  // MARK: - Mistakes

  /// Notes a mistake and gives the type that agrees with everything.
  @discardableResult
  mutating func report(_ kind: Problem.Kind, at position: Int) -> CELType {
    guard isStrict else { return .dyn }
    problems.append(Problem(kind, position: position))
    return .error
  }

  @discardableResult
  mutating func require(_ found: CELType, _ expected: CELType, at expression: Expression) -> Bool {
    let saved = checked.substitution
    if checked.substitution.assign(found, to: expected) { return true }
    checked.substitution = saved
    report(.expected(expected, found: saved.deep(found)), at: expression.position)
    return false
  }

  // MARK: - Nodes

  mutating func type(of expression: Expression) -> CELType {
    let found =
      isStrict
      ? find(expression)
      : {
        _ = find(expression); return .dyn
      }()
    checked.types[expression.id] = found
    return found
  }

  /// The type of a node with what is known of it so far.
  mutating func known(_ expression: Expression) -> CELType {
    let found = type(of: expression)  // first: it may find out more
    return checked.substitution.shallow(found)
  }

  private mutating func find(_ expression: Expression) -> CELType {
    switch expression.kind {
    case .literal(let value): value.runtimeType()
    case .identifier(let name, let isAbsolute): identifier(expression, name, isAbsolute)
    case .select(let operand, let field, let isOptional): select(expression, operand, field, isOptional)
    case .test(let operand, let field):
      test(expression, operand, field)
    case .call(let name, let target, let arguments): call(expression, name, target, arguments)
    case .list(let elements, let optional): list(elements, optional)
    case .map(let entries): map(entries)
    case .record(let name, let fields): record(expression, name, fields)
    case .bind(let name, let value, let body): bind(expression, name, value, body)
    case .comprehension(let comprehension): self.comprehension(expression, comprehension)
    }
  }

  private mutating func identifier(_ expression: Expression, _ name: String, _ isAbsolute: Bool) -> CELType {
    if !isAbsolute, let local = locals.lastIndex(where: { $0.name == name }) {
      checked.references[expression.id] = .local(local)
      return locals[local].type
    }
    if let found = global(isAbsolute ? "." + name : name, expression) { return found }
    checked.references[expression.id] = .missing(name)
    let known = locals.map(\.name) + environment.variables.map(\.name) + environment.constants.keys
    return report(
      .unknownName(name, container: environment.container, suggestion: Spelling.nearest(to: name, among: known)),
      at: expression.position
    )
  }

  /// A variable or constant by its dotted name.
  private mutating func global(_ name: String, _ expression: Expression) -> CELType? {
    for candidate in environment.candidates(name) {
      if let slot = environment.slots[candidate] {
        checked.references[expression.id] = .variable(slot: slot)
        return environment.variables[slot].type
      }
      if let constant = environment.constants[candidate] {
        checked.references[expression.id] = .constant(constant.value)
        return constant.type
      }
    }
    return nil
  }

  /// The dotted name of an expression whose first part is no local variable.
  private func globalName(_ expression: Expression) -> String? {
    guard let name = expression.qualifiedName else { return nil }
    if name.hasPrefix(".") || locals.isEmpty { return name }
    let root = name.prefix { $0 != "." }
    return locals.contains { $0.name == root } ? nil : name
  }

  // MARK: - Fields

  private mutating func select(
    _ expression: Expression,
    _ operand: Expression,
    _ field: String,
    _ isOptional: Bool
  ) -> CELType {
    if !isOptional, let name = globalName(expression), let found = global(name, expression) { return found }
    let target = known(operand)
    if case .optional(let inner) = target {
      return .optional(self.field(expression, field, of: checked.substitution.shallow(inner)))
    }
    let found = self.field(expression, field, of: target)
    return isOptional ? .optional(found) : found
  }

  private mutating func test(_ expression: Expression, _ operand: Expression, _ field: String) -> CELType {
    var target = known(operand)
    if case .optional(let inner) = target { target = checked.substitution.shallow(inner) }
    _ = self.field(expression, field, of: target)
    return .bool
  }

  private mutating func field(_ expression: Expression, _ field: String, of type: CELType) -> CELType {
    switch type {
    case .map(_, let value): return value
    case .record(let name):
      guard let record = environment.records[name] else { return .dyn }
      guard let index = record.index(of: field) else {
        let suggestion = Spelling.nearest(to: field, among: record.fields.map(\.name))
        return report(.noSuchField(field, type: type, suggestion: suggestion), at: expression.position)
      }
      checked.references[expression.id] = .field(index)
      return record.fields[index].type
    case .dyn, .error: return type
    case .variable:
      _ = checked.substitution.assign(type, to: .dyn)
      return .dyn
    default: return report(.notSelectable(checked.substitution.deep(type)), at: expression.position)
    }
  }

  // MARK: - Calls

  private mutating func call(
    _ expression: Expression,
    _ name: String,
    _ target: Expression?,
    _ arguments: [Expression]
  ) -> CELType {
    if let target {
      if let prefix = globalName(target), let (name, overloads) = function(prefix + "." + name) {
        return resolve(
          expression,
          name,
          overloads,
          arguments,
          isMember: false,
          isNamespaced: true
        )
      }
      guard let overloads = environment.functions[name], overloads.contains(where: \.isMember) else {
        return unknownFunction(expression, name, [target] + arguments, isMember: true)
      }
      return resolve(expression, name, overloads, [target] + arguments, isMember: true)
    }
    switch name {
    case "_&&_", "_||_":
      for argument in arguments { require(type(of: argument), .bool, at: argument) }
      return .bool
    case "!_":
      require(type(of: arguments[0]), .bool, at: arguments[0])
      return .bool
    case "_?_:_": return conditional(expression, arguments)
    default: break
    }
    guard let (name, overloads) = function(name) else {
      return unknownFunction(expression, name, arguments, isMember: false)
    }
    return resolve(expression, name, overloads, arguments, isMember: false)
  }

  private func function(_ name: String) -> (String, [Overload])? {
    for candidate in environment.candidates(name) {
      if let overloads = environment.functions[candidate] { return (candidate, overloads) }
    }
    return nil
  }

  private mutating func unknownFunction(
    _ expression: Expression,
    _ name: String,
    _ arguments: [Expression],
    isMember: Bool
  ) -> CELType {
    for argument in arguments { _ = type(of: argument) }
    checked.references[expression.id] = .function(name, [], isNamespaced: false)
    let known = environment.functions
      .filter { $0.value.contains { $0.isMember == isMember } && !$0.key.hasPrefix("@") && !$0.key.hasPrefix("_") }
      .keys
    return report(
      .unknownFunction(name, suggestion: Spelling.nearest(to: name, among: known)),
      at: expression.position
    )
  }

  private mutating func conditional(_ expression: Expression, _ arguments: [Expression]) -> CELType {
    require(type(of: arguments[0]), .bool, at: arguments[0])
    let first = type(of: arguments[1])
    let second = type(of: arguments[2])
    let saved = checked.substitution
    let result = checked.substitution.fresh()
    if checked.substitution.assign(first, to: result), checked.substitution.assign(second, to: result) {
      return result
    }
    checked.substitution = saved
    return report(.branchesDiffer(saved.deep(first), saved.deep(second)), at: expression.position)
  }

  private mutating func resolve(
    _ expression: Expression,
    _ name: String,
    _ overloads: [Overload],
    _ arguments: [Expression],
    isMember: Bool,
    isNamespaced: Bool = false
  ) -> CELType {
    let types = arguments.map { type(of: $0) }
    let (fitting, result) = fit(overloads, types, isMember: isMember)
    checked.references[expression.id] = .function(name, fitting, isNamespaced: isNamespaced)
    if let result { return result }
    if types.contains(.error) { return .error }
    return report(
      .noOverload(
        function: name,
        arguments: types.map(checked.substitution.deep),
        isMember: isMember,
        candidates: overloads.filter { $0.isMember == isMember }.prefix(6).map { $0.signature(of: name) }
      ),
      at: expression.position
    )
  }

  /// The signatures that these argument types fit, and the type of the result (dyn when they differ in it).
  mutating func fit(_ overloads: [Overload], _ types: [CELType], isMember: Bool) -> ([Overload], CELType?) {
    var fitting: [Overload] = []
    var result: CELType?
    for overload in overloads where overload.isMember == isMember && overload.parameters.count == types.count {
      let saved = checked.substitution
      guard let found = assign(types, to: overload) else {
        checked.substitution = saved
        continue
      }
      fitting.append(overload)
      guard let previous = result else {
        result = found
        continue
      }
      if checked.substitution.deep(previous) != checked.substitution.deep(found) { result = .dyn }
    }
    return (fitting, result)
  }

  /// The type of the result when the arguments fit.
  private mutating func assign(_ types: [CELType], to overload: Overload) -> CELType? {
    guard !overload.typeParameters.isEmpty else {
      for (type, parameter) in zip(types, overload.parameters)
      where !checked.substitution.assign(type, to: parameter) {
        return nil
      }
      return overload.result
    }
    let names = overload.typeParameters
    let variables = names.map { _ in checked.substitution.fresh() }
    for (type, parameter) in zip(types, overload.parameters) {
      let parameter = checked.substitution.instantiate(parameter, names, variables)
      if !checked.substitution.assign(type, to: parameter) { return nil }
    }
    return checked.substitution.instantiate(overload.result, names, variables)
  }

  // MARK: - Literals

  private mutating func list(_ elements: [Expression], _ optional: [Int]) -> CELType {
    var element: CELType?
    for (position, expression) in elements.enumerated() {
      var found = type(of: expression)
      if optional.contains(position) { found = optionalContent(found, expression) }
      element = checked.substitution.join(element, found)
    }
    return .list(element ?? checked.substitution.fresh())
  }

  private mutating func optionalContent(_ type: CELType, _ expression: Expression) -> CELType {
    let content = checked.substitution.fresh()
    return require(type, .optional(content), at: expression) ? content : .error
  }

  private mutating func map(_ entries: [Expression.MapEntry]) -> CELType {
    var key: CELType?
    var value: CELType?
    for entry in entries {
      let keyType = type(of: entry.key)
      switch checked.substitution.shallow(keyType) {
      case .bool, .int, .uint, .string, .dyn, .error, .variable, .opaque: break
      case let wrong: report(.mapKeyType(checked.substitution.deep(wrong)), at: entry.key.position)
      }
      key = checked.substitution.join(key, keyType)
      var valueType = type(of: entry.value)
      if entry.isOptional { valueType = optionalContent(valueType, entry.value) }
      value = checked.substitution.join(value, valueType)
    }
    return .map(key ?? checked.substitution.fresh(), value ?? checked.substitution.fresh())
  }

  private mutating func record(
    _ expression: Expression,
    _ name: String,
    _ fields: [(field: String, value: Expression)]
  ) -> CELType {
    for field in fields { _ = type(of: field.value) }
    return report(.recordLiteral(name), at: expression.position)
  }
}
