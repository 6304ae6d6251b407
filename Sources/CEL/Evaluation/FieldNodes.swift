/// A declared field of a record, by index.
final class FieldNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let index: Int
  let attribute: Int
  let position: Int
  let place: RecordPlace

  init(_ operand: any Node, index: Int, attribute: Int, position: Int) {
    self.operand = operand
    place = RecordPlace(operand)
    self.index = index
    self.attribute = attribute
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    if place != .computed, case .value(let value)? = place.read(index, operand, &frame) { return .value(value) }
    let target = operand.evaluate(&frame)
    guard case .value(let value) = target else { return target }
    guard case .record(let record) = value else { return Access.noFields(value, position) }
    if case .value(let value) = record.read(index) { return .value(value) }
    return frame.unknown(attribute)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    if case .value(.bool(let isTrue))? = place.read(index, operand, &frame) { isTrue } else { nil }
  }

  func integer(_ frame: inout Frame) -> Int64? {
    if case .value(.int(let number))? = place.read(index, operand, &frame) { number } else { nil }
  }
}

/// Where the record of a field comes from; the two frequent places are read without a copy.
enum RecordPlace: Hashable, Sendable {
  case variable(Int)
  case local(Int)
  case computed

  init(_ operand: any Node) {
    if let variable = operand as? VariableNode {
      self = .variable(variable.slot)
    } else if let local = operand as? LocalNode {
      self = .local(local.slot)
    } else {
      self = .computed
    }
  }

  /// What the field holds, or nil when there is no record.
  @inline(__always)
  func read(_ index: Int, _ operand: any Node, _ frame: inout Frame) -> FieldReading? {
    switch self {
    case .variable(let slot):
      guard case .value(.record(let record)) = frame.activation.read(variable: slot) else { return nil }
      return record.read(index)
    case .local(let slot):
      guard case .value(.record(let record)) = frame.locals[slot] else { return nil }
      return record.read(index)
    case .computed:
      guard case .value(.record(let record)) = operand.evaluate(&frame) else { return nil }
      return record.read(index)
    }
  }
}

/// A field by name: of a map, of a dynamic value, through an optional.
final class SelectNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let field: String
  let isOptional: Bool
  let attribute: Int
  let position: Int

  init(_ operand: any Node, field: String, isOptional: Bool, attribute: Int, position: Int) {
    self.operand = operand
    self.field = field
    self.isOptional = isOptional
    self.attribute = attribute
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let target = operand.evaluate(&frame)
    guard case .value(let value) = target else { return target }
    if case .optional(let content) = value {
      return content.map { optional($0, frame) } ?? .value(.optional(nil))
    }
    return isOptional ? optional(value, frame) : plain(value, frame)
  }

  private func plain(_ value: Value, _ frame: Frame) -> Outcome {
    switch value {
    case .map(let map):
      if let found = map[.string(field)] { return .value(found) }
      return .error(EvaluationError(.noSuchKey(Text.quoted(field)), position: position))
    case .record(let record):
      guard let index = record.recordType.index(of: field) else {
        return .error(EvaluationError(.noSuchField(field), position: position))
      }
      if case .value(let value) = record.read(index) { return .value(value) }
      return frame.unknown(attribute)
    default: return Access.noFields(value, position)
    }
  }

  private func optional(_ value: Value, _ frame: Frame) -> Outcome {
    switch value {
    case .map(let map): return .value(.optional(map[.string(field)]))
    case .record(let record):
      guard let index = record.recordType.index(of: field) else {
        return .error(EvaluationError(.noSuchField(field), position: position))
      }
      switch record.read(index) {
      case .value(let value): return .value(.optional(value))
      case .empty: return .value(.optional(nil))
      case .damaged, .absent: return frame.unknown(attribute)
      }
    default: return Access.noFields(value, position)
    }
  }
}

/// `has(operand.field)`.
final class TestNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let field: String
  /// The field's index when the record's type is known.
  let index: Int?
  let attribute: Int
  let position: Int
  let place: RecordPlace

  init(_ operand: any Node, field: String, index: Int?, attribute: Int, position: Int) {
    self.operand = operand
    place = RecordPlace(operand)
    self.field = field
    self.index = index
    self.attribute = attribute
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let target = operand.evaluate(&frame)
    guard case .value(let value) = target else { return target }
    if case .optional(let content) = value {
      return content.map { test($0, frame) } ?? .bool(false)
    }
    return test(value, frame)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    guard let index else { return nil }
    switch place.read(index, operand, &frame) {
    case .value, .damaged: return true
    case .empty: return false
    case .absent, nil: return nil
    }
  }

  private func test(_ value: Value, _ frame: Frame) -> Outcome {
    switch value {
    case .map(let map): return .bool(map[.string(field)] != nil)
    case .record(let record):
      guard let index = index ?? record.recordType.index(of: field) else {
        return .error(EvaluationError(.noSuchField(field), position: position))
      }
      switch record.read(index) {
      case .value, .damaged: return .bool(true)
      case .empty: return .bool(false)
      case .absent: return frame.unknown(attribute)
      }
    default: return Access.noFields(value, position)
    }
  }
}

enum Access {
  static func noFields(_ value: Value, _ position: Int) -> Outcome {
    .error(EvaluationError(.noSuchOverload("field selection", [value.runtimeType().name]), position: position))
  }
}
