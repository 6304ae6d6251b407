import AuditLog
import Testing

@Suite("Key texts")
struct KeyTests {
  @Test("A key made elsewhere is read, and its public half derived")
  func foreign() throws {
    for (secret, vkey) in [
      (TestKeys.privateText, TestKeys.publicText), (TestKeys.goPrivateText, TestKeys.goPublicText),
    ] {
      let key = try SigningKey(parsing: secret)
      #expect(key.verifier.text == vkey)
      #expect(key.privateText == (secret.hasSuffix("\n") ? secret : secret + "\n"))
      #expect(try VerifierKey(parsing: vkey) == key.verifier)
    }
    let key = try SigningKey(name: TestKeys.name, seed: TestKeys.seed)
    #expect(key.privateText == TestKeys.privateText)
    #expect(key.verifier.keyID == 0x6174_11e4)
  }

  @Test("A new key comes back from its texts and is like no other")
  func generated() throws {
    let key = try SigningKey.generate(name: "log.example/a")
    let read = try SigningKey(parsing: key.privateText)
    #expect(read.verifier == key.verifier)
    #expect(try VerifierKey(parsing: key.verifier.text) == key.verifier)
    let message = Array("pesan".utf8)
    #expect(key.verifier.isValid(signature: try read.signature(over: message), over: message))
    #expect(try SigningKey.generate(name: "log.example/a").verifier != key.verifier)
  }

  @Test("Printing, interpolating or dumping a private key shows its public half only")
  func redacted() throws {
    let key = try SigningKey(parsing: TestKeys.privateText)
    var dumped = ""
    dump(key, to: &dumped)
    for text in [String(describing: key), String(reflecting: key), "\(key)", dumped] {
      #expect(!text.contains("AQABAgMEBQYH"))
      #expect(text.contains(TestKeys.name))
    }
  }

  @Test(
    "A name that cannot stand in a note is refused",
    arguments: ["", "a b", "a+b", "a\u{00a0}b", "a\u{2003}", "a\nb", "a\tb", "a\u{85}b", "\u{0}"]
  )
  func names(name: String) {
    #expect(throws: LogError.keyNameMalformed(name)) { try SigningKey.generate(name: name) }
    #expect(throws: LogError.keyNameMalformed(name)) { try VerifierKey(name: name, publicKey: TestKeys.seed) }
  }

  @Test(
    "A damaged public key text is refused, with the reason",
    arguments: [
      ("", .keyTextMalformed),
      ("log.example/wlkp", .keyTextMalformed),
      ("log.example/wlkp+617411e4", .keyTextMalformed),
      ("+617411e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .keyNameMalformed("")),
      ("log.example/wlkp+617411E4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .keyTextMalformed),
      ("log.example/wlkp+17411e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .keyTextMalformed),
      (
        "log.example/wlkp+617411e5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        .keyHashDiffers(name: "log.example/wlkp", stated: 0x6174_11e5, computed: 0x6174_11e4)
      ),
      ("log.example/wlkp+617411e4+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .keyAlgorithmUnknown(2)),
      ("log.example/wlkp+617411e4+", .keyTextMalformed),
      ("log.example/wlkp+617411e4+AQ==", .keyTextMalformed),
      ("log.example/wlkp+617411e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG", .keyTextMalformed),
      (TestKeys.publicText + "\n", .keyTextMalformed),
      (TestKeys.publicText + "AAAA", .keyTextMalformed),
    ] as [(String, LogError)]
  )
  func damagedPublic(text: String, error: LogError) {
    #expect(throws: error) { try VerifierKey(parsing: text) }
  }

  @Test(
    "A damaged key file is refused, with the reason",
    arguments: [
      ("", .keyTextMalformed),
      (TestKeys.publicText, .keyTextMalformed),
      (TestKeys.privateText + "\n", .keyTextMalformed),
      (String(TestKeys.privateText.dropFirst()), .keyTextMalformed),
      (TestKeys.privateText + String(repeating: "\n", count: 5000), .keyTextMalformed),
      (
        "PRIVATE+KEY+log.example/wlkp+617411e4+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4e",
        .keyHashDiffers(name: "log.example/wlkp", stated: 0x6174_11e4, computed: 0x1d4e_83b7)
      ),
    ] as [(String, LogError)]
  )
  func damagedPrivate(text: String, error: LogError) {
    #expect(throws: error) { try SigningKey(parsing: text) }
  }

  @Test("A text that is not a point of the curve makes a key that verifies nothing")
  func noPoint() throws {
    let key = try VerifierKey(name: "a", publicKey: [UInt8](repeating: 0xff, count: 32))
    #expect(!key.isValid(signature: [UInt8](repeating: 0, count: 64), over: []))
    #expect(!key.isValid(signature: [], over: []))
  }
}
