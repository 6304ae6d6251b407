import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Takes a renewed certificate without a restart: looks, when a connection begins, whether its files are others than
/// before. Files that cannot be read or do not fit each other, as while they are being copied, change nothing.
final class TLSRenewal: Sendable {
  /// How long it does not look again, so that connections do not cost reads of the disk.
  private static let patience = Duration.seconds(1)

  private struct State {
    var stamps: [FileStamp?]
    var looked: ContinuousClock.Instant
    var override = NIOSSLContextConfigurationOverride.noChanges
  }

  private let files: ServerConfiguration.TLSFiles
  private let state: Mutex<State>

  /// - Throws: when the files cannot be read, or do not fit each other.
  init(_ files: ServerConfiguration.TLSFiles) throws {
    self.files = files
    state = Mutex(State(stamps: Self.stamps(files), looked: .now))
    try files.check()
  }

  /// Tells a connection that begins what differs now from the files at the start.
  ///
  /// Looking is done on another thread: it reads the disk, and what does not fit leaves errors with the thread that a
  /// handshake there would take for its own.
  func answer(_ promise: EventLoopPromise<NIOSSLContextConfigurationOverride>) {
    if let known = known() { return promise.succeed(known) }
    let looking = NIOThreadPool.singleton.runIfActive(eventLoop: promise.futureResult.eventLoop) { self.look() }
    promise.completeWith(looking)
  }

  /// What was found, when that is not long ago.
  private func known() -> NIOSSLContextConfigurationOverride? {
    state.withLock { state in
      guard ContinuousClock.now - state.looked >= Self.patience else { return state.override }
      state.looked = .now
      return nil
    }
  }

  private func look() -> NIOSSLContextConfigurationOverride {
    state.withLock { state in
      let stamps = Self.stamps(files)
      guard stamps != state.stamps, let fresh = try? files.plainConfiguration(),
        (try? NIOSSLContext(configuration: fresh)) != nil
      else { return state.override }
      state.stamps = stamps
      state.override.certificateChain = fresh.certificateChain
      state.override.privateKey = fresh.privateKey
      return state.override
    }
  }

  private static func stamps(_ files: ServerConfiguration.TLSFiles) -> [FileStamp?] {
    [FileStamp(files.certificate), FileStamp(files.key)]
  }
}
