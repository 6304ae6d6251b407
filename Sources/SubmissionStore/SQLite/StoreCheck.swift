import AuditLog
import GRDB
import ReportModel

/// The whole check: derives everything that is kept from the data themselves, and signs for nothing.
///
/// One pass over the submissions in the order of the log; memory does not grow with their number. A difference is named
/// and the check goes on, so that one report tells how far the harm goes.
struct StoreCheck {
  let database: Database
  let keys: LogKeys
  let dataKeys: [DataKey]
  let register: RegisterSeals
  /// How many submissions are listed at once: small against the memory of one original's piece.
  private static let pageSize = 1000

  var report = LogReport()
  var access: TreeCheck
  private var tree: TreeCheck

  private var log: LogTables { tree.log }

  init(database: Database, keys: LogKeys, dataKeys: [DataKey], register: RegisterSeals) {
    self.dataKeys = dataKeys
    self.database = database
    self.keys = keys
    self.register = register
    tree = TreeCheck(log: LogTables(database: database, tree: .submissions), key: keys.submissions)
    access = TreeCheck(log: LogTables(database: database, tree: .access), key: keys.access)
  }

  mutating func run(progress: (LogCheckProgress) throws -> Void) throws -> LogReport {
    do {
      try checkFile()
      try tree.begin()
      try checkSubmissions(progress)
      try tree.finish()
      takeTreeDifferences()
      report.head = tree.head
      try checkEvents()
      try checkPending()
      try checkFacets()
      try checkOrphans()
      try checkRegister()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      note(.sqlite(message: error.message ?? ""))
    }
    return report
  }

  /// The two trees alone: entries, nodes and checkpoints, without what the entries stand for.
  mutating func runTrees(progress: (LogCheckProgress) throws -> Void) throws -> LogReport {
    let total = try log.entryCount() + access.log.entryCount()
    try tree.begin()
    try tree.addAllKept { try progress(LogCheckProgress(done: $0, total: total)) }
    try tree.finish()
    takeTreeDifferences()
    (report.entries, report.head) = (tree.entries, tree.head)
    let before = tree.entries
    try access.begin()
    try access.addAllKept { try progress(LogCheckProgress(done: before + $0, total: total)) }
    try access.finish()
    takeAccessDifferences()
    (report.events, report.accessHead) = (access.entries, access.head)
    return report
  }

  mutating func note(_ difference: StoreDifference) { report.add(difference) }

  // MARK: The submissions

  private mutating func checkSubmissions(_ progress: (LogCheckProgress) throws -> Void) throws {
    let total = try database.first("SELECT count(*) FROM submission") { $0.int(0) } ?? 0
    let end = try log.entryCount()
    var last = Int64.min
    while let page = try page(after: last) {
      for serial in page.serials {
        try check(serial: serial, entries: end)
        try progress(LogCheckProgress(done: report.submissions, total: total))
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
    let found = try SubmissionCheck(
      database: database,
      serial: serial,
      dataKeys: dataKeys,
      signer: keys.submissions.verifier
    )
    guard var submission = found else { return }
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
    try addKeptEntry()
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
      try addKeptEntry()
    }
    return isSealed
  }

  private mutating func addKeptEntry() throws {
    try tree.addKept()
    takeTreeDifferences()
    report.entries = tree.entries
  }

  private mutating func add(leafHash: Digest) throws {
    try tree.add(leafHash: leafHash)
    takeTreeDifferences()
    report.entries = tree.entries
  }

  private mutating func takeTreeDifferences() {
    for difference in tree.takeDifferences() { note(difference) }
  }
}
