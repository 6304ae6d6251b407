/// The types found so far for the checker's type variables, and the rules by which one type can stand for another.
///
/// The rules are cel-go's: dyn agrees with everything, null with whatever can be absent, and a type variable takes the
/// more general of the types it meets.
struct TypeSubstitution {
  private var bindings: [CELType?] = []

  mutating func fresh() -> CELType {
    bindings.append(nil)
    return .variable(bindings.count - 1)
  }

  /// The type with everything known filled in at the outermost level.
  func shallow(_ type: CELType) -> CELType {
    var type = type
    while case .variable(let index) = type, let bound = bindings[index] { type = bound }
    return type
  }

  /// The type with everything known filled in and dyn for what stayed open.
  func deep(_ type: CELType) -> CELType {
    switch shallow(type) {
    case .variable: .dyn
    case .list(let inner): .list(deep(inner))
    case .map(let key, let value): .map(deep(key), deep(value))
    case .type(let inner): .type(deep(inner))
    case .optional(let inner): .optional(deep(inner))
    case .abstract(let name, let arguments): .abstract(name, arguments.map(deep))
    case let type: type
    }
  }

  /// A declared type with fresh variables for its parameters.
  func instantiate(_ type: CELType, _ names: [String], _ variables: [CELType]) -> CELType {
    switch type {
    case .parameter(let name): names.firstIndex(of: name).map { variables[$0] } ?? .dyn
    case .list(let inner): .list(instantiate(inner, names, variables))
    case .map(let key, let value): .map(instantiate(key, names, variables), instantiate(value, names, variables))
    case .type(let inner): .type(instantiate(inner, names, variables))
    case .optional(let inner): .optional(instantiate(inner, names, variables))
    case .abstract(let name, let arguments): .abstract(name, arguments.map { instantiate($0, names, variables) })
    default: type
    }
  }

  /// Whether a value of one type can be used where the other is asked for; binds variables on the way.
  mutating func assign(_ type: CELType, to target: CELType) -> Bool {
    if case .variable(let index) = target {
      switch bind(index, to: type) {
      case .agreed: return true
      case .contradicted: return false
      case .recursive: break
      }
    }
    if case .variable(let index) = type {
      if case .agreed = bind(index, to: target) { return true }
      return false
    }
    if isWild(type) || isWild(target) { return true }
    if case .null = type { return isNullable(target) }
    if case .null = target { return isNullable(type) }
    switch (type, target) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      return assign(first, to: second)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return assign(key, to: otherKey) && assign(value, to: otherValue)
    case (.type, .type): return true
    case (.abstract(let name, let first), .abstract(let other, let second)):
      guard name == other, first.count == second.count else { return false }
      for (one, two) in zip(first, second) where !assign(one, to: two) { return false }
      return true
    default: return type == target
    }
  }

  private enum Binding {
    case agreed, contradicted, recursive
  }

  private mutating func bind(_ index: Int, to type: CELType) -> Binding {
    if case .variable(index) = type { return .agreed }
    guard let bound = bindings[index] else {
      if occurs(index, in: type) { return .recursive }
      bindings[index] = type
      return .agreed
    }
    if bound == type { return .agreed }
    guard assign(type, to: bound) else { return .contradicted }
    let general = moreGeneral(type, bound)
    if !occurs(index, in: general) { bindings[index] = general }
    return .agreed
  }

  private func occurs(_ index: Int, in type: CELType) -> Bool {
    switch type {
    case .variable(let other): other == index || bindings[other].map { occurs(index, in: $0) } ?? false
    case .list(let inner), .type(let inner), .optional(let inner): occurs(index, in: inner)
    case .map(let key, let value): occurs(index, in: key) || occurs(index, in: value)
    case .abstract(_, let arguments): arguments.contains { occurs(index, in: $0) }
    default: false
    }
  }

  private func isWild(_ type: CELType) -> Bool {
    type == .dyn || type == .error
  }

  private func isNullable(_ type: CELType) -> Bool {
    switch type {
    case .null, .duration, .timestamp, .record, .opaque, .optional, .abstract: true
    default: false
    }
  }

  /// The type that covers both of two types that agree.
  func moreGeneral(_ first: CELType, _ second: CELType) -> CELType {
    isAtLeastAsGeneral(first, as: second) ? first : second
  }

  private func isAtLeastAsGeneral(_ first: CELType, as second: CELType) -> Bool {
    let first = shallow(first)
    let second = shallow(second)
    if isWild(first) { return true }
    if case .variable = first { return true }
    if isWild(second) { return false }
    if case .variable = second { return false }
    switch (first, second) {
    case (.null, _): return false
    case (.list(let one), .list(let two)), (.optional(let one), .optional(let two)):
      return isAtLeastAsGeneral(one, as: two)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return isAtLeastAsGeneral(key, as: otherKey) && isAtLeastAsGeneral(value, as: otherValue)
    case (.abstract(_, let one), .abstract(_, let two)):
      return zip(one, two).allSatisfy { isAtLeastAsGeneral($0, as: $1) }
    default: return true
    }
  }

  /// The type of a literal's elements: the common type, or dyn when they differ.
  mutating func join(_ previous: CELType?, _ next: CELType) -> CELType {
    guard let previous else { return next }
    let saved = self
    if assign(previous, to: next) { return moreGeneral(previous, next) }
    self = saved
    return .dyn
  }
}
