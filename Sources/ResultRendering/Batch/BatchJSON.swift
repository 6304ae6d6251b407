import ReportModel

/// The summary of a batch as JSON, format `wlkp-summary/1` (docs/RESULT-FORMAT.md).
public struct BatchJSON: Sendable {
  private let names: BatchNames

  /// The name and version of the format.
  public static let format = "wlkp-summary/1"

  /// A renderer with the names of codes.
  public init(names: BatchNames = BatchNames()) { self.names = names }

  /// The summary, one member a line, ending with a line end.
  public func render(_ summary: BatchSummary) -> String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("format", Self.format)
      json.member("files", Int64(summary.files))
      json.member("bytes", summary.bytes)
      json.member("drafts", Int64(summary.drafts))
      json.member("packs", summary.packs.sorted())
      for table in SummaryTables(summary: summary, names: names, language: .id).all { write(table, to: &json) }
      json.member("visitPriority") { writeVisits(summary, to: &$0) }
      json.member("faults") { writeFaults(summary, to: &$0) }
    }
    return json.text + "\n"
  }

  private static let keys = [
    BatchWording.files: "files", BatchWording.acceptable: "acceptable", BatchWording.withFindings: "withFindings",
    BatchWording.highPriority: "highPriority", BatchWording.workers: "workers", BatchWording.places: "places",
    BatchWording.unanswered: "unanswered",
  ]

  private func write(_ table: SummaryTable, to json: inout JSONWriter) {
    json.member("by" + table.dimension.prefix(1).uppercased() + table.dimension.dropFirst()) { json in
      json.array(table.rows) { json, row in
        json.object { json in
          json.member("code", row.code)
          json.member("name", row.name)
          for (heading, number) in zip(table.headings, row.numbers) {
            json.member(Self.keys[heading] ?? heading.en, Int64(number))
          }
        }
      }
    }
  }

  private func writeVisits(_ summary: BatchSummary, to json: inout JSONWriter) {
    json.object { json in
      json.member("highFrom", Int64(VisitPriority.highFrom))
      json.member("mediumFrom", Int64(VisitPriority.mediumFrom))
      json.member("weights") { json in
        json.object { json in
          for (area, weight) in VisitPriority.weights { json.member(area, Int64(weight)) }
          json.member("other", Int64(VisitPriority.otherWeight))
        }
      }
      json.member("first") { json in
        json.array(summary.visits) { json, visit in
          json.object { json in
            json.member("number", Int64(visit.number))
            json.member("name", visit.name)
            json.member("company", visit.company)
            json.member("region", visit.region)
            json.member("workers", visit.workers.map(Int64.init))
            json.member("verdict", visit.verdict.rawValue)
            json.member("priority") { visit.priority.write(to: &$0) }
          }
        }
      }
    }
  }

  private func writeFaults(_ summary: BatchSummary, to json: inout JSONWriter) {
    json.object { json in
      json.member("count", Int64(summary.faultCount))
      json.member("first") { json in
        json.array(summary.faults) { json, fault in
          json.object { json in
            json.member("name", fault.name)
            json.member("kind", fault.fault.kind)
            json.member("cause", fault.fault.cause.rawValue)
          }
        }
      }
    }
  }
}
