import GRDB

/// The search index against the submissions it was made from.
extension StoreCheck {
  mutating func checkFacets() throws {
    var check = FacetCheck(database: database)
    for difference in try check.run() { note(difference) }
  }
}

/// Derives the index chunk by chunk; memory holds one chunk. One difference a chunk is named, the first.
private struct FacetCheck {
  let database: Database
  private var differences: [StoreDifference] = []

  /// What the submissions of one chunk say.
  private struct Derived {
    var sets: [FacetTerm: FacetSet] = [:]
    /// Places whose record or details cannot be read: the check of the submission names them.
    var unreadable = FacetSet()
  }

  init(database: Database) { self.database = database }

  mutating func run() throws -> [StoreDifference] {
    let newest = try integer("SELECT max(serial) FROM submission") ?? 0
    let tailStart = try integer("SELECT min(serial) FROM facet_tail") ?? newest + 1
    var first = try next(after: .min)
    // What comes before the first chunk is in no chunk.
    try checkCovered(until: min(first ?? tailStart, tailStart))
    while let chunk = first {
      let following = try next(after: chunk)
      let end = min(following ?? tailStart, tailStart)
      try checkChunk(first: chunk, end: end)
      first = following
    }
    try checkTail(newest: newest)
    return differences
  }

  private func integer(_ sql: String, _ values: [SQLValue] = []) throws -> Int64? {
    try database.first(sql, values) { $0.optionalInteger(0) } ?? nil
  }

  private func next(after first: Int64) throws -> Int64? {
    try integer("SELECT min(first) FROM facet WHERE first > ?", [SQLValue(first)])
  }

  private mutating func note(_ serial: Int64) { differences.append(.searchIndex(serial: serial)) }

  private mutating func checkCovered(until end: Int64) throws {
    if let serial = try integer("SELECT min(serial) FROM submission WHERE serial < ?", [SQLValue(end)]) { note(serial) }
  }

  private mutating func checkChunk(first: Int64, end: Int64) throws {
    let last = first.addingReportingOverflow(Int64(FacetSet.capacity))
    guard !last.overflow, first < end, end <= last.partialValue else { return note(first) }
    var derived = try derive(first: first, end: end)
    var wrong: FacetSet?
    try database.rows("SELECT term, places FROM facet WHERE first = ? ORDER BY term", [SQLValue(first)]) { row in
      let term = FacetTerm(bytes: row.bytes(0))
      let expected = derived.sets.removeValue(forKey: term) ?? FacetSet()
      var found = row.withBytes(1, FacetSet.init)
      let isCanonical = row.isSame(1, as: SQLValue(found.bytes))
      found.formDifference(expected)
      found.subtract(derived.unreadable)
      if wrong == nil, !found.isEmpty || !isCanonical { wrong = found }
    }
    let missing = derived.sets.values.first { !$0.isEmpty }
    if let wrong = wrong ?? missing { note(first + Int64(wrong.descending.last ?? 0)) }
  }

  private func derive(first: Int64, end: Int64) throws -> Derived {
    var derived = Derived()
    try database.rows(
      "SELECT serial, record, details FROM submission WHERE serial >= ? AND serial < ? ORDER BY serial",
      [SQLValue(first), SQLValue(end)]
    ) { row in
      let place = Int(row.integer(0) - first)
      guard let terms = Self.terms(row.text(1), row.text(2)) else { return derived.unreadable.insert(place) }
      for term in terms.terms { derived.sets[term, default: FacetSet()].insert(place) }
    }
    return derived
  }

  private static func terms(_ record: String, _ details: String) -> FacetTerms? {
    guard let record = SubmissionRecord(parsing: record), let details = SubmissionDetails(parsing: details) else {
      return nil
    }
    return FacetTerms(record, details)
  }

  /// Those that wait: each next to its submission.
  private mutating func checkTail(newest: Int64) throws {
    let start = try integer("SELECT min(serial) FROM facet_tail") ?? newest + 1
    var wrong: Int64?
    try database.rows(
      """
      SELECT s.serial, s.record, s.details, t.terms FROM submission s LEFT JOIN facet_tail t USING (serial)
      WHERE s.serial >= ? ORDER BY s.serial
      """,
      [SQLValue(start)]
    ) { row in
      guard wrong == nil, let terms = Self.terms(row.text(1), row.text(2)) else { return }
      if !row.isSame(3, as: SQLValue(terms.text)) { wrong = row.integer(0) }
    }
    let stray = try integer("SELECT min(serial) FROM facet_tail WHERE serial NOT IN (SELECT serial FROM submission)")
    if let serial = wrong ?? stray { note(serial) }
  }
}
