/// The values of a list to choose from, for a template.
enum Choice {
  /// Options with their words; the chosen one is marked.
  static func options(_ options: [(value: String, label: String)], chosen: String?) -> [[String: Any]] {
    options.map { ["value": $0.value, "label": $0.label, "isChosen": $0.value == chosen] }
  }
}
