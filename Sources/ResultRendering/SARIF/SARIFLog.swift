public import ReportModel

/// Results as SARIF 2.1.0 (OASIS, 2020), written while files are judged: a finding is a `result`, a fault of ours a
/// notification of the run, the rules met are listed at the end. Personal values are always masked.
///
/// Places carry the line and the byte offset; columns are left out, because ours count bytes and SARIF's do not.
public struct SARIFLog: Sendable {
  private let language: Language
  private let version: String
  private var rules: [String: (title: Bilingual, severity: Severity)] = [:]
  private var faults: [BatchSummary.Fault] = []
  private var hasResult = false

  /// A log; `version` is the program's.
  public init(language: Language = .id, version: String) {
    self.language = language
    self.version = version
  }

  /// The text before the first result.
  public var beginning: String {
    "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"language\":\""
      + "\(language.rawValue)\",\"results\":["
  }

  /// The text for one more file.
  public mutating func add(_ entry: BatchEntry) -> String {
    if let fault = entry.fault {
      // A fault of the file is a result like any other; ours is none.
      guard fault.cause == .file else {
        if faults.count < BatchSummary.faultsKept { faults.append(.init(name: entry.name, fault: fault)) }
        return ""
      }
      return separator() + result("WL-BERKAS", .error, fault.message, entry.name, nil, 1)
    }
    var text = ""
    for finding in entry.findings {
      let known = rules[finding.rule]?.severity ?? .info
      rules[finding.rule] = (finding.title, max(known, finding.severity))
      let message = finding.message[language].isEmpty ? finding.title : finding.message
      text += separator() + result(finding.rule, finding.severity, message, entry.name, finding, finding.count)
    }
    return text
  }

  /// The text behind the last result.
  public func ending() -> String {
    var json = JSONWriter(pretty: false)
    json.object { json in
      json.member("tool") { writeTool(to: &$0) }
      json.member("invocations") { json in
        json.array([faults]) { json, faults in
          json.object { json in
            json.member("executionSuccessful", faults.isEmpty)
            json.member("toolExecutionNotifications") { $0.array(faults) { notification($1, to: &$0) } }
          }
        }
      }
    }
    return "]," + json.text.dropFirst() + "]}\n"
  }

  // MARK: Parts

  private mutating func separator() -> String {
    defer { hasResult = true }
    return hasResult ? ",\n" : "\n"
  }

  private func result(
    _ rule: String,
    _ severity: Severity,
    _ message: Bilingual,
    _ file: String,
    _ finding: BatchFinding?,
    _ count: Int
  ) -> String {
    var json = JSONWriter(pretty: false)
    json.object { json in
      json.member("ruleId", rule)
      json.member("level", Self.level(severity))
      json.member("message") { json in json.object { $0.member("text", message[language]) } }
      json.member("locations") { $0.array([file]) { location($1, finding?.location, to: &$0) } }
      json.member("occurrenceCount", Int64(max(1, count)))
      if let finding {
        json.member("properties") { json in json.object { $0.member("grade", finding.grade) } }
      }
    }
    return json.text
  }

  private func location(_ file: String, _ place: Location?, to json: inout JSONWriter) {
    json.object { json in
      json.member("physicalLocation") { json in
        json.object { json in
          json.member("artifactLocation") { json in json.object { $0.member("uri", Self.uri(file)) } }
          if let position = place?.position, position.line > 0 {
            json.member("region") { json in
              json.object { json in
                json.member("startLine", Int64(position.line))
                if position.byte >= 0 { json.member("byteOffset", position.byte) }
              }
            }
          }
        }
      }
      if let place, let section = place.section {
        let parts = [place.member, section, place.row.map { String($0) }, place.column, place.cell].compactMap { $0 }
        json.member("logicalLocations") { json in
          json.array([parts.joined(separator: "/")]) { json, name in
            json.object { $0.member("fullyQualifiedName", name) }
          }
        }
      }
    }
  }

  private func writeTool(to json: inout JSONWriter) {
    json.object { json in
      json.member("driver") { json in
        json.object { json in
          json.member("name", "wlkp")
          json.member("version", version)
          json.member("rules") { json in
            json.array(rules.sorted { $0.key < $1.key }) { json, rule in
              json.object { json in
                json.member("id", rule.key)
                json.member("shortDescription") { json in json.object { $0.member("text", rule.value.title[language]) }
                }
                json.member("defaultConfiguration") { json in
                  json.object { $0.member("level", Self.level(rule.value.severity)) }
                }
              }
            }
          }
        }
      }
    }
  }

  private func notification(_ fault: BatchSummary.Fault, to json: inout JSONWriter) {
    json.object { json in
      json.member("level", "error")
      json.member("message") { json in json.object { $0.member("text", fault.fault.message[language]) } }
      json.member("locations") { $0.array([fault.name]) { location($1, nil, to: &$0) } }
    }
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// A file's name as a relative reference (RFC 3986): everything but unreserved signs and slashes in percent form.
  static func uri(_ name: String) -> String {
    var uri = ""
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: uri.unicodeScalars.append(.init(byte))
      default: uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }
}
