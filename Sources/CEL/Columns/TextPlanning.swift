// How texts become instructions.

extension ColumnPlanner {
  /// What a text is made of, when it can be had from the bytes of one column.
  mutating func source(_ node: any Node) -> TextSource? {
    if let index = field(node, .string) { return TextSource(column: column(index), steps: []) }
    guard let (inner, step) = step(node), let source = source(inner) else { return nil }
    return TextSource(column: source.column, steps: source.steps + [step])
  }

  /// What a function does to a text, and to which.
  private func step(_ node: any Node) -> (any Node, TextStep)? {
    switch node {
    case let node as UnaryCallNode:
      guard !node.dispatch.needsCheck else { return nil }
      let overload = node.dispatch.overloads[0]
      if let function = overload.textOverText { return (node.argument, .function(function)) }
      guard overload.isStandard else { return nil }
      switch overload.id {
      case "string_lower_ascii": return (node.argument, .lowered)
      case "string_trim": return (node.argument, .trimmed)
      case "string_upper_ascii": return (node.argument, .raised)
      default: return nil
      }
    case let node as CallNode:
      guard !node.dispatch.needsCheck, node.dispatch.overloads[0].isStandard, node.arguments.count == 3 else {
        return nil
      }
      switch node.dispatch.overloads[0].id {
      case "string_substring_int_int":
        return piece(node).map { (node.arguments[0], .piece($0)) }
      case "string_replace_string_string":
        return isWithoutFirst(node) ? (node.arguments[0], .withoutFirst) : nil
      default: return nil
      }
    default: return nil
    }
  }

  /// The constant range of a `substring`.
  private func piece(_ node: CallNode) -> Range<Int>? {
    guard case .int(let start)? = (node.arguments[1] as? ConstantNode)?.value,
      case .int(let end)? = (node.arguments[2] as? ConstantNode)?.value, start >= 0, start <= end, end < 1_000
    else { return nil }
    return Int(start)..<Int(end)
  }

  /// Whether it is `x.replace(x.substring(0, 1), "")`.
  private func isWithoutFirst(_ node: CallNode) -> Bool {
    guard let index = field(node.arguments[0], .string), let first = node.arguments[1] as? CallNode,
      first.dispatch.overloads.first?.id == "string_substring_int_int", first.dispatch.overloads[0].isStandard,
      field(first.arguments[0], .string) == index, piece(first) == 0..<1,
      case .string(let text)? = (node.arguments[2] as? ConstantNode)?.value
    else { return false }
    return text.isEmpty
  }

  private func constantText(_ node: any Node) -> String? {
    if case .string(let text)? = (node as? ConstantNode)?.value { text } else { nil }
  }

  // MARK: - Conditions

  mutating func textComparison(_ node: OperatorNode, isNegated: Bool, mask: Int?) -> Int? {
    for (text, other) in [(node.left, node.right), (node.right, node.left)] {
      if let constant = constantText(other), let source = source(text) {
        return test(source, .equal(Array(constant.utf8)), isNegated: isNegated, node, mask)
      }
    }
    guard let left = source(node.left), let right = source(node.right) else { return nil }
    let part = part(node, mask)
    return emit { .compareTexts(left, right, isNegated: isNegated, part: part, to: $0) }
  }

  mutating func textTest(_ node: UnaryCallNode, mask: Int?) -> Int? {
    guard !node.dispatch.needsCheck, let function = node.dispatch.overloads[0].overText,
      let source = source(node.argument)
    else { return nil }
    return test(source, .function(function), node, mask)
  }

  mutating func textTest(_ node: BinaryCallNode, _ overload: Overload, mask: Int?) -> Int? {
    if let make = overload.overTextAfterConstant, let constant = constantText(node.first),
      let function = make(constant), let source = source(node.second)
    {
      return test(source, .function { text, _ in function(text) }, node, mask)
    }
    guard let source = source(node.first) else { return nil }
    if let function = overload.overText {
      let number = plainNumber(node.second, overload.parameters[1], mask: mask)
      return test(source, .function(function), number: number, node, mask)
    }
    guard overload.isStandard, let text = constantText(node.second) else { return nil }
    let bytes = Array(text.utf8)
    switch overload.id {
    case "startsWith_string":
      return test(source, .start(bytes), node, mask)
    case "endsWith_string":
      return test(source, .end(bytes), node, mask)
    case "contains_string":
      return test(source, .part(bytes), node, mask)
    default: return nil
    }
  }

  mutating func membership(_ node: MembershipNode, mask: Int?) -> Int? {
    let texts = node.values.compactMap { value -> [UInt8]? in
      if case .string(let text) = value { Array(text.utf8) } else { nil }
    }
    guard texts.count == node.values.count, texts.count <= Self.manyTexts, let source = source(node.operand) else {
      return nil
    }
    return test(source, .oneOf(texts), node, mask)
  }

  /// Texts up to which comparing one by one is faster than the row evaluator's search by hash.
  private static var manyTexts: Int { 64 }

  mutating func match(_ node: MatchNode, mask: Int?) -> Int? {
    guard let source = source(node.operand) else { return nil }
    return test(source, node.pattern.fixed.map { .fixed($0) } ?? .pattern(node.pattern), node, mask)
  }

  private mutating func test(
    _ source: TextSource,
    _ kind: TextTest.Kind,
    isNegated: Bool = false,
    number: NumberOperand? = nil,
    _ node: any Node,
    _ mask: Int?
  ) -> Int {
    let test = TextTest(source, kind, isNegated: isNegated, number: number, part: part(node, mask))
    return emit { .testText(test, to: $0) }
  }

  // MARK: - Numbers

  /// A number that a function finds in a text.
  mutating func numberOfText(_ node: any Node, mask: Int?) -> Int? {
    switch node {
    case let node as UnaryCallNode:
      guard !node.dispatch.needsCheck || node.dispatch.name == "int", let source = source(node.argument) else {
        return nil
      }
      let overload = node.dispatch.overloads[0]
      if let function = overload.numberOverText { return number(source, function, nil, node, mask) }
      guard node.dispatch.overloads.allSatisfy(\.isStandard) else { return nil }
      switch node.dispatch.name {
      case "int": return number(source, { text, _ in TextKernels.number(text) }, nil, node, mask)
      case "size": return number(source, { text, _ in TextKernels.size(text) }, nil, node, mask)
      default: return nil
      }
    case let node as BinaryCallNode:
      guard !node.dispatch.needsCheck, let function = node.dispatch.overloads[0].numberOverText,
        let source = source(node.first)
      else { return nil }
      let second = plainNumber(node.second, node.dispatch.overloads[0].parameters[1], mask: mask)
      return number(source, function, second, node, mask)
    default: return nil
    }
  }

  private mutating func number(
    _ source: TextSource,
    _ function: @escaping @Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Int64?,
    _ second: NumberOperand?,
    _ node: any Node,
    _ mask: Int?
  ) -> Int {
    let text = TextNumber(source: source, function: function, number: second, part: part(node, mask))
    return emit { .numberOfText(text, to: $0) }
  }
}
