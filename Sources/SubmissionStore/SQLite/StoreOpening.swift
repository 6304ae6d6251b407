import AuditLog
import GRDB
import Glibc

/// What a store is opened with.
public struct StoreOptions: Hashable, Sendable {
  /// The name of a log that was given none.
  public static let defaultOrigin = "wlkp.local/log"

  /// The log's unique name, which is its key's name, too: chosen when a store is made. For an existing store `nil`
  /// takes its own, and another name than its own is an error.
  public var origin: String?
  /// The authority that receives the reports; named on receipts. Without one they say that they are no official proof.
  public var authority: String?
  /// Who runs this process, for events that no account is behind.
  public var operatorName = "sistem"
  /// How long to wait for another process that writes, in milliseconds.
  public var busyTimeout = 5000
  /// How many readers may read at once; each costs a file handle and a cache of 2 MB.
  public var readersMax = 5

  /// How many submissions make a chunk of the search index; tests take few.
  var chunkLength = FacetSet.capacity

  /// The defaults.
  public init(origin: String? = nil, authority: String? = nil) {
    self.origin = origin
    self.authority = authority
  }
}

/// Whether a store was there.
public enum StoreOpening: Hashable, Sendable {
  /// It was.
  case opened
  /// It was made, with a new key: its secret half is in `keyFile`, its public half in `publicKeyFile`.
  case created(keyFile: String, publicKeyFile: String)
}

extension SQLiteSubmissionStore {
  /// Opens the store at a path, or makes one there with a new signing key beside it (`<path>.key`, mode 0600, and
  /// `<path>.pub`).
  ///
  /// - Throws: ``StoreError``: the cases on opening, on keys and on the machine.
  public static func open(
    path: String,
    createIfMissing: Bool,
    options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> (store: SQLiteSubmissionStore, opening: StoreOpening) {
    try open(path: path, createIfMissing: createIfMissing, options: options, failures: NoFailure())
  }

  static func open(
    path: String,
    createIfMissing: Bool,
    options: StoreOptions,
    failures: any FailurePoint
  ) throws(StoreError) -> (store: SQLiteSubmissionStore, opening: StoreOpening) {
    do {
      return try StoreDoor(path: path, options: options).open(createIfMissing: createIfMissing, failures: failures)
    } catch {
      throw StoreError(error, path: path, busyTimeout: options.busyTimeout)
    }
  }
}

/// The way into a store: what is there, is it ours, which key signs for it.
private struct StoreDoor {
  let path: String
  let options: StoreOptions
  let keys: StoreKey

  /// A file of SQLite begins with these 16 bytes; an empty file is a store whose making was interrupted.
  private static let magic = Array("SQLite format 3\0".utf8)
  /// After so many pages of 4 KiB the WAL is folded into the file. A page that was written again and again is folded
  /// once: with SQLite's 1000 a filing under load pays for the same inner pages several times over.
  private static let checkpointPages = 8000
  /// Reports hold personal data: the owner alone reads the file.
  private static let ownerOnly: mode_t = 0o600

  init(path: String, options: StoreOptions) {
    self.path = path
    self.options = options
    keys = StoreKey(store: path)
  }

  func open(
    createIfMissing: Bool,
    failures: any FailurePoint
  ) throws -> (store: SQLiteSubmissionStore, opening: StoreOpening) {
    if try PosixFile.status(path) == nil { try makeFile(createIfMissing: createIfMissing) }
    try requireSQLite()
    let (verifier, version, wasMade) = try identityMakingSchema(createIfMissing: createIfMissing)
    try keys.install(for: verifier)
    let key = try keys.read(for: verifier)
    if let origin = options.origin, !origin.utf8.elementsEqual(verifier.name.utf8) {
      throw StoreError.originDiffers(expected: verifier.name, found: origin)
    }
    let pool = try pool()
    // Only when needed: a process that merely reads need not wait for one that writes.
    let logKeys = try LogKeys(key)
    if version < Schema.version {
      try pool.write { database in
        // Of two processes that come here at once, the second finds everything done.
        let found = try Schema.migrate(database)
        try beginAccessLog(database, logKeys)
        if found < Schema.facetVersion {
          try FacetRows(database: database, chunkLength: options.chunkLength).fill()
        }
      }
    }
    let dataKeys = try dataKeys(pool)
    let store = SQLiteSubmissionStore(
      path: path,
      pool: pool,
      keys: logKeys,
      dataKeys: dataKeys,
      options: options,
      failures: failures
    )
    return (
      store, wasMade ? .created(keyFile: keys.keyFile, publicKeyFile: keys.publicKeyFile) : .opened
    )
  }

  /// The data keys; made when the store has none and needs none yet.
  private func dataKeys(_ pool: DatabasePool) throws -> [DataKey] {
    let file = DataKeyFile(store: path)
    let found = try file.read()
    if !found.isEmpty { return found }
    // Under the store's own lock: of two processes that come here at once, the second finds the first one's key.
    return try pool.write { database in
      let found = try file.read()
      if !found.isEmpty { return found }
      let sealed = try database.first(
        "SELECT (SELECT count(*) FROM original_key WHERE wrapped IS NOT NULL) + (SELECT count(*) FROM pending)"
      ) { $0.integer(0) }
      guard sealed ?? 0 == 0 else { throw StoreError.dataKeyMissing(keyFile: file.path) }
      let new = [DataKey.generate()]
      try file.write(new)
      return new
    }
  }

  private func makeFile(createIfMissing: Bool) throws {
    guard createIfMissing else { throw StoreError.storeMissing(path: path) }
    guard try !keys.exists() else { throw StoreError.keyWithoutStore(path: path, keyFile: keys.keyFile) }
    _ = try PosixFile(path, flags: O_RDWR | O_CREAT, mode: Self.ownerOnly)
  }

  private func requireSQLite() throws {
    guard let status = try PosixFile.status(path), status.isFile else { throw StoreError.notAStore(path: path) }
    var magic = [UInt8](repeating: 0, count: Self.magic.count)
    let file = try PosixFile(path, flags: O_RDONLY)
    let count = try file.read(into: &magic)
    guard count == 0 || magic == Self.magic else { throw StoreError.notAStore(path: path) }
  }

  /// Reads whose store it is over a plain connection, which changes nothing in a file that is not ours; makes schema and
  /// key when the file is empty.
  private func identityMakingSchema(
    createIfMissing: Bool
  ) throws -> (verifier: VerifierKey, version: Int64, wasMade: Bool) {
    let queue = try DatabaseQueue(path: sqlitePath, configuration: configuration)
    let found = try queue.inDatabase { database -> (VerifierKey, Int64, Bool) in
      if let found = try identity(database) { return (found.verifier, found.version, false) }
      var made = false
      // Two processes may come here at once: the second finds the first one's schema once it has the lock.
      try database.inTransaction(.exclusive) {
        if try identity(database) == nil {
          guard createIfMissing else { throw StoreError.storeMissing(path: path) }
          try makeSchema(database)
          made = true
        }
        return .commit
      }
      guard let found = try identity(database) else { throw StoreError.notAStore(path: path) }
      return (found.verifier, found.version, made)
    }
    try queue.close()
    return found
  }

  /// The key that the store names, and its schema's version; `nil` when the file is empty.
  private func identity(_ database: Database) throws -> (verifier: VerifierKey, version: Int64)? {
    let application = try database.first("PRAGMA application_id") { $0.integer(0) } ?? 0
    let version = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
    let tables = try database.first("SELECT count(*) FROM sqlite_schema") { $0.integer(0) } ?? 0
    if application == 0, version == 0, tables == 0 { return nil }
    guard application == Schema.applicationID else { throw StoreError.notAStore(path: path) }
    guard version <= Schema.version else {
      throw StoreError.storeTooNew(path: path, version: Int(version), known: Int(Schema.version))
    }
    guard version >= 1, let text = try Meta(database: database).value(Meta.publicKey) else {
      throw StoreError.damaged(.meta(name: Meta.publicKey))
    }
    do {
      return (try VerifierKey(parsing: text), version)
    } catch {
      throw StoreError.damaged(.meta(name: Meta.publicKey))
    }
  }

  private func makeSchema(_ database: Database) throws {
    guard try !keys.exists() else { throw StoreError.keyWithoutStore(path: path, keyFile: keys.keyFile) }
    let key = try SigningKey.generate(name: options.origin ?? StoreOptions.defaultOrigin)
    // The key is on the disk before the store that needs it, and gets its name after it: see StoreKey.install.
    try keys.prepare(key)
    try Schema.migrate(database)
    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    try Meta(database: database).insert(Meta.publicKey, key.verifier.text)
    try RegisterSeals(secret: key.privateText).sealAll(database)
    let log = LogAppender(tables: LogTables(database: database, tree: .submissions), key: key)
    try log.checkpoint(Frontier().head)
    try beginAccessLog(database, LogKeys(key))
  }

  /// The empty access log, in a store that has none yet.
  private func beginAccessLog(_ database: Database, _ keys: LogKeys) throws {
    let meta = Meta(database: database)
    guard try meta.value(Meta.accessKey) == nil else { return }
    try meta.insert(Meta.accessKey, keys.access.verifier.text)
    let log = LogAppender(tables: LogTables(database: database, tree: .access), key: keys.access)
    try log.checkpoint(Frontier().head)
  }

  /// The path as SQLite gets it: a name such as `:memory:` has a meaning of its own there, one with a slash has not.
  private var sqlitePath: String {
    path.utf8.contains(UInt8(ascii: "/")) ? path : "./" + path
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(options.busyTimeout) / 1000)
    configuration.maximumReaderCount = options.readersMax
    configuration.foreignKeysEnabled = true
    configuration.label = "wlkp.store"
    // What is deleted is overwritten: a destroyed key must not be found in a free page.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    return configuration
  }

  private func pool() throws -> DatabasePool {
    let pool = try DatabasePool(path: sqlitePath, configuration: configuration)
    // The pool has set NORMAL on its own while opening. With FULL a commit waits until the log is on the disk.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.checkpointPages)")
    }
    return pool
  }
}

extension Schema {
  /// Brings the tables to this program's version, within the caller's transaction.
  ///
  /// - Returns: the version that was found.
  @discardableResult
  static func migrate(_ database: Database) throws -> Int64 {
    let found = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
    guard found < version else { return found }
    for step in steps[Int(found)...] { try database.execute(sql: step) }
    try database.execute(sql: "PRAGMA user_version = \(version)")
    return found
  }
}
