import Foundation
import Testing

/// What `wlkp fix --format json` says.
private struct FixResult: Decodable {
  struct Change: Decodable {
    var kind: String
    var safe: Bool
    var line: Int?
    var before: String
    var after: String
  }
  struct Lost: Decodable {
    var rule: String
    var count: Int
  }
  var format: String
  var output: String?
  var changes: [Change]
  var counts: [String: Int]
  var left: [String: Int]
  var notRepairable: [Lost]
  var verdict: String
}

@Suite("Accidents are named once, and repaired in a copy")
struct FixTests {
  static let day = ["--as-of", "2025-12-12"]

  struct Accident: Sendable, CustomTestStringConvertible {
    let sample: String
    let cause: String
    let affected: Int
    /// What folds under it: rules with their counts.
    let followers: [String: Int]
    var testDescription: String { sample }
  }

  static let accidents: [Accident] = [
    Accident(
      sample: "rejected/bulan-di-depan.csv",
      cause: "month-first-dates",
      affected: 45,
      followers: ["WL-BERKAS-010": 26, "WL-ID-003": 12]
    ),
    Accident(
      sample: "rejected/kolom-bergeser.csv",
      cause: "shifted-columns",
      affected: 7,
      followers: ["WL-BERKAS-001": 52, "WL-BERKAS-010": 15]
    ),
    Accident(
      sample: "rejected/nik-rusak-oleh-excel.csv",
      cause: "spreadsheet-digits",
      affected: 7,
      followers: ["WL-BERKAS-006": 7]
    ),
    Accident(
      sample: "rejected/p-untuk-pria.csv",
      cause: "sex-letters",
      affected: 11,
      followers: ["WL-BERKAS-001": 12, "WL-ID-004": 11]
    ),
    Accident(
      sample: "rejected/pemisah-campur.csv",
      cause: "wrong-delimiter",
      affected: 9,
      followers: ["WL-BERKAS-001": 9, "WL-BERKAS-015": 9]
    ),
    Accident(
      sample: "rejected/templat-lain.csv",
      cause: "foreign-header",
      affected: 7,
      followers: ["WL-BERKAS-005": 7]
    ),
    Accident(sample: "flagged/huruf-rusak.csv", cause: "wrong-encoding", affected: 5, followers: [:]),
  ]

  @Test("Each accident is one finding with what follows from it", arguments: accidents)
  func named(accident: Accident) throws {
    let result = try Result(
      BuiltProgram.run(["validate", "--format", "json", "Samples/\(accident.sample)"] + Self.day)
    )
    let naming = result.findings.filter { $0["cause"] is [String: Any] }
    try #require(naming.count == 1)
    let cause = naming[0]["cause"] as? [String: Any]
    #expect(cause?["id"] as? String == accident.cause)
    #expect(cause?["affected"] as? Int == accident.affected)
    var counts: [String: Int] = [:]
    for follower in naming[0]["followers"] as? [[String: Any]] ?? [] {
      counts[follower["rule"] as? String ?? "", default: 0] += follower["count"] as? Int ?? 0
    }
    #expect(counts == accident.followers)
    // Nothing but remarks stands beside it.
    #expect(result.findings.allSatisfy { $0["cause"] is [String: Any] || $0["severity"] as? String == "info" })
  }

  @Test(
    "What can be repaired is repaired, and the copy may be filed",
    arguments: [
      ("rejected/bulan-di-depan.csv", ["month-first"]), ("rejected/p-untuk-pria.csv", ["sex-letters"]),
      ("rejected/pemisah-campur.csv", []), ("flagged/huruf-rusak.csv", []),
    ]
  )
  func repaired(sample: String, kinds: [String]) throws {
    let folder = try Folder()
    let copy = folder.file("rapi.csv").path
    let yes = kinds.flatMap { ["--yes", $0] }
    let original = SourceFiles.root.appendingPathComponent("Samples/\(sample)")
    let before = try Data(contentsOf: original)
    let run = try BuiltProgram.run(["fix", "Samples/\(sample)", "-o", copy, "--format", "json"] + yes)
    #expect(run.code == 0, "\(run.errors)")
    let result = try JSONDecoder().decode(FixResult.self, from: run.bytes)
    #expect(result.format == "wlkp-fix/1")
    #expect(result.verdict == "accepted")
    #expect(result.counts.values.reduce(0, +) == result.changes.count)
    #expect(result.left.isEmpty)
    #expect(try Data(contentsOf: original) == before)
    #expect(try BuiltProgram.run(["validate", copy] + Self.day).code == 0)
    // Lines that are not in the list are the same bytes.
    let lines = { (data: Data) in data.split(separator: 10, omittingEmptySubsequences: false) }
    let touched = Set(result.changes.compactMap(\.line))
    let (old, new) = (lines(before), lines(try Data(contentsOf: URL(fileURLWithPath: copy))))
    #expect(old.count == new.count)
    for index in old.indices where !touched.contains(index + 1) { #expect(old[index] == new[index]) }
    // A second time there is nothing to do.
    let again = try BuiltProgram.run(["fix", copy, "--dry-run", "--format", "json"] + yes)
    #expect(try JSONDecoder().decode(FixResult.self, from: again.bytes).changes.isEmpty)
  }

  @Test("Lost digits are named as not repairable, and the copy is still refused: exit 1")
  func lost() throws {
    let run = try BuiltProgram.run([
      "fix", "Samples/rejected/nik-rusak-oleh-excel.csv", "--dry-run", "--format", "json",
    ])
    #expect(run.code == 1)
    let result = try JSONDecoder().decode(FixResult.self, from: run.bytes)
    #expect(result.notRepairable.map(\.rule) == ["WL-BERKAS-006"])
    #expect(result.notRepairable.map(\.count) == [7])
    let text = try BuiltProgram.run(["fix", "Samples/rejected/nik-rusak-oleh-excel.csv", "--dry-run"])
    #expect(text.output.contains("Tidak dapat dipulihkan"))
  }

  @Test("Without a person's word an unsafe repair is only offered")
  func offered() throws {
    let run = try BuiltProgram.run(["fix", "Samples/rejected/p-untuk-pria.csv", "--dry-run", "--format", "json"])
    let result = try JSONDecoder().decode(FixResult.self, from: run.bytes)
    #expect(result.changes.isEmpty)
    #expect(result.left == ["sex-letters": 24])
    #expect(run.code == 1)
  }

  @Test("The original is never written to: not by its name, a hard link or a symbolic link")
  func original() throws {
    let folder = try Folder()
    let sample = SourceFiles.root.appendingPathComponent("Samples/rejected/pemisah-campur.csv")
    try FileManager.default.copyItem(at: sample, to: folder.file("asli.csv"))
    try FileManager.default.linkItem(at: folder.file("asli.csv"), to: folder.file("keras.csv"))
    try FileManager.default.createSymbolicLink(
      at: folder.file("lunak.csv"),
      withDestinationURL: folder.file("asli.csv")
    )
    for name in ["asli.csv", "keras.csv", "lunak.csv", "../\(folder.url.lastPathComponent)/asli.csv"] {
      let target = folder.url.path + "/" + name
      let run = try BuiltProgram.run(["fix", folder.file("asli.csv").path, "-o", target, "--force"])
      #expect(run.code == 2, "\(name)")
      #expect(run.errors.contains("asli"), "\(run.errors)")
    }
    #expect(try Data(contentsOf: folder.file("asli.csv")) == Data(contentsOf: sample))
  }

  @Test("A file that exists is written over only with --force; nothing half-made stays behind")
  func overwriting() throws {
    let folder = try Folder()
    let target = try folder.write("isi lama", to: "ada.csv")
    let arguments = ["fix", "Samples/rejected/pemisah-campur.csv", "-o", target.path]
    #expect(try BuiltProgram.run(arguments).code == 2)
    #expect(try String(contentsOf: target, encoding: .utf8) == "isi lama")
    #expect(try BuiltProgram.run(arguments + ["--force"]).code == 0)
    #expect(try String(contentsOf: target, encoding: .utf8).hasPrefix("[kepala]"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["ada.csv"])
  }

  @Test(
    "Wrong usage is exit 2 with a sentence",
    arguments: [
      ["fix", "Samples/rejected/p-untuk-pria.csv"],
      ["fix", "Samples/rejected/p-untuk-pria.csv", "--dry-run", "--unsafe"],
      ["fix", "Samples/rejected/p-untuk-pria.csv", "--dry-run", "--yes", "apa-saja"],
      ["fix", "tidak-ada.csv", "--dry-run"],
      ["fix", "Samples/hostile/biner.csv", "--dry-run"],
      ["fix", "Samples/hostile/kutip-terbuka.csv", "--dry-run"],
    ]
  )
  func usage(arguments: [String]) throws {
    let run = try BuiltProgram.run(arguments)
    #expect(run.code == 2)
    #expect(!run.errors.isEmpty)
  }

  @Test("The whole list goes to a file, personal values masked unless asked for")
  func changesFile() throws {
    let folder = try Folder()
    let list = folder.file("perubahan.csv").path
    let arguments = ["fix", "Samples/rejected/bulan-di-depan.csv", "--dry-run", "--yes", "month-first"]
    _ = try BuiltProgram.run(arguments + ["--changes", list])
    let masked = try String(contentsOfFile: list, encoding: .utf8)
    #expect(masked.split(separator: "\r\n").count == 46)
    let births = masked.split(separator: "\r\n").filter { $0.contains("tanggal_lahir") }
    #expect(!births.isEmpty && births.allSatisfy { $0.contains("\"••••\",\"••••\"") })
    _ = try BuiltProgram.run(arguments + ["--changes", list, "--force", "--show-values"])
    let shown = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\r\n")
    #expect(shown.contains { $0.contains("tanggal_lahir") && !$0.contains("••••") })
  }

  @Test(
    "On a terminal --unsafe asks for each kind",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"))
  )
  func asks() throws {
    let folder = try Folder()
    let (yes, no) = (folder.file("ya.csv").path, folder.file("tidak.csv").path)
    for (answer, target) in [("y", yes), ("t", no)] {
      let command = "\(BuiltProgram.url.path) fix Samples/rejected/p-untuk-pria.csv -o \(target) --unsafe"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
      process.arguments = ["-qec", command, "/dev/null"]
      process.currentDirectoryURL = SourceFiles.root
      let input = Pipe()
      process.standardInput = input
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data("\(answer)\n".utf8))
      process.waitUntilExit()
      try input.fileHandleForWriting.close()
    }
    #expect(try BuiltProgram.run(["validate", yes] + Self.day).code == 0)
    #expect(try BuiltProgram.run(["validate", no] + Self.day).code == 1)
  }

  @Test("Standard input is repaired like a file; XML keeps every other byte")
  func syntaxes() throws {
    let folder = try Folder()
    let csv = try Data(contentsOf: SourceFiles.root.appendingPathComponent("Samples/rejected/pemisah-campur.csv"))
    let fromInput = folder.file("a.csv").path
    #expect(try BuiltProgram.run(["fix", "-", "-o", fromInput], input: csv).code == 0)
    let path = SourceFiles.root.appendingPathComponent("Samples/accepted/pt-contoh-2025.xml")
    let sound = try String(contentsOf: path, encoding: .utf8)
    let day = try #require(sound.firstMatch(of: /<tanggalMulaiKerja>(\d{4})-(\d\d)-(\d\d)</))
    let local = "<tanggalMulaiKerja>\(day.output.3)/\(day.output.2)/\(day.output.1)<"
    let broken = sound.replacing(day.output.0, with: local).replacing(">PKWTT<", with: ">pkwtt<")
    let input = try folder.write(broken, to: "rusak.xml")
    let run = try BuiltProgram.run(["fix", input.path, "-o", folder.file("b.xml").path, "--format", "json"])
    let result = try JSONDecoder().decode(FixResult.self, from: run.bytes)
    #expect(Set(result.changes.map(\.kind)).isSubset(of: ["date-form", "code-form"]))
    let copy = try String(contentsOf: folder.file("b.xml"), encoding: .utf8)
    #expect(copy == sound || result.counts["date-form"] == nil)
    #expect(copy.replacing(local, with: day.output.0) == sound)
  }
}
