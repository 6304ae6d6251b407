import AuditLog
import ReportModel

/// One thing that was checked on a receipt.
public struct VerificationStep: Hashable, Sendable {
  /// What is checked, in this order.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The text has the one form of a receipt.
    case form
    /// The part for people says what the record says.
    case head
    /// Record and salt give the blinded hash.
    case commitment
    /// The blinded hash gives the log's leaf.
    case leaf
    /// The leaf leads to the checkpoint's root.
    case tree
    /// The checkpoint is signed by the log's key.
    case checkpoint
    /// A file is the one that was received; only when a file was given.
    case original
  }

  /// How a check came out.
  public enum Outcome: Hashable, Sendable {
    /// As it must be.
    case holds
    /// Not as it must be.
    case fails(Reason)
    /// Could not be looked at, because an earlier step failed.
    case notReached
  }

  /// What differs.
  public enum Reason: Hashable, Sendable {
    /// Not a receipt's text.
    case form(ReceiptError)
    /// The part for people differs from the record in this line, from 1.
    case headDiffers(line: Int)
    /// A hash is not the computed one.
    case hashDiffers(stated: Digest, computed: Digest)
    /// The log's mathematics or signature.
    case log(LogError)
    /// The file has another digest than the one received.
    case fileDiffers(expected: ContentHash, found: ContentHash)
    /// The file could not be read; `errno` tells why.
    case fileUnreadable(path: String, errno: Int32)
  }

  /// What was checked.
  public let kind: Kind
  /// How it came out.
  public let outcome: Outcome
}

extension Receipt {
  /// Checks a receipt's bytes from end to end, offline: the first step is whether they are a receipt at all.
  ///
  /// - Parameters:
  ///   - bytes: the receipt's text.
  ///   - publicKey: the log's key, from a place the caller trusts.
  /// - Returns: all steps in order; the receipt holds when every one holds.
  public static func verify(_ bytes: [UInt8], publicKey: VerifierKey) -> [VerificationStep] {
    do throws(ReceiptError) {
      return try Receipt(parsing: bytes).verify(publicKey: publicKey)
    } catch {
      let rest: [VerificationStep.Kind] = [.head, .commitment, .leaf, .tree, .checkpoint]
      return [VerificationStep(kind: .form, outcome: .fails(.form(error)))]
        + rest.map { VerificationStep(kind: $0, outcome: .notReached) }
    }
  }

  /// Checks a receipt that was read, offline.
  public func verify(publicKey: VerifierKey) -> [VerificationStep] {
    [
      VerificationStep(kind: .form, outcome: .holds),
      VerificationStep(kind: .head, outcome: headOutcome),
      VerificationStep(
        kind: .commitment,
        outcome: Self.compare(commitment, with: Commitment.record(record.text, salt: salt))
      ),
      VerificationStep(
        kind: .leaf,
        outcome: Self.compare(leaf, with: MerkleHash.leaf(Commitment.entry(commitment)))
      ),
      VerificationStep(kind: .tree, outcome: treeOutcome),
      VerificationStep(kind: .checkpoint, outcome: checkpointOutcome(publicKey)),
    ]
  }

  /// Checks that a file is the one that was received.
  public func verify(original hash: ContentHash) -> VerificationStep {
    let outcome: VerificationStep.Outcome =
      hash == record.fileHash ? .holds : .fails(.fileDiffers(expected: record.fileHash, found: hash))
    return VerificationStep(kind: .original, outcome: outcome)
  }

  /// Hashes a file, 1 MiB at a time, and checks that it is the one that was received.
  public func verify(originalAt path: String) -> VerificationStep {
    do throws(FileFault) {
      return verify(original: try PosixFile.hash(path).hash)
    } catch {
      return VerificationStep(
        kind: .original,
        outcome: .fails(.fileUnreadable(path: error.path, errno: error.errno))
      )
    }
  }

  private var headOutcome: VerificationStep.Outcome {
    let expected = ReceiptHead.text(of: record)
    if head.utf8.elementsEqual(expected.utf8) { return .holds }
    let newline = UInt8(ascii: "\n")
    let stated = head.utf8.split(separator: newline, omittingEmptySubsequences: false)
    let derived = expected.utf8.split(separator: newline, omittingEmptySubsequences: false)
    let same = zip(stated, derived).prefix { $0.elementsEqual($1) }.count
    return .fails(.headDiffers(line: same + 1))
  }

  private var treeOutcome: VerificationStep.Outcome {
    do throws(LogError) {
      try proof.inclusion.verify(leafHash: leaf, root: proof.checkpoint.unverified.head.root)
      return .holds
    } catch {
      return .fails(.log(error))
    }
  }

  private func checkpointOutcome(_ key: VerifierKey) -> VerificationStep.Outcome {
    do throws(LogError) {
      _ = try proof.checkpoint.verified(by: [key], origin: key.name)
      return .holds
    } catch {
      return .fails(.log(error))
    }
  }

  private static func compare(_ stated: Digest, with computed: Digest) -> VerificationStep.Outcome {
    stated == computed ? .holds : .fails(.hashDiffers(stated: stated, computed: computed))
  }
}
