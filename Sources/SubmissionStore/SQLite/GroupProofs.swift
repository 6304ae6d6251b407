import AuditLog

/// How a group's own entries are proved under its checkpoint, from what the group had in hand.
///
/// The way from a new entry to the root meets two kinds of nodes only: peaks of the tree before the group, and nodes
/// that the group made. So a receipt needs nothing read back, and is made outside the write transaction.
final class GroupProofs: NodeSource, Sendable {
  private struct Place: Hashable {
    let level: Int
    let index: Int
  }

  /// The group's checkpoint, as it was kept.
  let checkpoint: SignedCheckpoint
  private let digests: [Place: Digest]

  /// - Parameters:
  ///   - before: the right edge of the tree before the group.
  ///   - made: the nodes that the group added.
  init(before: Frontier, made: [MerkleNode], checkpoint: SignedCheckpoint) {
    self.checkpoint = checkpoint
    var digests: [Place: Digest] = [:]
    digests.reserveCapacity(before.peaks.count + made.count)
    // One peak for each bit set in the size, the largest first.
    var start = 0
    for peak in before.peaks {
      let level = Int.bitWidth - 1 - (before.size - start).leadingZeroBitCount
      digests[Place(level: level, index: start >> level)] = peak
      start += 1 << level
    }
    for node in made { digests[Place(level: node.level, index: node.index)] = node.digest }
    self.digests = digests
  }

  func read(level: Int, index: Int) -> Digest? { digests[Place(level: level, index: index)] }
}

/// An accepted filing as it was written, with what its receipt is made of.
///
/// A class, because it goes from the writer through several hands to the one who waits.
final class KeptFiling: Sendable {
  let submission: StoredSubmission
  let salt: [UInt8]
  let commitment: Digest

  init(submission: StoredSubmission, salt: [UInt8], commitment: Digest) {
    (self.submission, self.salt, self.commitment) = (submission, salt, commitment)
  }

  /// The receipt; the same bytes as one that is made later from what is kept.
  ///
  /// - Parameter proofs: of its group.
  /// - Throws: ``LogError``, when the group's nodes do not make a proof.
  func receipt(under proofs: GroupProofs?) throws -> Receipt {
    let position = submission.logPosition
    guard let proofs else { throw StoreError.damaged(.checkpointMissing(size: position + 1)) }
    let proof = try TlogProof(index: position, under: proofs.checkpoint, from: proofs)
    return Receipt(record: submission.record, salt: salt, commitment: commitment, proof: proof)
  }
}
