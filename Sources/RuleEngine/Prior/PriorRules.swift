extension RulePack {
  /// The keys of the rules that compare with earlier reports: what the second phase over an archive asks.
  public var comparingRules: Set<String> { Set(rules.filter { !$0.priorVariables.isEmpty }.map(\.key)) }
}
