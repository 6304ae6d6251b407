import CEL

/// The way out of unknown, for the few questions in which absence is an answer.
enum UnknownFunctions {
  /// Declares `firstKnown`.
  static func declare(in environment: inout Environment) {
    let kind = CELType.parameter("T")
    var first = Overload(id: "first_known", parameters: kind, kind, result: kind) { first, _ in .value(first) }
    first.takesFirstKnown = true
    environment.declare(function: Function("firstKnown", [first]))
  }
}
