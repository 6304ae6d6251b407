import AuditLog
import Glibc
import NIOPosix
import SubmissionStore
import Synchronization

/// Why a server cannot do its work, in a word that never changes.
enum NotReady: String, Sendable, CaseIterable {
  /// The store does not answer a real question in time.
  case store
  /// No room for uploads, or for the store.
  case disk
  /// The store's file or a key cannot be read.
  case files
  /// Reports wait, and none has been finished for long.
  case queue
  /// The server is stopping.
  case stopping
}

/// Whether the server is on its way out; told to all who ask whether it is ready.
final class StopMark: Sendable {
  private let mark = Mutex(false)

  var isSet: Bool { mark.withLock { $0 } }

  func set() { mark.withLock { $0 = true } }
}

extension Gate {
  /// How long the store may take to answer that it is there, in seconds.
  private static var storePatience: Duration { .seconds(3) }

  /// What keeps the server from its work; empty when nothing does.
  func hindrances() async -> [NotReady] {
    var found: [NotReady] = []
    if await !storeAnswers() { found.append(.store) }
    if !room.isUsable || storeRoom?.isUsable == false { found.append(.disk) }
    if configuration.neededFiles.contains(where: { access($0, R_OK) != 0 }) { found.append(.files) }
    // Those who are judged while they arrive may wait for their senders.
    let patience = Duration.seconds(configuration.requestTimeout)
    if [judging, largeJudging].contains(where: { $0.isStuck(after: patience) }) { found.append(.queue) }
    if stop.isSet { found.append(.stopping) }
    return found
  }

  /// Asks the store for its checkpoint, and does not wait for ever.
  private func storeAnswers() async -> Bool {
    let (answers, tell) = AsyncStream.makeStream(of: Bool.self)
    // A store that hangs keeps a thread of the pool, not this question.
    let asking = Task { tell.yield((try? await checkpoint()) != nil) }
    let waiting = Task {
      try? await Task.sleep(for: Self.storePatience)
      tell.yield(false)
    }
    defer {
      asking.cancel()
      waiting.cancel()
    }
    for await answer in answers { return answer }
    return false
  }
}
