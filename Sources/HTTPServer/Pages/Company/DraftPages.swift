import HTTPTypes
import Hummingbird
import Intake
import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import SubmissionStore

/// Makes the pages of a draft. Values are shown in full: it is the company's own file.
struct DraftPages: Sendable {
  let pages: Pages
  let engine: Engine
  let visitor: Visitor

  private var language: Language { visitor.language }
  private var words: ReportWords { ReportWords(engine: engine, language: visitor.language) }

  private func page(
    _ template: String,
    _ title: Bilingual,
    _ content: [String: Any?],
    status: HTTPResponse.Status = .ok
  ) -> Response {
    var content = content.compactMapValues { $0 }
    content["w"] = DraftWording.words(language)
    return pages.page(visitor, title: title, place: .upload, status: status, body: pages[template], content)
  }

  // MARK: Result

  /// What somebody typed into the confirmation.
  struct Answers: Sendable {
    var reasons: [String: String] = [:]
    var notes: [String: String] = [:]
    /// What is wrong with it, by the rule it is about; "" for all of it.
    var faults: [String: Bilingual] = [:]
  }

  /// What was found in the draft, and the ways on. Reads the file: for the judging threads.
  func result(
    _ draft: Draft,
    hindrance: Bilingual?,
    standing: StandingReport? = nil,
    reasons: [Code],
    answers: Answers = Answers()
  ) -> Response {
    let assessment = draft.assessment
    let sentence = VerdictWording.sentence(for: assessment)
    let mayFile = assessment.verdict.allowsFiling && hindrance == nil && standing == nil
    return page(
      "draft.result",
      sentence,
      [
        "id": draft.id, "verdict": assessment.verdict.rawValue, "sentence": sentence[language], "mayFile": mayFile,
        // What has to be put right first comes first.
        "isUnready": !assessment.verdict.allowsFiling,
        "hindrance": hindrance?[language], "corrects": draft.corrects,
        "standing": standing.map { self.standing($0, draft) },
        "correctionNotice": standing == nil ? correctionNotice(draft)?[language] : nil,
        "repairs": repairs(draft.offers),
        "questions": assessment.verdict == .needsConfirmation
          ? questions(draft, reasons, answers, isFileable: hindrance == nil) : nil,
        "faults": faults(answers), "result": findings(draft),
      ],
      status: answers.faults.isEmpty ? .ok : .unprocessableContent
    )
  }

  private func faults(_ answers: Answers) -> [String: Any]? {
    list(
      answers.faults.sorted { $0.key < $1.key }.map { rule, fault in
        ["target": rule.isEmpty ? "konfirmasi" : "alasan-" + rule, "text": fault[language]]
      }
    )
  }

  private func findings(_ draft: Draft) -> String {
    let source = (try? FileSource(path: draft.file.path)).map { FileLines(of: draft.assessment, from: $0) }
    var renderer = HTMLRenderer(for: pages, language, reveal: true, source: source)
    renderer.showsVerdict = false
    return renderer.render(draft.assessment)
  }

  private func correctionNotice(_ draft: Draft) -> Bilingual? {
    guard let number = draft.corrects, draft.assessment.header.corrects != number else { return nil }
    return DraftWording.correctionMissing(number)
  }

  /// What the user is told of a report that is there already, and what to do.
  private func standing(_ standing: StandingReport, _ draft: Draft) -> [String: Any] {
    let record = standing.submission.record
    let what = words.report(record.kind, record.period)
    let day = words.day(CivilDate.inWesternIndonesia(record.receivedAt))
    return [
      "number": standing.number, "isSameFile": standing.isSameFile,
      "text": DraftWording.standing(what, record.unit, day, isSameFile: standing.isSameFile)[language],
    ]
  }

  private func repairs(_ offers: [RepairOffer]) -> [String: Any]? {
    guard !offers.isEmpty else { return nil }
    func kinds(_ isSafe: Bool) -> [String: Any]? {
      let rows: [[String: Any]] = offers.filter { $0.kind.isSafe == isSafe }.map {
        ["kind": $0.kind.rawValue, "what": FixWording.what($0.kind)[language], "count": $0.count]
      }
      return rows.isEmpty ? nil : ["kinds": rows]
    }
    return ["safe": kinds(true), "unsafe": kinds(false)].compactMapValues { $0 }
  }

  /// One question a rule: a reason given covers every place where the rule asked.
  private func questions(
    _ draft: Draft,
    _ reasons: [Code],
    _ answers: Answers,
    isFileable: Bool
  ) -> [String: Any]? {
    var seen: Set<String> = []
    let rows: [[String: Any]] = draft.assessment.questions.filter { seen.insert($0.rule).inserted }.map { finding in
      let chosen = answers.reasons[finding.rule]
      return [
        "rule": finding.rule, "title": finding.title[language],
        "message": finding.places.first?.message.text(language, reveal: true) ?? "",
        "note": answers.notes[finding.rule] ?? "", "noteMax": ConfirmationRecord.noteLengthMax,
        "fault": answers.faults[finding.rule]?[language] ?? "", "isFaulty": answers.faults[finding.rule] != nil,
        "reasons": reasons.map { code -> [String: Any] in
          ["code": code.code, "label": code.label[language], "chosen": code.code == chosen]
        },
      ]
    }
    guard var questions = list(rows) else { return nil }
    questions["mayWait"] = draft.waiting == nil && isFileable
    return questions
  }

  // MARK: Repair

  /// The changes of a repaired copy.
  func repair(_ draft: Draft, _ copy: RepairedCopy) -> Response {
    let verdict = VerdictWording.sentence(for: copy.judgement.assessment)
    let changes: [[String: Any]] = copy.changes.map { change in
      [
        "place": place(change.location), "kind": FixWording.what(change.kind)[language],
        "before": RenderedValue.text(change.before.unmasked), "after": RenderedValue.text(change.after.unmasked),
        "isShort": max(change.before.unmasked.count, change.after.unmasked.count) <= 20,
      ]
    }
    return page(
      "draft.repair",
      DraftWording.both(copy.corrects == nil ? "repairPage" : "correctionPage"),
      [
        "id": draft.id, "heading": DraftWording.both(copy.corrects == nil ? "repairPage" : "correctionPage")[language],
        "take": DraftWording.both(copy.corrects == nil ? "repairTake" : "correctionTake")[language],
        "corrects": copy.corrects, "sentence": DraftWording.repaired(copy.changeCount, verdict: verdict)[language],
        "caption": CompanyWording.changes(shown: changes.count, of: copy.changeCount)[language], "changes": changes,
      ]
    )
  }

  private func place(_ location: Location) -> String {
    let names = DraftWording.words(language)
    let section = location.section.map { engine.form.section(csv: $0)?.title[language] ?? $0 }
    let row = location.row.map { "\(names["row"] ?? "") \($0)" }
    let parts = [section, row, location.column ?? location.field, location.cell].compactMap { $0 }
    return parts.isEmpty ? names["wholeFile"] ?? "" : parts.joined(separator: ", ")
  }

  // MARK: Preview

  /// What will be filed.
  func preview(_ draft: Draft, reasons: [Code]) -> Response {
    let assessment = draft.assessment
    let findings: [[String: Any]] = assessment.findings.flatMap(\.unfolded).map {
      ["rule": $0.rule, "title": $0.title[language], "count": $0.count]
    }
    let confirmed: [[String: Any]] = draft.confirmations.map { row in
      let reason = reasons.first { $0.code == row.reason }?.label[language] ?? row.reason
      return ["rule": row.rule, "reason": row.note.map { "\(reason): \($0)" } ?? reason]
    }
    return page(
      "draft.preview",
      DraftWording.both("previewHeading"),
      [
        "id": draft.id, "facts": facts(draft), "findings": list(findings), "confirmations": list(confirmed),
        "tail": pages.tail[language],
        "sections": assessment.rows.map { ["name": words.section($0.section), "rows": String($0.rows)] },
        "scripts": ["unggah.js"],
      ]
    )
  }

  private func facts(_ draft: Draft) -> [[String: String]] {
    let header = draft.assessment.header
    let names = DraftWording.words(language)
    return [
      fact(names["report"], words.report(header.kind, header.period)),
      fact(names["filing"], header.filing.map(words.filing)), fact(names["corrects"], header.corrects),
      fact(names["company"], header.companyName), fact(names["unit"], header.unit), fact(names["nib"], header.nib),
      fact(names["region"], header.region.map(words.region)),
      fact(names["reference"], header.referenceDate.map(words.day)),
      fact(names["workers"], header.workers.map { Figures.text($0, language) }), fact(names["file"], draft.name),
      fact(names["verdict"], VerdictWording.sentence(for: draft.assessment)[language]),
    ].compactMap { $0 }
  }
}
