import ReportReading

/// Which members of archives gave exactly one file each in the first walk: a later walk can pass over those that nobody
/// wants without unpacking them, and still count right. Only the others are kept: archives within archives.
final class MemberCensus {
  private struct Key: Hashable {
    let archive: String
    let index: Int
  }

  private var irregular: Set<Key> = []
  private var current: Key?
  private var visits = 0
  private var hasNested = false

  /// The first walk comes by a member.
  func begin(_ place: ArchivePlace, of archive: String) {
    guard place.nestedIndex == nil else { return hasNested = true }
    end()
    current = Key(archive: archive, index: place.index)
  }

  /// It gave a file.
  func count() { visits += 1 }

  /// The first walk is behind the last member of an archive.
  func end() {
    if let current, visits != 1 || hasNested { irregular.insert(current) }
    (current, visits, hasNested) = (nil, 0, false)
  }

  /// Whether a member is one file.
  func isOneFile(_ place: ArchivePlace, of archive: String) -> Bool {
    !irregular.contains(Key(archive: archive, index: place.index))
  }
}
