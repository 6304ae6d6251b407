import Foundation
import Testing

@Suite("A batch judges many files and loses none", .serialized)
struct BatchTests {
  /// A folder with so many small reports, made once.
  static func reports(_ count: Int, in folder: Folder) throws -> String {
    let path = folder.file("arsip").path
    let run = try BuiltProgram.run([
      "sample", "--workers", "8", "--format", "csv", "--many", "\(count)", "--output", path, "--with", "WL-JAM-007",
    ])
    #expect(run.code == 0, "\(run.errors)")
    return path
  }

  static func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("Lines come in the order of the names, the same with one worker as with three")
  func order() throws {
    let folder = try Folder()
    let path = try Self.reports(24, in: folder)
    let three = try BuiltProgram.run(["batch", path, "--jobs", "3"])
    let one = try BuiltProgram.run(["batch", path, "--jobs", "1"])
    #expect(three.code == 0)
    #expect(three.bytes == one.bytes)
    let lines = try Self.lines(three.output)
    #expect(lines.compactMap { $0["number"] as? Int } == Array(1...24))
    #expect(lines.compactMap { $0["name"] as? String } == (lines.compactMap { $0["name"] as? String }).sorted())
  }

  @Test("An archive gives the findings of the files in it")
  func archive() throws {
    let folder = try Folder()
    let path = try Self.reports(10, in: folder)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
    tar.arguments = ["--sort=name", "-czf", folder.file("arsip.tar.gz").path, "-C", path, "."]
    try tar.run()
    tar.waitUntilExit()
    let packed = try Self.lines(try BuiltProgram.run(["batch", folder.file("arsip.tar.gz").path]).output)
    let plain = try Self.lines(try BuiltProgram.run(["batch", path]).output)
    let hash = { (line: [String: Any]) in (line["file"] as? [String: Any])?["sha256"] as? String }
    #expect(packed.compactMap(hash) == plain.compactMap(hash))
    #expect(packed.count == 10)
    #expect((packed[0]["name"] as? String)?.contains("arsip.tar.gz!/") ?? false)
  }

  @Test("Paths on standard input give a line each, and a missing one is named")
  func pathsFromInput() throws {
    let folder = try Folder()
    let path = try Self.reports(2, in: folder)
    let list = "\(path)/laporan-000002.csv\n\(path)/tidak-ada.csv\n\(path)/laporan-000001.csv\n"
    let run = try BuiltProgram.run(["batch", "--paths-from", "-"], input: Data(list.utf8))
    let lines = try Self.lines(run.output)
    #expect(run.code == 2)
    #expect(lines.count == 3)
    #expect((lines[1]["fault"] as? [String: Any])?["kind"] as? String == "not-found")
    #expect(lines[2]["verdict"] as? String == "accepted-with-findings")
  }

  @Test("After kill -9 and resume the results are those of an undisturbed run, byte for byte")
  func resume() throws {
    let folder = try Folder()
    let path = try Self.reports(150, in: folder)
    let (whole, part) = (folder.file("utuh.jsonl"), folder.file("sebagian.jsonl"))
    #expect(try BuiltProgram.run(["batch", path, "--output", whole.path]).code == 0)
    let batch = try Self.start(["batch", path, "--output", part.path])
    Self.wait(60) { Self.lineCount(part) >= 20 }
    kill(batch.processIdentifier, SIGKILL)
    batch.waitUntilExit()
    let before = Self.lineCount(part)
    // A line that a power failure cut.
    let handle = try FileHandle(forWritingTo: part)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"format\":\"wlkp-ba".utf8))
    try handle.close()
    #expect(try BuiltProgram.run(["batch", path, "--output", part.path]).code == 2, "it would write over results")
    #expect(try BuiltProgram.run(["batch", path, "--output", part.path, "--resume"]).code == 0)
    #expect(before >= 20)
    #expect(try Data(contentsOf: part) == Data(contentsOf: whole))
  }

  @Test("Results of other files are not gone on with")
  func otherFiles() throws {
    let folder = try Folder()
    let path = try Self.reports(3, in: folder)
    let log = folder.file("hasil.jsonl").path
    #expect(try BuiltProgram.run(["batch", path, "--output", log]).code == 0)
    let moved = folder.file("lain").path
    try FileManager.default.moveItem(atPath: path, toPath: moved)
    let run = try BuiltProgram.run(["batch", moved, "--output", log, "--resume", "--lang", "en"])
    #expect(run.code == 2)
    #expect(run.errors.contains("are of other files from line 1 on"))
  }

  /// How a worker can be lost while it judges.
  enum Loss: String, CaseIterable {
    case killed = "crashed"
    case stopped = "too-slow"
  }

  @Test("A worker that is lost costs the result of its file only, and the file is named", arguments: Loss.allCases)
  func poison(_ loss: Loss) throws {
    let folder = try Folder()
    let path = try Self.reports(4, in: folder)
    // Behind the first report one that takes long enough to be met.
    let large = try BuiltProgram.run(["sample", "--workers", "20000", "--format", "csv"])
    try large.bytes.write(to: URL(fileURLWithPath: "\(path)/laporan-000001b.csv"))
    let log = folder.file("hasil.jsonl")
    let batch = try Self.start(["batch", path, "--jobs", "1", "--timeout", "2", "--output", log.path])
    Self.wait(60) { Self.lineCount(log) >= 1 }
    for worker in Self.children(of: batch.processIdentifier) {
      kill(worker, loss == .killed ? SIGKILL : SIGSTOP)
    }
    batch.waitUntilExit()
    let lines = try Self.lines(try String(contentsOf: log, encoding: .utf8))
    #expect(batch.terminationStatus == 3)
    #expect(lines.map { $0["fault"] is NSNull || $0["fault"] == nil } == [true, false, true, true, true])
    #expect((lines[1]["name"] as? String)?.hasSuffix("laporan-000001b.csv") ?? false)
    #expect((lines[1]["fault"] as? [String: Any])?["kind"] as? String == loss.rawValue)
    #expect(lines[1]["verdict"] as? String == "not-assessed")
  }

  @Test("The reports of one company are compared, in a folder as in an archive")
  func comparison() throws {
    let folder = try Folder()
    let path = folder.file("arsip").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, workers) in [("a", "8"), ("b", "12")] {
      let report = try BuiltProgram.run(["sample", "--workers", workers, "--format", "csv", "--seed", "5"])
      try report.bytes.write(to: URL(fileURLWithPath: "\(path)/\(name).csv"))
    }
    let other = try BuiltProgram.run(["sample", "--workers", "3", "--seed", "6"])
    try other.bytes.write(to: URL(fileURLWithPath: "\(path)/lain.xml"))
    let run = try BuiltProgram.run(["batch", path])
    let lines = try Self.lines(run.output)
    #expect(run.code == 1)
    #expect(lines.map { $0["phase"] as? Int } == [nil, nil, nil, 2, 2])
    #expect(lines[3...].map { $0["number"] as? Int } == [1, 2])
    for line in lines[3...] {
      #expect(line["verdict"] as? String == "rejected")
      let rules = (line["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
      #expect(rules.contains("WL-LAP-007"), "two reports of one unit for one year")
    }
    #expect(try Self.lines(try BuiltProgram.run(["batch", path, "--no-compare"]).output).count == 3)
  }

  @Test("Every form of the summary is written and stands by itself")
  func summaries() throws {
    let folder = try Folder()
    let path = try Self.reports(6, in: folder)
    let names = ["r.txt", "r.json", "r.csv", "r.sarif", "r.xml", "r.html"]
    let options = names.flatMap { ["--summary", folder.file($0).path] }
    let run = try BuiltProgram.run(["batch", path, "--format", "text"] + options)
    #expect(run.code == 0)
    let texts = try names.map { try String(contentsOf: folder.file($0), encoding: .utf8) }
    #expect(texts[0] == run.output)
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(texts[1].utf8)) as? [String: Any])
    #expect(summary["files"] as? Int == 6)
    let sarif = try #require(try JSONSerialization.jsonObject(with: Data(texts[3].utf8)) as? [String: Any])
    #expect(sarif["version"] as? String == "2.1.0")
    #expect(texts[4].contains("WL-JAM-007"))
    for outside in ["src=", "href=", "http://", "https://", "url("] { #expect(!texts[5].contains(outside)) }
  }

  @Test("A terminal sees how far the batch is, its rate and the time left; a pipe sees nothing")
  func progress() throws {
    let folder = try Folder()
    let path = try Self.reports(200, in: folder)
    // `script` gives the program a terminal of its own.
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    let command = "'\(BuiltProgram.url.path)' batch '\(path)' --jobs 1 --lang en > /dev/null"
    shell.arguments = ["-q", "-e", "-c", command, folder.file("layar").path]
    shell.standardOutput = FileHandle.nullDevice
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let screen = try String(contentsOf: folder.file("layar"), encoding: .utf8)
    #expect(screen.contains(/[0-9]+ files \([0-9]+ %\), [0-9]+\/s, [0-9]+:[0-9][0-9] left/))
    #expect(try BuiltProgram.run(["batch", path]).errors.isEmpty)
  }

  @Test("A page of all files says what a comparison has changed")
  func comparedPage() throws {
    let folder = try Folder()
    let path = folder.file("arsip").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, workers) in [("a", "8"), ("b", "12")] {
      let report = try BuiltProgram.run(["sample", "--workers", workers, "--format", "csv", "--seed", "5"])
      try report.bytes.write(to: URL(fileURLWithPath: "\(path)/\(name).csv"))
    }
    let page = folder.file("r.html")
    #expect(try BuiltProgram.run(["batch", path, "--summary", page.path]).code == 1)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("var changes=[[1,\"rejected\","))
  }

  @Test(
    "No path, no batch",
    arguments: [["batch"], ["batch", ".", "--resume"], ["batch", ".", "--summary", "x.doc"]]
  )
  func usage(_ arguments: [String]) throws {
    #expect(try BuiltProgram.run(arguments).code == 2)
  }

  // MARK: Running and watching

  static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = BuiltProgram.url
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  static func lineCount(_ file: URL) -> Int {
    ((try? Data(contentsOf: file)) ?? Data()).count { $0 == 10 }
  }

  static func wait(_ seconds: Double, until isDone: () -> Bool) {
    let end = Date().addingTimeInterval(seconds)
    while !isDone(), Date() < end { usleep(5_000) }
  }

  static func children(of process: Int32) -> [Int32] {
    let list = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    return (list ?? "").split(separator: " ").compactMap { Int32($0) }
  }
}
