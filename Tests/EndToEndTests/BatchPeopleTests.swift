import Foundation
import Testing

@Suite("A batch finds persons whom several companies list", .serialized)
struct BatchPeopleTests {
  private static let nib = "9945364564953"

  /// Reports of two companies that list the same eight workers, one of a third company, one of the first for another
  /// year, and so many others.
  private static func reports(_ folder: Folder, others: Int = 0) throws -> String {
    let path = folder.file("arsip").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let first = try BuiltProgram.run(["sample", "--workers", "8", "--format", "csv", "--seed", "5"]).output
    #expect(first.contains(nib))
    let second = first.replacingOccurrences(of: nib, with: "9945364564999")
    let earlier = second.replacingOccurrences(of: ",2025,15,2025-11-30", with: ",2024,15,2024-11-30")
    #expect(earlier != second)
    let third = try BuiltProgram.run(["sample", "--workers", "3", "--seed", "6"]).output
    let all = ["a.csv": first, "b.csv": second, "c.csv": earlier, "d.xml": third]
    for (name, text) in all { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    if others > 0 {
      let run = try BuiltProgram.run([
        "sample", "--workers", "8", "--format", "csv", "--many", "\(others)", "--seed", "500", "--output",
        "\(path)/lain",
      ])
      #expect(run.code == 0, "\(run.errors)")
    }
    return path
  }

  @Test("Each file gets a line that counts its persons, names the first row and the other files, and no NIK")
  func twoCompanies() throws {
    let folder = try Folder()
    let path = try Self.reports(folder)
    let run = try BuiltProgram.run(["batch", path])
    let people = try BatchTests.lines(run.output).filter { $0["phase"] as? Int == 3 }
    #expect(people.map { $0["number"] as? Int } == [1, 2])
    #expect(people.map { $0["others"] as? [Int] } == [[2], [1]])
    for line in people {
      let finding = try #require((line["findings"] as? [[String: Any]])?.first)
      #expect(finding["rule"] as? String == "WL-ID-008")
      #expect(finding["severity"] as? String == "info")
      #expect(finding["count"] as? Int == 8)
      #expect((finding["location"] as? [String: Any])?["cell"] != nil)
      #expect(line["priorReports"] is String)
    }
    let text = try String(contentsOfFile: "\(path)/a.csv", encoding: .utf8)
    let niks = text.split(separator: "\n").drop { $0 != "[tenaga_kerja]" }.dropFirst(2).prefix(8)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false)[3] }
    #expect(niks.allSatisfy { $0.count == 16 })
    for nik in niks { #expect(!run.output.contains(nik)) }
    #expect(try BuiltProgram.run(["batch", path, "--jobs", "1"]).bytes == run.bytes)
    let alone = try BatchTests.lines(try BuiltProgram.run(["batch", path, "--no-compare"]).output)
    #expect(alone.count == 4)
  }

  @Test("After kill -9 and resume persons are found all the same, byte for byte")
  func resumed() throws {
    let folder = try Folder()
    let path = try Self.reports(folder, others: 100)
    let (whole, part) = (folder.file("utuh.jsonl"), folder.file("sebagian.jsonl"))
    #expect(try BuiltProgram.run(["batch", path, "--output", whole.path]).code < 2)
    let batch = try BatchTests.start(["batch", path, "--output", part.path])
    BatchTests.wait(60) { BatchTests.lineCount(part) >= 10 }
    kill(batch.processIdentifier, SIGKILL)
    batch.waitUntilExit()
    #expect(try BuiltProgram.run(["batch", path, "--output", part.path, "--resume"]).code < 2)
    #expect(try String(contentsOf: whole, encoding: .utf8).contains("\"phase\":3"))
    #expect(try Data(contentsOf: part) == Data(contentsOf: whole))
    // Once more over results that are complete already.
    #expect(try BuiltProgram.run(["batch", path, "--output", part.path, "--resume"]).code < 2)
    #expect(try Data(contentsOf: part) == Data(contentsOf: whole))
  }

  @Test("In an archive, in one within it and in a member too large to hold it is the same")
  func archives() throws {
    let folder = try Folder()
    let path = try Self.reports(folder)
    let large = try BuiltProgram.run(["sample", "--workers", "45000", "--format", "csv", "--seed", "5"]).output
    let moved = large.replacingOccurrences(of: Self.nib, with: "9945364564777")
    #expect(large.utf8.count > 8 << 20)
    try Data(large.utf8).write(to: URL(fileURLWithPath: "\(path)/besar.csv"))
    try Data(moved.utf8).write(to: URL(fileURLWithPath: "\(path)/besar2.csv"))
    // An archive in which nothing is, so that members and files are counted apart.
    let empty = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
    try Data(empty).write(to: folder.file("kosong.zip"))
    let inner = folder.file("dalam.tar.gz").path
    for arguments in [
      ["--sort=name", "-czf", inner, "-C", path, "b.csv", "besar2.csv"],
      [
        "--sort=name", "-cf", folder.file("luar.tar").path, "-C", folder.url.path, "kosong.zip", "-C", path, "a.csv",
        "besar.csv", "-C", folder.url.path,
        "dalam.tar.gz",
      ],
    ] {
      let tar = Process()
      tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
      tar.arguments = arguments
      try tar.run()
      tar.waitUntilExit()
    }
    let run = try BuiltProgram.run(["batch", folder.file("luar.tar").path])
    let people = try BatchTests.lines(run.output).filter { $0["phase"] as? Int == 3 }
    #expect(
      people.map { ($0["name"] as? String)?.split(separator: "/").last } == [
        "a.csv", "besar.csv", "b.csv", "besar2.csv",
      ]
    )
    let counts = people.compactMap { (($0["findings"] as? [[String: Any]])?.first)?["count"] as? Int }
    #expect(counts.count == 4)
    // Foreigners have none.
    #expect(counts[1] > 44_000 && counts[1] == counts[3])
    // Two reports of one company for one year, one of them too large to hold, are compared, too.
    let company = try BatchTests.lines(run.output).filter { $0["phase"] as? Int == 2 }
    #expect(company.map { $0["number"] as? Int } == [1, 2])
  }
}
