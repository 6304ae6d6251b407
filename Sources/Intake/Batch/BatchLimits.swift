/// The limits of a batch, each with its reason.
public struct BatchLimits: Sendable {
  /// Seconds a file may take beside the time for its size: a thousand times what a usual report takes.
  public var secondsPerFile = 60.0
  /// Seconds more for each MiB: a tenth of the slowest speed measured, so that a large file is never taken for a hang.
  public var secondsPerMiB = 1.0
  /// Seconds a worker may take until it is ready: loading the rules takes a tenth of one.
  public var secondsToStart = 120.0
  /// Files sent to a worker ahead of its answers: enough that it never waits, few enough that little is sent twice.
  public var filesAhead = 4
  /// Files between the oldest without an answer and the newest sent: results are given in order, so those behind a slow
  /// file wait in memory (about 5 KB each).
  public var window = 4_096
  /// Bytes of members held for the workers: archives are read faster than they are judged.
  public var heldBytes = 64 << 20
  /// A member above this many bytes is not held but sent piece by piece to an idle worker.
  public var largestHeld: Int64 = 8 << 20
  /// Depth of folders: deeper trees are loops or attacks.
  public var folderDepth = 64
  /// Bytes of person prints held in memory before they go to an encrypted temporary file: a million workers.
  static let printBytes = 16 << 20
  /// Lines written between two flushes to the disk: at most this many are judged again after a power failure.
  public var linesPerFlush = 256

  /// What a path is called in the results: what was uploaded has a path of ours and a name of its sender's.
  public var called: @Sendable (_ path: String) -> String = { $0 }
  /// Asked between files whether the batch is to end early; then it ends with `ECANCELED`.
  public var isStopped: @Sendable () -> Bool = { false }

  /// The usual limits.
  public init() {}

  /// Seconds a file of this size may take.
  func seconds(forBytes size: Int64) -> Double { secondsPerFile + secondsPerMiB * Double(size) / 1_048_576 }
}
