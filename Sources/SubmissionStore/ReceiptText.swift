import AuditLog
import ReportModel

/// The receipt's one file format: head, record, binding, proof, divided by fixed lines.
extension Receipt {
  private static let recordDivider = "--- catatan / record ---\n"
  private static let bindingDivider = "--- ikatan / binding ---\n"
  private static let proofDivider = "--- bukti / proof ---\n"

  /// The receipt as it is given out: the same bytes for ever.
  public var text: String {
    head + Self.recordDivider + record.text + Self.bindingDivider + binding + Self.proofDivider + proof.text
  }

  private var binding: String {
    LineText.lines([
      "salt": Digest(bytes: salt)?.hex ?? "",
      "commitment": commitment.hex,
      "leaf": leaf.hex,
    ])
  }

  /// Reads a receipt. Exactly one text stands for each receipt; nothing else is tolerated, not even a space.
  ///
  /// - Throws: ``ReceiptError``.
  public init(parsing bytes: [UInt8]) throws(ReceiptError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    let parts = try ReceiptParts(text[...])
    guard let record = SubmissionRecord(parsing: parts.record) else { throw .malformed(.record) }
    guard var lines = LineReader(parts.binding), let salt = lines.hash("salt").flatMap(Digest.init),
      let commitment = lines.hash("commitment").flatMap(Digest.init),
      let leaf = lines.hash("leaf").flatMap(Digest.init),
      lines.isAtEnd
    else { throw .malformed(.binding) }
    let proof: TlogProof
    do {
      proof = try TlogProof(parsing: parts.proof)
    } catch {
      throw .proof(error)
    }
    self.init(
      head: parts.head,
      record: record,
      salt: salt.bytes,
      commitment: commitment,
      leaf: leaf,
      proof: proof
    )
  }

  private struct ReceiptParts {
    let head: String
    let record: String
    let binding: String
    let proof: String

    init(_ text: Substring) throws(ReceiptError) {
      let (head, afterHead) = try Self.cut(text, at: recordDivider)
      let (record, afterRecord) = try Self.cut(afterHead, at: bindingDivider)
      let (binding, proof) = try Self.cut(afterRecord, at: proofDivider)
      (self.head, self.record, self.binding, self.proof) = (head, record, binding, String(proof))
    }

    /// What stands before and after the first line that is exactly the divider.
    private static func cut(_ text: Substring, at divider: String) throws(ReceiptError) -> (String, Substring) {
      let bytes = text.utf8
      var start = bytes.startIndex
      while start < bytes.endIndex {
        if bytes[start...].starts(with: divider.utf8) {
          let end = bytes.index(start, offsetBy: divider.utf8.count)
          return (String(text[..<start]), text[end...])
        }
        guard let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
        start = bytes.index(after: newline)
      }
      throw .malformed(.dividers)
    }
  }
}
