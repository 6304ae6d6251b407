extension Program {
  /// Whether a variable is read nowhere but as the last argument of one function; also when it is not read at all.
  ///
  /// What the function makes of the variable is then all that its value matters for.
  public func reads(_ variable: String, onlyAsLastArgumentOf function: String) -> Bool {
    VariableUse(variable: variable, function: function).isOnlyThere(root)
  }
}

/// Where a program reads a variable.
private struct VariableUse {
  let variable: String
  let function: String

  func isOnlyThere(_ node: any Node) -> Bool {
    switch node {
    case let node as VariableNode: return node.name != variable
    case let node as UnaryCallNode: return areOnlyThere([node.argument], node.dispatch)
    case let node as BinaryCallNode: return areOnlyThere([node.first, node.second], node.dispatch)
    case let node as CallNode: return areOnlyThere(node.arguments, node.dispatch)
    case is ConstantNode: return true
    case is FieldNode, is TestNode, is OperatorNode, is AndNode, is OrNode, is NotNode, is ConditionalNode,
      is MembershipNode, is MatchNode:
      return node.children.allSatisfy(isOnlyThere)
    // Of what is not listed nothing is known.
    default: return false
    }
  }

  private func areOnlyThere(_ arguments: [any Node], _ dispatch: Dispatch) -> Bool {
    let isThere = dispatch.name == function && (arguments.last as? VariableNode)?.name == variable
    return (isThere ? arguments.dropLast() : arguments[...]).allSatisfy(isOnlyThere)
  }
}
