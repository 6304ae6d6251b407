import AuditLog
import Testing

@Suite("Signed notes")
struct SignedNoteTests {
  @Test("Notes made elsewhere verify, and signing gives the same bytes")
  func foreign() throws {
    let note = try SignedNote(parsing: Array(TestKeys.goNote.utf8))
    let key = try SigningKey(parsing: TestKeys.goPrivateText)
    #expect(try note.signers(among: [key.verifier]) == [key.verifier])
    #expect(try SignedNote(body: note.body, signedBy: [key]) == note)
    #expect(note.text == TestKeys.goNote)
  }

  @Test("Every flipped bit of a note is refused")
  func everyBit() throws {
    let bytes = Array(TestKeys.checkpoint.utf8)
    let key = try VerifierKey(parsing: TestKeys.publicText)
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: LogError.self, "bit \(bit)") {
        try SignedNote(parsing: changed).signers(among: [key])
      }
    }
  }

  @Test("Every note cut off or lengthened by a byte is refused")
  func everyCut() throws {
    let bytes = Array(TestKeys.checkpoint.utf8)
    let key = try VerifierKey(parsing: TestKeys.publicText)
    for count in 0..<bytes.count {
      #expect(throws: LogError.self) { try SignedNote(parsing: Array(bytes.prefix(count))).signers(among: [key]) }
      #expect(throws: LogError.self) { try SignedNote(parsing: Array(bytes.suffix(count))).signers(among: [key]) }
    }
    for byte in UInt8.min...UInt8.max {
      #expect(throws: LogError.self) { try SignedNote(parsing: bytes + [byte]).signers(among: [key]) }
    }
  }

  @Test("Several may sign; the keys asked for are found, others left aside")
  func several() throws {
    let keys = try ["a", "b", "c"].map { try SigningKey.generate(name: $0) }
    let note = try SignedNote(body: "teks\n\nkedua\n", signedBy: keys)
    let read = try SignedNote(parsing: Array(note.text.utf8))
    #expect(read == note)
    #expect(read.body == "teks\n\nkedua\n")
    #expect(try read.signers(among: [keys[2].verifier, keys[0].verifier]) == [keys[0].verifier, keys[2].verifier])
    let stranger = try SigningKey.generate(name: "a").verifier
    #expect(try read.signers(among: [stranger, keys[1].verifier]) == [keys[1].verifier])
    #expect(throws: LogError.signatureMissing(names: ["a"])) { try read.signers(among: [stranger]) }
    #expect(throws: LogError.signatureMissing(names: [])) { try read.signers(among: []) }
  }

  @Test("One wrong signature of a known key spoils the note, beside however many right ones")
  func oneWrong() throws {
    let good = try SigningKey.generate(name: "a")
    let bad = try SigningKey.generate(name: "b")
    let other = try SignedNote(body: "lain\n", signedBy: [bad])
    let line = try #require(other.text.split(separator: "\n").last)
    let text = try SignedNote(body: "teks\n", signedBy: [good]).text + line + "\n"
    let note = try SignedNote(parsing: Array(text.utf8))
    #expect(try note.signers(among: [good.verifier]) == [good.verifier])
    #expect(throws: LogError.signatureWrong(name: "b")) {
      try note.signers(among: [good.verifier, bad.verifier])
    }
  }

  @Test("The same signature twice counts once")
  func twice() throws {
    let key = try SigningKey.generate(name: "a")
    let note = try SignedNote(body: "teks\n", signedBy: [key, key])
    #expect(note.signatures.count == 2)
    #expect(try note.signers(among: [key.verifier, key.verifier]) == [key.verifier])
  }

  @Test("Names that only look equal are different names")
  func composed() throws {
    let seed = TestKeys.seed
    let one = try SigningKey(name: "caf\u{e9}", seed: seed)
    let other = try SigningKey(name: "cafe\u{301}", seed: seed)
    let note = try SignedNote(body: "teks\n", signedBy: [one])
    #expect(throws: LogError.self) { try note.signers(among: [other.verifier]) }
  }

  private static let signature = "— a AAAAAAA="

  @Test(
    "A malformed note is refused, with the reason",
    arguments: [
      ("", .noteWithoutSignatures),
      ("\n", .noteWithoutSignatures),
      ("teks", .noteWithoutSignatures),
      ("teks\n", .noteWithoutSignatures),
      ("teks\n\n", .noteWithoutSignatures),
      ("\n\n", .noteWithoutSignatures),
      ("teks\n\n\(signature)", .noteWithoutSignatures),
      ("teks\n\(signature)\n", .noteWithoutSignatures),
      ("teks\n\n\(signature)\n\n", .noteWithoutSignatures),
      ("\n\(signature)\n", .noteWithoutSignatures),
      ("teks\r\n\n\(signature)\n", .noteControlCharacter(byteOffset: 4)),
      ("te\tks\n\n\(signature)\n", .noteControlCharacter(byteOffset: 2)),
      ("\u{0}teks\n\n\(signature)\n", .noteControlCharacter(byteOffset: 0)),
      ("teks\n\n- a AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n– a AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n—a AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n—  a AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a  AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a AAAAAAA= \n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n—  AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a+b AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a\u{a0}b AAAAAAA=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a AAAAAA==\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a AAAAAAB=\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a AAAAAAA\n", .signatureLineMalformed(line: 3)),
      ("teks\n\n— a !!!!!!!!\n", .signatureLineMalformed(line: 3)),
      ("a\nb\n\n\(signature)\nc\n", .signatureLineMalformed(line: 5)),
      ("teks\n\n" + String(repeating: signature + "\n", count: 65), .tooManySignatures(limit: 64)),
      (
        String(repeating: "x", count: 1_000_001),
        .noteTooLarge(bytes: 1_000_001, limit: SignedNote.byteLimit)
      ),
    ] as [(String, LogError)]
  )
  func malformed(text: String, error: LogError) {
    #expect(throws: error) { try SignedNote(parsing: Array(text.utf8)) }
  }

  @Test("Up to 64 signatures are read, and the text may be one empty line")
  func edges() throws {
    let text = "\n\n" + String(repeating: Self.signature + "\n", count: 64)
    let note = try SignedNote(parsing: Array(text.utf8))
    #expect(note.signatures.count == SignedNote.signatureLimit)
    #expect(note.body == "\n" && note.text == text)
  }

  @Test("Bytes that are not UTF-8 are refused", arguments: [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80]] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    let note = bytes + Array("\n\n\(Self.signature)\n".utf8)
    #expect(throws: LogError.noteNotUTF8) { try SignedNote(parsing: note) }
  }

  @Test("What could not be read is not signed", arguments: ["", "teks", "te\rks\n"])
  func unsignable(body: String) throws {
    let key = try SigningKey.generate(name: "a")
    #expect(throws: LogError.noteBodyMalformed) { try SignedNote(body: body, signedBy: [key]) }
    #expect(throws: LogError.noteWithoutSignatures) { try SignedNote(body: "teks\n", signedBy: []) }
  }
}
