import Synchronization

/// How often somebody tried to sign in, in memory: per account a wait that grows with failures, per address a bucket of
/// tries. Both tables are bounded; a restart forgets them, and guessing stays slow by the cost of each try.
final class Tries: Sendable {
  /// After so many failures of an account within ``windowMilliseconds`` it waits.
  static let failuresMax = 10
  /// How long failures count, in milliseconds.
  static let windowMilliseconds: Int64 = 15 * 60_000
  /// The first wait, in milliseconds; each further failure doubles it.
  static let firstWait: Int64 = 30_000
  /// The longest wait, in milliseconds: whoever locks somebody out must come back, and a person can still get in.
  static let longestWait: Int64 = 15 * 60_000
  /// How many tries an address has at once: an office behind one address in the morning.
  static let burst = 30.0
  /// How many it gets back in a second.
  static let perSecond = 0.5
  /// The most accounts and the most addresses that are remembered; the oldest go first.
  static let entriesMax = 20_000

  private struct Failures {
    var count = 0
    var last: Int64 = 0
    var waitsUntil: Int64 = 0
  }

  private struct Bucket {
    var tries: Double
    var at: Int64
  }

  private struct State {
    var failures: [String: Failures] = [:]
    var buckets: [String: Bucket] = [:]
  }

  private let state = Mutex(State())

  /// How many seconds an account must wait; 0 when it need not. Names that no account has wait, too.
  func wait(account: String, now: Int64) -> Int {
    state.withLock { state in
      let left = (state.failures[account]?.waitsUntil ?? 0) - now
      // Far longer than any wait there is: the clock was set back, and nobody is to wait for that.
      return left > 2 * Self.longestWait ? 0 : Self.seconds(min(left, Self.longestWait))
    }
  }

  /// Counts a failure.
  ///
  /// - Returns: how many seconds the account must wait from now on; 0 when it need not.
  func failed(account: String, now: Int64) -> Int {
    state.withLock { state in
      var entry = state.failures[account] ?? Failures()
      if abs(now - entry.last) > Self.windowMilliseconds { entry = Failures() }
      entry.count += 1
      entry.last = now
      if entry.count >= Self.failuresMax {
        let doublings = min(entry.count - Self.failuresMax, 20)
        entry.waitsUntil = now + min(Self.firstWait << Int64(doublings), Self.longestWait)
      }
      Self.makeRoom(in: &state.failures, at: \.last)
      state.failures[account] = entry
      return Self.seconds(entry.waitsUntil - now)
    }
  }

  /// Forgets the failures of an account that got in.
  func succeeded(account: String) { state.withLock { _ = $0.failures.removeValue(forKey: account) } }

  /// Takes one try of an address.
  ///
  /// - Returns: how many seconds it must wait; 0 when there was one.
  func take(address: String, now: Int64) -> Int {
    state.withLock { state in
      var bucket = state.buckets[address] ?? Bucket(tries: Self.burst, at: now)
      let spent = Double(max(0, now - bucket.at)) / 1000
      bucket = Bucket(tries: min(Self.burst, bucket.tries + spent * Self.perSecond), at: now)
      let isThere = bucket.tries >= 1
      if isThere { bucket.tries -= 1 }
      Self.makeRoom(in: &state.buckets, at: \.at)
      state.buckets[address] = bucket
      return isThere ? 0 : Int(((1 - bucket.tries) / Self.perSecond).rounded(.up))
    }
  }

  /// Lets the older half go when a table is full: rarely, so that it costs little on the whole.
  private static func makeRoom<Entry>(in table: inout [String: Entry], at time: KeyPath<Entry, Int64>) {
    guard table.count >= entriesMax else { return }
    let middle = table.values.map { $0[keyPath: time] }.sorted()[table.count / 2]
    table = table.filter { $0.value[keyPath: time] > middle }
  }

  private static func seconds(_ milliseconds: Int64) -> Int { Int(max(0, (milliseconds + 999) / 1000)) }

  /// An address as it is counted: of IPv6 the network of 64 bits, which one line has for itself.
  static func network(_ address: String) -> String {
    let groups = address.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count > 2 else { return address }
    // The abbreviation stands for zeros; what comes before it is enough to tell networks apart.
    let leading = groups.prefix { !$0.isEmpty }.prefix(4)
    return leading.joined(separator: ":") + "::/64"
  }
}
