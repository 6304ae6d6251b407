import AuditLog
import ReportForm
import ReportModel
import RuleEngine
import Testing

@Suite("A signed pack is taken whole and unchanged, or refused")
struct SignedPackTests {
  private static let seed = [UInt8](repeating: 7, count: 32)

  private func key(_ name: String = "uji", seed: [UInt8] = Self.seed) throws -> SigningKey {
    try SigningKey(name: name, seed: seed)
  }

  private let source = MadeUpSchemas(rules: MadeUpSchemas.rule())

  private func pack(_ source: any SchemaSource) throws -> RulePack {
    let builtIn = BuiltInSchemas()
    let form = try FormDefinition.load { builtIn.text("report/1.0/" + $0) }
    return try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
  }

  private func signed() throws -> [UInt8] {
    try SignedPack.bytes(of: try pack(source), in: source, with: [], signedBy: [try key()])
  }

  private func refusal(_ bytes: [UInt8], keys: [VerifierKey]? = nil) throws -> PackFileFault? {
    let keys = try keys ?? [key().verifier]
    do throws(PackFileFault) {
      _ = try SignedPack(bytes: bytes, keys: keys)
      return nil
    } catch {
      return error
    }
  }

  @Test("The pack of the file is the pack of the folder, and the same bytes each time")
  func same() throws {
    let bytes = try signed()
    let read = try SignedPack(bytes: bytes, keys: [try key().verifier])
    let pack = try pack(read)
    try read.check(pack)
    #expect(pack.hash == (try self.pack(source)).hash)
    #expect(read.hash == pack.hash)
    #expect(read.signers == ["uji"])
    #expect(try signed() == bytes)
  }

  @Test("The built-in pack keeps its identity in a signed file")
  func builtIn() throws {
    let builtIn = BuiltInSchemas()
    let engine = try Engine(source: builtIn)
    let bytes = try SignedPack.bytes(of: engine.pack, in: builtIn, with: builtIn.paths, signedBy: [try key()])
    let read = try SignedPack(bytes: bytes, keys: [try key().verifier])
    #expect(try Engine(source: read).instruments == engine.instruments)
  }

  @Test("Another key is refused, one of the same name too")
  func otherKey() throws {
    let other = try key("lain", seed: [UInt8](repeating: 8, count: 32)).verifier
    #expect(try refusal(signed(), keys: [other]) == .signature(.signatureMissing(names: ["lain"])))
    let namesake = try key(seed: [UInt8](repeating: 9, count: 32)).verifier
    #expect(try refusal(signed(), keys: [namesake]) == .signature(.signatureMissing(names: ["uji"])))
  }

  @Test("Flipped bytes all over the file are refused")
  func flipped() throws {
    let bytes = try signed()
    for index in stride(from: 0, to: bytes.count, by: 5) {
      var bent = bytes
      bent[index] ^= 1
      #expect(try refusal(bent) != nil, "byte \(index)")
    }
  }

  @Test("Each cut is refused, and so are bytes behind the end")
  func cut() throws {
    let bytes = try signed()
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(try refusal(Array(bytes.prefix(count))) != nil, "\(count) bytes")
    }
    #expect(try refusal(bytes + [10]) == .surplusBytes(1))
  }

  /// A file whose manifest says what it likes, rightly signed.
  private func made(_ entries: [(path: String, text: String)], hash: String? = nil) throws -> [UInt8] {
    let lines = entries.map { "\(Digest.sha256(of: Array($0.text.utf8)).hex) \($0.text.utf8.count) \($0.path)\n" }
    let hash = hash ?? String(repeating: "0", count: 64)
    let body = "wlkp-pack/1\npack \(hash) 1\n" + lines.joined()
    let note = try SignedNote(body: body, signedBy: [try key()]).text
    return Array("wlkp-signed-pack/1 \(note.utf8.count)\n\(note)".utf8) + entries.flatMap { Array($0.text.utf8) }
  }

  @Test(
    "A path that leads out of the pack is refused, even when signed",
    arguments: [
      "rules/../../etc/passwd.yaml", "/rules/a.yaml", "rules//a.yaml", "rules/.a.yaml", "secrets/a.yaml", "rules/a.sh",
      "rules/a b.yaml", "rules/ä.yaml",
    ]
  )
  func path(path: String) throws {
    #expect(try refusal(made([(path, "x")])) == .pathRefused(path))
  }

  @Test("A file listed twice is refused")
  func twice() throws {
    #expect(try refusal(made([("rules/a.yaml", "x"), ("rules/a.yaml", "y")])) == .fileTwice("rules/a.yaml"))
  }

  @Test("A file that the pack does not use is refused")
  func surplusFile() throws {
    let pack = try pack(source)
    let files = pack.files.map { ("rules/" + $0, source.text("rules/" + $0) ?? "") } + [("rules/z.yaml", "[]")]
    let read = try SignedPack(bytes: made(files, hash: pack.hash.hex), keys: [try key().verifier])
    #expect(throws: PackFileFault.fileUnused("rules/z.yaml")) { try read.check(try self.pack(read)) }
  }

  @Test("A missing file is a fault of the pack")
  func missingFile() throws {
    let files = [("rules/a.yaml", MadeUpSchemas.rule()), ("rules/pack.yaml", source.text("rules/pack.yaml") ?? "")]
    let read = try SignedPack(bytes: made(files), keys: [try key().verifier])
    #expect(throws: PackRefusal.self) { try self.pack(read) }
  }

  @Test("A manifest that names another pack is refused")
  func otherPack() throws {
    let pack = try pack(source)
    let files = pack.files.map { ("rules/" + $0, source.text("rules/" + $0) ?? "") }
    let read = try SignedPack(bytes: made(files), keys: [try key().verifier])
    #expect(throws: PackFileFault.self) { try read.check(try self.pack(read)) }
  }

  @Test("What is no signed pack is told so", arguments: ["", "pack: x", "wlkp-signed-pack/1 9999999\n"])
  func notAPack(text: String) throws {
    #expect(try refusal(Array(text.utf8)) == .notAPack)
  }
}
