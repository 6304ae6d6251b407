public import ReportModel

/// How soon a visit would help, reckoned from one report's compliance findings in the open: every point has a reason.
///
/// Points of a finding of class K and severity warning: the weight of its area times its spread (1 up to 9 places, 2
/// from 10, 3 from 100). One point more for each area where data are missing that rules need. Data errors give none:
/// they go back to the company. The weights are decided in docs/decisions/0012-visit-priority.md.
public struct VisitPriority: Sendable {
  /// The reasons in the order of the findings.
  public private(set) var reasons: [Reason] = []

  /// One reason with its points.
  public struct Reason: Sendable, Hashable {
    /// The rule, or the area for missing data.
    public var subject: String
    /// The headline; `nil` for missing data.
    public var title: Bilingual?
    /// The weight of the area.
    public var weight: Int
    /// The factor for how many places there are.
    public var spread: Int
    /// How many places.
    public var count: Int

    /// Weight times spread.
    public var points: Int { weight * spread }
  }

  /// How soon.
  public enum Level: String, Sendable, CaseIterable {
    /// From `Self.highFrom` points.
    case high
    /// From `Self.mediumFrom` points.
    case medium
    /// At least one point.
    case low
    /// No point.
    case none
  }

  /// Points from which a visit should come soon: three findings in areas of the highest weight, or one widespread one.
  public static let highFrom = 15
  /// Points from which a visit is worth planning: one finding in an area of the highest weight.
  public static let mediumFrom = 5
  /// Weights by area: what harms people soonest weighs most.
  public static let weights: [(area: String, weight: Int)] = [
    ("K3", 5), ("USIA", 5), ("UPAH", 4), ("JAMSOS", 4), ("PRP", 4), ("JAM", 3), ("PKWT", 3), ("ALIH", 3), ("PHK", 3),
    ("TKA", 3), ("MAGANG", 3), ("HI", 2), ("DISAB", 2),
  ]
  /// The weight of every other area.
  public static let otherWeight = 1
  /// Areas whose missing data count one point: without them nobody knows whether people are safe and paid.
  public static let neededAreas = ["K3", "USIA", "UPAH", "JAMSOS"]

  /// All points.
  public var points: Int { reasons.reduce(0) { $0 + $1.points } }

  /// How soon.
  public var level: Level {
    let points = points
    if points >= Self.highFrom { return .high }
    if points >= Self.mediumFrom { return .medium }
    return points > 0 ? .low : .none
  }

  /// The priority of a file of a batch.
  public init(of entry: BatchEntry) {
    for finding in entry.findings where finding.isCompliance && finding.severity == .warning {
      add(finding.rule, finding.title, finding.count)
    }
    addMissing(entry.unanswered.lazy.filter { $0.reason == .missingData }.map(\.rule))
  }

  /// The priority of a judged report.
  public init(of assessment: Assessment) {
    for finding in assessment.findings where finding.isCompliance && finding.severity == .warning {
      add(finding.rule, finding.title, finding.count)
    }
    addMissing(assessment.notAssessed.lazy.filter { $0.reason == .missingData }.map(\.rule))
  }

  private mutating func add(_ rule: String, _ title: Bilingual, _ count: Int) {
    if let known = reasons.firstIndex(where: { $0.subject == rule }) {
      reasons[known].count += count
      reasons[known].spread = Self.spread(reasons[known].count)
      return
    }
    reasons.append(
      Reason(subject: rule, title: title, weight: Self.weight(ofRule: rule), spread: Self.spread(count), count: count)
    )
  }

  private mutating func addMissing(_ rules: some Sequence<String>) {
    var counts: [Substring: Int] = [:]
    for rule in rules { counts[ruleArea(rule), default: 0] += 1 }
    for area in Self.neededAreas {
      guard let count = counts[Substring(area)] else { continue }
      reasons.append(Reason(subject: area, title: nil, weight: 1, spread: 1, count: count))
    }
  }

  static func spread(_ count: Int) -> Int { count >= 100 ? 3 : (count >= 10 ? 2 : 1) }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("points", Int64(points))
      json.member("level", level.rawValue)
      json.member("reasons") { json in
        json.array(reasons) { json, reason in
          json.object { json in
            json.member(reason.title == nil ? "missingIn" : "rule", reason.subject)
            json.member("count", Int64(reason.count))
            json.member("weight", Int64(reason.weight))
            json.member("spread", Int64(reason.spread))
            json.member("points", Int64(reason.points))
          }
        }
      }
    }
  }
}
