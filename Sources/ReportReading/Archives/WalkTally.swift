/// What a walk has taken so far, nested archives included.
final class WalkTally {
  private let limits: ArchiveLimits
  private var entries = 0
  private var bytes: Int64 = 0
  /// Whether a limit of the whole walk is passed.
  private(set) var isOver = false

  init(_ limits: ArchiveLimits) { self.limits = limits }

  /// Counts a member.
  func count() throws(WalkStop) {
    entries += 1
    guard entries <= limits.entries else { throw over(.tooManyEntries(allowed: limits.entries)) }
  }

  /// Counts unpacked bytes.
  func add(_ count: Int64) throws(WalkStop) {
    bytes += count
    guard bytes <= limits.totalBytes else { throw over(.tooLarge(allowed: limits.totalBytes)) }
  }

  private func over(_ fault: ArchiveFault) -> WalkStop {
    isOver = true
    return .archive(fault)
  }
}

/// Counts what one stream unpacks against what it has read: a bomb shows before it has gone off.
final class StreamMeter {
  private let limits: ArchiveLimits
  private let tally: WalkTally
  private var unpacked: Int64 = 0

  init(_ limits: ArchiveLimits, _ tally: WalkTally) {
    self.limits = limits
    self.tally = tally
  }

  func pass(_ count: Int, _ stream: ArchiveStream) throws(WalkStop) {
    try tally.add(Int64(count))
    unpacked += Int64(count)
    if unpacked > limits.ratioFreeBytes, unpacked / limits.ratio > stream.packedBytes {
      throw .archive(.bomb(allowed: limits.ratio))
    }
  }
}
