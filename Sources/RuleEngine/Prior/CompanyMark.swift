public import ReportModel

/// What tells a company from others, in hashes of eight bytes: an archive has many reports. 0 stands for what a report
/// does not say.
public struct CompanyMark: Hashable, Sendable {
  private let nib: UInt64
  private let npwp: UInt64
  private let name: UInt64

  /// The mark of the company in a report's header.
  public init(_ header: ReportHeader) {
    let unit = UnitIdentity(header)
    nib = Self.hash(unit.nib)
    npwp = Self.hash(unit.npwp)
    name = Self.hash(unit.name)
  }

  /// Whether both are one company, as far as they say; see ``UnitIdentity/isSameCompany(as:)``.
  public func isSameCompany(as other: CompanyMark) -> Bool {
    if nib != 0, other.nib != 0 { return nib == other.nib }
    if npwp != 0, other.npwp != 0 { return npwp == other.npwp }
    if name != 0, other.name != 0 { return name == other.name }
    return true
  }

  /// The number it is filed under: the weightiest that is known; `nil` when nothing is.
  public var key: UInt64? { [nib, npwp, name].first { $0 != 0 } }

  /// FNV-1a, the same in every run.
  private static func hash(_ text: String?) -> UInt64 {
    guard let text, !text.isEmpty else { return 0 }
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return hash == 0 ? 1 : hash
  }
}
