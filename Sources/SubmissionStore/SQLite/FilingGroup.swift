import AuditLog
import GRDB

/// Writes a group of filings and events in one transaction: one wait for the disk, one signed checkpoint a tree.
///
/// No write stands in a savepoint of its own: SQLite would copy every page that it changes for the case that it fails,
/// and once they are many into a file of its own, which cost more than writing the report. Most that cannot be done is
/// found out before anything is changed and harms nobody. The first write that fails later takes the transaction with
/// it, and the others are written again without it.
struct FilingGroup {
  let pool: DatabasePool
  let keys: LogKeys
  let register: RegisterSeals
  let chunkLength: Int
  let failures: any FailurePoint

  typealias Answer = Result<WriteAnswer, any Error>

  /// One write failed after it had changed something.
  private struct FailedWrite: Error {
    let place: Int
    let cause: any Error
  }

  /// The answers, in the order of the writes.
  func write(_ writes: [StoreWrite]) -> [Answer] {
    do {
      return try together(writes)
    } catch let failed as FailedWrite {
      var rest = writes
      rest.remove(at: failed.place)
      // When these fail as well, it may be about none of them, such as a full disk.
      var answers = rest.isEmpty ? [] : (try? together(rest)) ?? rest.map(alone)
      answers.insert(.failure(failed.cause), at: failed.place)
      return answers
    } catch {
      return writes.count == 1 ? [.failure(error)] : writes.map(alone)
    }
  }

  /// Should a failed commit have lasted after all, the same bytes are found and answered with their receipt.
  private func alone(_ one: StoreWrite) -> Answer {
    do {
      return try together([one])[0]
    } catch let failed as FailedWrite {
      return .failure(failed.cause)
    } catch {
      return .failure(error)
    }
  }

  private func together(_ writes: [StoreWrite]) throws -> [Answer] {
    try pool.write { database in
      let edges = LogEdges(database: database, keys: keys)
      var answers: [Answer] = []
      answers.reserveCapacity(writes.count)
      for (place, one) in writes.enumerated() { answers.append(try write(one, at: place, database, edges)) }
      guard !edges.isUntouched else { return answers }
      try failures.before(.checkpoint)
      let proofs = try edges.checkpoint()
      try failures.after(.checkpoint)
      try failures.before(.commit)
      return answers.map { $0.map { $0.proved(by: proofs) } }
    }
  }

  private func write(_ one: StoreWrite, at place: Int, _ database: Database, _ edges: LogEdges) throws -> Answer {
    let before = database.totalChangesCount
    do {
      return .success(try run(one, database, edges))
    } catch {
      // SQLite ends the whole transaction on its own when, say, the disk is full: then nothing of the group stands.
      guard database.isInsideTransaction, database.totalChangesCount == before else {
        throw FailedWrite(place: place, cause: error)
      }
      return .failure(error)
    }
  }

  private func run(_ one: StoreWrite, _ database: Database, _ edges: LogEdges) throws -> WriteAnswer {
    switch one {
    case .filing(let filing):
      let transaction = FilingTransaction(
        database: database,
        register: register,
        chunkLength: chunkLength,
        failures: failures,
        edges: edges
      )
      return .filing(try transaction.run(filing))
    case .event(let event):
      let stored = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
      return .event(stored)
    }
  }
}

/// The right edges of the two trees while a group appends to them; read, and proved, when first needed.
///
/// Lives within one write transaction and goes with it.
final class LogEdges {
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
  func size(_ tree: LogTree) throws -> Int { try edge(tree).size }

  /// Appends an entry with its nodes.
  func append(
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

  private func edge(_ tree: LogTree) throws -> Frontier {
    if let edge = edges[tree] { return edge }
    let edge = try appender(tree).frontier()
    edges[tree] = edge
    return edge
  }

  private func appender(_ tree: LogTree) -> LogAppender {
    LogAppender(tables: LogTables(database: database, tree: tree), key: keys[tree])
  }
}
