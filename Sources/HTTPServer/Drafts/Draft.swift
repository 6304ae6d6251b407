import Intake
import ReportModel
import ReportReading
import SubmissionStore

/// A report that a company is working on: uploaded and judged, not filed.
struct Draft: Sendable {
  /// Random; who does not know it does not find it, and who is another account does not either.
  let id: String
  /// The account that uploaded it.
  let account: String
  /// The name the user knows the file by.
  var name: String
  var file: DraftFile
  var judgement: Judgement
  /// Repairs that the file offers, with in how many places.
  var offers: [RepairOffer]
  /// What the user confirmed beside the file.
  var confirmations: [Confirmation] = []
  /// The number that the user set out to correct.
  var corrects: String?
  /// The waiting report that this continues.
  var waiting: PendingReport?
  /// A repaired copy that the user has not taken yet.
  var repair: RepairedCopy?
  /// From when on it is gone, in milliseconds since 1970-01-01T00:00:00Z.
  var expiresAt: Int64

  var assessment: Assessment { judgement.assessment }
  /// Which keeping of the shelf this was: the order in which drafts were touched.
  var turn = 0

  /// What it takes of the disk, in bytes.
  var bytes: Int64 { file.bytes + (repair?.file.bytes ?? 0) }
}

/// A kind of repair that a file offers.
struct RepairOffer: Sendable {
  let kind: FixKind
  /// In how many places.
  let count: Int
}

/// A repaired copy of a draft's file.
struct RepairedCopy: Sendable {
  /// The most changes that a page lists; all are counted.
  static let changesListed = 200

  let file: DraftFile
  let judgement: Judgement
  /// What was allowed.
  let kinds: Set<FixKind>
  /// The number of the report that the copy names as the one it corrects; `nil` for a repair.
  let corrects: String?
  /// The first changes.
  let changes: [FixChange]
  /// How many there are in all.
  let changeCount: Int
}
