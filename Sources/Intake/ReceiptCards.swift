import AuditLog
import ReportModel
public import ResultRendering
public import SubmissionStore

extension ReceiptCard {
  /// What the receipt of a kept report says to people.
  ///
  /// - Parameter regionName: the region's name, when the caller knows it.
  public init(_ submission: StoredSubmission, _ receipt: Receipt, regionName: String? = nil) {
    let record = submission.record
    self.init(
      number: record.number.text,
      company: record.company,
      unit: record.unit,
      kind: record.kind,
      period: record.period,
      region: regionName.map { "\(record.region) \($0)" } ?? record.region,
      version: record.version,
      corrects: record.corrects?.text,
      received: record.receivedText,
      validity: record.validityText,
      verdict: record.verdict,
      findings: submission.details.findings.reduce(0) { $0 + $1.count },
      authority: record.authority,
      fileHash: record.fileHash.hex,
      log: (receipt.proof.checkpoint.unverified.origin, submission.logPosition),
      code: receipt.code
    )
  }
}
