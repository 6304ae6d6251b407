import Foundation
import Testing

@Suite("README")
struct ReadmeTests {
  private let text: String

  init() throws {
    text = try String(contentsOf: SourceFiles.root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The lines of the fenced blocks of one kind.
  private func block(_ kind: String) -> [String] {
    text.components(separatedBy: "```\(kind)\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
      .flatMap { $0.components(separatedBy: "\n") }
  }

  @Test("Every command of the minute with it runs as printed, one after the other")
  func commands() throws {
    let folder = try Folder()
    let commands = block("sh")
    #expect(commands.count >= 7)
    for command in commands {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "PATH=\(BuiltProgram.url.deletingLastPathComponent().path):$PATH; \(command)"]
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(command)")
    }
  }

  @Test("The finding it shows is what the program prints")
  func transcript() throws {
    let folder = try Folder()
    let sample = try BuiltProgram.run(["sample", "--workers", "20", "--format", "csv", "--with", "WL-JAM-007"])
    try sample.bytes.write(to: folder.file("laporan.csv"))
    let run = try BuiltProgram.run(["validate", folder.file("laporan.csv").path])
    let printed = run.output.replacing(folder.url.path + "/", with: "")
    let shown = text.components(separatedBy: "```\n").first { $0.contains("temuan[WL-JAM-007]") }
    let lines = try #require(shown).split(separator: "\n").filter { !$0.contains("-->") }
    for line in lines where line.contains("=") || line.hasPrefix("temuan") {
      #expect(printed.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
  }

  @Test("The make targets it names exist, and every link leads somewhere")
  func targetsAndLinks() throws {
    let makefile = try String(contentsOf: SourceFiles.root.appendingPathComponent("Makefile"), encoding: .utf8)
    for match in text.matches(of: /make ([a-z]+)/) {
      #expect(makefile.contains("\n\(match.output.1):"), "\(match.output.1)")
    }
    for match in text.matches(of: /\]\(([A-Za-z][^):]*)\)/) {
      let path = SourceFiles.root.appendingPathComponent(String(match.output.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.output.1)")
    }
  }
}
