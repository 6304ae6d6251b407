import ReportModel

/// Puts what follows from an accident under the one finding that names it.
///
/// Followers whose accident nobody named stand for themselves again, at their old places: suspicion alone folds nothing.
struct CauseFolding {
  /// A finding while it is gathered.
  struct Entry {
    var finding: Finding
    let part: String
    let group: CauseGroup?
    /// For each place when it was noticed, so that findings can be joined in order.
    var order: [Int]
  }

  private var named: [Entry] = []
  private var others: [Entry] = []

  /// The findings of a report: errors first, named accidents before the rest, then by rule id.
  static func fold(_ entries: [Entry]) -> [Finding] {
    var folding = CauseFolding()
    // A fixed order, as the entries come out of a table without one.
    for entry in entries.sorted(by: precedes) {
      if entry.group?.isNaming == true { folding.take(naming: entry) }
    }
    for entry in entries.sorted(by: precedes) where entry.group?.isNaming != true { folding.take(entry) }
    return (folding.named.map(folding.lifted) + folding.others).sorted(by: precedes).map(\.finding)
  }

  /// The first to name an accident names it; what others say of it (the same accident in another way) follows.
  private mutating func take(naming entry: Entry) {
    guard let first = named.firstIndex(where: { $0.group == entry.group }) else { return named.append(entry) }
    var follower = entry.finding
    follower.cause = nil
    named[first].finding.cause?.affected += entry.finding.cause?.affected ?? 0
    named[first].finding.followers.append(follower)
  }

  private mutating func take(_ entry: Entry) {
    if let index = named.firstIndex(where: { owns($0, entry) }) {
      named[index].finding.followers.append(entry.finding)
    } else if let index = others.firstIndex(where: { Self.areOne($0, entry) }) {
      others[index] = Self.joined(others[index], entry)
    } else {
      others.append(entry)
    }
  }

  private func owns(_ naming: Entry, _ entry: Entry) -> Bool {
    guard let cause = naming.group else { return false }
    guard let group = entry.group else { return cause.cause.explains(entry.finding, named: naming.finding) }
    return group.cause == cause.cause && (cause.section == nil || cause.section == group.section)
  }

  /// Whether two entries are one finding that suspicion had parted.
  private static func areOne(_ left: Entry, _ right: Entry) -> Bool {
    left.part == right.part && left.finding.severity == right.finding.severity
      && left.finding.confirmation == right.finding.confirmation
  }

  private static func joined(_ left: Entry, _ right: Entry) -> Entry {
    let both = Array(zip(left.order, left.finding.places)) + Array(zip(right.order, right.finding.places))
    let first = both.sorted { $0.0 < $1.0 }.prefix(Finding.placesKept)
    var entry = left
    entry.order = first.map(\.0)
    entry.finding.places = first.map(\.1)
    entry.finding.count += right.finding.count
    return entry
  }

  /// A cause is as grave as the gravest of its followers: folding never changes a verdict.
  private func lifted(_ entry: Entry) -> Entry {
    var entry = entry
    for follower in entry.finding.followers where Self.isGraver(follower, than: entry.finding) {
      entry.finding.severity = follower.severity
      entry.finding.grade = follower.grade
    }
    return entry
  }

  private static func isGraver(_ left: Finding, than right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    guard left.severity == .error, case .confirmable = right.grade, case .data = left.grade else { return false }
    return true
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    if left.finding.severity != right.finding.severity { return left.finding.severity > right.finding.severity }
    let (leftNames, rightNames) = (left.finding.cause != nil, right.finding.cause != nil)
    if leftNames != rightNames { return leftNames }
    if left.part != right.part { return left.part < right.part }
    if left.finding.confirmation != right.finding.confirmation {
      return (left.finding.confirmation ?? "") < (right.finding.confirmation ?? "")
    }
    return (left.order.first ?? 0) < (right.order.first ?? 0)
  }
}
