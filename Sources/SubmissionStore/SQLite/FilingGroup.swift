import AuditLog
import GRDB

/// Writes a group of filings and events in one transaction: one wait for the disk, one signed checkpoint a tree.
///
/// Each write stands in a savepoint of its own, so that one that fails takes no other with it. When the transaction as a
/// whole fails, each is tried alone: what the failure was about then meets only its cause.
struct FilingGroup {
  let pool: DatabasePool
  let keys: LogKeys
  let register: RegisterSeals
  let authority: String?
  let chunkLength: Int
  let failures: any FailurePoint

  typealias Answer = Result<WriteAnswer, any Error>

  /// The answers, in the order of the writes.
  func write(_ writes: [StoreWrite]) -> [Answer] {
    do {
      return try pool.write { try write(writes, $0) }
    } catch {
      if writes.count == 1 { return [.failure(error)] }
      // Should the failed commit have lasted after all, the same bytes are found and answered with their receipt.
      return writes.map { one in Answer { try pool.write { try write([one], $0)[0].get() } } }
    }
  }

  private func write(_ writes: [StoreWrite], _ database: Database) throws -> [Answer] {
    var edges = LogEdges(database: database, keys: keys)
    var answers: [Answer] = []
    for one in writes { answers.append(try write(one, database, &edges)) }
    guard !edges.isUntouched else { return answers }
    try failures.before(.checkpoint)
    let proofs = try edges.checkpoint()
    try failures.after(.checkpoint)
    try failures.before(.commit)
    return answers.map { $0.map { $0.proved(by: proofs) } }
  }

  private func write(_ one: StoreWrite, _ database: Database, _ edges: inout LogEdges) throws -> Answer {
    // What this write appends counts only once its savepoint is kept.
    var ahead = edges
    do {
      try database.run("SAVEPOINT one")
      let answer = try run(one, database, &ahead)
      try database.run("RELEASE one")
      edges = ahead
      return .success(answer)
    } catch {
      // SQLite ends the whole transaction on its own when, say, the disk is full: then nothing of the group stands.
      guard database.isInsideTransaction else { throw error }
      try database.run("ROLLBACK TO one")
      try database.run("RELEASE one")
      return .failure(error)
    }
  }

  private func run(_ one: StoreWrite, _ database: Database, _ edges: inout LogEdges) throws -> WriteAnswer {
    switch one {
    case .filing(let filing):
      var transaction = FilingTransaction(
        database: database,
        register: register,
        authority: authority,
        chunkLength: chunkLength,
        failures: failures,
        edges: edges
      )
      defer { edges = transaction.edges }
      return .filing(try transaction.run(filing))
    case .event(let event):
      let stored = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
      return .event(stored)
    }
  }
}

/// The right edges of the two trees while a group appends to them; read, and proved, when first needed.
struct LogEdges {
  let database: Database
  let keys: LogKeys
  private var edges: [LogTree: Frontier] = [:]
  private var changed: Set<LogTree> = []
  /// The edge of the submissions' tree before the group, and the nodes that the group added there.
  private var before = Frontier()
  private var made: [MerkleNode] = []

  init(database: Database, keys: LogKeys) {
    self.database = database
    self.keys = keys
  }

  /// Whether nothing was appended.
  var isUntouched: Bool { changed.isEmpty }

  /// How many entries a tree has.
  mutating func size(_ tree: LogTree) throws -> Int { try edge(tree).size }

  /// Appends an entry with its nodes.
  mutating func append(
    _ entry: [UInt8],
    to tree: LogTree,
    failures: any FailurePoint = NoFailure()
  ) throws {
    let tables = LogTables(database: database, tree: tree)
    var edge = try edge(tree)
    if tree == .submissions, !changed.contains(tree) { before = edge }
    try failures.before(.entry)
    try tables.insert(entry: entry, at: edge.size)
    try failures.after(.entry)
    let nodes = edge.append(MerkleHash.leaf(entry))
    try failures.before(.nodes)
    try nodes.forEach(tables.insert)
    try failures.after(.nodes)
    if tree == .submissions { made += nodes }
    edges[tree] = edge
    changed.insert(tree)
  }

  /// Signs and keeps a checkpoint for every tree that was appended to.
  ///
  /// - Returns: what proves the group's submissions; `nil` when it has none.
  @discardableResult
  func checkpoint() throws -> GroupProofs? {
    var proofs: GroupProofs?
    for tree in LogTree.allCases where changed.contains(tree) {
      guard let edge = edges[tree] else { continue }
      let signed = try appender(tree).checkpoint(edge.head)
      if tree == .submissions { proofs = GroupProofs(before: before, made: made, checkpoint: signed) }
    }
    return proofs
  }

  private mutating func edge(_ tree: LogTree) throws -> Frontier {
    if let edge = edges[tree] { return edge }
    let edge = try appender(tree).frontier()
    edges[tree] = edge
    return edge
  }

  private func appender(_ tree: LogTree) -> LogAppender {
    LogAppender(tables: LogTables(database: database, tree: tree), key: keys[tree])
  }
}
