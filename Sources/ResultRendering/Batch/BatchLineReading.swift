import ReportModel

extension BatchEntry {
  /// Reads a line of the format `wlkp-batch/1` back. Keys it does not know are passed over.
  ///
  /// - Throws: where the line is not of that format.
  public init(line: [UInt8]) throws(JSONReader.Fault) {
    var reader = JSONReader(line)
    var entry = BatchEntry(number: 0, name: "", verdict: .notAssessed)
    var format = ""
    try reader.object { (json, name) throws(JSONReader.Fault) in
      if name == "format" { format = try json.string() } else { try entry.read(name, from: &json) }
    }
    try reader.finish()
    guard format == BatchLine.format else { throw JSONReader.Fault(byte: 0) }
    self = entry
  }

  private mutating func read(_ name: String, from json: inout JSONReader) throws(JSONReader.Fault) {
    switch name {
    case "number": number = Int(try json.integer())
    case "name": self.name = try json.string()
    case "verdict": verdict = Verdict(rawValue: try json.string()) ?? .notAssessed
    case "file": try readFile(&json)
    case "draft": isDraft = try json.bool()
    case "report": header = try ReportHeader(reading: &json)
    case "findings":
      var all: [BatchFinding] = []
      try json.array { (json) throws(JSONReader.Fault) in all.append(try BatchFinding(reading: &json)) }
      findings = all
    case "notAssessed":
      var all: [BatchUnanswered] = []
      try json.array { (json) throws(JSONReader.Fault) in all.append(try BatchUnanswered(reading: &json)) }
      unanswered = all
    case "phase": phase = Int(try json.integer())
    case "others":
      var all: [Int] = []
      try json.array { (json) throws(JSONReader.Fault) in all.append(Int(try json.integer())) }
      others = all
    case "pack": pack = try json.optionalString()
    case "fault": fault = try json.isNull() ? nil : try BatchFault(reading: &json)
    default: try json.skip()
    }
  }

  private mutating func readFile(_ json: inout JSONReader) throws(JSONReader.Fault) {
    var size: Int64?
    var digest: String?
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "bytes": size = try json.optionalInteger()
      case "sha256": digest = try json.optionalString()
      default: try json.skip()
      }
    }
    bytes = size
    hash = digest
  }
}

extension ReportHeader {
  init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var header = ReportHeader()
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "company": header.companyName = try json.optionalString()
      case "unit": header.unit = try json.optionalString()
      case "kind": header.kind = try json.optionalString()
      case "period": header.period = try json.optionalInteger().map { Int($0) }
      case "region": header.region = try json.optionalString()
      case "sector": header.sector = try json.optionalString()
      case "nib": header.nib = try json.optionalString()
      case "npwp": header.npwp = try json.optionalString()
      case "workers": header.workers = try json.optionalInteger().map { Int($0) }
      case "referenceDate": header.referenceDate = try json.optionalString().flatMap(CivilDate.init(iso:))
      default: try json.skip()
      }
    }
    self = header
  }
}

extension BatchFinding {
  fileprivate init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    let nothing = Bilingual(id: "", en: "")
    var finding = BatchFinding(
      rule: "",
      grade: "",
      severity: .info,
      title: nothing,
      message: nothing,
      location: Location(),
      count: 0
    )
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "rule": finding.rule = try json.string()
      case "grade": finding.grade = try json.string()
      case "severity": finding.severity = Severity(rawValue: try json.string()) ?? .info
      case "title": finding.title = try Bilingual(reading: &json)
      case "message": finding.message = try Bilingual(reading: &json)
      case "location": if try !json.isNull() { finding.location = try Location(reading: &json) }
      case "count": finding.count = Int(try json.integer())
      default: try json.skip()
      }
    }
    self = finding
  }
}

extension BatchUnanswered {
  init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var unanswered = BatchUnanswered(rule: "", reason: .missingData, count: 0)
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "rule": unanswered.rule = try json.string()
      case "reason": unanswered.reason = NotAssessed.Reason(rawValue: try json.string()) ?? .missingData
      case "count": unanswered.count = Int(try json.integer())
      default: try json.skip()
      }
    }
    self = unanswered
  }
}

extension BatchFault {
  fileprivate init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var fault = BatchFault(kind: "", cause: .ours, message: Bilingual(id: "", en: ""))
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "kind": fault.kind = try json.string()
      case "cause": fault.cause = Cause(rawValue: try json.string()) ?? .ours
      case "message": fault.message = try Bilingual(reading: &json)
      default: try json.skip()
      }
    }
    self = fault
  }
}

extension Bilingual {
  init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var text = Bilingual(id: "", en: "")
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "id": text.id = try json.string()
      case "en": text.en = try json.string()
      default: try json.skip()
      }
    }
    self = text
  }
}

extension Location {
  init(reading json: inout JSONReader) throws(JSONReader.Fault) {
    var location = Location()
    try json.object { (json, name) throws(JSONReader.Fault) in
      switch name {
      case "member": location.member = try json.string()
      case "section": location.section = try json.string()
      case "row": location.row = Int(try json.integer())
      case "field": location.field = try json.string()
      case "column": location.column = try json.string()
      case "cell": location.cell = try json.string()
      case "line": location.position.line = Int(try json.integer())
      case "lineColumn": location.position.column = Int(try json.integer())
      case "byte": location.position.byte = try json.integer()
      default: try json.skip()
      }
    }
    self = location
  }
}
