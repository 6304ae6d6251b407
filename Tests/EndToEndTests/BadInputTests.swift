import Foundation
import Testing

@Suite("Bad input gets a clear message and the right exit code")
struct BadInputTests {
  private func judge(_ content: Data, name: String = "laporan.xml") throws -> (run: BuiltProgram.Run, result: Result) {
    let folder = try Folder()
    try content.write(to: folder.file(name))
    let run = try BuiltProgram.run(["validate", "--format", "json", folder.file(name).path])
    return (run, try Result(run))
  }

  static let cases: [(name: String, content: String, rule: String)] = [
    ("an empty file", "", "WL-BERKAS-001"),
    ("only spaces", "  \n\n", "WL-BERKAS-001"),
    ("XXE", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "WL-BERKAS-002"),
    (
      "a billion laughs",
      "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]><l>&c;</l>",
      "WL-BERKAS-002"
    ),
    ("a cut XML file", "<laporanWlkp xmlns='urn:wlkp:laporan:1'><kepala><versiSkema>1.0", "WL-BERKAS-001"),
    ("another root", "<?xml version='1.0'?><html><body/></html>", "WL-BERKAS-001"),
    ("an unclosed quote", "[kepala]\nversi_skema,jenis_laporan\n1.0,\"TAHUNAN\n", "WL-BERKAS-001"),
    ("an unknown section", "[kepalaa]\nversi_skema\n1.0\n", "WL-BERKAS-001"),
  ]

  @Test("The file's faults are the file's: exit 1 with the rule that names them", arguments: cases)
  func rejected(name: String, content: String, rule: String) throws {
    let (run, result) = try judge(Data(content.utf8), name: content.hasPrefix("[") ? "a.csv" : "a.xml")
    #expect(run.code == 1, "\(name)")
    #expect(result.verdict == "rejected", "\(name)")
    #expect(result.rules.contains(rule), "\(name): \(result.rules)")
  }

  @Test("Every heading that is missing is named, not the first one only")
  func allHeadings() throws {
    let folder = try Folder()
    let file = try folder.write("[kepala]\nversi_skema;jenis_laporan\n1.0;TAHUNAN\n", to: "a.csv")
    let run = try BuiltProgram.run(["validate", file.path])
    #expect(run.code == 1)
    for heading in [
      "jenis_penyampaian", "periode_tahun", "tanggal_keadaan", "tanggal_lapor", "kode_wilayah", "kode_unit",
    ] {
      #expect(run.output.contains("\"\(heading)\""), "\(heading)")
    }
  }

  @Test("Binary junk and a cut workbook are refused by name")
  func junk() throws {
    var junk = Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7919 &+ ($0 >> 3)) })
    junk[0] = 0
    #expect(try judge(junk, name: "a.bin").run.code == 1)
    let workbook = Data([0x50, 0x4B, 0x03, 0x04] + Array(repeating: UInt8(0), count: 200))
    let (run, result) = try judge(workbook, name: "a.xlsx")
    #expect(run.code == 1)
    #expect("\(result.findings)".contains("terpotong"))
  }

  @Test("A directory is not a report: exit 1; a file that is not there is wrong usage: exit 2")
  func notAFile() throws {
    let directory = try BuiltProgram.run(["validate", "Samples"])
    #expect(directory.code == 1)
    #expect(directory.errors.contains("folder"))
    let missing = try BuiltProgram.run(["validate", "tidak-ada.xml"])
    #expect(missing.code == 2)
    #expect(missing.errors.contains("tidak-ada.xml"))
  }

  @Test("A thousand levels of nesting end at the limit, not in a crash")
  func deep() throws {
    let text = String(repeating: "<a>", count: 1000) + String(repeating: "</a>", count: 1000)
    let (run, _) = try judge(Data(text.utf8))
    #expect(run.code == 1)
  }

  @Test("Wrong usage is exit 2 and shows how it is done")
  func usage() throws {
    for arguments in [["frobnicate"], ["validate"], ["validate", "--lang", "xx", "a"], ["submit", "a.xml"]] {
      let run = try BuiltProgram.run(arguments, environment: ["WLKP_STORE": ""])
      #expect(run.code == 2, "\(arguments): \(run.code)")
      #expect(!run.errors.isEmpty)
    }
  }

  @Test("A pack with a typing error is refused with file, line and column: exit 2")
  func faultyPack() throws {
    let folder = try Folder()
    let source = SourceFiles.root.appendingPathComponent("Schemas/rules")
    for file in try FileManager.default.contentsOfDirectory(atPath: source.path) {
      try FileManager.default.copyItem(at: source.appendingPathComponent(file), to: folder.file(file))
    }
    let jam = try String(contentsOf: folder.file("jam.yaml"), encoding: .utf8)
    _ = try folder.write(jam.replacing("wk.maksLemburPerHari <=", with: "wk.maksLembrPerHari <="), to: "jam.yaml")
    let run = try BuiltProgram.run(["validate", "--pack", folder.url.path, "Samples/accepted/pt-contoh-2025.xml"])
    #expect(run.code == 2)
    #expect(run.errors.contains("jam.yaml:"))
    #expect(run.errors.contains("maksLemburPerHari"))
  }

  @Test("Names and NIK of workers do not appear in text or JSON unless asked for")
  func masked() throws {
    let file = "Samples/flagged/pelanggar-jujur.csv"
    let text = try String(contentsOf: SourceFiles.root.appendingPathComponent(file), encoding: .utf8)
    let workers = try #require(text.components(separatedBy: "[tenaga_kerja]").last)
    let secrets = workers.matches(of: /[0-9]{16}/).map { String($0.output) }
    #expect(!secrets.isEmpty)
    for format in ["text", "json", "csv"] {
      let run = try BuiltProgram.run(["validate", "--format", format, file])
      for secret in secrets { #expect(!run.output.contains(secret), "\(format)") }
    }
  }
}
