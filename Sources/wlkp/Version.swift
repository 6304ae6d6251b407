import RuleEngine

/// What `wlkp --version` says.
enum Version {
  static let text = "wlkp \(Engine.version)"
}
