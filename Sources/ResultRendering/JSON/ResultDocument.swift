public import ReportModel

/// A kept result, read back from its document (`wlkp-result/1`, docs/RESULT-FORMAT.md): what is shown of a report that
/// was judged before. Personal values are masked in it, as they are in every kept document.
public struct ResultDocument: Sendable {
  /// What the judgement came to.
  public private(set) var verdict = Verdict.notAssessed
  /// What identifies the report.
  public private(set) var header = ReportHeader()
  /// How the file was written, which decides how its places are called.
  public private(set) var syntax = FileSyntax.Kind.unknown
  /// What was found, in the document's order.
  public private(set) var findings: [Found] = []
  /// Rules without an answer.
  public private(set) var unanswered: [BatchUnanswered] = []
  /// How many rules were asked.
  public private(set) var rulesAsked = 0

  /// What one rule found.
  public struct Found: Sendable {
    /// The rule's id.
    public fileprivate(set) var rule = ""
    /// The grade's name, such as `compliance.warning`.
    public fileprivate(set) var grade = ""
    /// The severity that counted.
    public fileprivate(set) var severity = Severity.info
    /// The headline.
    public fileprivate(set) var title = Bilingual(id: "", en: "")
    /// In how many places.
    public fileprivate(set) var count = 0
    /// The places that were kept, the first first.
    public fileprivate(set) var places: [Spot] = []
    /// The law that the finding named.
    public fileprivate(set) var law: [String] = []
    /// Why the reporter confirmed it; a code.
    public fileprivate(set) var confirmation: String?
    /// What followed from it.
    public fileprivate(set) var followers: [Found] = []

    /// Whether the data are fine and the situation differs from the norm (class K).
    public var isCompliance: Bool { grade.hasPrefix("compliance") }
  }

  /// One place of a finding.
  public struct Spot: Sendable {
    /// Where it is.
    public fileprivate(set) var location = Location()
    /// What is wrong there.
    public fileprivate(set) var message = Bilingual(id: "", en: "")
    /// The value found there, masked when it is personal.
    public fileprivate(set) var value: String?
  }

  /// Reads a document. Keys it does not know are passed over.
  ///
  /// - Throws: where the text is not of that format.
  public init(_ bytes: [UInt8]) throws(JSONReader.Fault) {
    var reader = JSONReader(bytes)
    var document = Self()
    var format = ""
    try reader.object { (json, name) throws(JSONReader.Fault) in
      if name == "format" { format = try json.string() } else { try document.read(name, from: &json) }
    }
    try reader.finish()
    guard format == JSONRenderer.format else { throw JSONReader.Fault(byte: 0) }
    self = document
  }

  private init() {}

  private mutating func read(_ name: String, from json: inout JSONReader) throws(JSONReader.Fault) {
    switch name {
    case "verdict": verdict = Verdict(rawValue: try json.string()) ?? .notAssessed
    case "file": syntax = try Self.kind(&json)
    case "report": header = try ReportHeader(reading: &json)
    case "findings": findings = try Self.list(&json, Found.init)
    case "notAssessed": unanswered = try Self.list(&json, BatchUnanswered.init)
    case "rulesAsked": rulesAsked = Int(try json.integer())
    default: try json.skip()
    }
  }

  private static func kind(_ json: inout JSONReader) throws(JSONReader.Fault) -> FileSyntax.Kind {
    var kind: FileSyntax.Kind?
    try json.object { (json, name) throws(JSONReader.Fault) in
      guard name == "syntax" else { return try json.skip() }
      try json.object { (json, name) throws(JSONReader.Fault) in
        if name == "kind" { kind = FileSyntax.Kind(rawValue: try json.string()) } else { try json.skip() }
      }
    }
    return kind ?? .unknown
  }

  fileprivate static func list<Element>(
    _ json: inout JSONReader,
    _ read: (inout JSONReader) throws(JSONReader.Fault) -> Element
  ) throws(JSONReader.Fault) -> [Element] {
    var all: [Element] = []
    try json.array { (json) throws(JSONReader.Fault) in all.append(try read(&json)) }
    return all
  }
}

extension ResultDocument.Found {
  fileprivate init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var found = ResultDocument.Found()
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "rule": found.rule = try json.string()
      case "grade": found.grade = try json.string()
      case "severity": found.severity = Severity(rawValue: try json.string()) ?? .info
      case "title": found.title = try Bilingual(reading: &json)
      case "count": found.count = Int(try json.integer())
      case "places": found.places = try ResultDocument.list(&json, ResultDocument.Spot.init)
      case "law":
        found.law = try ResultDocument.list(&json) { (json) throws(JSONReader.Fault) in try json.string() }
      case "confirmation": found.confirmation = try json.optionalString()
      case "followers": found.followers = try ResultDocument.list(&json, ResultDocument.Found.init)
      default: try json.skip()
      }
    }
    self = found
  }
}

extension ResultDocument.Spot {
  fileprivate init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var spot = ResultDocument.Spot()
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "location": if try !json.isNull() { spot.location = try Location(reading: &json) }
      case "message": if try !json.isNull() { spot.message = try Bilingual(reading: &json) }
      case "value": spot.value = try json.optionalString()
      default: try json.skip()
      }
    }
    self = spot
  }
}

extension VisitPriority {
  /// The priority of a kept report: the same that a batch gives it.
  public init(of document: ResultDocument) {
    var entry = BatchEntry(number: 1, name: "", verdict: document.verdict)
    entry.findings = document.findings.map { found in
      BatchFinding(
        rule: found.rule,
        grade: found.grade,
        severity: found.severity,
        title: found.title,
        message: found.places.first?.message ?? Bilingual(id: "", en: ""),
        location: found.places.first?.location ?? Location(),
        count: found.count
      )
    }
    entry.unanswered = document.unanswered
    self.init(of: entry)
  }

  /// The most points that a report with these compliance findings of severity warning can have, whatever else its
  /// document says: with every vital area missing.
  public static func pointsMax(_ findings: some Sequence<(rule: String, count: Int)>) -> Int {
    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.rule, default: 0] += finding.count }
    return counts.reduce(neededAreas.count) { sum, rule in
      sum + weight(ofRule: rule.key) * spread(rule.value)
    }
  }

  /// The weight of a rule's area.
  static func weight(ofRule rule: String) -> Int {
    let area = ruleArea(rule)
    return weights.first { $0.area == area }?.weight ?? otherWeight
  }
}
