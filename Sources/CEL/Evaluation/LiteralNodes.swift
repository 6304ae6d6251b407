final class ListNode: Node {
  var children: [any Node] { elements }
  let elements: [any Node]
  let optional: Set<Int>
  let position: Int

  init(_ elements: [any Node], optional: [Int], position: Int) {
    self.elements = elements
    self.optional = Set(optional)
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    var failure: Outcome?
    for (place, element) in elements.enumerated() {
      var outcome = element.evaluate(&frame)
      if optional.contains(place) {
        guard let content = outcome.unwrapped(position) else { continue }
        outcome = content
      }
      if case .value(let value) = outcome {
        values.append(value)
      } else {
        failure = failure.map { .merged($0, outcome) } ?? outcome
      }
    }
    if !frame.charge(values.count << 3) { return .error(EvaluationError(.budgetExceeded, position: position)) }
    return failure ?? .value(.list(values))
  }
}

final class MapNode: Node {
  var children: [any Node] { entries.flatMap { [$0.key, $0.value] } }
  let entries: [(key: any Node, value: any Node, isOptional: Bool)]
  let position: Int

  init(_ entries: [(key: any Node, value: any Node, isOptional: Bool)], position: Int) {
    self.entries = entries
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    var pairs: [(key: Value, value: Value)] = []
    var failure: Outcome?
    for entry in entries {
      let key = entry.key.evaluate(&frame)
      var value = entry.value.evaluate(&frame)
      if entry.isOptional {
        guard let content = value.unwrapped(position) else { continue }
        value = content
      }
      if case .value(let one) = key, case .value(let two) = value {
        pairs.append((one, two))
      } else {
        let merged = Outcome.merged(key, value)
        failure = failure.map { .merged($0, merged) } ?? merged
      }
    }
    if !frame.charge(pairs.count << 4) { return .error(EvaluationError(.budgetExceeded, position: position)) }
    if let failure { return failure }
    switch CELMap.make(pairs) {
    case .success(let map): return .value(.map(map))
    case .failure(let error): return Outcome.error(error).placed(at: position)
    }
  }
}

extension Outcome {
  /// The content of an optional, nil for none; unknown and error stay, anything else is an error.
  fileprivate func unwrapped(_ position: Int) -> Outcome? {
    guard case .value(let value) = self else { return self }
    guard case .optional(let content) = value else {
      return .error(EvaluationError(.noSuchOverload("?", [value.runtimeType().name]), position: position))
    }
    return content.map(Outcome.value)
  }
}
