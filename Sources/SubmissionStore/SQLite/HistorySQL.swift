import ReportModel

/// A query on history as SQL: newest first by serial, so that a page never shifts when something new arrives.
struct HistorySQL {
  private(set) var conditions: [String] = []
  private(set) var values: [SQLValue] = []
  let limit: Int

  private static let cursorPrefix = "s"

  init(_ query: HistoryQuery) throws(StoreError) {
    limit = min(max(query.limit, 1), HistoryQuery.limitMax)
    addIdentity(query)
    addJudgement(query)
    add(query.scope)
    if let after = query.after { add("s.serial < ?", SQLValue(try Self.serial(cursor: after))) }
    values.append(SQLValue(limit + 1))
  }

  /// The condition over table `s` and one row more than a page, which tells whether another page follows.
  var text: String {
    let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    return "\(condition) ORDER BY s.serial DESC LIMIT ?"
  }

  static func cursor(serial: Int64) -> String { "\(cursorPrefix)\(serial)" }

  private static func serial(cursor: String) throws(StoreError) -> Int64 {
    guard cursor.hasPrefix(cursorPrefix), let serial = Int64(cursor.dropFirst(cursorPrefix.count)), serial > 0 else {
      throw .cursorUnusable
    }
    return serial
  }

  private mutating func add(_ condition: String, _ values: SQLValue...) {
    conditions.append(condition)
    self.values += values
  }

  private mutating func addIdentity(_ query: HistoryQuery) {
    if let company = query.company { add("instr(s.company, ?) > 0", SQLValue(SearchText.normalised(company))) }
    if let nib = query.nib { add("s.nib = ?", SQLValue(UnitIdentity.nib(nib) ?? "")) }
    if let region = query.region { addPrefixes([region]) }
    if let submitter = query.submitter { add("s.submitter = ?", SQLValue(submitter)) }
    if let kind = query.kind { add("s.kind = ?", SQLValue(kind)) }
    if let periods = query.periods {
      add("s.period BETWEEN ? AND ?", SQLValue(periods.lowerBound), SQLValue(periods.upperBound))
    }
  }

  private mutating func addJudgement(_ query: HistoryQuery) {
    if let verdict = query.verdict { add("s.verdict = ?", SQLValue(verdict.rawValue)) }
    if let rule = query.rule {
      add("EXISTS (SELECT 1 FROM finding f WHERE f.rule = ? AND f.submission = s.serial)", SQLValue(rule))
    }
    if let from = query.receivedFrom { add("s.received_at >= ?", SQLValue(from)) }
    if let before = query.receivedBefore { add("s.received_at < ?", SQLValue(before)) }
    if query.latestOnly {
      add("NOT EXISTS (SELECT 1 FROM submission n WHERE n.chain = s.chain AND n.version = s.version + 1)")
    }
  }

  private mutating func add(_ scope: AccessScope) {
    switch scope {
    case .everything: break
    case .nothing: add("0")
    case .own(let submitter): add("s.submitter = ?", SQLValue(submitter))
    case .companies(let nibs):
      let places = Array(repeating: "?", count: nibs.count).joined(separator: ", ")
      conditions.append("s.nib IN (\(places))")
      values += nibs.map { SQLValue(UnitIdentity.nib($0) ?? "") }
    case .regions(let codes): addPrefixes(codes)
    }
  }

  private mutating func addPrefixes(_ codes: [String]) {
    guard !codes.isEmpty else { return add("0") }
    let each = Array(repeating: "substr(s.region, 1, ?) = ?", count: codes.count)
    conditions.append("(\(each.joined(separator: " OR ")))")
    for code in codes { values += [SQLValue(code.unicodeScalars.count), SQLValue(code)] }
  }
}
