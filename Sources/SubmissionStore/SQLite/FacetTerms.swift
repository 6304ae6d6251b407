import Glibc
import ReportModel

/// One thing that a submission can be found by, as bytes: a letter for what it is, a colon, the value.
///
/// Bytes and not text, because two spellings of one letter are equal as text in Swift and different in SQLite.
struct FacetTerm: Hashable, Comparable {
  let bytes: [UInt8]

  static func < (first: FacetTerm, second: FacetTerm) -> Bool {
    let shorter = min(first.bytes.count, second.bytes.count)
    let order = first.bytes.withUnsafeBytes { left in
      second.bytes.withUnsafeBytes { right in shorter == 0 ? 0 : memcmp(left.baseAddress!, right.baseAddress!, shorter)
      }
    }
    return order == 0 ? first.bytes.count < second.bytes.count : order < 0
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ facet: Facet, _ value: String) {
    var text = TextBytes(room: value.utf8.count + 2)
    text.add(facet.rawValue)
    text.add(":")
    text.add(value)
    // Terms are kept line by line; no control character may pretend to be another term.
    bytes = text.bytes.contains { $0 < 0x20 } ? text.bytes.map { max($0, 0x20) } : text.bytes
  }

  /// A number with zeros in front, so that the order of the bytes is the order of the numbers.
  init(_ facet: Facet, number: Int64) {
    var text = TextBytes(room: Self.numberLength + 2)
    text.add(facet.rawValue)
    text.add(":")
    text.add(number: min(max(number, 0), Self.numberMax), width: Self.numberLength)
    bytes = text.bytes
  }

  /// Larger numbers count as this one: no year, share or count comes near, nor an hour before the year 100,000.
  private static let numberMax: Int64 = 999_999_999
  private static let numberLength = 9

  /// As SQLite compares it.
  var sql: SQLValue { .text(String(decoding: bytes, as: UTF8.self)) }
}

/// What submissions are found by. The letters stand in the database and never change.
enum Facet: String {
  case word = "w"
  case nib = "n"
  case npwp = "t"
  case unit = "u"
  case submitter = "f"
  case rule = "x"
  case region = "r"
  case sector = "s"
  case kind = "k"
  case period = "y"
  case verdict = "v"
  case notAssessed = "a"
  case findings = "c"
  case hour = "h"
  case size = "z"
}

/// All terms of one submission.
///
/// One place makes them, for the filing that keeps them and the check that compares them.
struct FacetTerms: Equatable {
  /// Each once, in the order of their bytes.
  let terms: [FacetTerm]

  private static let hourLength: Int64 = 3_600_000
  private static let newline = UInt8(ascii: "\n")

  init(_ record: SubmissionRecord, _ details: SubmissionDetails) {
    var terms = [
      FacetTerm(.unit, SearchText.normalised(record.unit)), FacetTerm(.submitter, details.submitter),
      FacetTerm(.region, record.region), FacetTerm(.kind, record.kind),
      FacetTerm(.period, number: Int64(record.period)), FacetTerm(.verdict, record.verdict.rawValue),
      FacetTerm(.notAssessed, number: Int64(details.percentNotAssessed)),
      FacetTerm(.findings, number: Int64(details.findingCount)), Self.hour(record.receivedAt),
      FacetTerm(.size, SizeClass(workers: details.workers).rawValue),
    ]
    for word in Self.words(record.company) { terms.append(FacetTerm(.word, word)) }
    for finding in details.findings { terms.append(FacetTerm(.rule, finding.rule)) }
    if let nib = UnitIdentity.nib(details.nib) { terms.append(FacetTerm(.nib, nib)) }
    if let npwp = UnitIdentity.npwp(details.npwp) { terms.append(FacetTerm(.npwp, npwp)) }
    if let sector = details.sector { terms.append(FacetTerm(.sector, sector)) }
    terms.sort()
    // Alike ones stand side by side now; a set would hash each of them first.
    var kept: [FacetTerm] = []
    kept.reserveCapacity(terms.count)
    for term in terms where kept.last != term { kept.append(term) }
    self.terms = kept
  }

  /// Reads ``text`` as it was kept.
  init(kept text: UnsafeRawBufferPointer) {
    terms = text.split(separator: Self.newline).map { FacetTerm(bytes: Array($0)) }
  }

  /// The terms as they wait for their chunk, a line each.
  var text: String {
    var text = TextBytes(room: terms.reduce(0) { $0 + $1.bytes.count + 1 })
    for (place, term) in terms.enumerated() {
      if place > 0 { text.add(byte: Self.newline) }
      text.add(term.bytes)
    }
    return text.text
  }

  /// The words of a name, as they are kept and asked for.
  static func words(_ text: String) -> [String] {
    SearchText.normalised(text).split(separator: " ").map(String.init)
  }

  /// The hour of a moment in milliseconds since 1970-01-01T00:00:00Z.
  static func hour(_ moment: Int64) -> FacetTerm { FacetTerm(.hour, number: moment / hourLength) }
}

extension SubmissionDetails {
  /// How many rules of a hundred gave no answer, rounded up: 0 means that every rule did.
  public var percentNotAssessed: Int {
    guard rulesAsked > 0 else { return 0 }
    let missing = min(max(rulesNotAssessed, 0), rulesAsked)
    return Int((Double(missing) * 100 / Double(rulesAsked)).rounded(.up))
  }

  /// In how many places something was found, all rules together; from a billion on a billion less one.
  public var findingCount: Int {
    findings.reduce(0) { min($0 + min($1.count, Self.findingCountMax), Self.findingCountMax) }
  }

  private static let findingCountMax = 999_999_999
}
