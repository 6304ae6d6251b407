extension RulePack {
  /// The keys of the rules that compare with earlier reports: what the second phase over an archive asks.
  public var comparingRules: Set<String> { Set(rules.filter { !$0.priorVariables.isEmpty }.map(\.key)) }

  /// Those among them that look at the rows of other units' reports: what is asked about persons whom several companies
  /// list.
  public var neighbourRules: Set<String> {
    Set(rules.filter { $0.section != nil && $0.priorVariables == ["laporanUnitLain"] }.map(\.key))
  }
}
