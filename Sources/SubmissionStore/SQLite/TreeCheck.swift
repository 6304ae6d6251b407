import AuditLog
import GRDB

/// The check of one tree of the log while its entries go by: nodes, checkpoints and their order.
///
/// Differences are gathered and taken by the caller after each step, so that a report keeps the order of the log.
struct TreeCheck {
  let log: LogTables
  let publicKey: VerifierKey
  /// The key that signs the log, for comparing instead of verifying.
  private let key: SigningKey

  /// How many entries went by.
  private(set) var entries = 0
  /// How many checkpoints were met on the way.
  private(set) var checkpoints: Int64 = 0
  /// The newest signed head that verifies.
  private(set) var head: TreeHead?
  private var found: [StoreDifference] = []
  private var tree: LogCheck
  /// The next checkpoint that is kept, once it was looked up.
  private var next: (size: Int, previous: Int, note: String)?
  private var lastCheckpoint = 0

  init(log: LogTables, key: SigningKey) {
    self.log = log
    self.key = key
    publicKey = key.verifier
    tree = LogCheck(of: log)
  }

  /// The differences since the last call.
  mutating func takeDifferences() -> [StoreDifference] {
    defer { found.removeAll(keepingCapacity: true) }
    return found
  }

  /// Checks what stands before the first entry.
  mutating func begin() throws { try checkCheckpoint() }

  /// Takes the next entry's leaf.
  mutating func add(leafHash: Digest) throws {
    entries += 1
    let wasWhole = tree.difference == nil
    if let difference = try tree.add(leafHash: leafHash), wasWhole { found.append(.tree(difference)) }
    try checkCheckpoint()
  }

  /// Takes an entry as it is kept, when it could not be derived.
  mutating func addKept() throws {
    if let kept = try log.entry(at: entries) { return try add(leafHash: MerkleHash.leaf(kept)) }
    found.append(.entryMissing(position: entries))
    try add(leafHash: try log.read(level: 0, index: entries) ?? MerkleHash.emptyRoot)
  }

  /// Takes all entries as they are kept, in one pass.
  mutating func addAllKept(progress: (Int) throws -> Void) throws {
    var check = self
    try log.entries { position, entry in
      while check.entries < position { try check.addKept() }
      try check.add(leafHash: MerkleHash.leaf(entry))
      if check.entries % Self.progressStep == 0 { try progress(check.entries) }
    }
    self = check
  }

  /// How many entries go by between two notes of progress.
  private static let progressStep = 10_000

  /// Compares the end with the newest checkpoint, and counts rows beyond the end.
  mutating func finish() throws {
    if lastCheckpoint != entries || checkpoints == 0 { found.append(.checkpointMissing(size: entries)) }
    if let newest = try log.newestNote(), newest.size > entries {
      found.append(.tree(.entriesMissing(found: entries, expected: newest.size)))
    }
    if tree.difference == nil, let head, head.size == tree.size, let difference = try tree.finish(at: head) {
      found.append(.tree(difference))
    }
    try checkOrphans()
  }

  private mutating func checkOrphans() throws {
    let nodes = 2 * Int64(entries) - Int64(entries.nonzeroBitCount)
    for (table, expected) in [("log_entry", Int64(entries)), ("log_node", nodes), ("log_checkpoint", checkpoints)] {
      let rows = try log.count(table)
      if rows > expected { found.append(.orphan(table: table, key: rows - expected)) }
    }
  }

  /// Checks the checkpoint kept for this size. Every group of writes leaves one that names the size before it.
  private mutating func checkCheckpoint() throws {
    if next == nil { next = try log.nextNote(from: entries) }
    guard let next, next.size == entries else { return }
    self.next = nil
    noteOrder(previous: next.previous)
    lastCheckpoint = entries
    checkpoints += 1
    try check(next.note)
  }

  private mutating func noteOrder(previous: Int) {
    if previous == lastCheckpoint { return }
    let isMissing = (lastCheckpoint..<entries).contains(previous)
    found.append(
      isMissing
        ? .checkpointMissing(size: previous)
        : .checkpointOrder(size: entries, previous: previous, expected: lastCheckpoint)
    )
  }

  private mutating func check(_ note: String) throws {
    if tree.difference == nil, tree.size == entries, key.signs(note, for: tree.head) {
      self.head = tree.head
      return
    }
    let head: TreeHead
    do {
      head = try SignedCheckpoint(parsing: note).verified(by: [publicKey], origin: publicKey.name).head
    } catch {
      return found.append(.checkpoint(size: entries, error))
    }
    guard head.size == entries else {
      return found.append(.checkpointSize(size: entries, stated: head.size))
    }
    guard tree.difference == nil, tree.size == entries else { return }
    if let difference = tree.compare(with: head) { return found.append(.tree(difference)) }
    self.head = head
  }
}
