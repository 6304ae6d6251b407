import Intake

/// A file that a company works on; it goes with this object.
final class DraftFile: @unchecked Sendable {
  // Unchecked: the spool is closed and only kept, so that its file stays; nobody writes to it any more.
  private let spool: Spool
  /// Where it lies.
  let path: String
  /// Its size in bytes.
  let bytes: Int64

  /// Takes over a spool whose bytes are complete.
  init(_ spool: sending Spool) {
    spool.close()
    path = spool.path
    bytes = spool.size
    self.spool = spool
  }
}
