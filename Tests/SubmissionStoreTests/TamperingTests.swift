import AuditLog
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

/// A column of the store's schema.
struct TableColumn: Sendable, CustomTestStringConvertible {
  let table: String
  let column: String
  let type: String

  var testDescription: String { "\(table).\(column)" }

  /// Every column of every table, asked of SQLite itself: none that is added later can be forgotten.
  static func all() throws -> [TableColumn] {
    try DatabaseQueue().write { database in
      try Schema.migrate(database)
      let tables = try database.map("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) }
      return try tables.flatMap { table in
        try database.map("SELECT name, type FROM pragma_table_info(?)", [SQLValue(table)]) {
          TableColumn(table: table, column: $0.text(0), type: $0.text(1))
        }
      }
    }
  }

  /// SQL that makes another value of the same type.
  var change: String {
    switch type {
    case "INTEGER": "coalesce(\(column), 0) + 1000"
    case "TEXT": "coalesce(\(column), '') || 'x'"
    // Another first byte; the rest and the length stay.
    default:
      "CAST(CASE WHEN substr(\(column), 1, 1) = x'5A' THEN x'A5' ELSE x'5A' END || substr(\(column), 2) AS BLOB)"
    }
  }
}

@Suite("Tampering with the database")
struct TamperingTests {
  private let scratch: Scratch
  private let closed: String
  private let numbers: [String]

  /// A closed store with a row in every table.
  init() throws {
    scratch = try Scratch()
    closed = scratch.store
    var options = StoreOptions()
    // The third of the reports then waits for its chunk of the search index.
    options.chunkLength = 2
    let store = try SQLiteSubmissionStore.open(path: closed, createIfMissing: true, options: options).store
    var first = Sample()
    first.key = IdempotencyKey(key: "k", requestHash: first.assessment.file.hash)
    let kept = try store.keep(first, in: scratch).submission
    let corrected = try store.keep(Sample().correcting(kept.number), in: scratch).submission
    let rows = [ReportModel.Confirmation(rule: "WL-ID-001", reason: "SESUAI_KTP")]
    let (sample, record) = Sample.of(company: 3).confirmed(rows, by: "siti", at: 1)
    let third = try store.keep(sample, record, in: scratch).submission
    numbers = [kept, corrected, third].map(\.number.text)
    _ = try store.createAccount(name: "siti", role: .company, scope: .own(submitter: "siti"), now: 1)
    let token = try store.createToken(account: "siti", label: "a", now: 2, expiresAt: 9)
    try store.revokeToken(id: token.info.id, now: 3)
    _ = try store.createToken(account: "siti", label: "b", now: 4, expiresAt: nil)
    let hash = [UInt8](repeating: 7, count: PasswordHash.length)
    let password = try #require(PasswordHash(bytes: hash, salt: hash, cost: .usual))
    try store.persons.setPassword(password, of: "siti", now: 5, by: nil)
    _ = try store.persons.openSession(account: "siti", now: 6)
    _ = try store.persons.invite("siti", now: 7, by: nil)
    for index in 1...3 {
      try store.record(
        StoreEvent(.looked, at: Int64(index), actor: "siti", subject: numbers[0], details: [.init("n", "1")])
      )
    }
    var asking = Sample.of(company: 4)
    asking.verdict = .needsConfirmation
    _ = try store.keepPending(asking.filing(in: scratch), until: .max - 1000)
    try store.close()
  }

  /// What the whole check says after SQL was run behind the program's back.
  private func differences(after sql: String) throws -> [StoreDifference] {
    let path = try scratch.copy(of: closed, named: "salinan-\(abs(sql.hashValue))")
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try database.execute(sql: sql)
    }
    try queue.close()
    do throws(StoreError) {
      let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
      return try store.checkLog { _ in }.differences
    } catch .damaged(let difference) {
      return [difference]
    }
  }

  @Test("A column changed once is detected and named", arguments: try TableColumn.all())
  func changedColumn(_ column: TableColumn) throws {
    let row = "(SELECT max(rowid) FROM \(column.table))"
    let keyed = ["meta", "log_entry", "log_node", "log_checkpoint", "idempotency", "facet"]
      .contains(column.table)
    let condition = keyed ? Self.lastRow(column.table) : "rowid = \(row)"
    let found = try differences(
      after: "UPDATE \(column.table) SET \(column.column) = \(column.change) WHERE \(condition)"
    )
    #expect(found.contains { Self.names($0, column.table, numbers) }, "\(found.map(\.message.en))")
  }

  @Test(
    "A deleted row is detected and named",
    arguments: [
      "meta", "submission", "document", "original_piece", "original_key", "log_entry", "log_node",
      "log_checkpoint",
      "account", "token", "password", "session", "one_time_link", "event", "facet", "facet_tail", "confirmation",
      "pending", "pending_piece",
    ]
  )
  func deletedRow(_ table: String) throws {
    let keyed = ["meta", "log_entry", "log_node", "log_checkpoint", "facet"].contains(table)
    let condition = keyed ? Self.lastRow(table) : "rowid = (SELECT max(rowid) FROM \(table))"
    let found = try differences(after: "DELETE FROM \(table) WHERE \(condition)")
    #expect(found.contains { Self.names($0, table, numbers) }, "\(found.map(\.message.en))")
  }

  @Test("A store that nobody touched is clean")
  func untouched() throws {
    #expect(try differences(after: "SELECT 1") == [])
  }

  @Test("A flipped bit in an original names the report")
  func flippedOriginal() throws {
    let flip = "UPDATE original_piece SET bytes = CAST(x'6A' || substr(bytes, 2) AS BLOB) WHERE submission = 1"
    let found = try differences(after: flip)
    #expect(found == [.originalPiece(number: numbers[0], piece: 0)])
    #expect(found[0].message.id.hasPrefix("Bagian 0 dari berkas asli laporan \(numbers[0])"))
  }

  @Test(
    "Precise names for typical harm",
    arguments: [
      ("UPDATE submission SET region = '3171' WHERE serial = 1", "Column region of report"),
      ("UPDATE submission SET record = replace(record, 'PUSAT', 'PUSAR') WHERE serial = 1", "Record or salt of report"),
      ("UPDATE submission SET details = replace(details, 'csv', 'xml') WHERE serial = 1", "The details of report"),
      ("DELETE FROM original_piece WHERE submission = 3", "Piece 0 of the original of report"),
      ("UPDATE document SET bytes = x'00' WHERE submission = 3", "The assessment of report"),
      ("UPDATE log_entry SET entry = x'00' WHERE tree = 0 AND position = 1", "Log entry 1 (report"),
      ("DELETE FROM log_checkpoint WHERE tree = 0 AND size = 1", "The checkpoint for size 1 is missing"),
      ("DELETE FROM submission WHERE serial = 2", "The report of log entry 1 is missing"),
      ("UPDATE account SET role = 'administrator'", "The account siti was changed"),
      ("UPDATE token SET revoked_at = NULL WHERE id = 1", "Token 1 was changed"),
      ("DELETE FROM token WHERE id = 2", "The register of accounts and tokens"),
      ("UPDATE account SET closed_at = 9", "The account siti was changed"),
      ("UPDATE password SET salt = zeroblob(32)", "The password of the account siti was changed"),
      ("DELETE FROM password", "The register of accounts and tokens"),
      ("UPDATE session SET expires_at = expires_at + 1", "Session 1 was changed"),
      ("DELETE FROM session", "The register of accounts and tokens"),
      ("DELETE FROM meta WHERE name = 'sessions'", "The register of accounts and tokens"),
      ("UPDATE one_time_link SET used_at = NULL, expires_at = 99", "The one-time link 1 was changed"),
      ("DROP INDEX submission_report", "The schema of index submission_report"),
      ("UPDATE facet SET places = x'0000' WHERE term = 'w:PT'", "search index differs from the report with serial 2"),
      ("INSERT INTO facet VALUES (1, 'w:LAIN', x'0100')", "The search index differs from the report with serial 2"),
      ("UPDATE facet_tail SET terms = terms || 'x'", "The search index differs from the report with serial 3"),
      ("INSERT INTO facet_tail VALUES (9, 'w:PT')", "The search index differs from the report with serial 9"),
      ("INSERT INTO log_node VALUES (0, 3, 9, zeroblob(32))", "Table log_node has rows"),
      ("INSERT INTO log_entry VALUES (0, 3, x'00')", "The report of log entry 3 is missing"),
      ("UPDATE original_key SET wrapped = NULL WHERE submission = 2", "The key of the original of report"),
      ("DELETE FROM original_key WHERE submission = 2", "The original of report"),
      ("UPDATE event SET actor = 'x' WHERE serial = 2", "Access log: Event 2 was changed"),
      ("UPDATE event SET text = replace(text, 'siti', 'sita') WHERE serial = 2", "Access log: Event 2 was changed"),
      ("DELETE FROM event WHERE serial = 3", "Access log: The event of entry 2 is missing"),
      ("UPDATE log_entry SET entry = x'00' WHERE tree = 1 AND position = 1", "Access log: Entry 1 was changed"),
      ("DELETE FROM log_checkpoint WHERE tree = 1 AND size = 3", "Access log: The checkpoint for size 3 is missing"),
      ("DELETE FROM log_node WHERE tree = 1 AND level = 1", "Access log:"),
      ("DELETE FROM confirmation", "The confirmation of report"),
      ("INSERT INTO confirmation VALUES (1, x'00')", "The confirmation of report"),
      ("UPDATE pending SET expires_at = expires_at + 1", "The waiting report K-"),
      ("UPDATE pending SET facts = replace(facts, 'expires 9', 'expires 8')", "The waiting report K-"),
      ("DELETE FROM pending", "The waiting report K-"),
      ("UPDATE pending_piece SET bytes = x'00'", "The waiting report K-"),
      ("INSERT INTO meta VALUES ('catatan', 'x')", "The store's statement catatan"),
    ]
  )
  func named(_ sql: String, _ words: String) throws {
    let found = try differences(after: sql)
    #expect(found.first?.message.en.contains(words) ?? false, "\(found.map(\.message.en))")
    #expect(found.allSatisfy { !$0.message.id.isEmpty })
  }

  @Test("A bit flipped anywhere in the file is either detected or changes nothing that is kept", arguments: 0..<8)
  func flippedFile(_ part: Int) throws {
    let whole = try PosixFile.all(closed)
    let before = try kept(closed)
    // Eight parts of 24 places each, spread over the file and over the bits.
    for place in stride(from: part * 13 + 1, to: whole.count, by: whole.count / 24) {
      let path = try scratch.copy(of: closed, named: "bit-\(part)-\(place)")
      var changed = whole
      changed[place] ^= 1 << UInt8(place % 8)
      try PosixFile.write(changed, to: path, mode: 0o600)
      guard let store = try? SQLiteSubmissionStore.open(path: path, createIfMissing: false).store,
        let report = try? store.checkLog(progress: { _ in }), report.isClean
      else { continue }
      #expect(try kept(path) == before, "byte \(place)")
    }
  }

  /// Everything that a store answers about its submissions.
  private func kept(_ path: String) throws -> [String] {
    let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
    return try store.history(HistoryQuery()).submissions.flatMap { submission -> [String] in
      let number = submission.number.text
      var original: [UInt8] = []
      _ = try store.original(number) { original += $0 }
      return [
        submission.record.text, submission.details.text, try store.receipt(number)?.text ?? "",
        "\(try store.document(number) ?? [])", "\(original)",
      ]
    }
  }

  @Test("Nothing is filed on top of a changed log")
  func noFilingOnDamage() throws {
    for sql in [
      "UPDATE log_node SET digest = zeroblob(32) WHERE level = 1",
      "DELETE FROM log_node WHERE level = 1",
      "UPDATE log_checkpoint SET note = note || 'x' WHERE size = 3",
      "DELETE FROM log_checkpoint WHERE size = 3",
    ] {
      let path = try scratch.copy(of: closed, named: "rusak-\(abs(sql.hashValue))")
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: sql) }
      try queue.close()
      let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
      let filing = try Sample.of(company: 4).filing(in: scratch)
      do throws(StoreError) {
        _ = try store.file(filing)
        Issue.record("filed in spite of: \(sql)")
      } catch {
        guard case .damaged = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test("A token whose row was changed opens nothing")
  func tamperedToken() throws {
    let path = try scratch.copy(of: closed, named: "token")
    let first = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
    let token = try first.createToken(account: "siti", label: "c", now: 5, expiresAt: 10)
    try first.close()
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE token SET expires_at = NULL WHERE id = 3") }
    try queue.close()
    let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
    #expect(throws: StoreError.damaged(.token(id: 3))) { _ = try store.authenticate(token: token.secret, now: 20) }
  }

  private static func lastRow(_ table: String) -> String {
    switch table {
    case "meta": "name = 'public-key'"
    case "facet": "term = 'w:SEJAHTERA'"
    case "log_entry": "tree = 0 AND position = 2"
    case "log_node": "tree = 0 AND level = 1"
    case "log_checkpoint": "tree = 0 AND size = 2"
    default: "1"
    }
  }

  /// Whether a difference tells in which table and row to look.
  private static func names(_ difference: StoreDifference, _ table: String, _ numbers: [String]) -> Bool {
    switch (table, difference) {
    case ("submission", .column(let number, _)), ("submission", .record(let number, _)),
      ("submission", .details(let number)):
      numbers.contains(number)
    case ("submission", .submissionMissing(position: 2)): true
    case ("document", .document(let number)),
      ("document", .documentMissing(let number)), ("original_piece", .original(let number, _, _)),
      ("original_piece", .originalPiece(let number, _)):
      number == numbers[2]
    case ("original_key", .originalKey(let number)), ("original_key", .original(let number, _, _)):
      number == numbers[2]
    case ("original_key", .orphan(table: "original_key", _)): true
    case ("confirmation", .confirmation(let number)): number == numbers[2]
    case ("pending", .pending), ("pending", .pendingMissing), ("pending_piece", .pending): true
    case ("event", .accessLog(.event)), ("event", .accessLog(.eventMissing)): true
    case ("log_entry", .entry(_, position: 2)), ("log_entry", .entryMissing(position: 2)): true
    case ("log_node", .tree(.nodeDiffers(level: 1, _, _, _))), ("log_node", .tree(.nodeMissing(level: 1, _))): true
    case ("log_checkpoint", .checkpoint(size: 2, _)), ("log_checkpoint", .checkpointMissing(size: 2)),
      ("log_checkpoint", .checkpointSize(size: 2, _)), ("log_checkpoint", .checkpointOrder(size: 2, _, _)):
      true
    case ("facet", .searchIndex), ("facet_tail", .searchIndex(serial: 3)): true
    case ("token", .orphan(table: "token", key: 2)): true
    case (let table, .orphan(table, _)) where ["password", "session", "one_time_link"].contains(table): true
    case ("password", .password), ("password", .register), ("session", .session), ("session", .register),
      ("one_time_link", .link), ("one_time_link", .register):
      true
    case ("account", .account), ("account", .register), ("token", .token), ("token", .register),
      ("idempotency", .idempotencyKey), ("meta", .meta):
      true
    default: false
    }
  }
}
