import AuditLog
import GRDB
import GRDBSQLite

/// A value as SQLite binds it.
enum SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  case integer(Int64)
  case text(String)
  case blob([UInt8])
  case null

  init(integerLiteral value: Int64) { self = .integer(value) }
  init(stringLiteral value: String) { self = .text(value) }
  init(nilLiteral: ()) { self = .null }

  init(_ value: Int) { self = .integer(Int64(value)) }
  init(_ value: Int64) { self = .integer(value) }
  init(_ value: String) { self = .text(value) }
  init(_ value: [UInt8]) { self = .blob(value) }
  init(_ value: Digest) { self = .blob(value.bytes) }
  init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
  init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
}

/// The row a statement stands on; columns count from 0. Valid only while it is lent.
struct SQLRow {
  fileprivate let statement: OpaquePointer

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func int(_ column: Int32) -> Int { Int(integer(column)) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  /// The text's bytes, with what is not UTF-8 replaced: a damaged text then differs from what was sealed.
  func text(_ column: Int32) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  func digest(_ column: Int32) -> Digest? { withBytes(column) { Digest(bytes: $0) } }

  func withBytes<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    // The pointer first: asking for it may convert the value and change its length.
    let start = sqlite3_column_blob(statement, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// The value as it stands, for comparing with one that was derived.
  func isSame(_ column: Int32, as value: SQLValue) -> Bool {
    switch (sqlite3_column_type(statement, column), value) {
    case (SQLITE_NULL, .null): true
    case (SQLITE_INTEGER, .integer(let expected)): integer(column) == expected
    case (SQLITE_TEXT, .text(let expected)): withBytes(column) { $0.elementsEqual(expected.utf8) }
    case (SQLITE_BLOB, .blob(let expected)): withBytes(column) { $0.elementsEqual(expected) }
    default: false
    }
  }
}

extension Database {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: [SQLValue] = []) throws {
    try rows(sql, values) { _ in }
  }

  /// The first row, mapped; `nil` when there is none.
  func first<Value>(_ sql: String, _ values: [SQLValue] = [], _ map: (SQLRow) throws -> Value) throws -> Value? {
    var found: Value?
    try scan(sql, values) { row in
      found = try map(row)
      return false
    }
    return found
  }

  /// Lends every row in turn.
  func rows(_ sql: String, _ values: [SQLValue] = [], _ each: (SQLRow) throws -> Void) throws {
    try scan(sql, values) { row in
      try each(row)
      return true
    }
  }

  /// Every row, mapped.
  func map<Value>(
    _ sql: String,
    _ values: [SQLValue] = [],
    reuse: Bool = true,
    _ map: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var mapped: [Value] = []
    try scan(sql, values, reuse: reuse) { row in
      mapped.append(try map(row))
      return true
    }
    return mapped
  }

  /// Lends rows until the body answers `false`. The body must not use the same SQL text again.
  ///
  /// Compiled statements are kept for reuse, except of SQL that is put together anew for each query: their number
  /// would have no bound.
  private func scan(
    _ sql: String,
    _ values: [SQLValue],
    reuse: Bool = true,
    _ body: (SQLRow) throws -> Bool
  ) throws {
    let compiled = try reuse ? cachedStatement(sql: sql) : makeStatement(sql: sql)
    let statement = compiled.sqliteStatement
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (place, value) in values.enumerated() {
      try check(Self.bind(value, at: Int32(place + 1), of: statement))
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      guard try body(SQLRow(statement: statement)) else { return }
    }
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    let extended = sqliteConnection.map(sqlite3_extended_errcode) ?? code
    let message = sqliteConnection.flatMap(sqlite3_errmsg).map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
  }

  // SQLITE_TRANSIENT, a cast that C's header writes and Swift cannot import: SQLite copies the bytes.
  private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  private static func bind(_ value: SQLValue, at place: Int32, of statement: OpaquePointer) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, place)
    case .integer(let number): return sqlite3_bind_int64(statement, place, number)
    case .text(let text):
      // With the closing zero that `withCString` adds, even an empty text has an address and does not bind NULL.
      return text.withCString { sqlite3_bind_text(statement, place, $0, Int32(text.utf8.count), transient) }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(statement, place, 0)
          : sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), transient)
      }
    }
  }
}
