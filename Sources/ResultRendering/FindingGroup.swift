import ReportModel

/// What a finding asks of the reader; results are shown in this order.
enum FindingGroup: String, CaseIterable {
  /// Stands in the way: correct it.
  case errors
  /// Stands in the way until it is corrected or confirmed.
  case toConfirm = "confirm"
  /// Does not stand in the way, should be looked at.
  case attention
  /// Context only.
  case notes

  /// The group of a finding.
  init(_ finding: Finding) {
    switch (finding.severity, finding.grade) {
    case (.error, .confirmable): self = .toConfirm
    case (.error, _): self = .errors
    case (.warning, _): self = .attention
    case (.info, _): self = .notes
    }
  }

  /// The findings of each group that has any, in the order in which they were given.
  static func divide(_ findings: [Finding]) -> [(group: FindingGroup, findings: [Finding])] {
    let byGroup = Dictionary(grouping: findings, by: FindingGroup.init)
    return allCases.compactMap { group in byGroup[group].map { (group, $0) } }
  }
}

extension Finding {
  /// Whether the data are fine and the situation differs from the norm (class K).
  var isCompliance: Bool {
    if case .compliance = grade { true } else { false }
  }

  /// How many places are counted and not kept.
  var placesOmitted: Int { max(0, count - places.count) }
}

extension Assessment {
  /// Whether the report describes a day after the one up to which the pack was checked against the law.
  var isBeyondVerified: Bool {
    guard let reference = dates.reference, let verified = instruments.verifiedUntil else { return false }
    return reference > verified
  }

  /// How many findings a group has.
  func count(_ group: FindingGroup) -> Int {
    findings.count { FindingGroup($0) == group }
  }
}
