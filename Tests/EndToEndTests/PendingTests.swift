import Foundation
import Testing

@Suite("Waiting for confirmation, through the program")
struct PendingTests {
  private let folder: Folder
  private var store: String { folder.file("wlkp.sqlite").path }

  init() throws { folder = try Folder() }

  /// A report whose only fault is a NIK with a digit too few.
  private func report() throws -> String {
    let made = try BuiltProgram.run(["sample", "--workers", "5", "--format", "csv"])
    let lines = made.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let workers = try #require(lines.firstIndex { $0.hasPrefix("[tenaga_kerja]") })
    let delimiter: Character = lines[workers + 1].contains(";") ? ";" : ","
    let nik = try #require(
      lines[workers + 1].split(separator: delimiter).firstIndex { $0.trimmingCharacters(in: .whitespaces) == "nik" }
    )
    var cells = lines[workers + 2].split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    cells[nik] = String(cells[nik].dropLast())
    var changed = lines
    changed[workers + 2] = cells.joined(separator: String(delimiter))
    let path = folder.file("laporan.csv")
    try Data(changed.joined(separator: "\n").utf8).write(to: path)
    return path.path
  }

  private func submit(_ arguments: [String]) throws -> BuiltProgram.Run {
    try BuiltProgram.run(["submit"] + arguments + ["--store", store, "--lang", "en"])
  }

  private func waiting(_ file: String) throws -> String {
    let run = try submit([file, "--wait"])
    #expect(run.code == 1, "\(run.errors)")
    return String(try #require(run.errors.firstMatch(of: /K-[0-9A-Z]{10}/), "\(run.errors)").output)
  }

  @Test("A report waits, is listed, is confirmed with a reason, and its receipt verifies")
  func confirmed() throws {
    let file = try report()
    let id = try waiting(file)
    #expect(try waiting(file) == id)
    let list = try BuiltProgram.run(["history", "pending", "--store", store, "--lang", "en"])
    #expect(list.output.contains(id))
    #expect(list.output.contains("waits for confirmation"))
    let receipt = folder.file("r.txt").path
    let run = try submit(["--pending", id.lowercased(), "--reason", "SESUAI_KTP", "--receipt", receipt])
    #expect(run.code == 0, "\(run.errors)")
    let verified = try BuiltProgram.run(["receipt", "verify", receipt, "--key", store + ".pub", "--file", file])
    #expect(verified.code == 0, "\(verified.output)")
    #expect(try String(contentsOfFile: receipt, encoding: .utf8).contains("\nconfirmations "))
    #expect(try BuiltProgram.run(["history", "pending", "--store", store, "--format", "json"]).output == "[]\n")
    #expect(try BuiltProgram.run(["history", "replay", "--store", store]).code == 0)
    #expect(try BuiltProgram.run(["store", "check", "--store", store]).code == 0)
    #expect(try submit([file]).code == 0, "the same file is answered with the first receipt")
  }

  @Test("A report is handed in with its confirmations in a file of their own")
  func fromFile() throws {
    let file = try report()
    let rows = folder.file("konfirmasi.csv")
    try Data("[konfirmasi]\naturan,bagian,alasan\nWL-ID-001,tenaga_kerja,SESUAI_KTP\n".utf8).write(to: rows)
    let run = try submit([file, "--confirm", rows.path])
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    try Data("[konfirmasi]\naturan,bagian,alasan\nWL-ID-001,tenaga_kerja,BENAR\n".utf8).write(to: rows)
    #expect(try submit([file, "--confirm", rows.path]).code == 2)
  }

  @Test("What is not waiting cannot be confirmed, and options that do not go together are refused")
  func misuse() throws {
    let file = try report()
    _ = try waiting(file)
    #expect(try submit(["--pending", "K-2222222222", "--reason", "SESUAI_KTP"]).code == 2)
    for arguments in [
      [], [file, "--pending", "K-2"], ["--pending", "K-2"], [file, "--note", "a"],
      [file, "--wait-days", "0", "--wait"],
      [file, "--confirm", "a", "--reason", "B"],
    ] {
      #expect(try submit(arguments).code == 2, "\(arguments)")
    }
    #expect(try BuiltProgram.run(["store", "expire", "--store", store, "--lang", "en"]).output.hasPrefix("0 reports"))
  }
}
