/// Rows of a batch shown to the row evaluator, as a variable or as the element of a pass.
struct BatchRows {
  let batch: any ColumnBatch
  let base: any Activation
  let place: RecordPlace
  let attributes: AttributeTable
  let localCount: Int
  let budget: Int

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
  func frame() -> Frame {
    Frame(
      activation: base,
      attributes: attributes,
      locals: localCount == 0 ? [] : Array(repeating: .value(.null), count: localCount),
      remaining: budget
    )
  }

  private func frame(_ row: Int) -> Frame {
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
      var frame = frame()
      frame.locals[slot] = .value(.record(record))
      return frame
    case .computed: return frame()
    }
  }

  func truth(_ node: any Node, _ row: Int) -> UInt8 {
    var frame = frame(row)
    return node.condition(&frame).rowTruth.rawValue
  }

  func number(_ node: any Node, _ row: Int) -> (Int64, UInt8) {
    var frame = frame(row)
    if let number = node.integer(&frame) { return (number, 0) }
    return node.evaluate(&frame).rowNumber
  }
}
