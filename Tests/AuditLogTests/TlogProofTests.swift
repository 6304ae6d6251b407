import AuditLog
import Testing

@Suite("Proofs in one text")
struct TlogProofTests {
  private let key: VerifierKey
  private let leaf = MerkleHash.leaf([0x40, 0x41, 0x42, 0x43])

  init() throws {
    key = try VerifierKey(parsing: TestKeys.publicText)
  }

  @Test("A proof made by an independent program verifies")
  func foreign() throws {
    let proof = try TlogProof(parsing: TestKeys.proof)
    let checkpoint = try proof.verify(leafHash: leaf, key: key)
    #expect(checkpoint.head.size == 8)
    #expect(proof.inclusion.index == 5)
    #expect(proof.extra == Array("wlkp".utf8))
    #expect(proof.text == TestKeys.proof)
    #expect(try proof.verify(leafHash: leaf, key: key, origin: TestKeys.name) == checkpoint)
    #expect(throws: LogError.originDiffers(expected: "other", found: TestKeys.name)) {
      try proof.verify(leafHash: leaf, key: key, origin: "other")
    }
  }

  @Test("All proofs of all trees up to 40 leaves come back from their texts and verify")
  func roundTrip() throws {
    let signer = try SigningKey(parsing: TestKeys.privateText)
    for size in 1...largestSmallTree {
      let log = SmallLog(size: size)
      let checkpoint = try Checkpoint(origin: TestKeys.name, head: log.head)
      let signed = try SignedCheckpoint(checkpoint, signedBy: [signer])
      for index in 0..<size {
        let proof = try TlogProof(index: index, under: signed, from: log.nodes, extra: index == 0 ? [] : nil)
        let read = try TlogProof(parsing: proof.text)
        #expect(read == proof)
        #expect(read.inclusion.root(leafHash: log.leaves[index]) == log.head.root)
        #expect(read.inclusion.root(leafHash: log.leaves[(index + 1) % size]) != log.head.root || size == 1)
      }
      let first = try TlogProof(index: 0, under: signed, from: log.nodes)
      #expect(try first.verify(leafHash: log.leaves[0], key: key) == checkpoint)
    }
  }

  @Test("Every flipped bit is refused, except in the extra data, which nothing signs")
  func everyBit() throws {
    let bytes = Array(TestKeys.proof.utf8)
    let lineStart = "c2sp.org/tlog-proof@v1\n".utf8.count
    let extraData = lineStart + "extra ".utf8.count..<lineStart + "extra d2xrcA==".utf8.count
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      if extraData.contains(bit / 8), (try? TlogProof(parsing: changed)) != nil { continue }
      #expect(throws: LogError.self, "bit \(bit)") {
        try TlogProof(parsing: changed).verify(leafHash: leaf, key: key)
      }
    }
  }

  @Test("Every flipped bit of the leaf is refused")
  func everyLeafBit() throws {
    let proof = try TlogProof(parsing: TestKeys.proof)
    for bit in 0..<256 {
      #expect(throws: LogError.self) { try proof.verify(leafHash: leaf.flipped(bit: bit), key: key) }
    }
  }

  @Test("Every proof cut off is refused")
  func everyCut() {
    let bytes = Array(TestKeys.proof.utf8)
    for count in 0..<bytes.count {
      #expect(throws: LogError.self) { try TlogProof(parsing: Array(bytes.prefix(count))) }
    }
  }

  private static let hash = "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="
  private static let title = "c2sp.org/tlog-proof@v1\n"

  @Test(
    "A malformed proof is refused at its line",
    arguments: [
      ("", .proofMalformed(line: 1)),
      ("c2sp.org/tlog-proof@v2\nindex 0\n\n" + TestKeys.checkpoint, .proofMalformed(line: 1)),
      (" " + title + "index 0\n\n" + TestKeys.checkpoint, .proofMalformed(line: 1)),
      (title, .proofMalformed(line: 2)),
      (title + "\n" + TestKeys.checkpoint, .proofMalformed(line: 2)),
      (title + "extra d2xrcA=\nindex 0\n\n" + TestKeys.checkpoint, .proofMalformed(line: 2)),
      (title + "extra\nindex 0\n\n" + TestKeys.checkpoint, .proofMalformed(line: 2)),
      (title + "index 00\n\n" + TestKeys.checkpoint, .proofMalformed(line: 2)),
      (title + "index -1\n\n" + TestKeys.checkpoint, .proofMalformed(line: 2)),
      (title + "index 0\nextra d2xrcA==\n\n" + TestKeys.checkpoint, .proofMalformed(line: 3)),
      (title + "extra AAAA\nextra AAAA\nindex 0\n\n" + TestKeys.checkpoint, .proofMalformed(line: 3)),
      (title + "index 0\n" + hash + " \n\n" + TestKeys.checkpoint, .proofMalformed(line: 3)),
      (title + "index 0\n" + hash + "\nAAAA\n\n" + TestKeys.checkpoint, .proofMalformed(line: 4)),
      (title + "index 0\n" + hash, .proofMalformed(line: 3)),
      (title + "index 0\n" + String(repeating: hash + "\n", count: 64), .proofMalformed(line: 66)),
      (title + "index 0\n\n" + TestKeys.checkpoint, .proofLengthWrong(expected: 3, found: 0)),
      (title + "index 8\n\n" + TestKeys.checkpoint, .indexOutsideTree(index: 8, size: 8)),
      (title + "index 0\n\n\n" + TestKeys.checkpoint, .checkpointMalformed(line: 1)),
      (title + "index 0\n\n", .noteWithoutSignatures),
      (
        String(repeating: "x", count: 2_000_001),
        .proofTooLarge(bytes: 2_000_001, limit: TlogProof.byteLimit)
      ),
    ] as [(String, LogError)]
  )
  func malformed(text: String, error: LogError) {
    #expect(throws: error) { try TlogProof(parsing: text) }
  }

  @Test("A proof made from parts must fit its checkpoint")
  func parts() throws {
    let proof = try TlogProof(parsing: TestKeys.proof)
    let again = try TlogProof(
      index: 5,
      path: proof.inclusion.path,
      checkpoint: proof.checkpoint,
      extra: proof.extra
    )
    #expect(again == proof)
    #expect(throws: LogError.indexOutsideTree(index: 9, size: 8)) {
      try TlogProof(index: 9, path: proof.inclusion.path, checkpoint: proof.checkpoint)
    }
  }
}
