/// A pass over elements: filters and maps in front, then one operation that consumes what comes through. The same pass
/// runs over a list at once and over streamed rows one by one.
final class Loop: Sendable {
  let stages: [Stage]
  let operation: Operation
  /// The local slot of the operation's element (of its key, when there are two names).
  let slot: Int
  let hasTwoNames: Bool
  let position: Int
  let listLimit: Int

  /// `filter` or `map` in front of the operation.
  struct Stage: Sendable {
    let slot: Int
    let condition: (any Node)?
    let transform: (any Node)?
  }

  enum Operation: Sendable {
    case all(any Node)
    case exists(any Node)
    case existsOne(any Node)
    /// Counts all elements when there is no condition.
    case count((any Node)?)
    /// The element itself counts when there is no expression.
    case sum((any Node)?, Reducer, zero: Value?)
    case extremum((any Node)?, Reducer, isMinimum: Bool)
    case collect(where: (any Node)?, transform: (any Node)?)
    case collectMap(where: (any Node)?, transform: any Node)
    case collectEntries(where: (any Node)?, entry: any Node)
  }

  init(stages: [Stage], operation: Operation, slot: Int, hasTwoNames: Bool, position: Int, listLimit: Int) {
    self.stages = stages
    self.operation = operation
    self.slot = slot
    self.hasTwoNames = hasTwoNames
    self.position = position
    self.listLimit = listLimit
  }

  /// The nodes evaluated for each element.
  var bodies: [any Node] {
    let inFront = stages.flatMap { [$0.condition, $0.transform].compactMap(\.self) }
    switch operation {
    case .all(let body), .exists(let body), .existsOne(let body): return inFront + [body]
    case .count(let body), .sum(let body, _, _), .extremum(let body, _, _):
      return inFront + [body].compactMap(\.self)
    case .collect(let condition, let transform): return inFront + [condition, transform].compactMap(\.self)
    case .collectMap(let condition, let transform): return inFront + [condition, transform].compactMap(\.self)
    case .collectEntries(let condition, let entry): return inFront + [condition, entry].compactMap(\.self)
    }
  }

  // MARK: - One element

  /// Lets one element through the stages into the operation.
  func step(_ element: Value, key: Value?, _ state: inout LoopState, _ frame: inout Frame) {
    if !frame.charge(1) {
      state.fail(.error(EvaluationError(.budgetExceeded, position: position)))
      state.isDone = true
      return
    }
    if stages.isEmpty { return consume(element, key: key, &state, &frame) }
    var element = element
    for stage in stages {
      frame.locals[stage.slot] = .value(element)
      if let condition = stage.condition {
        guard state.passes(condition.condition(&frame), "filter", position, inStage: true) else { return }
      }
      if let transform = stage.transform {
        let outcome = transform.evaluate(&frame)
        guard case .value(let value) = outcome else { return state.failStage(outcome) }
        element = value
      }
    }
    consume(element, key: nil, &state, &frame)
  }

  private func consume(_ element: Value, key: Value?, _ state: inout LoopState, _ frame: inout Frame) {
    if hasTwoNames {
      frame.locals[slot] = .value(key ?? .null)
      frame.locals[slot + 1] = .value(element)
    } else {
      frame.locals[slot] = .value(element)
    }
    switch operation {
    case .all(let body): decide(body.condition(&frame), for: false, "all", &state)
    case .exists(let body): decide(body.condition(&frame), for: true, "exists", &state)
    case .existsOne(let body):
      if state.passes(body.condition(&frame), "exists_one", position) { state.count += 1 }
    case .count(nil): state.count += 1
    case .count(let body?):
      if state.passes(body.condition(&frame), "count", position) { state.count += 1 }
    case .sum(let body, let reducer, zero: _):
      if reducer.isOverIntegers, let body, let next = body.integer(&frame), state.add(next) { return }
      state.accumulate(body?.evaluate(&frame) ?? .value(element)) { sum, next in
        reducer.combine(sum, next, position)
      }
    case .extremum(let body, let reducer, let isMinimum):
      state.accumulate(body?.evaluate(&frame) ?? .value(element)) { best, next in
        let isBetter = isMinimum ? reducer.combine(next, best, position) : reducer.combine(best, next, position)
        guard case .value(.bool(let replaces)) = isBetter else { return isBetter }
        return .value(replaces ? next : best)
      }
    default: collect(element, key: key, &state, &frame)
    }
  }

  /// `all` and `exists`: one decisive answer ends the pass, unless a stage in front must still be heard.
  private func decide(_ outcome: Outcome, for decisive: Bool, _ name: String, _ state: inout LoopState) {
    guard case .value(.bool(let answer)) = outcome else { return state.fail(outcome.asCondition(name, position)) }
    if answer == decisive {
      state.isDecided = true
      state.isDone = stages.isEmpty
    }
  }

  private func collect(_ element: Value, key: Value?, _ state: inout LoopState, _ frame: inout Frame) {
    switch operation {
    case .collect(let condition, let transform):
      if let condition, !state.passes(condition.condition(&frame), "filter", position) { return }
      let outcome = transform?.evaluate(&frame) ?? .value(element)
      guard case .value(let value) = outcome else { return state.fail(outcome) }
      state.list.append(value)
      checkSize(state.list.count, &state, &frame)
    case .collectMap(let condition, let transform):
      if let condition, !state.passes(condition.condition(&frame), "transformMap", position) { return }
      let outcome = transform.evaluate(&frame)
      guard case .value(let value) = outcome else { return state.fail(outcome) }
      state.entries.append((key ?? .null, value))
      checkSize(state.entries.count, &state, &frame)
    case .collectEntries(let condition, let entry):
      if let condition, !state.passes(condition.condition(&frame), "transformMapEntry", position) { return }
      let outcome = entry.evaluate(&frame)
      guard case .value(let value) = outcome else { return state.fail(outcome) }
      guard case .map(let map) = value else {
        return state.fail(.failure(.noSuchOverload("transformMapEntry", [value.runtimeType().name])))
      }
      state.entries += map.entries
      checkSize(state.entries.count, &state, &frame)
    default: break
    }
  }

  private func checkSize(_ count: Int, _ state: inout LoopState, _ frame: inout Frame) {
    let isAffordable = frame.charge(8)
    guard count > listLimit || !isAffordable else { return }
    state.fail(.error(EvaluationError(isAffordable ? .listTooLong : .budgetExceeded, position: position)))
    state.isDone = true
  }

  // MARK: - The end

  func finish(_ state: LoopState) -> Outcome {
    if let failure = state.stageFailure { return failure }
    if state.isDecided {
      if case .all = operation { return .bool(false) }
      return .bool(true)
    }
    if let failure = state.failure { return failure }
    switch operation {
    case .all: return .bool(true)
    case .exists: return .bool(false)
    case .existsOne: return .bool(state.count == 1)
    case .count: return .value(.int(Int64(state.count)))
    case .sum(_, _, let zero):
      return state.accumulator.map(Outcome.value) ?? zero.map(Outcome.value) ?? .value(.int(0))
    case .extremum(_, _, let isMinimum):
      return state.accumulator.map(Outcome.value)
        ?? .error(EvaluationError(.emptyAggregate(isMinimum ? "min" : "max"), position: position))
    case .collect: return .value(.list(state.list))
    case .collectMap, .collectEntries:
      switch CELMap.make(state.entries) {
      case .success(let map): return .value(.map(map))
      case .failure(let error): return Outcome.error(error).placed(at: position)
      }
    }
  }
}

/// How far a pass has come. Holds no storage of its own for counts, sums and answers.
struct LoopState: Sendable {
  var count = 0
  var index: Int64 = 0
  var accumulator: Value?
  var isDecided = false
  /// Nothing that follows can change the result.
  var isDone = false
  /// What went wrong in the operation; a decisive answer outweighs it.
  var failure: Outcome?
  /// What went wrong in a filter or map in front; nothing outweighs it.
  var stageFailure: Outcome?
  var list: [Value] = []
  var entries: [(key: Value, value: Value)] = []

  mutating func fail(_ outcome: Outcome) {
    failure = failure.map { .merged($0, outcome) } ?? outcome
  }

  /// Adds to a sum of integers; false when that is not possible in this way.
  @inline(__always)
  mutating func add(_ number: Int64) -> Bool {
    guard failure == nil, case .int(let sum) = accumulator ?? .int(0) else { return false }
    let (next, overflow) = sum.addingReportingOverflow(number)
    if overflow { return false }
    accumulator = .int(next)
    return true
  }

  /// Keeps the smallest or largest of integers; false when that is not possible in this way.
  @inline(__always)
  mutating func keep(_ number: Int64, isMinimum: Bool) -> Bool {
    guard failure == nil else { return false }
    switch accumulator {
    case nil: accumulator = .int(number)
    case .int(let best):
      if isMinimum ? number < best : best < number { accumulator = .int(number) }
    default: return false
    }
    return true
  }

  mutating func failStage(_ outcome: Outcome) {
    stageFailure = stageFailure.map { .merged($0, outcome) } ?? outcome
  }

  /// Whether a condition is true; anything but a bool is noted as failure.
  @inline(__always)
  mutating func passes(_ outcome: Outcome, _ name: String, _ position: Int, inStage: Bool = false) -> Bool {
    if case .value(.bool(let isTrue)) = outcome { return isTrue }
    let wrong = outcome.asCondition(name, position)
    if inStage { failStage(wrong) } else { fail(wrong) }
    return false
  }

  @inline(__always)
  mutating func accumulate(_ outcome: Outcome, _ combine: (Value, Value) -> Outcome) {
    guard case .value(let next) = outcome else { return fail(outcome) }
    guard failure == nil else { return }
    guard let current = accumulator else {
      accumulator = next
      return
    }
    let combined = combine(current, next)
    if case .value(let value) = combined { accumulator = value } else { fail(combined) }
  }
}

/// The operator that combines elements: the standard one directly, a host's by its signatures.
struct Reducer: Sendable {
  let isSum: Bool
  let isStandard: Bool
  var isOverIntegers = false
  let dispatch: Dispatch

  func combine(_ left: Value, _ right: Value, _ position: Int) -> Outcome {
    if isStandard {
      if isSum { return Arithmetic.add(left, right).placed(at: position) }
      return Arithmetic.order("_<_", left, right) { $0 == .before }.placed(at: position)
    }
    let arguments = Arguments(left, right, count: 2)
    for overload in dispatch.overloads
    where !dispatch.needsCheck || overload.accepts(arguments, opaqueNames: dispatch.opaqueNames) {
      return overload.call(arguments).placed(at: position)
    }
    return .error(EvaluationError(.noSuchOverload(isSum ? "_+_" : "_<_", []), position: position))
  }
}

/// A pass over a list or map that is at hand.
final class LoopNode: Node {
  let range: any Node
  let loop: Loop
  /// The start of a sum.
  let start: (any Node)?
  var children: [any Node] { [range] + loop.bodies + [start].compactMap(\.self) }

  init(range: any Node, loop: Loop, start: (any Node)?) {
    self.range = range
    self.loop = loop
    self.start = start
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = range.evaluate(&frame)
    guard case .value(let value) = outcome else { return outcome }
    var state = LoopState()
    if let start {
      let first = start.evaluate(&frame)
      guard case .value(let value) = first else { return first }
      state.accumulator = value
    }
    let keepsKeys = loop.hasTwoNames && loop.stages.isEmpty
    switch value {
    case .list(let values):
      for (index, element) in values.enumerated() {
        loop.step(element, key: keepsKeys ? .int(Int64(index)) : nil, &state, &frame)
        if state.isDone { break }
      }
    case .map(let map):
      for entry in map.entries {
        loop.step(keepsKeys ? entry.value : entry.key, key: keepsKeys ? entry.key : nil, &state, &frame)
        if state.isDone { break }
      }
    default:
      return .error(
        EvaluationError(.noSuchOverload("comprehension", [value.runtimeType().name]), position: loop.position)
      )
    }
    return loop.finish(state)
  }
}
