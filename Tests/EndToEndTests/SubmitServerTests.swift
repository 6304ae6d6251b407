import Foundation
import Testing

@Suite("Filing with a server in another place")
struct SubmitServerTests {
  private let folder: Folder
  private let store: String

  init() throws {
    folder = try Folder()
    store = folder.file("wlkp.sqlite").path
  }

  /// A copy of a sample whose folder may be written to.
  private func copy(_ name: String) throws -> URL {
    let target = folder.file(String(name.split(separator: "/").last ?? ""))
    try FileManager.default.copyItem(at: SourceFiles.root.appendingPathComponent("Samples/\(name)"), to: target)
    return target
  }

  private func tokenFile(_ server: LiveServer) throws -> String {
    try folder.write(server.token + "\n", to: "token").path
  }

  @Test("A report is filed, and its receipt lies beside it and verifies; the second time it is the same one")
  func filed() throws {
    let server = try LiveServer(store: store)
    let file = try copy("accepted/pt-contoh-2025.xml")
    let words = [
      "submit", file.path, "--server", server.base, "--token-file", try tokenFile(server), "--key", store + ".pub",
    ]
    let run = try BuiltProgram.run(words)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("Tanda terima ini asli"))
    let receipt = file.path + ".tanda-terima.txt"
    let first = try String(contentsOfFile: receipt, encoding: .utf8)
    let verified = try BuiltProgram.run(["receipt", "verify", receipt, "--key", store + ".pub", "--file", file.path])
    #expect(verified.code == 0, "\(verified.output)")
    #expect(try BuiltProgram.run(words).code == 0)
    #expect(try String(contentsOfFile: receipt, encoding: .utf8) == first)
  }

  @Test("A rejected report is told with its findings, in either language, and ends with 1")
  func rejected() throws {
    let server = try LiveServer(store: store)
    let file = try copy("rejected/pelanggar-salah-jumlah.csv")
    let words = ["submit", file.path, "--server", server.base, "--token-file", try tokenFile(server)]
    let run = try BuiltProgram.run(words)
    #expect(run.code == 1)
    #expect(
      run.output.contains("galat[WL-SUM-004]") && run.output.contains("--> pelanggar-salah-jumlah.csv:"),
      "\(run.output)"
    )
    #expect(try BuiltProgram.run(words + ["--lang", "en"]).output.contains("error[WL-SUM-004]"))
    #expect(!FileManager.default.fileExists(atPath: file.path + ".tanda-terima.txt"))
  }

  @Test("Of several files the worst end counts, and the others are filed all the same")
  func several() throws {
    let server = try LiveServer(store: store)
    let good = try copy("accepted/pt-contoh-2025.xml")
    let bad = try copy("rejected/pelanggar-salah-jumlah.csv")
    let run = try BuiltProgram.run([
      "submit", bad.path, good.path, "--server", server.base, "--token-file", try tokenFile(server),
    ])
    #expect(run.code == 1)
    #expect(FileManager.default.fileExists(atPath: good.path + ".tanda-terima.txt"))
  }

  @Test("A receipt that another key signed is not taken for genuine")
  func foreignKey() throws {
    let server = try LiveServer(store: store)
    let other = folder.file("other.sqlite").path
    #expect(
      try BuiltProgram.run(["account", "create", "a@contoh.example", "--role", "auditor", "--store", other]).code == 0
    )
    let file = try copy("accepted/pt-contoh-2025.xml")
    let run = try BuiltProgram.run([
      "submit", file.path, "--server", server.base, "--token-file", try tokenFile(server), "--key", other + ".pub",
    ])
    #expect(run.code == 1)
    #expect(run.errors.contains("TIDAK terbukti asli"), "\(run.errors)")
  }

  @Test("Without a token, without a server, or over plain HTTP to elsewhere, it says what is missing")
  func usage() throws {
    let server = try LiveServer(store: store)
    let file = try copy("accepted/pt-contoh-2025.xml")
    let nobody = try BuiltProgram.run(["submit", file.path, "--server", server.base])
    #expect(nobody.code == 2 && nobody.errors.contains("Authorization"), "\(nobody.errors)")
    let plain = try BuiltProgram.run(["submit", file.path, "--server", "http://wlkp.contoh.example"])
    #expect(plain.code == 2 && plain.errors.contains("https"), "\(plain.errors)")
    let none = try BuiltProgram.run(["submit", "--server", server.base])
    #expect(none.code == 2)
    server.process.terminate()
    server.process.waitUntilExit()
  }
}
