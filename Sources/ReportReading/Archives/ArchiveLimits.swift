/// How large an archive and its members may be. Beyond them the member, or the rest of the archive, is refused with an
/// ``ArchiveFault``; nothing is ever unpacked to a named file.
public struct ArchiveLimits: Hashable, Sendable {
  /// Files in one archive, those of nested archives apart: ten years of a large province have some ten thousands.
  public var entries = 200_000
  /// Bytes of all members together, unpacked: a terabyte of reports is many archives, not one.
  public var totalBytes: Int64 = 1 << 40
  /// Bytes of one member, unpacked: as large as the largest report.
  public var memberBytes: Int64 = 2_147_483_647
  /// Bytes unpacked for each byte packed. Tables of people shrink to a twentieth, generated ones to a hundredth;
  /// a bomb of zeros to a thousandth.
  public var ratio: Int64 = 250
  /// Bytes unpacked up to which no ratio is looked at: so little harms nobody, and short files of one line shrink a lot.
  public var ratioFreeBytes: Int64 = 8 << 20
  /// Archives within archives: a ZIP per year in one for all years, and no further.
  public var nesting = 1
  /// Bytes of a member's name, folders included; names are repeated in messages.
  public var nameBytes = 1_024
  /// Folders in a member's name.
  public var folders = 32
  /// Bytes of the directory of a ZIP, which is held while it is walked: 200,000 entries of some hundred bytes.
  public var directoryBytes: Int64 = 64 << 20
  /// Bytes of unpacked members held in memory; what is larger goes to a temporary file that has no name.
  public var memoryBytes = 16 << 20

  /// The limits above.
  public static let standard = ArchiveLimits()

  /// The standard limits, to be changed one by one.
  public init() {}
}
