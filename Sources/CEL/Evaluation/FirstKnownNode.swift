/// A call that is answered by its first argument when that is known, else by its second: the one way out of unknown.
final class FirstKnownNode: Node {
  let first: any Node
  let second: any Node
  var children: [any Node] { [first, second] }

  init(_ first: any Node, _ second: any Node) {
    self.first = first
    self.second = second
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = first.evaluate(&frame)
    guard case .unknown = outcome else { return outcome }
    return second.evaluate(&frame)
  }
}
