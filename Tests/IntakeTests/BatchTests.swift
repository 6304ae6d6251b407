import Foundation
import ReportModel
import ReportReading
import ResultRendering
import Testing

@testable import Intake

@Suite("What a batch is made of")
struct BatchPartTests {
  static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("wlkp-batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  static func names(_ folder: URL, _ limits: BatchLimits = BatchLimits()) -> ([String], BatchWalk) {
    let walk = BatchWalk(limits: limits) { nil }
    var names: [String] = []
    let base = folder.path + "/"
    _ = walk.walk(folder.path) { name, found in
      if case .fault(let fault) = found {
        names.append("\(fault.kind)!")
      } else {
        names.append(String(name.dropFirst(base.count)))
      }
      return true
    }
    return (names, walk)
  }

  @Test("Folders are walked in the order of the bytes of their names; hidden files are counted")
  func order() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("b"), withIntermediateDirectories: true)
    for name in ["b/2.csv", "b/10.csv", "a.csv", "B.csv", "é.csv", ".tersembunyi"] {
      try Data("x".utf8).write(to: folder.appendingPathComponent(name))
    }
    // A link back to the folder would never end.
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("b/atas"),
      withDestinationURL: folder
    )
    let (names, walk) = Self.names(folder)
    #expect(names == ["B.csv", "a.csv", "b/10.csv", "b/2.csv", "é.csv"])
    #expect(walk.hidden == 1)
    #expect(walk.progress == 5)
    #expect(BatchRun.bytes(under: [folder.path]) == 5)
  }

  @Test("Folders too deep in each other are named, not followed")
  func depth() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("1/2/3"),
      withIntermediateDirectories: true
    )
    var limits = BatchLimits()
    limits.folderDepth = 3
    #expect(Self.names(folder, limits).0 == ["too-deep!"])
  }

  @Test("A report to compare survives its way to a worker")
  func comparedReport() throws {
    let reports = [
      ComparedReport(number: 70_000, name: "a.zip!/é.csv", content: .bytes([0, 255, 10])),
      ComparedReport(number: 2, name: "", content: .path("/tmp/x y")),
    ]
    let message = reports[0].message(verdict: .rejected) + reports[1].message(verdict: .accepted)
    let read = ComparedReport.all(in: message)
    #expect(read.map(\.number) == [70_000, 2])
    #expect(read.map(\.name) == ["a.zip!/é.csv", ""])
    #expect(read.map(\.verdict) == [.rejected, .accepted])
    guard case .bytes(let bytes) = read[0].content, case .path(let path) = read[1].content else {
      Issue.record("another kind of content")
      return
    }
    #expect(bytes == [0, 255, 10])
    #expect(path == "/tmp/x y")
    #expect(ComparedReport.all(in: message.dropLast()).count == 1)
  }

  @Test("A log of results keeps whole lines, removes a cut one and lets nobody else in")
  func log() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("hasil.jsonl").path
    try Self.write(["satu", "dua", "tiga"], to: path)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("emp".utf8))
    try handle.close()
    #expect(throws: BatchRun.Fault.self) { try ResultLog(path: path, resume: false, linesPerFlush: 2) }
    let log = try ResultLog(path: path, resume: true, linesPerFlush: 2)
    var lines: [String] = []
    try log.replay { (line) throws(BatchRun.Fault) in
      lines.append(String(decoding: line, as: UTF8.self))
      return true
    }
    try log.append(Array("empat".utf8))
    try log.flush()
    #expect(lines == ["satu", "dua", "tiga"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "satu\ndua\ntiga\nempat\n")
  }

  static func write(_ lines: [String], to path: String) throws {
    let log = try ResultLog(path: path, resume: false, linesPerFlush: 2)
    for line in lines { try log.append(Array(line.utf8)) }
    try log.flush()
    #expect(throws: BatchRun.Fault.self) { try ResultLog(path: path, resume: true, linesPerFlush: 2) }
  }

  @Test("Files of one company form a group, by number before name; single ones and drafts do not")
  func companies() {
    var groups = CompanyGroups()
    let entry = { (number: Int, nib: String?, name: String, isDraft: Bool) in
      var entry = BatchEntry(number: number, name: "\(number)", verdict: .accepted)
      entry.header.kind = "TAHUNAN"
      entry.header.nib = nib
      entry.header.companyName = name
      entry.isDraft = isDraft
      return entry
    }
    groups.add(entry(1, nil, "PT Maju", false))
    groups.add(entry(2, "9120", "PT Maju", false))
    groups.add(entry(3, "9120", "PT Lama", false))
    groups.add(entry(4, nil, "maju, PT", false))
    groups.add(entry(5, nil, "PT Sendiri", false))
    groups.add(entry(6, "9120", "PT Lama", true))
    #expect(groups.groups.map { $0.map(\.number) } == [[1, 4], [2, 3]])
    #expect(groups.large == 0)
  }

  @Test("A worker that cannot start ends the batch with its status, not with results")
  func worker() throws {
    let plan = BatchRun.Plan(worker: WorkerCommand(program: "/bin/false", arguments: []), workers: 2)
    var count = 0
    let run = try BatchRun(plan, form: { nil }, receive: { _ in count += 1 })
    #expect(throws: BatchRun.Fault.self) {
      try run.judge(path: #filePath)
      try run.finish()
    }
    #expect(count == 0)
  }
}
