import AuditLog
import ReportModel
import Synchronization

/// All reference tables, loaded when first asked for and hashed together.
///
/// Everything is asked for on a day: code lists and amounts carry the days from and to which they hold.
public final class ReferenceTables: Sendable {
  private let source: any SchemaSource
  private let loaded = Mutex<[String: ReferenceTable]>([:])
  private let calendar = Mutex<WorkingCalendar?>(nil)
  /// SHA-256 over the tables' names and contents, so that a verdict can name what it used.
  public let hash: ContentHash

  /// A table that cannot be used.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The table's name.
    public let table: String
    /// What is wrong, in English.
    public let problem: String
    /// `reference/NAME.tsv: problem`.
    public var description: String { "reference/\(table).tsv: \(problem)" }
  }

  /// The tables of a source. Reads every file once to hash it.
  public init(source: any SchemaSource) {
    self.source = source
    var hasher = DigestHasher()
    for path in source.paths where path.hasPrefix("reference/") {
      guard let bytes = source.read(path) else { continue }
      hasher.update(Array(path.utf8) + [0])
      hasher.update(bytes)
      hasher.update([0])
    }
    hash = ContentHash(digest: hasher.finalize())
  }

  func table(_ name: String) -> ReferenceTable? {
    if let table = loaded.withLock({ $0[name] }) { return table }
    guard let bytes = source.read("reference/\(name).tsv"), let table = try? ReferenceTable(bytes: bytes) else {
      return nil
    }
    return loaded.withLock { tables in
      if let first = tables[name] { return first }
      tables[name] = table
      return table
    }
  }

  /// Whether the table exists and can be read; the fault otherwise.
  public func check(_ name: String) throws(Fault) {
    guard let bytes = source.read("reference/\(name).tsv") else {
      throw Fault(table: name, problem: "the table is missing")
    }
    do {
      _ = try ReferenceTable(bytes: bytes)
    } catch {
      throw Fault(
        table: name,
        problem: "line \(error.line) has \(error.cells) cells, the header has \(error.expected)"
      )
    }
  }

  /// The names of all tables.
  public var names: [String] {
    source.paths.filter { $0.hasPrefix("reference/") && $0.hasSuffix(".tsv") }
      .map { String($0.dropFirst("reference/".count).dropLast(".tsv".count)) }
  }
}

/// A table of a set of tables, fetched when first asked for and then at hand without a lock.
private final class KnownTable: Sendable {
  private let tables: ReferenceTables
  private let name: String
  /// The address of the table, which `tables` keeps for good; 0 before it is fetched.
  private let address = Atomic<UInt>(0)

  init(_ name: String, of tables: ReferenceTables) {
    self.tables = tables
    self.name = name
  }

  /// Whether it has rows of a code; nil when there is no such table.
  func has(_ code: UnsafeBufferPointer<UInt8>) -> Bool? {
    if let pointer = UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)) {
      return Unmanaged<ReferenceTable>.fromOpaque(pointer)._withUnsafeGuaranteedRef { !$0.rows(code).isEmpty }
    }
    guard let table = tables.table(name) else { return nil }
    address.store(UInt(bitPattern: Unmanaged.passUnretained(table).toOpaque()), ordering: .releasing)
    return !table.rows(code).isEmpty
  }
}

extension ContentHash {
  init(digest: Digest) {
    guard let hash = ContentHash(hex: digest.hex) else { preconditionFailure("a digest has 64 digits") }
    self = hash
  }
}

// MARK: - Codes

extension ReferenceTables {
  /// Whether a code is in a table, on a day when one is given; `nil` when there is no such table.
  func knows(_ code: String, in name: String, on day: CivilDate?) -> Bool? {
    guard let table = table(name) else { return nil }
    let rows = table.rows(code)
    guard let day else { return !rows.isEmpty }
    return rows.contains { isValid(row: $0, of: table, on: day) }
  }

  /// Whether a code, given as UTF-8, is in a table on any day; nil when there is no such table.
  func knowledge(of name: String) -> @Sendable (UnsafeBufferPointer<UInt8>) -> Bool? {
    let known = KnownTable(name, of: self)
    return { known.has($0) }
  }

  /// The cell of the row of a code; `nil` when table, code or column is not there or the cell is empty.
  func attribute(_ column: String, of code: String, in name: String) -> String? {
    guard let table = table(name), let index = table.column(column), let row = table.rows(code).last else {
      return nil
    }
    let text = table.cell(row, index)
    return text.isEmpty ? nil : text
  }

  func isValid(row: Int, of table: ReferenceTable, on day: CivilDate) -> Bool {
    if let from = table.column("dari"), let start = CivilDate(iso: table.cell(row, from)), day < start {
      return false
    }
    if let to = table.column("sampai"), let end = CivilDate(iso: table.cell(row, to)), day > end { return false }
    return true
  }

  private func row(_ key: String, in table: ReferenceTable, on day: CivilDate) -> Int? {
    table.rows(key).last { isValid(row: $0, of: table, on: day) }
  }

  /// Editions of the classification of business activities with the days from which each is in force and up to which
  /// the one before may still be used (rule WL-ID-018; the days of the editions before 2025 are approximate).
  private static let kbliEditions: [(table: String, from: String, usableTo: String)] = [
    ("kbli2017", "2017-03-01", "2021-03-31"),
    ("kbli2020", "2020-09-01", "2026-06-18"),
    ("kbli2025", "2025-12-18", "9999-12-31"),
  ]

  /// Whether a code is in any edition of the classification of business activities.
  func knowsKBLI(_ code: String) -> Bool {
    Self.kbliEditions.contains { knows(code, in: $0.table, on: nil) == true }
      || knows(code, in: "kbli2020_sisa", on: nil) == true
  }

  /// The codes of KBLI 2025 that correspond to a code of KBLI 2020, ascending; `nil` when there is no such table.
  func kbliCounterparts(of code: String) -> [String]? {
    guard let table = table("kbli_padanan"), let column = table.column("kode_2025") else { return nil }
    return Set(table.rows(code).map { table.cell($0, column) }).sorted()
  }

  /// Whether a code is in an edition in force on the day, the transition between editions included; `nil` for days
  /// before the first edition held here.
  func isKBLIValid(_ code: String, on day: CivilDate) -> Bool? {
    let usable = Self.kbliEditions.filter {
      guard let from = CivilDate(iso: $0.from), let to = CivilDate(iso: $0.usableTo) else { return false }
      return from <= day && day <= to
    }
    guard !usable.isEmpty else { return nil }
    return usable.contains { knows(code, in: $0.table, on: nil) == true }
  }
}

// MARK: - Amounts

extension ReferenceTables {
  /// A dated parameter; `nil` when none holds on the day.
  public func parameter(_ name: String, on day: CivilDate) -> String? {
    guard let table = table("parameter"), let column = table.column("nilai"),
      let row = row(name, in: table, on: day)
    else { return nil }
    return table.cell(row, column)
  }

  /// Whether there is a parameter of this name on any day.
  func hasParameter(_ name: String) -> Bool {
    table("parameter").map { !$0.rows(name).isEmpty } ?? false
  }

  /// A minimum wage: whole rupiah a month, and whether the amount is beyond doubt.
  struct MinimumWage {
    var rupiah: Int64
    var isCertain: Bool
  }

  /// The province's minimum wage; `nil` when not known or not set.
  func provincialWage(_ province: String, on day: CivilDate) -> MinimumWage? {
    wage(province, in: "ump", on: day)
  }

  /// The regency's or city's minimum wage.
  ///
  /// Where the list of a province and year is complete and has no row, the province's applies; where it is not
  /// complete the amount is not known (decision: never a guess).
  func regionalWage(_ region: String, on day: CivilDate) -> MinimumWage? {
    if let own = wage(region, in: "umk", on: day) { return own }
    let province = String(region.prefix(2))
    guard let coverage = table("umk_cakupan"), row(province, in: coverage, on: day) != nil else { return nil }
    return provincialWage(province, on: day)
  }

  private func wage(_ region: String, in name: String, on day: CivilDate) -> MinimumWage? {
    guard let table = table(name), let row = row(region, in: table, on: day),
      let amount = table.column("rupiah"), let rupiah = Int64(table.cell(row, amount))
    else { return nil }
    let status = table.column("status").map { table.cell(row, $0) } ?? ""
    return MinimumWage(rupiah: rupiah, isCertain: status != "konflik" && status != "satu_sumber")
  }
}

// MARK: - Calendar

extension ReferenceTables {
  /// Working days after `start` up to and including `end`: Monday to Friday without national holidays; `nil` when
  /// the table of holidays does not reach both years. Collective leave counts as work (a private firm works unless it
  /// takes it).
  func workingDays(from start: CivilDate, to end: CivilDate) -> Int? {
    workingCalendar()?.workingDays(from: start, to: end)
  }

  private func workingCalendar() -> WorkingCalendar? {
    if let known = calendar.withLock({ $0 }) { return known }
    guard let made = table("libur").flatMap({ WorkingCalendar($0) }) else { return nil }
    calendar.withLock { $0 = made }
    return made
  }
}
