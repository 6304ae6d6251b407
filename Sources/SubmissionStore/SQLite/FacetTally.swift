import GRDB
import ReportModel

/// Questions that the search index answers for all matches at once: chunk by chunk, with one set of places a term.
struct FacetTally {
  let database: Database

  /// Some submissions of the index: a full chunk, or those that still wait for theirs.
  private enum Chunk {
    case sealed(first: Int64)
    case waiting(first: Int64, [FacetTerm: FacetSet])

    var first: Int64 {
      switch self {
      case .sealed(let first), .waiting(let first, _): first
      }
    }
  }

  private static let tail = "SELECT serial, terms FROM facet_tail ORDER BY serial"
  private static let ranged = "SELECT term, places FROM facet WHERE first = ? AND term BETWEEN ? AND ?"
  /// Those that a later version stands in the place of.
  private static let corrected = """
    SELECT p.serial FROM submission n JOIN submission p ON p.chain = n.chain AND p.version = n.version - 1
    WHERE n.version > 1 ORDER BY p.serial
    """
  private static let details = "SELECT number, details FROM submission WHERE serial = ?"

  // MARK: Asking

  /// Counts what matches.
  func counts(_ query: FacetQuery, of dimensions: Set<ReportCounts.Dimension>) throws -> ReportCounts {
    var counts = ReportCounts()
    var found: [FacetTerm: Int] = [:]
    let ranges = dimensions.flatMap { query.ranges(of: $0.facet) }
    try each(query) { chunk, matching in
      counts.reports += matching.count
      for range in ranges {
        try each(range, in: chunk) { term, places in
          var common = places
          common.formIntersection(matching)
          if !common.isEmpty { found[term, default: 0] += common.count }
        }
      }
    }
    for dimension in dimensions { counts.counts[dimension] = [:] }
    for (term, count) in found {
      guard let (dimension, value) = Self.value(of: term, in: dimensions) else { continue }
      counts.counts[dimension, default: [:]][value] = count
    }
    return counts
  }

  /// Lends the findings of what matches, newest first.
  func findings(_ query: FacetQuery, _ visit: (ReportFindings) -> Void) throws {
    try each(query) { chunk, matching in
      for place in matching.descending {
        let read = try database.first(Self.details, [SQLValue(chunk.first + Int64(place))]) { row in
          let number = row.text(0)
          return row.withBytes(1) { DetailLines($0).findings(number: number) }
        }
        if let read { visit(read) }
      }
    }
  }

  /// The serials of what matches, newest first.
  func serials(_ query: FacetQuery, _ visit: (Int64) throws -> Void) throws {
    try each(query) { chunk, matching in
      for place in matching.descending { try visit(chunk.first + Int64(place)) }
    }
  }

  // MARK: Chunk by chunk

  private func each(_ query: FacetQuery, _ visit: (Chunk, FacetSet) throws -> Void) throws {
    let corrected = query.latestOnly ? try database.map(Self.corrected) { $0.integer(0) } : []
    var end = Int64.max
    for chunk in try chunks() {
      var matching = try matching(query.conditions, in: chunk)
      for serial in corrected[Self.range(corrected, from: chunk.first, to: end)] {
        if serial - chunk.first < FacetSet.capacity { matching.remove(Int(serial - chunk.first)) }
      }
      try narrow(&matching, to: query, in: chunk)
      if !matching.isEmpty { try visit(chunk, matching) }
      end = chunk.first
    }
  }

  /// Newest first.
  private func chunks() throws -> [Chunk] {
    var waiting: [FacetTerm: FacetSet] = [:]
    var first: Int64?
    try database.rows(Self.tail) { row in
      let serial = row.integer(0)
      let start = first ?? serial
      first = start
      guard serial - start < FacetSet.capacity else { return }
      for term in row.withBytes(1, FacetTerms.init(kept:)).terms {
        waiting[term, default: FacetSet()].insert(Int(serial - start))
      }
    }
    let sealed = try database.map("SELECT DISTINCT first FROM facet ORDER BY first DESC") { $0.integer(0) }
    return (first.map { [.waiting(first: $0, waiting)] } ?? []) + sealed.map { .sealed(first: $0) }
  }

  private func matching(_ conditions: [[FacetRange]], in chunk: Chunk) throws -> FacetSet {
    // Every submission has a verdict: without a condition these are all there are.
    let conditions = conditions.isEmpty ? [[FacetRange.all(of: .verdict)]] : conditions
    var matching = FacetSet.all
    for ranges in conditions {
      var allowed = FacetSet()
      for range in ranges { try each(range, in: chunk) { allowed.formUnion($1) } }
      matching.formIntersection(allowed)
      if matching.isEmpty { break }
    }
    return matching
  }

  private func each(_ range: FacetRange, in chunk: Chunk, _ visit: (FacetTerm, FacetSet) throws -> Void) throws {
    switch chunk {
    case .waiting(_, let sets):
      for (term, places) in sets where range.contains(term) { try visit(term, places) }
    case .sealed(let first):
      var found: [(FacetTerm, FacetSet)] = []
      try database.rows(Self.ranged, [SQLValue(first), range.from.sql, range.to.sql]) { row in
        found.append((FacetTerm(bytes: row.bytes(0)), row.withBytes(1, FacetSet.init)))
      }
      for (term, places) in found { try visit(term, places) }
    }
  }

  /// Moments are finer than the hours of the index.
  private func narrow(_ matching: inout FacetSet, to query: FacetQuery, in chunk: Chunk) throws {
    guard let range = query.received else { return }
    for place in matching.descending {
      let received = try database.first(
        FacetRows.Question.received,
        [SQLValue(chunk.first + Int64(place))]
      ) { $0.integer(0) }
      if !(received.map(range.contains) ?? false) { matching.remove(place) }
    }
  }

  /// The indices of what lies from one serial up to another, in rising serials.
  private static func range(_ serials: [Int64], from start: Int64, to end: Int64) -> Range<Int> {
    func place(of wanted: Int64) -> Int {
      var (low, high) = (0, serials.count)
      while low < high {
        let middle = (low + high) / 2
        if serials[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return place(of: start)..<place(of: end)
  }

  private static func value(
    of term: FacetTerm,
    in dimensions: Set<ReportCounts.Dimension>
  ) -> (ReportCounts.Dimension, String)? {
    guard let dimension = dimensions.first(where: { term.bytes.starts(with: $0.facet.start) }) else { return nil }
    let text = String(decoding: term.bytes.dropFirst(dimension.facet.start.count), as: UTF8.self)
    return (dimension, dimension == .period ? String(Int(text) ?? 0) : text)
  }
}

extension ReportCounts.Dimension {
  fileprivate var facet: Facet {
    switch self {
    case .rule: .rule
    case .region: .region
    case .sector: .sector
    case .size: .size
    case .verdict: .verdict
    case .kind: .kind
    case .period: .period
    }
  }
}

extension Facet {
  fileprivate var start: [UInt8] { Array("\(rawValue):".utf8) }
}

extension FacetRange {
  /// Every term of a facet.
  fileprivate static func all(of facet: Facet) -> FacetRange { .beginning(FacetTerm(facet, "")) }
}

extension FacetQuery {
  /// Which terms of a facet can be met: those that a condition allows, else all.
  fileprivate func ranges(of facet: Facet) -> [FacetRange] {
    // Rules are many in one report; the one that is asked for says nothing of the others.
    guard facet != .rule else { return [.all(of: facet)] }
    let own = conditions.filter { !$0.isEmpty && $0.allSatisfy { $0.from.bytes.starts(with: facet.start) } }
    return own.max { ($0.first?.from.bytes.count ?? 0) < ($1.first?.from.bytes.count ?? 0) } ?? [.all(of: facet)]
  }
}
