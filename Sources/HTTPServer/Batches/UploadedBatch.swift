import ResultRendering

/// An archive that somebody uploaded to be judged, and how far that is.
struct UploadedBatch: Sendable {
  /// Its name in addresses: 128 random bits, so that nobody guesses another's.
  let id: String
  /// The archive's name as its sender knows it.
  let name: String
  /// Its size in bytes.
  let bytes: Int64
  /// The account that uploaded it; nobody else sees it.
  let owner: String
  /// When it came, in milliseconds since 1970-01-01T00:00:00Z.
  let receivedAt: Int64
  /// When it was finished, likewise.
  var finishedAt: Int64?
  var state = State.waiting

  enum State: Sendable {
    case waiting
    case running(Progress)
    case done(BatchSummary)
    case failed(Failure)
  }

  /// How far it is.
  struct Progress: Sendable {
    /// Files judged.
    var files = 0
    /// Files found so far; when the archive is read to its end, all of them.
    var found = 0
    /// Bytes of the archive that were read.
    var bytesRead: Int64 = 0
  }

  /// Why there is no result.
  enum Failure: String, Sendable {
    /// More files than one upload may hold.
    case tooManyFiles
    /// It took longer than an upload may.
    case tookTooLong
    /// Something of ours broke, or the server stopped.
    case ours
  }

  init(name: String, bytes: Int64, owner: String, at moment: Int64) {
    var random = SystemRandomNumberGenerator()
    let halves = [random.next(), random.next()] as [UInt64]
    id = halves.map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    self.name = name
    self.bytes = bytes
    self.owner = owner
    receivedAt = moment
  }

  /// Whether it waits or is in work.
  var isOpen: Bool {
    switch state {
    case .waiting, .running: true
    case .done, .failed: false
    }
  }

  /// How much is done, of a hundred: what was read, as far as it was judged, too.
  var percent: Int {
    switch state {
    case .waiting: 0
    case .running(let progress):
      bytes > 0 && progress.found > 0
        ? min(99, Int(min(progress.bytesRead, bytes) * 100 / bytes) * progress.files / progress.found) : 0
    case .done, .failed: 100
    }
  }

  func archive(in folder: String) -> String { "\(folder)/\(id)-masuk" }

  func results(in folder: String) -> String { "\(folder)/\(id)-hasil" }
}

/// The batches of all accounts, in memory: their results are worth a day, not a database.
struct BatchShelf {
  /// Batches that wait or are in work, all accounts together: each holds an archive on the disk.
  static let openMax = 16
  /// The same for one account, so that one person's year does not keep the others waiting.
  static let openOfOneMax = 3
  /// Finished batches that one account keeps; the oldest makes room.
  static let keptOfOneMax = 20
  /// How long results are kept, in milliseconds: a day, as the page says.
  static let keptFor: Int64 = 24 * 3_600_000
  /// The most files of one upload; more belong on the command line, where a batch can be resumed.
  static let filesMax = 200_000
  /// The longest that one upload may take, in seconds.
  static let secondsMax = 2 * 3600

  /// Why a batch is not taken.
  enum Refusal: Error {
    /// This account has enough of them open.
    case ownQueueFull
    /// All accounts together have.
    case queueFull
  }

  var isClosed = false
  private var all: [UploadedBatch] = []

  mutating func add(_ batch: UploadedBatch) throws(Refusal) {
    guard !isClosed, all.count(where: \.isOpen) < Self.openMax else { throw .queueFull }
    guard all.count(where: { $0.isOpen && $0.owner == batch.owner }) < Self.openOfOneMax else { throw .ownQueueFull }
    all.append(batch)
  }

  func has(_ id: String) -> Bool { all.contains { $0.id == id } }

  func batch(_ id: String, of owner: String) -> UploadedBatch? { all.first { $0.id == id && $0.owner == owner } }

  func batches(of owner: String) -> [UploadedBatch] { all.filter { $0.owner == owner }.reversed() }

  func placeInQueue(_ id: String) -> Int { all.prefix { $0.id != id }.count(where: \.isOpen) }

  mutating func remove(_ id: String) { all.removeAll { $0.id == id } }

  mutating func begin(_ id: String) -> UploadedBatch? {
    guard let place = all.firstIndex(where: { $0.id == id }) else { return nil }
    all[place].state = .running(UploadedBatch.Progress())
    return all[place]
  }

  mutating func note(_ progress: UploadedBatch.Progress, of id: String) {
    guard let place = all.firstIndex(where: { $0.id == id }) else { return }
    all[place].state = .running(progress)
  }

  func filesDone(_ id: String) -> Int {
    guard case .running(let progress) = all.first(where: { $0.id == id })?.state else { return 0 }
    return progress.files
  }

  mutating func finish(_ id: String, _ state: UploadedBatch.State, at moment: Int64) {
    guard let place = all.firstIndex(where: { $0.id == id }) else { return }
    all[place].state = state
    all[place].finishedAt = moment
  }

  /// Takes out what was finished too long ago, or is more than one account keeps.
  mutating func removeExpired(at now: Int64) -> [UploadedBatch] {
    var kept: [String: Int] = [:]
    var expired: [UploadedBatch] = []
    for batch in all.reversed() where !batch.isOpen {
      kept[batch.owner, default: 0] += 1
      let isOld = now - (batch.finishedAt ?? batch.receivedAt) > Self.keptFor
      if isOld || kept[batch.owner, default: 0] > Self.keptOfOneMax { expired.append(batch) }
    }
    let ids = Set(expired.map(\.id))
    all.removeAll { ids.contains($0.id) }
    return expired
  }
}
