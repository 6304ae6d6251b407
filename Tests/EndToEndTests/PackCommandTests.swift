import Foundation
import Testing

@Suite("wlkp pack")
struct PackCommandTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let schemas = SourceFiles.root.appendingPathComponent("Schemas").path
  private static let report = "Samples/flagged/pelanggar-jujur.csv"

  private func run(_ arguments: String...) throws -> BuiltProgram.Run { try BuiltProgram.run(arguments) }

  /// The hash that `pack check` prints.
  private func identity(_ arguments: [String]) throws -> String? {
    let run = try BuiltProgram.run(["pack", "check"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    return run.output.firstMatch(of: /[0-9a-f]{64}/).map { String($0.output) }
  }

  /// A key and the pack of the source tree, signed with it.
  private func signed() throws -> (pack: String, key: String) {
    let key = folder.file("aturan.key").path
    let pack = folder.file("aturan.wlkppack").path
    #expect(try run("pack", "keygen", "--name", "uji.example", "-o", key).code == 0)
    let sign = try run("pack", "sign", Self.schemas, "--key", key, "-o", pack)
    #expect(sign.code == 0, "\(sign.errors)")
    return (pack, key + ".pub")
  }

  @Test("Folder, signed file and program hold the same pack")
  func identity() throws {
    let (pack, key) = try signed()
    let builtIn = try identity([])
    #expect(try identity([Self.schemas]) == builtIn)
    #expect(try identity([pack, "--pack-key", key]) == builtIn)
    #expect(try run("pack", "diff", "built-in", pack, "--pack-key", key).code == 0)
  }

  @Test("A report is judged by a signed pack as by the built-in one")
  func judged() throws {
    let (pack, key) = try signed()
    let plain = try run("validate", "--format", "json", Self.report)
    let signed = try run("validate", "--format", "json", Self.report, "--pack", pack, "--pack-key", key)
    #expect(signed.bytes == plain.bytes)
    #expect(signed.code == plain.code)
  }

  @Test("A signed pack without its key, with another key, or with a changed byte is refused")
  func refused() throws {
    let (pack, key) = try signed()
    let without = try run("validate", Self.report, "--pack", pack)
    #expect(without.code == 2 && without.errors.contains("--pack-key"))
    let other = folder.file("lain.key").path
    _ = try run("pack", "keygen", "--name", "lain", "-o", other)
    let wrong = try run("validate", Self.report, "--pack", pack, "--pack-key", other + ".pub", "--lang", "en")
    #expect(wrong.code == 2 && wrong.errors.contains("lain"), "\(wrong.errors)")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: pack))
    bytes[bytes.count - 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: pack))
    let bent = try run("validate", Self.report, "--pack", pack, "--pack-key", key)
    #expect(bent.code == 2 && bent.output.isEmpty, "\(bent.errors)")
    let noFile = try run("validate", Self.report, "--pack", Self.schemas, "--pack-key", key)
    #expect(noFile.code == 2, "a folder has no signature")
  }

  @Test("A secret key is readable by its owner only and never written over")
  func key() throws {
    let key = folder.file("a.key").path
    #expect(try run("pack", "keygen", "--name", "a", "-o", key).code == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try run("pack", "keygen", "--name", "a", "-o", key).code == 2)
  }

  @Test("A patch silences a rule, changes the pack's identity, and is told by explain and diff")
  func patch() throws {
    let before = try Result(run("validate", "--format", "json", Self.report))
    let rule = try #require(
      before.findings.compactMap { $0["rule"] as? String }.first { $0.hasPrefix("WL-JAM") || $0.hasPrefix("WL-UPAH") }
    )
    let patch = try folder.write(
      """
      - patch: TAMBALAN-UJI
        rule: \(rule)
        action: deactivate
        from: 2000-01-01
        authority: Direktorat uji
        law: [Surat uji]
        reason: { id: Alasan uji, en: Test reason }
        cases: [{ on: 2025-12-31, given: {}, finds: false }]
      """,
      to: "uji.yaml"
    ).path
    let after = try Result(run("validate", "--format", "json", Self.report, "--patch", patch))
    #expect(!after.findings.contains { $0["rule"] as? String == rule })
    #expect(after.findings.count == before.findings.count - 1)
    #expect(try identity(["--patch", patch]) != identity([]))
    let explain = try run("explain", rule, "--patch", patch)
    #expect(explain.output.contains("TAMBALAN-UJI") && explain.output.contains("Alasan uji"))
  }

  @Test("A change of one rule is the only difference, and says so by its exit code")
  func diff() throws {
    let copy = folder.file("aturan").path
    try FileManager.default.copyItem(atPath: Self.schemas + "/rules", toPath: copy)
    let file = URL(fileURLWithPath: copy + "/jam.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "jamPerHari <= 24", with: "jamPerHari <= 25").utf8).write(to: file)
    let csv = try run("pack", "diff", "built-in", copy, "--format", "csv")
    #expect(csv.code == 1)
    #expect(csv.output.contains(#""rule.condition","WL-JAM-001","holds""#))
    #expect(csv.output.split(whereSeparator: \.isNewline).count { $0.contains("WL-") } >= 1)
    let json = try run("pack", "diff", "built-in", copy, "--format", "json")
    let changes = try JSONSerialization.jsonObject(with: json.bytes) as? [[String: Any]]
    #expect(changes?.count == 1)
    #expect(changes?.first?["kind"] as? String == "rule.condition")
  }

  @Test("explain tells law, amounts over time, and an example right and wrong")
  func explain() throws {
    let run = try run("explain", "WL-JAM-007", "--lang", "en")
    for words in ["Law:", "Amounts over time:", "2020-11-02", "An example that is right:", "An example that is found:"]
    {
      #expect(run.output.contains(words), "\(words)")
    }
  }
}
