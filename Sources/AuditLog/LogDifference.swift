/// The first place where a log is not what its entries make it.
///
/// "First" is in the order in which the log grew: leaf by leaf, and after each leaf the nodes that it completes.
public enum LogDifference: Hashable, Sendable {
  /// The kept leaf hash is not the one the entry gives: either of the two was changed.
  case leafDiffers(index: Int, derived: Digest, kept: Digest)
  /// A kept inner node (level from 1) is not the hash of its two children.
  case nodeDiffers(level: Int, index: Int, derived: Digest, kept: Digest)
  /// A node that must be kept is not there.
  case nodeMissing(level: Int, index: Int)
  /// A node is kept for a place that the log has not reached.
  case nodeSurplus(level: Int, index: Int, kept: Digest)
  /// Fewer entries than the head says: the log was cut off.
  case entriesMissing(found: Int, expected: Int)
  /// More entries than the head says.
  case entriesSurplus(found: Int, expected: Int)
  /// The entries lead to another root than the head at this size states.
  case rootDiffers(size: Int, derived: Digest, stated: Digest)
}
