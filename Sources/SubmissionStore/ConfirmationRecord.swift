import AuditLog
public import ReportModel

/// What somebody confirmed beside a file that stays as it was sent: the companion record of decision 16.
///
/// Its ``text`` is signed with the log's key (C2SP signed-note); the judgement takes its rows as an input, named by the
/// text's hash, and the submission's record states the same hash.
public struct ConfirmationRecord: Hashable, Sendable {
  /// The most rows: whoever has more to confirm confirms by rule, not by row.
  public static let rowsMax = 1000
  /// The longest remark, in characters, as in the form's `keterangan`.
  public static let noteLengthMax = 500
  /// The longest text, in bytes: far below what a signed note may have.
  public static let textBytesMax = 512 << 10

  /// SHA-256 of the file that is confirmed.
  public let file: ContentHash
  /// The account that confirmed.
  public let submitter: String
  /// When, in milliseconds since 1970-01-01T00:00:00Z.
  public let at: Int64
  /// What was confirmed, in the order given.
  public let rows: [Confirmation]

  private static let title = "wlkp-confirmation/1"

  /// A record of confirmations.
  public init(file: ContentHash, submitter: String, at: Int64, rows: [Confirmation]) {
    self.file = file
    self.submitter = submitter
    self.at = at
    self.rows = rows
  }

  /// The canonical lines, each with its newline: what is signed and hashed.
  public var text: String {
    Self.title + "\n"
      + LineText.lines([
        "file": file.hex, "submitter": submitter, "at": String(at), "rows": String(rows.count),
      ]) + rows.map(Self.lines).joined()
  }

  /// The rows as an input of the judgement.
  public var companion: CompanionConfirmations {
    CompanionConfirmations(rows: rows, hash: ContentHash(Digest.sha256(of: Array(text.utf8))))
  }

  /// Named as the columns of the form's section `konfirmasi`.
  private static func lines(_ row: Confirmation) -> String {
    LineText.lines([
      "aturan": row.rule,
      "bagian": row.section.isEmpty ? nil : row.section,
      "nomor_urut": row.row.map { String($0) },
      "kolom": row.column,
      "alasan": row.reason,
      "keterangan": row.note,
    ])
  }

  /// Reads canonical lines; `nil` when they are not the one text of a record.
  public init?(parsing text: String) {
    guard var lines = LineReader(text), lines.take(exactly: Self.title), let file = lines.hash("file"),
      let submitter = lines.text("submitter"), let at = lines.integer("at"), let count = lines.integer("rows")
    else { return nil }
    var rows: [Confirmation] = []
    while Int64(rows.count) < count {
      guard let row = Self.row(&lines) else { return nil }
      rows.append(row)
    }
    self.init(file: file, submitter: submitter, at: at, rows: rows)
    guard lines.isAtEnd, self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  private static func row(_ lines: inout LineReader) -> Confirmation? {
    guard let rule = lines.text("aturan"), let section = lines.optional("bagian"),
      let row = lines.optional("nomor_urut"), let column = lines.optional("kolom"), let reason = lines.text("alasan"),
      let note = lines.optional("keterangan")
    else { return nil }
    return Confirmation(
      rule: rule,
      section: section ?? "",
      row: row.flatMap { Int($0) },
      column: column,
      reason: reason,
      note: note
    )
  }
}

/// A companion record as it is kept with its submission.
public struct StoredConfirmation: Hashable, Sendable {
  /// What was confirmed.
  public let record: ConfirmationRecord
  /// The signed note; its ``SignedNote/text`` is what is kept and handed out.
  public let note: SignedNote

  /// Reads a signed note and verifies who signed it.
  init?(text: [UInt8], signedBy key: VerifierKey) {
    guard let note = try? SignedNote(parsing: text), let signers = try? note.signers(among: [key]), signers == [key],
      let record = ConfirmationRecord(parsing: note.body)
    else { return nil }
    self.note = note
    self.record = record
  }
}
