import AuditLog
import ReportModel

/// What a filer is given: the record of the report and the proof that it is in the log.
///
/// A store makes one from a kept submission under a durable checkpoint; anybody can read one from its text and
/// ``verify(publicKey:)`` it with nothing but the log's public key. Reading verifies nothing.
public struct Receipt: Hashable, Sendable {
  /// The longest text that is read, in bytes.
  public static let byteLimit = 1 << 20

  /// The part for people, as it stands in the text.
  let head: String
  /// What is proved.
  public let record: SubmissionRecord
  /// The random bytes that blind the record in the log.
  let salt: [UInt8]
  /// The blinded hash, as stated.
  let commitment: Digest
  /// The hash of the log's leaf, as stated.
  let leaf: Digest
  /// The way from the leaf to the signed root.
  public let proof: TlogProof

  /// A receipt for what is in the log.
  init(record: SubmissionRecord, salt: [UInt8], proof: TlogProof) {
    let commitment = Commitment.record(record.text, salt: salt)
    self.init(record: record, salt: salt, commitment: commitment, proof: proof)
  }

  /// A receipt for what is in the log, with the blinded hash that was made when it was kept.
  init(record: SubmissionRecord, salt: [UInt8], commitment: Digest, proof: TlogProof) {
    head = ReceiptHead.text(of: record)
    self.record = record
    self.salt = salt
    self.commitment = commitment
    leaf = MerkleHash.leaf(Commitment.entry(commitment))
    self.proof = proof
  }

  /// A receipt as it was read.
  init(head: String, record: SubmissionRecord, salt: [UInt8], commitment: Digest, leaf: Digest, proof: TlogProof) {
    self.head = head
    self.record = record
    self.salt = salt
    self.commitment = commitment
    self.leaf = leaf
    self.proof = proof
  }

  /// The number of the report.
  public var number: ReportNumber { record.number }
}

/// Why a text is not a receipt. The sentences stand in `StoreMessages.swift`.
public enum ReceiptError: Error, Hashable, Sendable {
  /// Longer than any receipt, in bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// Not UTF-8.
  case notUTF8
  /// A part is missing or not of its form.
  case malformed(Part)
  /// The proof cannot be read.
  case proof(LogError)
  /// The file could not be read; `errno` tells why.
  case unreadable(path: String, errno: Int32)

  /// The parts of a receipt.
  public enum Part: String, Hashable, Sendable {
    /// The dividing lines between the parts.
    case dividers
    /// The lines of the record.
    case record
    /// The lines that bind record and leaf.
    case binding
  }
}
