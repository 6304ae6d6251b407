import HTTPTypes
import Hummingbird
import ReportModel
import ResultRendering
import SubmissionStore

/// The pages of uploaded batches.
extension Pages {
  /// Visits named on the page; the files have all that are kept.
  private static let visitsShown = 10
  /// Files without a judgement named on the page.
  private static let faultsShown = 20

  /// The upload form and an account's batches.
  func batches(
    _ batches: [(UploadedBatch, Bilingual)],
    limit: Int64,
    _ visitor: Visitor,
    fault: Bilingual?,
    status: HTTPResponse.Status
  ) -> Response {
    let language = visitor.language
    var content: [String: Any] = [
      "w": InspectorWording.words(language), "hasBatches": !batches.isEmpty,
      "hint": say("Paling besar \(limit >> 20) MiB.", "At most \(limit >> 20) MiB.")[language],
      "batches": batches.map { batch, state in
        [
          "name": SafeText.visible(batch.name), "address": "/kumpulan/\(batch.id)", "state": state[language],
          "received": Figures.time(batch.receivedAt, language),
        ]
      },
    ]
    content["fault"] = fault?[language]
    let title = InspectorWording.both("batches")
    return page(
      visitor,
      title: fault == nil ? title : PageWording.faulty(title),
      place: .batches,
      status: status,
      body: self["batchList"],
      content
    )
  }

  /// One batch: how far it is, or what came of it.
  func batch(_ batch: UploadedBatch, sentence: Bilingual, names: BatchNames, _ visitor: Visitor) -> Response {
    let language = visitor.language
    let name = SafeText.visible(batch.name)
    var content: [String: Any] = [
      "w": InspectorWording.words(language), "name": name, "address": "/kumpulan/\(batch.id)",
      "sentence": sentence[language], "percent": String(batch.percent), "isOpen": batch.isOpen,
    ]
    switch batch.state {
    case .waiting, .running: content["scripts"] = ["kumpulan.js"]
    case .failed: content["isFailed"] = true
    case .done(let summary): content.merge(report(summary, batch, names, language)) { $1 }
    }
    return page(
      visitor,
      title: Bilingual(id: name, en: name),
      place: .batches,
      body: self["batchState"],
      content
    )
  }

  private func report(
    _ summary: BatchSummary,
    _ batch: UploadedBatch,
    _ names: BatchNames,
    _ language: Language
  ) -> [String: Any] {
    let words = InspectorWording.words(language)
    let verdicts = Verdict.allCases.compactMap { verdict in
      summary.verdicts[verdict].map { (VerdictWording.label(verdict)[language], $0) }
    }
    let visits = summary.visits.prefix(Self.visitsShown)
    return [
      "isDone": true,
      "tiles": verdicts.map { ["name": $0, "value": Figures.text($1, language)] },
      "files": BatchFile.allCases.map { file in
        ["name": words["file-\(file.rawValue)"] ?? "", "address": "/kumpulan/\(batch.id)/berkas/\(file.rawValue)"]
      },
      "hasVisits": !visits.isEmpty,
      "visits": visits.map { content($0, names, language) },
      "about": BatchWords.aboutPriority.map { $0[language] },
      "figures": figures(
        SummaryTables(summary: summary, names: names, language: language).all.compactMap(Self.figure),
        language
      ),
      "hasFaults": summary.faultCount > 0,
      "faults": summary.faults.prefix(Self.faultsShown).map {
        ["name": SafeText.visible($0.name), "message": $0.fault.message[language]]
      },
    ]
  }

  private func content(_ visit: BatchSummary.Visit, _ names: BatchNames, _ language: Language) -> [String: Any] {
    let facts = [visit.name, names.region(visit.region ?? "", language)]
    return [
      "company": SafeText.visible(visit.company ?? visit.name), "points": String(visit.priority.points),
      "level": BatchWords.level(visit.priority.level)[language], "tag": visit.priority.level.tag,
      "facts": facts.map { SafeText.visible($0) }.joined(separator: " · "),
      "reasons": visit.priority.reasons.map { BatchWords.reason($0)[language] },
    ]
  }

  /// A table of the summary as a figure; what nothing was counted of is left out.
  private static func figure(_ table: SummaryTable) -> FigureTable? {
    let rows = table.rows.filter { $0.numbers.contains { $0 > 0 } }
    guard !rows.isEmpty else { return nil }
    return FigureTable(
      name: table.dimension,
      title: table.title,
      showsCodes: !["verdict", "priority", "size"].contains(table.dimension),
      headings: table.headings,
      rows: rows.map { FigureTable.Row(code: $0.code, name: SafeText.visible($0.name), numbers: $0.numbers) }
    )
  }
}
