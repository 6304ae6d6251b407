import ReportModel
import ResultRendering
import RuleEngine

/// Which files of a batch are reports of one company: what the second phase compares. About 40 bytes a file.
struct CompanyGroups {
  /// A file in a group.
  struct Member {
    let number: Int
    let bytes: Int64
    let verdict: Verdict
  }

  private var members: [UInt64: [Member]] = [:]
  /// Companies with more reports than are compared.
  private(set) var large = 0

  /// Notes a file that was read; one that says no company stands alone.
  mutating func add(_ entry: BatchEntry) {
    guard entry.fault == nil, !entry.isDraft, entry.header.kind != nil, let key = Self.key(entry.header) else { return }
    let member = Member(number: entry.number, bytes: entry.bytes ?? 0, verdict: entry.verdict)
    members[key, default: []].append(member)
    if members[key]?.count == PriorReports.limit + 1 { large += 1 }
  }

  /// The groups of at least two files, in the order of their first.
  var groups: [[Member]] {
    members.values.filter { (2...PriorReports.limit).contains($0.count) }.sorted { $0[0].number < $1[0].number }
  }

  /// A hash of what tells the company: its number, else its name (FNV-1a; two companies with one hash are still told
  /// apart by the rules, which compare the numbers).
  private static func key(_ header: ReportHeader) -> UInt64? {
    let unit = UnitIdentity(header)
    guard let text = unit.nib.map({ "b" + $0 }) ?? unit.npwp.map({ "p" + $0 }) ?? unit.name.map({ "n" + $0 }) else {
      return nil
    }
    return text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
