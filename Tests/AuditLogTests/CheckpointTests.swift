import AuditLog
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  private static let root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="

  @Test("A checkpoint signed with Python's cryptography is, byte for byte, the one we sign")
  func crossChecked() throws {
    let key = try SigningKey(parsing: TestKeys.privateText)
    let root = try #require(Digest(hex: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"))
    let checkpoint = try Checkpoint(origin: TestKeys.name, head: TreeHead(size: 8, root: root))
    let signed = try SignedCheckpoint(checkpoint, signedBy: [key])
    #expect(signed.text == TestKeys.checkpoint)
    let read = try SignedCheckpoint(parsing: TestKeys.checkpoint)
    #expect(try read.verified(by: [key.verifier], origin: TestKeys.name) == checkpoint)
  }

  @Test("Checkpoints of Go's checksum database verify", arguments: TestKeys.sumdbCheckpoints)
  func sumdb(text: String) throws {
    let key = try VerifierKey(parsing: TestKeys.sumdbPublicText)
    let signed = try SignedCheckpoint(parsing: text)
    let checkpoint = try signed.verified(by: [key], origin: "go.sum database tree")
    #expect(checkpoint.head.size > 6_000_000)
    #expect(signed.text == text)
    #expect(throws: LogError.originDiffers(expected: "other", found: "go.sum database tree")) {
      try signed.verified(by: [key], origin: "other")
    }
  }

  @Test("A checkpoint under another key is refused")
  func otherKey() throws {
    let signed = try SignedCheckpoint(parsing: TestKeys.checkpoint)
    let other = try SigningKey.generate(name: TestKeys.name).verifier
    #expect(throws: LogError.signatureMissing(names: [TestKeys.name])) {
      try signed.verified(by: [other], origin: TestKeys.name)
    }
  }

  @Test("Extension lines are kept, signed and given back")
  func extensions() throws {
    let key = try SigningKey.generate(name: "log.example/a")
    let head = TreeHead(size: 0, root: MerkleHash.emptyRoot)
    let checkpoint = try Checkpoint(origin: "log.example/a", head: head, extensions: ["satu", "dua 2"])
    let signed = try SignedCheckpoint(parsing: SignedCheckpoint(checkpoint, signedBy: [key]).text)
    #expect(try signed.verified(by: [key.verifier], origin: "log.example/a") == checkpoint)
    #expect(checkpoint.body.hasSuffix("\nsatu\ndua 2\n"))
  }

  @Test(
    "A malformed checkpoint is refused at its line",
    arguments: [
      ("", 1), ("a", 1), ("\n", 1), ("a\n", 2), ("a\n8\n", 3), ("a\n8\n\(root)", 1),
      ("\n8\n\(root)\n", 1),
      ("a\n08\n\(root)\n", 2), ("a\n+8\n\(root)\n", 2), ("a\n-8\n\(root)\n", 2), ("a\n\n\(root)\n", 2),
      ("a\n 8\n\(root)\n", 2), ("a\n8 \n\(root)\n", 2), ("a\n0x8\n\(root)\n", 2), ("a\n٨\n\(root)\n", 2),
      ("a\n9223372036854775808\n\(root)\n", 2), ("a\n99999999999999999999999\n\(root)\n", 2),
      ("a\n8\n\(root.dropLast())\n", 3), ("a\n8\nAAAA\n", 3), ("a\n8\n \(root)\n", 3),
      ("a\n8\n\(root)\n\n", 4), ("a\n8\n\(root)\nx\n\ny\n", 5),
    ]
  )
  func malformed(text: String, line: Int) {
    #expect(throws: LogError.checkpointMalformed(line: line)) { try Checkpoint(parsing: text) }
  }

  @Test("What could not be read is not made")
  func unmakeable() {
    let head = TreeHead(size: 1, root: MerkleHash.emptyRoot)
    #expect(throws: LogError.checkpointMalformed(line: 1)) { try Checkpoint(origin: "", head: head) }
    #expect(throws: LogError.checkpointMalformed(line: 1)) { try Checkpoint(origin: "a\nb", head: head) }
    #expect(throws: LogError.checkpointMalformed(line: 2)) {
      try Checkpoint(origin: "a", head: TreeHead(size: -1, root: head.root))
    }
    #expect(throws: LogError.checkpointMalformed(line: 5)) {
      try Checkpoint(origin: "a", head: head, extensions: ["b", ""])
    }
  }

  @Test("The largest size there can be is read and written")
  func largest() throws {
    let checkpoint = try Checkpoint(parsing: "a\n9223372036854775807\n\(Self.root)\n")
    #expect(checkpoint.head.size == .max)
    #expect(try Checkpoint(parsing: checkpoint.body) == checkpoint)
  }
}
