import Foundation
import Testing

@Suite("Scripts")
struct ScriptTests {
  private func shell(_ command: String, path: String? = nil) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = SourceFiles.root
    if let path {
      process.environment = ProcessInfo.processInfo.environment.merging(["PATH": path]) { $1 }
    }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test("docs/COMMANDS.md is what the program's help says; after a change, run make docs")
  func commands() throws {
    let folder = try Folder()
    let made = try shell("scripts/make-docs \(BuiltProgram.url.path) \(folder.file("c.md").path)")
    #expect(made.code == 0, "\(made.output)")
    let written = try String(contentsOf: SourceFiles.root.appendingPathComponent("docs/COMMANDS.md"), encoding: .utf8)
    #expect(try String(contentsOf: folder.file("c.md"), encoding: .utf8) == written)
  }

  @Test("Setup says clearly when there is no Swift toolchain")
  func noSwift() throws {
    let run = try shell("SWIFT=swift-that-is-not-there scripts/setup")
    #expect(run.code == 2)
    #expect(run.output.contains("swift.org"))
  }

  @Test("The demo runs and shows each of its steps")
  func demo() throws {
    let folder = try Folder()
    let run = try shell("scripts/demo \(BuiltProgram.url.path) \(folder.url.path)")
    #expect(run.code == 0, "\(run.output)")
    for step in [
      "== 1.", "== 2.", "== 3.", "== 4.", "== 5.", "This receipt is genuine.", "Everything is as it was put in.",
    ] {
      #expect(run.output.contains(step), "\(step)")
    }
  }

  @Test("A report can come through a pipe with a name")
  func namedPipe() throws {
    let folder = try Folder()
    let pipe = folder.file("pipa").path
    let run = try shell(
      "mkfifo \(pipe) && (cat Samples/accepted/pt-contoh-2025.xml > \(pipe) &) && \(BuiltProgram.url.path) validate -q \(pipe)"
    )
    #expect(run.code == 0, "\(run.output)")
  }
}
