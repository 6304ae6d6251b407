/// Rows of a batch shown to the row evaluator, as a variable or as the element of a pass.
struct BatchRows {
  let batch: any ColumnBatch
  let base: any Activation
  let place: RecordPlace
  let attributes: AttributeTable
  let localCount: Int
  let budget: Int
  /// Steps that one part of a program may take: what all of them take together is then within the budget of a row.
  let share: Int

  /// - Parameter parts: how many parts of the program go row by row or are the same for all rows.
  init(
    batch: any ColumnBatch,
    base: any Activation,
    place: RecordPlace,
    attributes: AttributeTable,
    localCount: Int,
    budget: Int,
    parts: Int
  ) {
    self.batch = batch
    self.base = base
    self.place = place
    self.attributes = attributes
    self.localCount = localCount
    self.budget = budget
    share = budget / (parts + 1)
  }

  /// The other variables, and the row in its slot.
  private struct RowActivation: Activation {
    let base: any Activation
    let slot: Int
    let record: RecordReference

    func read(variable slot: Int) -> VariableReading {
      slot == self.slot ? .value(.record(record)) : base.read(variable: slot)
    }

    func readFold(_ index: Int) -> Outcome {
      base.readFold(index)
    }
  }

  /// A frame without a row, for what does not depend on it.
  func frame(_ budget: Int) -> Frame {
    Frame(
      activation: base,
      attributes: attributes,
      locals: localCount == 0 ? [] : Array(repeating: .value(.null), count: localCount),
      remaining: budget
    )
  }

  private func frame(_ row: Int, _ budget: Int) -> Frame {
    let record = RecordReference(source: batch, row: row)
    switch place {
    case .variable(let slot):
      return Frame(
        activation: RowActivation(base: base, slot: slot, record: record),
        attributes: attributes,
        locals: localCount == 0 ? [] : Array(repeating: .value(.null), count: localCount),
        remaining: budget
      )
    case .local(let slot):
      var frame = frame(budget)
      frame.locals[slot] = .value(.record(record))
      return frame
    case .computed: return frame(budget)
    }
  }

  /// What the whole condition comes to for a row.
  func truth(_ root: any Node, _ row: Int) -> UInt8 {
    var frame = frame(row, budget)
    return root.condition(&frame).rowTruth.rawValue
  }

  /// What a part comes to for a row; nil when it takes more than its share of steps.
  func partTruth(_ node: any Node, _ row: Int) -> UInt8? {
    var frame = frame(row, share)
    let truth = node.condition(&frame).rowTruth.rawValue
    return frame.remaining >= 0 ? truth : nil
  }

  /// The same for a part that is a number.
  func partNumber(_ node: any Node, _ row: Int) -> (Int64, UInt8)? {
    var frame = frame(row, share)
    if let number = node.integer(&frame) { return frame.remaining >= 0 ? (number, ColumnKernels.there) : nil }
    // The short way may have taken steps before it gave up.
    frame.remaining = share
    let number = node.evaluate(&frame).rowNumber
    return frame.remaining >= 0 ? number : nil
  }
}
