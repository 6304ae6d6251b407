public import ReportModel

/// What a batch says of one file: one line of its results (`wlkp-batch/1`, docs/RESULT-FORMAT.md).
///
/// It holds what summaries are made from and nothing personal: of every finding the first place, with its values masked.
public struct BatchEntry: Sendable {
  /// The file's place in the batch, from 1.
  public var number: Int
  /// The file's name: a path, or `archive.zip!/member`.
  public var name: String
  /// Size in bytes; `nil` when the file could not be read.
  public var bytes: Int64?
  /// What the judgement comes to.
  public var verdict: Verdict
  /// Whether the file is a lone table of workers.
  public var isDraft: Bool
  /// What identifies the report.
  public var header: ReportHeader
  /// What was found, errors first.
  public var findings: [BatchFinding]
  /// Rules without an answer.
  public var unanswered: [BatchUnanswered]
  /// SHA-256 of the rule pack; `nil` when nothing was judged.
  public var pack: String?
  /// Why there is no judgement; `nil` when there is one.
  public var fault: BatchFault?
  /// SHA-256 of the file's bytes.
  public var hash: String?
  /// 1 for the judgement of the file by itself, 2 for what a comparison with its company's other reports adds, 3 for
  /// persons whom other companies list.
  public var phase = 1
  /// The first files that list one of these persons, by their places in the batch; phase 3 only.
  public var others: [Int] = []

  /// Whether this is a further line about a file.
  public var isComparison: Bool { phase > 1 }

  /// An entry of a file about which nothing is known yet.
  public init(number: Int, name: String, verdict: Verdict) {
    self.number = number
    self.name = name
    self.verdict = verdict
    isDraft = false
    header = ReportHeader()
    findings = []
    unanswered = []
  }
}

/// What one rule found in one file of a batch.
public struct BatchFinding: Sendable {
  /// The rule's id.
  public var rule: String
  /// The grade's name, such as `compliance.warning`.
  public var grade: String
  /// The severity that counts here.
  public var severity: Severity
  /// The headline.
  public var title: Bilingual
  /// What is wrong at the first place; personal values masked.
  public var message: Bilingual
  /// The first place.
  public var location: Location
  /// How many places there are.
  public var count: Int

  /// Whether the data are fine and the situation differs from the norm (class K).
  public var isCompliance: Bool { grade.hasPrefix("compliance") }

  /// The area of the rule, such as `UPAH` of `WL-UPAH-004`.
  public var area: Substring { ruleArea(rule) }
}

/// A rule without an answer in one file of a batch.
public struct BatchUnanswered: Sendable {
  /// The rule's id.
  public var rule: String
  /// The reason.
  public var reason: NotAssessed.Reason
  /// In how many rows, or 1.
  public var count: Int
}

/// The area of a rule's id: `UPAH` of `WL-UPAH-004`.
func ruleArea(_ rule: String) -> Substring {
  let parts = rule.split(separator: "-", maxSplits: 2)
  return parts.count > 1 ? parts[1] : parts.first ?? ""
}

/// Why a file of a batch has no judgement.
public struct BatchFault: Sendable, Hashable {
  /// Whose trouble it is.
  public enum Cause: String, Sendable {
    /// The file's or the archive's: send it again in another way.
    case file
    /// The caller's: no such file, not allowed to read it.
    case usage
    /// Ours or the machine's.
    case ours
  }

  /// A stable name, such as `crashed`, `too-slow`, `encrypted`.
  public var kind: String
  /// Whose trouble it is.
  public var cause: Cause
  /// What happened, in a sentence.
  public var message: Bilingual

  /// A fault with its name.
  public init(kind: String, cause: Cause, message: Bilingual) {
    self.kind = kind
    self.cause = cause
    self.message = message
  }

  /// The verdict on a file with this fault: what is wrong with the file is its own, all else is not.
  public var verdict: Verdict { cause == .file ? .rejected : .notAssessed }
}
