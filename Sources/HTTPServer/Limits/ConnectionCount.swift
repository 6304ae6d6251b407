import Synchronization

/// How many connections are open, and how many may be.
final class ConnectionCount: Sendable {
  /// Beyond this share of the limit a connection is closed without a word: an answer costs room, too.
  private static let silentShare = 2

  private let limit: Int
  private let open = Mutex(0)
  private let refused = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// What to do with a new connection.
  enum Admission { case taken, answeredBusy, closed }

  /// Counts a new connection in.
  func enter() -> Admission {
    let count = open.withLock { count in
      count += 1
      return count
    }
    guard count > limit else { return .taken }
    refused.withLock { $0 += 1 }
    return count > limit * Self.silentShare ? .closed : .answeredBusy
  }

  /// Counts a connection out.
  func leave() { open.withLock { $0 -= 1 } }

  /// Connections that are open now.
  var openNow: Int { open.withLock { $0 } }
  /// Connections that were turned away since the start.
  var turnedAway: Int { refused.withLock { $0 } }
}
