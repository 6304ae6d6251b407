public import ReportModel

/// A dated amount of the law over the years.
public struct ParameterHistory: Sendable {
  /// The parameter's name, such as `lembur.maks_jam_hari`.
  public let name: String
  /// Its values, the newest first.
  public let values: [Value]

  /// What held from one day to another.
  public struct Value: Sendable {
    /// The value as the table writes it.
    public let text: String
    /// Its unit, as the table writes it.
    public let unit: String
    /// First day; `nil` for always before.
    public let from: CivilDate?
    /// Last day; `nil` for still in force.
    public let to: CivilDate?
    /// Where it stands in the law.
    public let source: String
  }
}

extension RulePack {
  /// The amounts of the law that a rule asks for, each over the years, in the order in which the rule names them.
  public func amounts(of rule: Rule) -> [ParameterHistory] {
    var seen: Set<String> = []
    return rule.expressions.flatMap { parameterNames(in: $0.text) }.filter {
      seen.insert($0).inserted
    }
    .compactMap { tables.history(ofParameter: $0) }
  }

  private func parameterNames(in text: String) -> [String] {
    let tokens = ExpressionToken.tokens(of: Array(text.utf8))
    return tokens.indices.compactMap { index in
      guard index >= 2, tokens[index].kind == .text, tokens[index - 1].text == "(",
        ["param", "paramText"].contains(tokens[index - 2].text)
      else { return nil }
      return tokens[index].text
    }
  }
}

extension ReferenceTables {
  /// The days on which some amount changes, in order, as day numbers: between two of them all amounts stay the same.
  var daysOfChange: [Int32] {
    guard let table = table("parameter"), let first = table.column("dari"), let last = table.column("sampai") else {
      return []
    }
    let days = (0..<table.rowCount).flatMap { row in
      [
        CivilDate(iso: table.cell(row, first))?.dayNumber,
        CivilDate(iso: table.cell(row, last)).map { $0.dayNumber + 1 },
      ].compactMap { $0 }
    }
    return Set(days).sorted()
  }

  /// The values of a parameter, the newest first; `nil` when there is no such parameter.
  func history(ofParameter name: String) -> ParameterHistory? {
    guard let table = table("parameter") else { return nil }
    func cell(_ row: Int, _ column: String) -> String {
      table.column(column).map { table.cell(row, $0) } ?? ""
    }
    let values = table.rows(name).map { row in
      ParameterHistory.Value(
        text: cell(row, "nilai"),
        unit: cell(row, "satuan"),
        from: CivilDate(iso: cell(row, "dari")),
        to: CivilDate(iso: cell(row, "sampai")),
        source: cell(row, "sumber")
      )
    }
    guard !values.isEmpty else { return nil }
    let newestFirst = values.sorted { ($0.from?.dayNumber ?? .min) > ($1.from?.dayNumber ?? .min) }
    return ParameterHistory(name: name, values: newestFirst)
  }
}
