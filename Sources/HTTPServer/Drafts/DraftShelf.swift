import Glibc
import Intake
import ServiceLifecycle
import Synchronization

/// Where drafts lie between two pages: in memory and in a folder that only this process uses. Nothing of it outlives the
/// server, and nothing stays longer than an hour.
final class DraftShelf: Service {
  /// How long a draft stays after it was last touched, in milliseconds: an hour is enough to ask somebody, and a file
  /// full of wages should lie nowhere longer than that.
  static let lifetime: Int64 = 3_600_000
  /// The most drafts of one account: a few units side by side. The oldest gives way.
  static let perAccountMax = 8
  /// The most drafts of all: each holds its judgement in memory, up to about a megabyte.
  static let draftsMax = 500
  /// The most bytes of all their files: a corner of the disk that the store does not miss.
  static let bytesMax: Int64 = 2 << 30

  /// What is left of a draft that was filed: its file goes at once.
  private struct Filed {
    let account: String
    let number: String
    let expiresAt: Int64
  }

  private struct State {
    var folder: OwnFolder?
    var drafts: [String: Draft] = [:]
    var filed: [String: Filed] = [:]
    /// How often something was kept.
    var turns = 0
    var hasEnded = false
  }

  private let parent: String
  private let state = Mutex(State())

  /// A shelf whose folder will be made inside `directory`, `$TMPDIR` or `/tmp`.
  init(directory: String?) {
    parent = OwnFolder.parent(directory)
    OwnFolder.removeAbandoned(in: parent, for: .drafts)
  }

  /// Removes everything when the server stops.
  func run() async throws {
    try? await gracefulShutdown()
    clear()
  }

  /// The folder for new files; it is made when the first one comes.
  func folder() throws(Problem) -> String {
    try state.withLock { state throws(Problem) in
      if let folder = state.folder { return folder.path }
      guard !state.hasEnded, let folder = try? OwnFolder(in: parent, for: .drafts) else { throw .storeUnavailable }
      state.folder = folder
      return folder.path
    }
  }

  /// Keeps a draft, new or changed.
  func keep(_ draft: Draft, now: Int64) throws(Problem) {
    try state.withLock { state throws(Problem) in
      Self.sweep(&state, now)
      guard !state.hasEnded else { throw .busy }
      state.drafts[draft.id] = nil
      let own = state.drafts.values.filter { $0.account == draft.account }.sorted { $0.turn < $1.turn }
      for old in own.dropLast(Self.perAccountMax - 1) { state.drafts[old.id] = nil }
      let bytes = state.drafts.values.reduce(draft.bytes) { $0 + $1.bytes }
      guard state.drafts.count < Self.draftsMax, bytes <= Self.bytesMax else { throw .busy }
      var kept = draft
      state.turns += 1
      (kept.turn, kept.expiresAt) = (state.turns, now + Self.lifetime)
      state.drafts[draft.id] = kept
    }
  }

  /// The draft of this number, for the account that made it.
  func draft(_ id: String, of account: String, now: Int64) -> Draft? {
    state.withLock { state in
      Self.sweep(&state, now)
      guard let draft = state.drafts[id], draft.account == account else { return nil }
      return draft
    }
  }

  /// The drafts of an account, newest first.
  func drafts(of account: String, now: Int64) -> [Draft] {
    state.withLock { state in
      Self.sweep(&state, now)
      return state.drafts.values.filter { $0.account == account }
        .sorted { $0.turn > $1.turn }
    }
  }

  /// Lets go of a draft that was filed, and remembers under which number, so that pressing again leads there.
  func settle(_ draft: Draft, number: String, now: Int64) {
    state.withLock { state in
      Self.sweep(&state, now)
      state.drafts[draft.id] = nil
      state.filed[draft.id] = Filed(account: draft.account, number: number, expiresAt: now + Self.lifetime)
    }
  }

  /// The number under which a draft was filed.
  func number(_ id: String, of account: String, now: Int64) -> String? {
    state.withLock { state in
      Self.sweep(&state, now)
      return state.filed[id].flatMap { $0.account == account ? $0.number : nil }
    }
  }

  /// Lets go of a draft and its file.
  func remove(_ id: String, of account: String) {
    state.withLock { state in
      if state.drafts[id]?.account == account { state.drafts[id] = nil }
    }
  }

  /// Lets go of everything, for good.
  func clear() {
    state.withLock { state in
      state.drafts = [:]
      state.filed = [:]
      state.folder = nil
      state.hasEnded = true
    }
  }

  private static func sweep(_ state: inout State, _ now: Int64) {
    state.drafts = state.drafts.filter { $0.value.expiresAt > now }
    state.filed = state.filed.filter { $0.value.expiresAt > now }
  }

  /// A new draft's number: 128 random bits.
  static func newID() -> String {
    var generator = SystemRandomNumberGenerator()
    return [generator.next(), generator.next() as UInt64].map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
