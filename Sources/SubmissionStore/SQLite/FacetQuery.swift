import Glibc
import ReportModel

/// Terms from one to another, both included, in the order of their bytes.
struct FacetRange {
  let from: FacetTerm
  let to: FacetTerm

  /// The last character there is: every term that begins with a prefix comes before prefix and this.
  private static let last = Array("\u{10FFFF}".utf8)

  static func exactly(_ term: FacetTerm) -> FacetRange { FacetRange(from: term, to: term) }

  static func beginning(_ term: FacetTerm) -> FacetRange {
    FacetRange(from: term, to: FacetTerm(bytes: term.bytes + last))
  }

  var isOfWords: Bool { from.bytes.starts(with: Facet.word.rawValue.utf8) }

  func contains(_ term: FacetTerm) -> Bool { !(term < from) && !(to < term) }

  /// Whether one of the terms that stand in a kept text, a line each, lies in the range. None is copied out: a question
  /// looks through as many texts as wait for their chunk.
  func hits(_ kept: UnsafeRawBufferPointer) -> Bool {
    var rest = kept
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
      if !line.isEmpty, Self.order(from, line) <= 0, Self.order(to, line) >= 0 { return true }
      rest = UnsafeRawBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
    }
    return false
  }

  /// Below zero when the term comes before the line, zero when they are the same.
  private static func order(_ term: FacetTerm, _ line: UnsafeRawBufferPointer) -> Int {
    let order = term.bytes.withUnsafeBytes { term -> Int32 in
      guard let start = term.baseAddress, let other = line.baseAddress else { return 0 }
      return memcmp(start, other, min(term.count, line.count))
    }
    return order == 0 ? term.bytes.count - line.count : Int(order)
  }
}

/// A query on history: every condition must hold; newest first by serial, so that a page never shifts when something
/// new arrives.
struct FacetQuery {
  /// What each condition allows; an empty one allows nothing.
  private(set) var conditions: [[FacetRange]] = []
  /// Bounds in milliseconds, finer than the hours of ``Facet/hour``.
  let received: Range<Int64>?
  let latestOnly: Bool
  /// Only serials below this one.
  let before: Int64
  let limit: Int

  private static let cursorPrefix = "s"

  init(_ query: HistoryQuery) throws(StoreError) {
    limit = min(max(query.limit, 1), HistoryQuery.limitMax)
    before = try query.after.map(Self.serial(cursor:)) ?? .max
    latestOnly = query.latestOnly
    let (from, end) = (query.receivedFrom ?? .min, query.receivedBefore ?? .max)
    let isBounded = query.receivedFrom != nil || query.receivedBefore != nil
    received = isBounded ? from..<max(from, end) : nil
    addIdentity(query)
    add(query.scope)
    addJudgement(query)
    if let received {
      let from = FacetTerms.hour(received.lowerBound)
      conditions.append([FacetRange(from: from, to: FacetTerms.hour(received.upperBound))])
    }
    // Where nothing is left of a chunk, the rest is not asked: what costs least comes first.
    conditions.sort { Self.cost($0) < Self.cost($1) }
  }

  /// About how many terms a condition reads in a chunk: a beginning of one letter can be the beginning of every word.
  private static func cost(_ ranges: [FacetRange]) -> Int {
    ranges.reduce(0) { cost, range in
      if range.from == range.to { return cost + 1 }
      guard range.isOfWords else { return cost + rangeCost }
      return cost + max(wordsCost >> (2 * range.from.bytes.count), rangeCost)
    }
  }

  private static let rangeCost = 20
  private static let wordsCost = 1 << 20

  static func cursor(serial: Int64) -> String { "\(cursorPrefix)\(serial)" }

  private static func serial(cursor: String) throws(StoreError) -> Int64 {
    guard cursor.hasPrefix(cursorPrefix), let serial = Int64(cursor.dropFirst(cursorPrefix.count)), serial > 0 else {
      throw .cursorUnusable
    }
    return serial
  }

  private mutating func add(_ facet: Facet, _ value: String?) {
    if let value { conditions.append([.exactly(FacetTerm(facet, value))]) }
  }

  private mutating func add(_ facet: Facet, beginning value: String?) {
    if let value { conditions.append([.beginning(FacetTerm(facet, value))]) }
  }

  private mutating func add(_ facet: Facet, _ range: ClosedRange<Int>?) {
    guard let range else { return }
    let from = FacetTerm(facet, number: Int64(range.lowerBound))
    conditions.append([FacetRange(from: from, to: FacetTerm(facet, number: Int64(range.upperBound)))])
  }

  private mutating func addIdentity(_ query: HistoryQuery) {
    // A number without digits is nobody's.
    add(.nib, query.nib.map { UnitIdentity.nib($0) ?? "" })
    add(.npwp, query.npwp.map { UnitIdentity.npwp($0) ?? "" })
    add(.unit, query.unit.map(SearchText.normalised))
    for word in FacetTerms.words(query.company ?? "") { add(.word, beginning: word) }
    add(.submitter, query.submitter)
    add(.region, beginning: query.region)
    add(.sector, beginning: query.sector)
    add(.size, query.size?.rawValue)
  }

  private mutating func addJudgement(_ query: HistoryQuery) {
    add(.rule, query.rule)
    add(.kind, query.kind)
    add(.period, query.periods)
    add(.verdict, query.verdict?.rawValue)
    add(.notAssessed, query.percentNotAssessed)
    add(.findings, query.findings)
  }

  private mutating func add(_ scope: AccessScope) {
    switch scope {
    case .everything: break
    case .nothing, .appointments: conditions.insert([], at: 0)
    case .own(let submitter): add(.submitter, submitter)
    case .companies(let nibs):
      conditions.append(nibs.map { .exactly(FacetTerm(.nib, UnitIdentity.nib($0) ?? "")) })
    case .units(let nib, let codes):
      add(.nib, UnitIdentity.nib(nib) ?? "")
      conditions.append(codes.map { .exactly(FacetTerm(.unit, SearchText.normalised($0))) })
    case .regions(let codes): conditions.append(codes.map { .beginning(FacetTerm(.region, $0)) })
    }
  }
}
