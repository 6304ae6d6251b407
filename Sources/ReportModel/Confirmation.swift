/// What a reporter says of data that the check asked about: one row of the form's section `konfirmasi`, which may also
/// come beside the file.
public struct Confirmation: Hashable, Sendable {
  /// `aturan`: the rule's id.
  public var rule: String
  /// `bagian`: the section's name as the form or the CSV file writes it; empty for every place where the rule asked.
  public var section: String
  /// `nomor_urut`: the number by which the reporter knows the row; `nil` for every row of the section.
  public var row: Int?
  /// `kolom`: the column's name; `nil` for every column.
  public var column: String?
  /// `alasan`: a code of the form's list `ALASAN_KONFIRMASI`.
  public var reason: String
  /// `keterangan`: the reporter's own words. They may name a person.
  public var note: String?

  /// A confirmation; with a rule and a reason alone it covers every place where that rule asked.
  public init(
    rule: String,
    section: String = "",
    row: Int? = nil,
    column: String? = nil,
    reason: String,
    note: String? = nil
  ) {
    self.rule = rule
    self.section = section
    self.row = row
    self.column = column
    self.reason = reason
    self.note = note
  }
}

/// Confirmations that came beside the file: an explicit input of the judgement, named by its hash in the result.
public struct CompanionConfirmations: Hashable, Sendable {
  /// The rows.
  public let rows: [Confirmation]
  /// SHA-256 of the signed text that holds them.
  public let hash: ContentHash

  /// Rows with the hash of their text.
  public init(rows: [Confirmation], hash: ContentHash) {
    self.rows = rows
    self.hash = hash
  }
}

extension Assessment {
  /// The findings that a confirmation can settle and none has settled yet.
  public var questions: [Finding] {
    findings.flatMap(\.unfolded).filter { finding in
      guard case .confirmable = finding.grade else { return false }
      return finding.severity == .error && finding.confirmation == nil
    }
  }
}
