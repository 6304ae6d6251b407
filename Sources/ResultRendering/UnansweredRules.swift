import ReportModel

/// The rules without an answer, added up by what was missing.
struct UnansweredRules {
  /// One cause with its rules and what they lacked.
  struct Group {
    let cause: Cause
    /// The ids of the rules, sorted.
    let rules: [String]
    /// What was missing in plain words, a line for each section of the form; only for ``Cause/fields``.
    let lines: [Bilingual]
    /// Lines that are not listed.
    let linesOmitted: Int
  }

  /// What stood in the way of an answer, in the order in which people are told.
  enum Cause: CaseIterable {
    case lastYear, otherReports, otherUnits, fields, minimumWage, holidays, amounts, lists, ours
  }

  /// How many different rules gave no answer somewhere.
  let rules: Int
  /// The causes that occur.
  let groups: [Group]

  init(_ assessment: Assessment, names: ReportNames) {
    let entries = assessment.notAssessed
    rules = Set(entries.map(\.rule)).count
    let byCause = Dictionary(grouping: entries, by: Self.cause)
    groups = Cause.allCases.compactMap { cause in
      guard let ofCause = byCause[cause] else { return nil }
      let missing = cause == .fields ? Set(ofCause.flatMap(\.missing)) : []
      let lines = Self.lines(missing.sorted(), names)
      return Group(
        cause: cause,
        rules: Set(ofCause.map(\.rule)).sorted(),
        lines: Array(lines.prefix(RenderingLimits.missingListed)),
        linesOmitted: max(0, lines.count - RenderingLimits.missingListed)
      )
    }
  }

  private static func cause(_ entry: NotAssessed) -> Cause {
    func names(_ prefix: String) -> Bool { entry.missing.contains { $0.hasPrefix(prefix) } }
    switch entry.reason {
    case .evaluationError: return .ours
    case .needsPriorReports:
      if names("laporanUnitLain") { return .otherUnits }
      return names("laporanLain") ? .otherReports : .lastYear
    case .missingReference:
      if names("upah-minimum:") { return .minimumWage }
      if names("libur") { return .holidays }
      return names("param:") ? .amounts : .lists
    case .missingData: return .fields
    }
  }

  /// Fields under the title of their section; a section that is missing as a whole by itself.
  private static func lines(_ missing: [String], _ names: ReportNames) -> [Bilingual] {
    guard !names.sections.isEmpty else { return missing.map { Bilingual(id: $0, en: $0) } }
    var labels: [String: [Bilingual]] = [:]
    var whole: [Bilingual] = []
    for name in missing {
      if let field = names.fields[name] {
        // The same field is known by the name of the section and by that of its rows.
        if labels[field.section]?.contains(where: { $0.id == field.label.id }) != true {
          labels[field.section, default: []].append(field.label)
        }
      } else if let title = names.sections[name], !whole.contains(where: { $0.id == title.id }) {
        whole.append(title)
      }
    }
    let fields = labels.sorted { $0.key < $1.key }.map { section, labels in
      let title = names.sections[section] ?? Bilingual(id: section, en: section)
      return Wording.missingFields(
        title,
        Bilingual(id: labels.map(\.id).joined(separator: "; "), en: labels.map(\.en).joined(separator: "; "))
      )
    }
    return fields + whole.sorted { $0.id < $1.id }.map(Wording.missingSection)
  }
}
