// The instructions over texts.

extension ColumnRun {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The text of a row that has one, as the column holds it.
  @inline(__always)
  func plainText(_ column: BareColumn, _ row: Int) -> Bytes {
    if let text = column.text {
      let start = Int(text.starts[row])
      let length = Int(text.lengths[row])
      precondition(start + length <= text.byteCount, "a text ends behind its bytes")
      return Bytes(start: text.bytes + start, count: length)
    }
    guard let names = column.codes, let code = column.numbers?[row], code >= 0, code < Int64(names.count) else {
      return Bytes(start: nil, count: 0)
    }
    let start = Int(names.starts[Int(code)])
    return Bytes(start: names.bytes + start, count: Int(names.starts[Int(code) + 1]) - start)
  }

  /// Calls `body` with what the steps of a source make of a text; nil when only the row evaluator can tell.
  func withText<Result>(_ source: TextSource, _ text: Bytes, _ body: (Bytes) -> Result?) -> Result? {
    var text = text
    var (made, before) = (registers.made, registers.madeBefore)
    for step in source.steps {
      swap(&made, &before)
      guard let next = Self.text(text, after: step, made) else { return nil }
      text = next
    }
    return body(text)
  }

  /// What a step makes of a text; nil when only the row evaluator can tell.
  @inline(__always)
  static func text(_ text: Bytes, after step: TextStep, _ made: UnsafeMutablePointer<TextBuffer>) -> Bytes? {
    made.pointee.begin(text.count)
    switch step(text, &made.pointee) {
    case .piece(let range): return Bytes(rebasing: text[range])
    case .made: return Bytes(start: made.pointee.bytes, count: made.pointee.count)
    case .none: return nil
    }
  }

  /// Goes through the rows of a chunk whose text and number are there, with what the steps of a source make of the text;
  /// nil where only the row evaluator can tell.
  @inline(__always)
  private func eachText(
    _ source: TextSource,
    _ number: ColumnInstruction.NumberOperand?,
    _ part: ColumnInstruction.MaskedPart?,
    _ states: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int,
    _ body: (_ row: Int, _ text: Bytes?, _ number: Int64) -> Void
  ) {
    let column = registers.columns[source.column]
    guard let first = source.steps.first else {
      return eachText(column, number, part, states, start, count) { body($0, $1, $2) }
    }
    if source.steps.count > 1 {
      return eachText(column, number, part, states, start, count) { row, text, number in
        // The bytes stay in the buffers until the next text is made.
        body(row, withText(source, text) { $0 }, number)
      }
    }
    // Nearly always there is one step: it is fetched once, not for every row.
    let made = registers.made
    eachText(column, number, part, states, start, count) { row, text, number in
      body(row, Self.text(text, after: first, made), number)
    }
  }

  /// Goes through the rows of a chunk whose text and number are there.
  @inline(__always)
  private func eachText(
    _ column: BareColumn,
    _ number: ColumnInstruction.NumberOperand?,
    _ part: ColumnInstruction.MaskedPart?,
    _ states: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int,
    _ body: (_ row: Int, _ text: Bytes, _ number: Int64) -> Void
  ) {
    guard let cells = column.states else { return states.update(repeating: 1, count: count) }
    let view = number.map { self.view($0, start) } ?? .scalar(0)
    let numberStates = view.states
    let inner = (part?.mask).map { registers.state($0) }
    // Without a part nothing is left out: what is computed may be shared.
    let mask = part == nil ? nil : mask
    view.withNumbers { numbers, stride in
      for row in 0..<count {
        let cell: UInt8 = cells[start + row] == CellState.value.rawValue ? ColumnKernels.there : 1
        let state = min(cell, numberStates?[row] ?? ColumnKernels.there)
        states[row] = state
        guard state == ColumnKernels.there else { continue }
        if let inner, inner[row] == 0 { continue }
        if let mask, mask[start + row] == 0 { continue }
        body(row, plainText(column, start + row), numbers[row &* stride])
      }
    }
  }

  // MARK: - Tests

  func testText(_ test: TextTest, _ target: Int, _ start: Int, _ count: Int) {
    let column = registers.columns[test.source.column]
    let target = registers.state(target)
    if let names = column.names, test.number == nil {
      let answers = registers.answers(test, names) { self.answers(test, names) }
      if !answers.isOpen { return codes(column, answers, target, start, count) }
    }
    if column.text != nil, test.source.steps.isEmpty, plainTest(column, test, target, start, count) { return }
    // The dear kinds have a loop of their own, in which nothing is looked up again for every row.
    switch test.kind {
    case .function(let function): eachAnswer(test, target, start, count) { function($0, $1) }
    case .pattern(let pattern): eachAnswer(test, target, start, count) { text, _ in pattern.matches(text) }
    case .equal, .oneOf, .start, .end, .part, .fixed:
      eachAnswer(test, target, start, count) { test.plainAnswer($0, $1) }
    }
  }

  @inline(__always)
  private func eachAnswer(
    _ test: TextTest,
    _ target: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int,
    _ answer: (Bytes, Int64) -> Bool?
  ) {
    let (yes, no): (UInt8, UInt8) = test.isNegated ? (0, 3) : (3, 0)
    let part = test.part.index
    eachText(test.source, test.number, test.isMasked ? test.part : nil, target, start, count) { row, text, number in
      if let text, let found = answer(text, number) {
        target[row] = found ? yes : no
      } else {
        target[row] = truth(part, start + row)
      }
    }
  }

  private func answers(_ test: TextTest, _ names: ColumnNames) -> [UInt8] {
    names.names.map { name in
      var name = name
      return name.withUTF8 { bytes in
        withText(test.source, bytes) { test.answer($0, 0) }.map { $0 ? 3 : 0 } ?? CodeAnswers.open
      }
    }
  }

  private func codes(
    _ column: BareColumn,
    _ answers: CodeAnswers,
    _ target: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int
  ) {
    guard let numbers = column.numbers, let cells = column.states else {
      return target.update(repeating: RowTruth.unknown.rawValue, count: count)
    }
    let codes = numbers + start
    if let few = answers.few {
      NumberKernels.oneOf(codes, few, target, count)
    } else if let bits = answers.bits {
      for row in 0..<count {
        let code = UInt64(bitPattern: codes[row])
        target[row] = code < 64 ? UInt8(truncatingIfNeeded: bits &>> code) & 1 &* 3 : 0
      }
    } else {
      answers.answers.withUnsafeBufferPointer { table in
        for row in 0..<count {
          let code = codes[row]
          target[row] = code >= 0 && code < table.count ? table[Int(code)] : 0
        }
      }
    }
    let states = ColumnKernels.StatePlane(bytes: cells + start, isColumn: true)
    ColumnKernels.overlay(states, nil, target, count)
  }

  /// The frequent tests of a column's own text, each with a loop of its own; false for the others.
  private func plainTest(
    _ column: BareColumn,
    _ test: TextTest,
    _ target: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int
  ) -> Bool {
    let flip: UInt8 = test.isNegated ? 3 : 0
    switch test.kind {
    case .equal(let bytes):
      bytes.withUnsafeBufferPointer { bytes in
        each(column, target, start, count) { $0.isSame(as: bytes) ? 3 ^ flip : flip }
      }
    case .fixed(let pattern): each(column, target, start, count) { pattern.matches($0) ? 3 ^ flip : flip }
    case .start(let bytes):
      bytes.withUnsafeBufferPointer { bytes in
        each(column, target, start, count) { text in
          text.count >= bytes.count && Bytes(rebasing: text[..<bytes.count]).isSame(as: bytes) ? 3 ^ flip : flip
        }
      }
    case .oneOf, .end, .part, .pattern, .function: return false
    }
    return true
  }

  @inline(__always)
  private func each(
    _ column: BareColumn,
    _ target: UnsafeMutablePointer<UInt8>,
    _ start: Int,
    _ count: Int,
    _ answer: (Bytes) -> UInt8
  ) {
    guard let text = column.text, let cells = column.states else {
      return target.update(repeating: RowTruth.unknown.rawValue, count: count)
    }
    for row in 0..<count {
      let place = start + row
      guard cells[place] == CellState.value.rawValue else {
        target[row] = RowTruth.unknown.rawValue
        continue
      }
      let first = Int(text.starts[place])
      let length = Int(text.lengths[place])
      precondition(first + length <= text.byteCount, "a text ends behind its bytes")
      target[row] = answer(Bytes(start: text.bytes + first, count: length))
    }
  }

  // MARK: - Two texts, and numbers

  func compareTexts(
    _ left: TextSource,
    _ right: TextSource,
    _ isNegated: Bool,
    _ part: ColumnInstruction.MaskedPart,
    _ target: Int,
    _ start: Int,
    _ count: Int
  ) {
    let target = registers.state(target)
    let other = registers.columns[right.column]
    let isPlain = right.steps.isEmpty
    eachText(left, nil, part, target, start, count) { row, text, _ in
      // The buffers hold one text only: two that are both made are left to the row evaluator.
      if let text, isPlain, let cells = other.states, cells[start + row] == CellState.value.rawValue {
        target[row] = text.isSame(as: plainText(other, start + row)) != isNegated ? 3 : 0
      } else {
        target[row] = truth(part.index, start + row)
      }
    }
  }

  func numberOfText(_ number: TextNumber, _ target: Int, _ start: Int, _ count: Int) {
    let (numbers, states) = pair(target)
    let (function, part) = (number.function, number.part.index)
    // What is left out must not look like a number that the next function cannot take.
    numbers.update(repeating: 0, count: count)
    eachText(number.source, number.number, number.part, states, start, count) { row, text, second in
      if let text, let found = function(text, second) {
        numbers[row] = found
      } else {
        (numbers[row], states[row]) = self.number(part, start + row)
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are the same.
  @inline(__always)
  fileprivate func isSame(as other: Self) -> Bool {
    guard count == other.count else { return false }
    for place in 0..<count where self[place] != other[place] { return false }
    return true
  }
}
