/// `x in [constants]`: a few are compared one by one, many are found by hash.
final class MembershipNode: Node {
  let operand: any Node
  let values: [Value]
  private let keys: Set<MapKey>?
  var children: [any Node] { [operand] }

  /// Elements up to which comparing is faster than hashing.
  private static let fewElements = 8

  /// Nil when an element cannot be found by hash, such as a list.
  init?(_ operand: any Node, in values: [Value]) {
    let keys = values.compactMap { MapKey(lookup: $0) }
    guard keys.count == values.count else { return nil }
    self.operand = operand
    self.values = values
    self.keys = values.count > MembershipNode.fewElements ? Set(keys) : nil
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = operand.evaluate(&frame)
    guard case .value(let value) = outcome else { return outcome }
    guard let keys else { return .bool(values.contains(value)) }
    return .bool(MapKey(lookup: value).map(keys.contains) ?? false)
  }
}
