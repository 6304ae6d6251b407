import AuditLog
public import ReportModel

/// The earlier reports a report is compared with: an explicit input of the judgement, named by its hash in every
/// assessment. Their order does not matter, and the same report twice counts once.
public struct PriorReports: Sendable {
  /// The reports, oldest first.
  public let reports: [PriorReport]
  /// SHA-256 over the ascending hashes of the files, each as 64 hexadecimal digits and a line feed.
  public let hash: ContentHash

  /// Reports at most: thirty years of one unit with its corrections, or a large archive's share of one company.
  public static let limit = 256

  /// Why reports cannot be compared with.
  public enum Fault: Error, Sendable, Hashable {
    /// There are more than the limit.
    case tooMany(limit: Int)
  }

  /// The reports, in any order.
  public init(_ reports: [PriorReport]) throws(Fault) {
    var known: Set<ContentHash> = []
    let different = reports.filter { known.insert($0.hash).inserted }
    guard different.count <= Self.limit else { throw .tooMany(limit: Self.limit) }
    self.reports = different.sorted(by: PriorReport.isEarlier)
    hash = Self.hash(of: known.map(\.hex))
  }

  /// Reports under a hash that names what they were taken from.
  init(reports: [PriorReport], hash: ContentHash) {
    self.reports = reports
    self.hash = hash
  }

  /// No reports: the unit has none, which is known.
  public static let none = PriorReports()

  private init() {
    reports = []
    hash = ContentHash(digest: DigestHasher().finalize())
  }

  /// Those that belong to another unit than the report with this header.
  public func strangers(to header: ReportHeader) -> [PriorReport] {
    let unit = UnitIdentity(header)
    return reports.filter { !$0.unit.isSameUnit(as: unit) }
  }

  /// The same without the report itself: handing it in among the earlier ones is harmless.
  func without(_ own: ContentHash?) -> [PriorReport] { reports.filter { $0.hash != own } }
}
