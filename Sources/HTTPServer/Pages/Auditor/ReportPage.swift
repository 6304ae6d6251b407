import AuditLog
import Intake
import ReportModel
import RuleEngine
import SubmissionStore

/// Proof that a report's entry stands in the log, under the newest checkpoint.
struct EntryProof: Sendable {
  /// The C2SP tlog-proof.
  let proof: TlogProof
  /// The hash of the entry's leaf.
  let leaf: Digest
  /// Whether the way from the leaf leads to the signed root, as checked just now with the log's key.
  let holds: Bool

  /// Reads the proof of an entry from the store and checks it.
  static func read(of position: Int, in store: any SubmissionStore) throws -> EntryProof {
    let proof = try store.inclusion(of: position, in: .submissions)
    let nodes = TileNodes(store: store, tree: .submissions, size: proof.inclusion.size)
    guard let leaf = try nodes.read(level: 0, index: position) else {
      throw StoreError.damaged(.tree(.nodeMissing(level: 0, index: position)))
    }
    let holds = (try? proof.verify(leafHash: leaf, key: store.publicKey)) != nil
    return EntryProof(proof: proof, leaf: leaf, holds: holds)
  }
}

/// One report as an auditor sees it: its facts, versions, findings and events, its proof, and its replay.
struct AuditedReportPage {
  let words: ReportWords

  private var language: Language { words.language }

  func content(
    _ history: SubmissionHistory,
    proof: EntryProof,
    events: EventPage,
    replay: Replay? = nil
  ) -> [String: Any] {
    let submission = history.submission
    let number = submission.number.text
    let address = "/audit/laporan/\(number)"
    var content: [String: Any] = [
      "w": AuditorWording.words(language), "number": number, "company": submission.record.company,
      "verdict": AuditorWording.kept(submission.record.verdict)[language],
      "tint": submission.record.verdict == .accepted ? "tag-good" : "tag-warn", "facts": facts(submission),
      "versions": history.versions.map { version($0, current: submission.number) },
      "again": address + "/ulang", "proof": self.proof(proof, address),
      "moreEvents": PageAddress.with("/audit/peristiwa", [("subjek", number)]),
    ]
    if let next = submission.correctedBy { content["correctedBy"] = next.text }
    let findings = submission.details.findings.map(finding)
    content[findings.isEmpty ? "noFindings" : "found"] = findings.isEmpty ? true as Any : ["findings": findings]
    let rows = events.events.map { EventRow($0, words).values }
    content[rows.isEmpty ? "noEvents" : "happened"] = rows.isEmpty ? true as Any : ["events": rows]
    if let replay { content["replay"] = AuditorWording.replay(replay, language) }
    return content
  }

  // MARK: Facts

  private func facts(_ submission: StoredSubmission) -> [[String: Any]] {
    let (record, details) = (submission.record, submission.details)
    let bytes = Figures.text(Int(record.fileBytes), language)
    let size = Bilingual(id: "\(bytes) byte", en: "\(bytes) bytes")[language]
    let plain: [(String, String?)] = [
      ("unit", record.unit), ("nib", details.nib), ("kindOnly", words.report(record.kind, record.period)),
      ("region", words.region(record.region)),
      ("received", PageTime.moment(record.receivedAt, language)), ("validity", words.days(record.validity)),
      ("submitter", details.submitter), ("fileSize", size),
      ("rulesAsked", AuditorWording.asked(details.rulesAsked, without: details.rulesNotAssessed)[language]),
      ("authority", record.authority),
    ]
    let exact: [(String, String?)] = [
      ("fileHash", record.fileHash.hex), ("resultHash", record.documentHash.hex),
      ("packUsed", "\(record.pack.version) \(record.pack.hash.hex)"),
      ("formUsed", "\(record.form.version) \(record.form.hash.hex)"), ("tablesUsed", record.tables.hex),
      ("priorUsed", record.priorReports?.hex), ("engineUsed", record.engine),
    ]
    return rows(plain, isExact: false) + rows(exact, isExact: true)
  }

  private func rows(_ facts: [(String, String?)], isExact: Bool) -> [[String: Any]] {
    facts.compactMap { name, value in
      value.map { ["name": AuditorWording.word(name)[language], "text": $0, "isExact": isExact] }
    }
  }

  private func version(_ submission: StoredSubmission, current: ReportNumber) -> [String: Any] {
    var values = ReportRow(submission, words).values
    values["isHere"] = submission.number == current
    return values
  }

  private func finding(_ finding: SubmissionDetails.FindingSummary) -> [String: Any] {
    let grade = Grade(name: finding.grade).map { RuleWords.grade($0)[language] } ?? finding.grade
    let title = words.engine.pack.rule(finding.rule)?.text.title[language] ?? finding.rule
    return ["rule": finding.rule, "title": title, "grade": grade, "count": finding.count]
  }

  // MARK: The proof

  private func proof(_ entry: EntryProof, _ address: String) -> [String: Any] {
    let inclusion = entry.proof.inclusion
    return [
      "position": inclusion.index, "size": inclusion.size, "leaf": entry.leaf.base64,
      "path": inclusion.path.map(\.base64), "root": entry.proof.checkpoint.unverified.head.root.base64,
      "checkpoint": entry.proof.checkpoint.text, "holds": entry.holds, "pathCount": inclusion.path.count,
      "file": address + "/bukti", "receipt": address + "/tanda-terima", "result": address + "/hasil",
    ]
  }
}
