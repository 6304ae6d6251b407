import AuditLog
import GRDB
import ReportModel

/// The whole check: derives everything that is kept from the data themselves, and signs for nothing.
///
/// One pass over the submissions in the order of the log; memory does not grow with their number. A difference is named
/// and the check goes on, so that one report tells how far the harm goes.
struct StoreCheck {
  let database: Database
  let publicKey: VerifierKey
  let origin: String
  let register: RegisterSeals
  /// How many submissions are listed at once: small against the memory of one original's piece.
  private static let pageSize = 1000

  private(set) var report = LogReport()
  private var tree: LogCheck
  /// The next checkpoint that is kept, once it was looked up.
  private var nextCheckpoint: (size: Int, previous: Int, note: String)?
  private var lastCheckpoint = 0
  /// How many checkpoints were met on the way.
  private(set) var checkpoints: Int64 = 0

  private var log: LogTables { LogTables(database: database) }

  init(database: Database, publicKey: VerifierKey, origin: String, register: RegisterSeals) {
    self.database = database
    self.publicKey = publicKey
    self.origin = origin
    self.register = register
    tree = LogCheck(of: LogTables(database: database))
  }

  mutating func run(progress: (LogCheckProgress) -> Void) throws -> LogReport {
    do {
      try checkFile()
      try checkCheckpoint(size: 0)
      try checkSubmissions(progress)
      try checkEnd()
      try checkOrphans()
      try checkRegister()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      note(.sqlite(message: error.message ?? ""))
    }
    return report
  }

  mutating func note(_ difference: StoreDifference) { report.add(difference) }

  // MARK: The submissions

  private mutating func checkSubmissions(_ progress: (LogCheckProgress) -> Void) throws {
    let total = try database.first("SELECT count(*) FROM submission") { $0.int(0) } ?? 0
    let end = try log.entryCount()
    var last = Int64.min
    while let page = try page(after: last) {
      for serial in page.serials {
        try check(serial: serial, entries: end)
        progress(LogCheckProgress(done: report.submissions, total: total))
      }
      last = page.last
    }
    while report.entries < end { try addEntryWithoutSubmission() }
  }

  /// The next serials in the order of the log: a page at a time, so that no statement stays open while others run.
  private func page(after last: Int64) throws -> (serials: [Int64], last: Int64)? {
    let rows = try database.map(
      "SELECT serial, log_position FROM submission WHERE log_position > ? ORDER BY log_position LIMIT ?",
      [SQLValue(last), SQLValue(Self.pageSize)]
    ) { (serial: $0.integer(0), position: $0.integer(1)) }
    return rows.last.map { (rows.map(\.serial), $0.position) }
  }

  private mutating func check(serial: Int64, entries: Int) throws {
    guard var submission = try SubmissionCheck(database: database, serial: serial) else { return }
    report.submissions += 1
    guard (report.entries..<max(entries, report.entries + 1)).contains(submission.position) else {
      // Not a place in the log: the entry that was this submission's shows as one without a submission.
      return note(.column(number: submission.number, column: "log_position"))
    }
    while report.entries < submission.position { try addEntryWithoutSubmission() }
    guard try addEntry(of: submission) else { return }
    try submission.run()
    submission.differences.forEach { note($0) }
    report.originalBytes += submission.originalBytes
  }

  private mutating func addEntryWithoutSubmission() throws {
    note(.submissionMissing(position: report.entries))
    try addKeptEntry(at: report.entries)
  }

  /// Feeds the tree with the entry that follows from record and salt, and names which side was changed when the kept
  /// one is another.
  ///
  /// - Returns: whether the record is the one that was sealed, and what follows from it can be trusted.
  private mutating func addEntry(of submission: SubmissionCheck) throws -> Bool {
    let position = submission.position
    let derived = submission.entry
    let kept = try log.entry(at: position)
    if kept == derived {
      try add(leafHash: MerkleHash.leaf(derived))
      return true
    }
    let isSealed = try log.read(level: 0, index: position) == MerkleHash.leaf(derived)
    if isSealed {
      note(kept == nil ? .entryMissing(position: position) : .entry(number: submission.number, position: position))
      try add(leafHash: MerkleHash.leaf(derived))
    } else {
      note(.record(number: submission.number, position: position))
      try addKeptEntry(at: position)
    }
    return isSealed
  }

  private mutating func addKeptEntry(at position: Int) throws {
    if let kept = try log.entry(at: position) { return try add(leafHash: MerkleHash.leaf(kept)) }
    note(.entryMissing(position: position))
    try add(leafHash: try log.read(level: 0, index: position) ?? MerkleHash.emptyRoot)
  }

  private mutating func add(leafHash: Digest) throws {
    report.entries += 1
    let wasWhole = tree.difference == nil
    if let found = try tree.add(leafHash: leafHash), wasWhole { note(.tree(found)) }
    try checkCheckpoint(size: report.entries)
  }

  // MARK: Checkpoints

  /// Checks the checkpoint kept for this size. Every group of filings leaves one that names the size before it.
  private mutating func checkCheckpoint(size: Int) throws {
    if nextCheckpoint == nil { nextCheckpoint = try log.nextNote(from: size) }
    guard let next = nextCheckpoint, next.size == size else { return }
    nextCheckpoint = nil
    noteOrder(size: size, previous: next.previous)
    lastCheckpoint = size
    checkpoints += 1
    try check(next.note, size: size)
  }

  private mutating func noteOrder(size: Int, previous: Int) {
    if previous == lastCheckpoint { return }
    let isMissing = (lastCheckpoint..<size).contains(previous)
    note(
      isMissing
        ? .checkpointMissing(size: previous)
        : .checkpointOrder(size: size, previous: previous, expected: lastCheckpoint)
    )
  }

  private mutating func check(_ note: String, size: Int) throws {
    let head: TreeHead
    do {
      head = try SignedCheckpoint(parsing: note).verified(by: [publicKey], origin: origin).head
    } catch {
      return self.note(.checkpoint(size: size, error))
    }
    guard head.size == size else { return self.note(.checkpointSize(size: size, stated: head.size)) }
    guard tree.difference == nil, tree.size == size else { return }
    if let found = tree.compare(with: head) { return self.note(.tree(found)) }
    report.head = head
  }

  private mutating func checkEnd() throws {
    if lastCheckpoint != report.entries || checkpoints == 0 { note(.checkpointMissing(size: report.entries)) }
    if let newest = try log.newestNote(), newest.size > report.entries {
      note(.tree(.entriesMissing(found: report.entries, expected: newest.size)))
    }
    guard tree.difference == nil, let head = report.head, head.size == tree.size else { return }
    if let found = try tree.finish(at: head) { note(.tree(found)) }
  }
}
