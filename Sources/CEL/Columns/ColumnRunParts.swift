// The instructions that go from row to row: parts for the row evaluator, and functions of the host.

extension ColumnRun {
  /// Whether a row of the chunk is left out.
  @inline(__always)
  private func isMasked(_ inner: UnsafeMutablePointer<UInt8>?, _ row: Int, _ start: Int) -> Bool {
    if let inner, inner[row] == RowTruth.isFalse.rawValue { return true }
    if let mask, mask[start + row] == 0 { return true }
    return false
  }

  /// What a part comes to for a row.
  func truth(_ part: Int, _ row: Int) -> UInt8 {
    rows.partTruth(code.rowParts[part].node, row) ?? overspend(row).truth
  }

  func number(_ part: Int, _ row: Int) -> (Int64, UInt8) {
    if let number = rows.partNumber(code.rowParts[part].node, row) { return number }
    let (state, number) = overspend(row)
    return (number, state)
  }

  /// Notes that the row evaluator must judge the row; until then it counts as an error.
  private func overspend(_ row: Int) -> (truth: UInt8, number: Int64) {
    registers.overspent.append(row)
    return (RowTruth.error.rawValue, 0)
  }

  func rowTruths(_ part: ColumnInstruction.MaskedPart, _ target: Int, _ start: Int, _ count: Int) {
    let target = registers.state(target)
    let mask = part.mask.map { registers.state($0) }
    let part = code.rowParts[part.index]
    if rows.isBlocked(by: part.blockers) { return target.update(repeating: RowTruth.unknown.rawValue, count: count) }
    let known = memo?.answers(for: part, rows: rowCount, hasNumbers: false)
    for row in 0..<count {
      if isMasked(mask, row, start) {
        target[row] = 0
        continue
      }
      if let answer = known?.states[start + row], answer != ColumnMemo.Answers.missing {
        target[row] = answer
        continue
      }
      guard let answer = rows.partTruth(part.node, start + row) else {
        (target[row], _) = overspend(start + row)
        continue
      }
      target[row] = answer
      known?.states[start + row] = answer
    }
  }

  func rowNumbers(_ part: ColumnInstruction.MaskedPart, _ target: Int, _ start: Int, _ count: Int) {
    let (numbers, states) = pair(target)
    let mask = part.mask.map { registers.state($0) }
    let part = code.rowParts[part.index]
    if rows.isBlocked(by: part.blockers) { return states.update(repeating: RowTruth.unknown.rawValue, count: count) }
    let known = memo?.answers(for: part, rows: rowCount, hasNumbers: true)
    for row in 0..<count {
      if isMasked(mask, row, start) {
        (numbers[row], states[row]) = (0, ColumnKernels.there)
        continue
      }
      if let known, known.states[start + row] != ColumnMemo.Answers.missing {
        (numbers[row], states[row]) = (known.numbers[start + row], known.states[start + row])
        continue
      }
      guard let number = rows.partNumber(part.node, start + row) else {
        (states[row], numbers[row]) = overspend(start + row)
        continue
      }
      (numbers[row], states[row]) = number
      known?.states[start + row] = states[row]
      known?.numbers[start + row] = numbers[row]
    }
  }

  // MARK: - Functions over numbers

  func map(_ mapping: ColumnInstruction.Mapping, _ target: Int, _ start: Int, _ count: Int) {
    let first = view(mapping.first, start)
    let second = mapping.second.map { view($0, start) } ?? .scalar(0)
    if let kernel = mapping.columns { return map(kernel, mapping.part.index, first, second, target, start, count) }
    let (numbers, states) = pair(target)
    let (firstStates, secondStates) = (first.states, second.states)
    let mask = mapping.part.mask.map { registers.state($0) }
    first.withNumbers { one, stride in
      second.withNumbers { two, otherStride in
        for row in 0..<count {
          let state = min(firstStates?[row] ?? ColumnKernels.there, secondStates?[row] ?? ColumnKernels.there)
          if state != ColumnKernels.there || isMasked(mask, row, start) {
            (numbers[row], states[row]) = (0, state)
          } else if let number = mapping.function(one[row &* stride], two[row &* otherStride]) {
            (numbers[row], states[row]) = (number, ColumnKernels.there)
          } else {
            (numbers[row], states[row]) = number(mapping.part.index, start + row)
          }
        }
      }
    }
  }

  private func map(
    _ kernel: NumberKernel,
    _ part: Int,
    _ first: NumberView,
    _ second: NumberView,
    _ target: Int,
    _ start: Int,
    _ count: Int
  ) {
    let (numbers, states) = pair(target)
    first.withNumbers { one, stride in
      second.withNumbers { two, otherStride in
        kernel(
          NumberColumn(base: one, stride: stride),
          NumberColumn(base: two, stride: otherStride),
          UnsafeMutableBufferPointer(start: numbers, count: count),
          UnsafeMutableBufferPointer(start: states, count: count)
        )
      }
    }
    // 1 for "answered" becomes the state of a number that is there.
    for row in 0..<count { states[row] = states[row] != 0 ? ColumnKernels.there : 0 }
    let isAnswered = ColumnKernels.isAll(ColumnKernels.there, states, count)
    ColumnKernels.overlay(first.states, second.states, states, count)
    if isAnswered { return }
    for row in 0..<count where states[row] == 0 {
      (numbers[row], states[row]) = number(part, start + row)
    }
  }

  // MARK: - Numbers of different scales

  func scaled(_ instruction: ColumnInstruction, _ position: Int, _ start: Int, _ count: Int) {
    let (one, two) = factors(position)
    switch instruction {
    case .calculateScaled(let calculation, let left, let right, let target):
      NumberKernels.calculateScaled(
        calculation,
        (view(left.number, start), one),
        (view(right.number, start), two),
        pair(target),
        count
      )
    case .compareScaled(let comparison, let left, let right, let part, let target):
      let (first, second) = (view(left.number, start), view(right.number, start))
      NumberKernels.compareScaled(comparison, (first, one), (second, two), registers.state(target), count)
      askTooLarge(left, first, part, target, start, count)
      askTooLarge(right, second, part, target, start, count)
    default: break
    }
  }

  /// Where a calculation did not fit, the row evaluator compares.
  private func askTooLarge(
    _ operand: ColumnInstruction.ScaledOperand,
    _ view: NumberView,
    _ part: Int,
    _ target: Int,
    _ start: Int,
    _ count: Int
  ) {
    guard case .register = operand.number, let states = view.states else { return }
    let target = registers.state(target)
    for row in 0..<count where states[row] == NumberKernels.tooLargeState {
      target[row] = truth(part, start + row)
    }
  }
}
