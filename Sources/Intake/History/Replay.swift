public import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
public import SubmissionStore

/// What came of judging a kept report again under its own circumstances.
public enum Replay: Hashable, Sendable {
  /// The same bytes as were kept.
  case same
  /// Other bytes, from the first place on that differs, from 0.
  case differs(byte: Int)
  /// It was judged with another pack, form or tables than are at hand; their hashes as kept.
  case otherInstruments(pack: String, hash: ContentHash)
  /// The original was erased by order.
  case erased
  /// An earlier report that it was compared with is not at hand any more.
  case priorMissing
}

/// What another rule pack would say of a kept report.
public struct Impact: Hashable, Sendable {
  /// The report's number.
  public let number: ReportNumber
  /// The company's name.
  public let company: String
  /// The region's code.
  public let region: String
  /// Rules that find something now and found nothing then.
  public let appears: [String]
  /// Rules that found something then and find nothing now.
  public let vanishes: [String]

  /// Whether nothing changes.
  public var isNothing: Bool { appears.isEmpty && vanishes.isEmpty }
}

extension KeptReports {
  /// Judges a kept report again with its own day of receipt, rules and earlier reports; a true replay gives the document
  /// that is kept, byte for byte.
  public func replay(_ submission: StoredSubmission) throws -> Replay { try judgedAgain(submission).0 }

  /// The assessment of a kept report, judged again; `nil` when a replay does not give the very same.
  public func sameAssessment(of submission: StoredSubmission) throws -> Assessment? {
    let (replay, assessment) = try judgedAgain(submission)
    return replay == .same ? assessment : nil
  }

  private func judgedAgain(_ submission: StoredSubmission) throws -> (Replay, Assessment?) {
    let record = submission.record
    let instruments = assessor.engine.instruments
    guard record.pack.hash == instruments.pack.hash, record.form.hash == instruments.form.hash,
      record.tables == instruments.tables, record.engine == instruments.engine
    else { return (.otherInstruments(pack: record.pack.version, hash: record.pack.hash), nil) }
    guard let kept = try store.document(record.number.text) else {
      throw StoreError.damaged(.documentMissing(number: record.number.text))
    }
    let again: Assessment?? = try withOriginal(of: submission) { source in
      let prior = try prior(of: submission, source)
      guard prior?.hash == record.priorReports else { return nil }
      return try judge(submission, source, prior).assessment
    }
    guard let judged = again else { return (.erased, nil) }
    guard let assessment = judged else { return (.priorMissing, nil) }
    let document = JSONRenderer.canonical(assessment)
    if document == kept { return (.same, assessment) }
    return (.differs(byte: zip(document, kept).prefix { $0 == $1 }.count), nil)
  }

  /// Judges a kept report with the rules at hand, whatever it was judged with, and compares which rules find something.
  ///
  /// - Returns: `nil` when the original was erased by order.
  public func impact(_ submission: StoredSubmission) throws -> Impact? {
    try withOriginal(of: submission) { source in
      let judgement = try judge(submission, source, prior(of: submission, source))
      let now = Set(judgement.assessment.findings.map(\.rule))
      let then = Set(submission.details.findings.map(\.rule))
      return Impact(
        number: submission.number,
        company: submission.record.company,
        region: submission.record.region,
        appears: now.subtracting(then).sorted(),
        vanishes: then.subtracting(now).sorted()
      )
    }
  }

  private func prior(of submission: StoredSubmission, _ source: any ByteSource) throws -> PriorReports? {
    guard submission.record.priorReports != nil, let header = assessor.header(of: source) else { return nil }
    return try prior(to: header, before: submission.number)
  }

  private func judge(
    _ submission: StoredSubmission,
    _ source: any ByteSource,
    _ prior: PriorReports?
  ) throws -> Judgement {
    var circumstances = Circumstances(received: submission.details.receivedDay, prior: prior)
    circumstances.confirmations = try store.confirmation(submission.number.text)?.record.companion
    return try assessor.assess(
      source,
      name: submission.details.fileName,
      circumstances: circumstances
    )
  }
}
