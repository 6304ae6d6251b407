/// What can be wrong with a note, a key, a proof or a log. The sentences stand in `LogWording.swift`.
public enum LogError: Error, Hashable, Sendable {
  // Keys
  /// A key's name is empty or holds a space, a plus sign or a control character.
  case keyNameMalformed(String)
  /// A key text is not of the form `name+hash+base64`, or the key is not 32 bytes long.
  case keyTextMalformed
  /// A key of a kind this program does not know; the byte tells the kind.
  case keyAlgorithmUnknown(UInt8)
  /// The hash in a key text is not the hash of the key.
  case keyHashDiffers(name: String, stated: UInt32, computed: UInt32)
  /// The cryptographic library refused to sign.
  case signingFailed(name: String)

  // Signed notes
  /// A note is longer than what is read.
  case noteTooLarge(bytes: Int, limit: Int)
  /// A note is not UTF-8.
  case noteNotUTF8
  /// A note holds a control character; offset in bytes from 0.
  case noteControlCharacter(byteOffset: Int)
  /// A text to be signed does not end in a newline or holds a control character.
  case noteBodyMalformed
  /// No signature lines after an empty line, or the last line does not end in a newline.
  case noteWithoutSignatures
  /// A signature line is not of the form `— name base64`; line from 1.
  case signatureLineMalformed(line: Int)
  /// More signature lines than are read.
  case tooManySignatures(limit: Int)
  /// A key that should have signed did not sign this.
  case signatureWrong(name: String)
  /// None of the keys asked for has signed.
  case signatureMissing(names: [String])

  // Checkpoints
  /// A line of a checkpoint is missing or not what it must be; line from 1.
  case checkpointMalformed(line: Int)
  /// The checkpoint is of another log.
  case originDiffers(expected: String, found: String)

  // Proofs
  /// A proof is longer than what is read.
  case proofTooLarge(bytes: Int, limit: Int)
  /// A line of a proof is missing or not what it must be; line from 1.
  case proofMalformed(line: Int)
  /// There is no such leaf in a tree of this size; index from 0.
  case indexOutsideTree(index: Int, size: Int)
  /// A consistency proof goes from a smaller or equal size to a larger one, and sizes are not negative.
  case sizesOutOfOrder(old: Int, new: Int)
  /// A proof for these places has another number of hashes.
  case proofLengthWrong(expected: Int, found: Int)
  /// The hashes lead to another root.
  case rootDiffers(expected: Digest, computed: Digest)

  // Kept nodes and tiles
  /// A node that is needed is not kept.
  case nodeMissing(level: Int, index: Int)
  /// The number of kept peaks does not belong to the size.
  case frontierMalformed(size: Int, peaks: Int)
  /// Not the address of a tile.
  case tilePathMalformed(String)
  /// No tile can have this level, index or width.
  case tileOutsideRange
}
