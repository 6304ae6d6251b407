import GRDB
import ReportModel

/// The search index: which submissions have which term.
///
/// Submissions stand in chunks in the order of their serials. A full chunk has one row a term and is never changed; the
/// newest submissions wait one by one in `facet_tail` until their chunk is full. So filing appends a single small row,
/// and a question costs a few reads a chunk however its conditions combine: none makes it read the submissions.
struct FacetRows {
  let database: Database
  /// How many submissions make a chunk; what was written with another number is read as well.
  let chunkLength: Int

  init(database: Database, chunkLength: Int = FacetSet.capacity) {
    self.database = database
    self.chunkLength = min(max(chunkLength, 1), FacetSet.capacity)
  }

  // MARK: Writing

  /// - Parameter terms: ``FacetTerms/text``.
  func insert(_ terms: String, serial: Int64) throws {
    try database.run("INSERT INTO facet_tail (serial, terms) VALUES (?, ?)", [SQLValue(serial), SQLValue(terms)])
    let first = try database.first("SELECT min(serial) FROM facet_tail") { $0.integer(0) } ?? serial
    if serial - first + 1 >= Int64(chunkLength) { try seal(first: first) }
  }

  /// Indexes everything that is kept, for a store made before there was an index. What cannot be read is left out; the
  /// whole check names it.
  func fill() throws {
    var last = Int64.min
    while true {
      let page = try database.map(
        "SELECT serial, record, details FROM submission WHERE serial > ? ORDER BY serial LIMIT ?",
        [SQLValue(last), SQLValue(chunkLength)]
      ) { (serial: $0.integer(0), record: $0.text(1), details: $0.text(2)) }
      guard let newest = page.last else { return }
      last = newest.serial
      for row in page {
        guard let record = SubmissionRecord(parsing: row.record),
          let details = SubmissionDetails(parsing: row.details)
        else { continue }
        try insert(FacetTerms(record, details).text, serial: row.serial)
      }
    }
  }

  private func seal(first: Int64) throws {
    var sets: [FacetTerm: FacetSet] = [:]
    try database.rows("SELECT serial, terms FROM facet_tail ORDER BY serial") { row in
      let place = Int(row.integer(0) - first)
      // Only after somebody removed rows can one be too far from the first; the whole check names what is missing.
      guard place < FacetSet.capacity else { return }
      for term in row.withBytes(1, FacetTerms.init(kept:)).terms { sets[term, default: FacetSet()].insert(place) }
    }
    for (term, set) in sets.sorted(by: { $0.key < $1.key }) {
      try database.run(
        "INSERT INTO facet (first, term, places) VALUES (?, ?, ?)",
        [SQLValue(first), term.sql, SQLValue(set.bytes)]
      )
    }
    try database.run("DELETE FROM facet_tail")
  }

  // MARK: Asking

  /// Every statement that a question runs, for the test that asks SQLite how it runs them.
  enum Question {
    static let tail = "SELECT serial, terms FROM facet_tail WHERE serial < ? ORDER BY serial DESC"
    static let tailStart = "SELECT min(serial) FROM facet_tail"
    static let chunkBefore = "SELECT max(first) FROM facet WHERE first < ?"
    static let term = "SELECT places FROM facet WHERE first = ? AND term = ?"
    static let terms = "SELECT places FROM facet WHERE first = ? AND term BETWEEN ? AND ?"
    static let received = "SELECT received_at FROM submission WHERE serial = ?"
    static let latest = """
      SELECT 1 FROM submission s JOIN submission n ON n.chain = s.chain AND n.version = s.version + 1 WHERE s.serial = ?
      """
    static let serials = "SELECT serial FROM submission WHERE serial < ? ORDER BY serial DESC LIMIT ?"
    static let all = [tail, tailStart, chunkBefore, term, terms, received, latest, serials]
  }

  /// The serials that match, newest first, one more than a page: it tells whether another page follows.
  func serials(_ query: FacetQuery) throws -> [Int64] {
    let wanted = query.limit + 1
    if query.conditions.isEmpty, !query.latestOnly {
      return try database.map(Question.serials, [SQLValue(query.before), SQLValue(wanted)]) { $0.integer(0) }
    }
    var found: [Int64] = []
    try take(try tail(query), query, wanted, &found)
    // A chunk ends where the next one begins, and the newest where those begin that wait for theirs.
    let tailStart = try database.first(Question.tailStart) { $0.optionalInteger(0) } ?? nil
    var end = min(query.before, tailStart ?? .max)
    while found.count < wanted, let first = try chunk(before: end) {
      let matching = try places(query.conditions, first: first)
      try take(matching.descending.map { first + Int64($0) }.filter { $0 < end }, query, wanted, &found)
      end = first
    }
    return found
  }

  private func take(_ serials: [Int64], _ query: FacetQuery, _ wanted: Int, _ found: inout [Int64]) throws {
    for serial in serials where found.count < wanted {
      if try fulfils(query, serial) { found.append(serial) }
    }
  }

  private func tail(_ query: FacetQuery) throws -> [Int64] {
    var found: [Int64] = []
    try database.rows(Question.tail, [SQLValue(query.before)]) { row in
      let matches = row.withBytes(1) { kept in
        query.conditions.allSatisfy { ranges in ranges.contains { $0.hits(kept) } }
      }
      if matches { found.append(row.integer(0)) }
    }
    return found
  }

  private func chunk(before serial: Int64) throws -> Int64? {
    try database.first(Question.chunkBefore, [SQLValue(serial)]) { $0.optionalInteger(0) } ?? nil
  }

  private func places(_ conditions: [[FacetRange]], first: Int64) throws -> FacetSet {
    // Every submission has a verdict: without a condition these are all there are, and none of the next chunk.
    let everything = [[FacetRange.beginning(FacetTerm(.verdict, ""))]]
    var matching: FacetSet?
    for ranges in conditions.isEmpty ? everything : conditions {
      var allowed = FacetSet()
      for range in ranges { try add(range, first: first, to: &allowed) }
      if let so = matching { allowed.formIntersection(so) }
      matching = allowed
      if allowed.isEmpty { break }
    }
    return matching ?? FacetSet()
  }

  private func add(_ range: FacetRange, first: Int64, to set: inout FacetSet) throws {
    let isOne = range.from == range.to
    let values = [SQLValue(first), range.from.sql] + (isOne ? [] : [range.to.sql])
    var found = FacetSet()
    try database.rows(isOne ? Question.term : Question.terms, values) { row in
      found.formUnion(row.withBytes(0, FacetSet.init))
    }
    set.formUnion(found)
  }

  /// What the index does not tell: the very moment, whether a later version came, and whether there is such a row.
  private func fulfils(_ query: FacetQuery, _ serial: Int64) throws -> Bool {
    guard let received = try database.first(Question.received, [SQLValue(serial)], { $0.integer(0) }) else {
      return false
    }
    if let range = query.received, !range.contains(received) { return false }
    guard query.latestOnly else { return true }
    return try database.first(Question.latest, [SQLValue(serial)]) { _ in true } == nil
  }
}
