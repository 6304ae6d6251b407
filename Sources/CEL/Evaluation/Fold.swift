/// A pass over a streamed variable that a program needs: the host gives it every row once, in order, and hands its
/// outcome to the program through ``Activation/readFold(_:)``.
public final class Fold: Sendable {
  /// The index for ``Activation/readFold(_:)``, from 0.
  public let id: Int
  /// The streamed variable whose rows are wanted.
  public let variable: String
  /// The slot of that variable.
  public let slot: Int
  let loop: Loop
  let start: (any Node)?
  let localCount: Int
  let attributes: AttributeTable
  let budget: Int
  /// The way through whole batches, where there is one.
  let columns: FoldColumns?
  /// What its unknown answers can be made of, where that can be told beforehand.
  let reach: UnknownReach?

  init(id: Int, planned: Planner.PlannedFold, localCount: Int, attributes: AttributeTable, budget: Int) {
    self.id = id
    variable = planned.variable
    slot = planned.slot
    loop = planned.loop
    start = planned.start
    self.localCount = localCount
    self.attributes = attributes
    self.budget = budget
    let columns = planned.type.flatMap { FoldColumns(planned.loop, type: $0) }
    self.columns = columns
    reach = columns.flatMap { UnknownReach(planned.loop.bodies, place: $0.place) }
  }

  /// The state before the first row.
  public func begin(_ activation: any Activation) -> FoldState {
    var frame = Frame(
      activation: activation,
      attributes: attributes,
      locals: Array(repeating: .value(.null), count: localCount),
      remaining: budget
    )
    var state = LoopState()
    if let start {
      let first = start.evaluate(&frame)
      if case .value(let value) = first { state.accumulator = value } else { state.failStage(first) }
    }
    return FoldState(loop: state, locals: frame.locals)
  }

  /// Takes one row. Costs no allocation for counts, sums and answers.
  public func step(_ state: inout FoldState, _ record: RecordReference, _ activation: any Activation) {
    if state.loop.isDone { return }
    var frame = Frame(activation: activation, attributes: attributes, locals: [], remaining: budget)
    swap(&frame.locals, &state.locals)
    let key: Value? = loop.hasTwoNames ? .int(state.loop.index) : nil
    loop.step(.record(record), key: key, &state.loop, &frame)
    state.loop.index += 1
    swap(&frame.locals, &state.locals)
  }

  /// Takes some rows of a source, in order.
  public func step(
    _ state: inout FoldState,
    source: any RecordSource,
    rows: Range<Int>,
    _ activation: any Activation
  ) {
    var frame = Frame(activation: activation, attributes: attributes, locals: [], remaining: budget)
    swap(&frame.locals, &state.locals)
    for row in rows where !state.loop.isDone {
      frame.remaining = budget
      let key: Value? = loop.hasTwoNames ? .int(state.loop.index) : nil
      loop.step(.record(RecordReference(source: source, row: row)), key: key, &state.loop, &frame)
      state.loop.index += 1
    }
    swap(&frame.locals, &state.locals)
  }

  /// Takes one row that is a record of its own (one allocation).
  public func step(_ state: inout FoldState, _ record: some Record, _ activation: any Activation) {
    step(&state, RecordReference(record), activation)
  }

  /// The outcome after the last row.
  public func finish(_ state: FoldState) -> Outcome {
    loop.finish(state.loop)
  }
}

/// How far a fold has come.
public struct FoldState: Sendable {
  var loop: LoopState
  var locals: [Outcome]

  /// Whether rows still matter; false once the answer is certain.
  public var needsRows: Bool { !loop.isDone }
}
