import Foundation
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import Testing

@testable import Intake

/// Every sample of the package, judged as if it were large.
@Suite("Judging while reading")
struct LargeReportTests {
  private let oneThread: ReportAssessor
  private let twoThreads: ReportAssessor
  private let threeThreads: ReportAssessor

  /// Loaded once for all samples.
  private static let engine = try? Engine()

  init() throws {
    let engine = try #require(Self.engine)
    var one = ReportAssessor(engine: engine)
    one.largeBytes = .max
    oneThread = one
    var two = ReportAssessor(engine: engine)
    two.largeBytes = 0
    two.sharesRules = false
    twoThreads = two
    two.sharesRules = true
    threeThreads = two
  }

  private static let samples: [String] = {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let kinds = ["accepted", "flagged", "rejected", "needs-confirmation", "hostile"]
    return kinds.flatMap { kind in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/\(folder)/Samples/\(kind)")) ?? []
      return names.filter { !$0.hasSuffix(".json") }.sorted().map { "/\(folder)/Samples/\(kind)/\($0)" }
    }
  }()

  @Test("Two and three threads say what one says of every sample", arguments: samples)
  func agreement(path: String) throws { try expectAgreement(FileSource(path: path)) }

  @Test("Two and three threads say what one says of many batches of workers")
  func manyBatches() throws {
    let path = try #require(Self.samples.first { $0.hasSuffix("flagged/pelanggar-jujur.csv") })
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    let start = try #require(lines.firstIndex { $0.hasPrefix("[tenaga_kerja]") }) + 2
    let end = lines[start...].firstIndex { $0.hasPrefix("[") || $0.isEmpty } ?? lines.endIndex
    let workers = lines[start..<end]
    try #require(!workers.isEmpty)
    let copies = repeatElement(workers, count: 5_000 / workers.count + 1).joined()
    let report = (lines[..<start] + copies + lines[end...]).joined(separator: "\n")
    try expectAgreement(MemorySource(report))
  }

  private func expectAgreement(_ source: some ByteSource) throws {
    let one = try canonical(source, oneThread)
    #expect(try canonical(source, twoThreads) == one)
    #expect(try canonical(source, threeThreads) == one)
  }

  private func canonical(_ source: some ByteSource, _ assessor: ReportAssessor) throws -> [UInt8] {
    JSONRenderer.canonical(try assessor.assess(source, name: "a", circumstances: Circumstances()).assessment)
  }

  @Test("A file that cannot be read to its end for reasons of the machine is a fault, not a verdict")
  func brokenSource() {
    #expect(throws: ReadingFault.changedWhileReading(path: "x")) {
      try twoThreads.assess(BrokenSource(), name: "a", circumstances: Circumstances())
    }
  }

  /// Gives some bytes and then fails, as a file does that somebody cuts meanwhile.
  private struct BrokenSource: SharedByteSource {
    let size: Int64 = 1_000_000

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
      guard offset < 1_000, let target = buffer.baseAddress else { throw .changedWhileReading(path: "x") }
      let count = min(buffer.count, 1_000)
      target.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "a"), count: count)
      return count
    }
  }
}
