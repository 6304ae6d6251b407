import AuditLog
import Testing

@Suite("Sentences")
struct WordingTests {
  private static let digest = MerkleHash.emptyRoot

  private static let errors: [LogError] = [
    .keyNameMalformed("a b"), .keyTextMalformed, .keyAlgorithmUnknown(9),
    .keyHashDiffers(name: "a", stated: 1, computed: 0xabcd), .signingFailed(name: "a"),
    .noteTooLarge(bytes: 2, limit: 1), .noteNotUTF8, .noteControlCharacter(byteOffset: 3), .noteBodyMalformed,
    .noteWithoutSignatures, .signatureLineMalformed(line: 4), .tooManySignatures(limit: 5), .signatureWrong(name: "a"),
    .signatureMissing(names: ["a", "b"]), .checkpointMalformed(line: 6), .originDiffers(expected: "a", found: "b"),
    .proofTooLarge(bytes: 2, limit: 1), .proofMalformed(line: 7), .indexOutsideTree(index: 8, size: 7),
    .sizesOutOfOrder(old: 2, new: 1), .proofLengthWrong(expected: 1, found: 2),
    .rootDiffers(expected: digest, computed: digest), .nodeMissing(level: 1, index: 2),
    .frontierMalformed(size: 1, peaks: 2), .tilePathMalformed("x"), .tileOutsideRange,
  ]

  private static let differences: [LogDifference] = [
    .leafDiffers(index: 1, derived: digest, kept: digest),
    .nodeDiffers(level: 1, index: 2, derived: digest, kept: digest), .nodeMissing(level: 1, index: 2),
    .nodeSurplus(level: 1, index: 2, kept: digest), .entriesMissing(found: 1, expected: 2),
    .entriesSurplus(found: 2, expected: 1), .rootDiffers(size: 1, derived: digest, stated: digest),
  ]

  @Test("Every error and every difference is one whole sentence, another in each language")
  func sentences() {
    let pairs =
      Self.errors.map { ($0.sentence(in: .id), $0.sentence(in: .en)) }
      + Self.differences.map { ($0.sentence(in: .id), $0.sentence(in: .en)) }
    for (indonesian, english) in pairs {
      #expect(indonesian != english)
      for sentence in [indonesian, english] {
        #expect(sentence.hasSuffix("."))
        #expect(sentence.first?.isUppercase == true || sentence.first == "\"")
        #expect(!sentence.contains("\n"))
      }
    }
    #expect(Set(pairs.map(\.0)).count == pairs.count)
    #expect(Set(pairs.map(\.1)).count == pairs.count)
  }

  @Test("The data stand in the sentence")
  func data() {
    #expect(
      LogError.keyHashDiffers(name: "a", stated: 1, computed: 0xabcd).description
        == "The key \"a\" is written with hash 00000001, but its hash is 0000abcd."
    )
    #expect(LogError.nodeMissing(level: 3, index: 14).sentence(in: .id).contains("aras 3 nomor 14"))
    #expect("\(LogDifference.entriesMissing(found: 39, expected: 40))".contains("39 entries where it must have 40"))
  }

  @Test("Texts from outside cannot break the line or flood it")
  func quoting() {
    let sentence = LogError.tilePathMalformed("a\n\u{1b}[31m" + String(repeating: "x", count: 500)).description
    #expect(!sentence.contains("\n") && !sentence.contains("\u{1b}"))
    #expect(sentence.count < 150 && sentence.contains("…"))
  }
}
