import Foundation
import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import Testing

@testable import Intake

/// A report that is judged while it arrives, against the same one judged as a whole.
@Suite("Judging while arriving", .serialized)
struct ArrivingTests {
  private let assessor: ReportAssessor

  /// Loaded once for all samples.
  private static let engine = try? Engine()

  init() throws { assessor = ReportAssessor(engine: try #require(Self.engine)) }

  private static let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Samples/"

  private static let samples: [String] = {
    ["accepted", "flagged", "rejected", "needs-confirmation", "hostile"].flatMap { kind in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + kind)) ?? []
      return names.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".csv") }.sorted().map { "\(kind)/\($0)" }
    }
  }()

  /// How a report comes in.
  private struct Way {
    /// How many bytes lie in the spool before anybody reads.
    var beginning: Int
    /// The size of a piece.
    var piece: Int
    var isSpooled: Bool
    var isStated: Bool
  }

  private func bytes(_ sample: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: Self.folder + sample)))
  }

  private func canonical(_ source: some ByteSource, _ assessor: ReportAssessor) throws -> String {
    let assessment = try assessor.assess(source, name: "a", circumstances: Circumstances()).assessment
    return String(decoding: JSONRenderer.canonical(assessment), as: UTF8.self)
  }

  /// Sends the bytes from a task, and judges them here.
  private func judged(_ bytes: [UInt8], _ way: Way, by assessor: ReportAssessor) async throws -> String {
    let spool = try Spool()
    let beginning = min(way.beginning, bytes.count)
    try bytes[..<beginning].withUnsafeBytes { try spool.append($0) }
    let source = try ArrivingSource(spool: spool, stated: way.isStated ? Int64(bytes.count) : nil)
    let judging = Thread.judge { try canonical(source, assessor) }
    var sent = beginning
    while sent < bytes.count {
      let next = bytes[sent..<min(bytes.count, sent + way.piece)]
      if way.isSpooled {
        try next.withUnsafeBytes { try spool.append($0) }
        source.spooled(next.count)
      } else {
        next.withUnsafeBytes { source.add($0) }
        await source.room()
      }
      sent += next.count
    }
    source.end(hash: try MemorySource(bytes).contentHash())
    let text = try await judging.value
    withExtendedLifetime(spool) {}
    return text
  }

  @Test("Every sample is judged the same while it arrives, in pieces of any size", arguments: samples)
  func agreement(sample: String) async throws {
    let bytes = try bytes(sample)
    let whole = try canonical(MemorySource(bytes), assessor)
    for (number, piece) in [1009, 65_536].enumerated() {
      for isStated in [false, true] {
        let way = Way(beginning: number * 5000, piece: piece, isSpooled: true, isStated: isStated)
        #expect(try await judged(bytes, way, by: assessor) == whole)
      }
    }
    guard sample.hasSuffix(".xml") else { return }
    let long = Self.stretched(bytes)
    let all = try canonical(MemorySource(long), assessor)
    for piece in [997, 16_384, 300_000] {
      let way = Way(
        beginning: ReportReader.beginningBytes,
        piece: piece,
        isSpooled: false,
        isStated: piece.isMultiple(of: 2)
      )
      #expect(try await judged(long, way, by: assessor) == all)
    }
  }

  /// The same report with so much white space that its rows lie over a megabyte; what is no report stays as it is.
  private static func stretched(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard Array(text.utf8) == bytes else { return bytes }
    let rows = text.components(separatedBy: "</tenagaKerja>")
    return Array(rows.joined(separator: "</tenagaKerja>" + String(repeating: " \n", count: 1 << 15)).utf8)
  }

  @Test("A report that was cut somewhere is judged the same while it arrives", arguments: [0, 1, 2, 3])
  func cuts(remainder: Int) async throws {
    let whole = try bytes("accepted/penghentian-2025.xml")
    for end in stride(from: remainder * 7, to: whole.count, by: 28) {
      let bytes = [UInt8](whole[..<end])
      let way = Way(beginning: end / 3, piece: 100, isSpooled: true, isStated: end.isMultiple(of: 2))
      #expect(try await judged(bytes, way, by: assessor) == canonical(MemorySource(bytes), assessor), "\(end)")
    }
  }

  @Test("A report that turns out too large is told so, as if its size had been known")
  func tooLarge() async throws {
    var limits = ReadingLimits()
    limits.fileBytes = 100_000
    var small = assessor
    small.reader = ReportReader(form: small.engine.form, limits: limits)
    let bytes = Self.stretched(try bytes("accepted/pt-contoh-2025.xml"))
    let whole = try canonical(MemorySource(bytes), small)
    #expect(whole.contains("100000"))
    for isStated in [false, true] {
      let way = Way(beginning: ReportReader.beginningBytes, piece: 4096, isSpooled: false, isStated: isStated)
      #expect(try await judged(bytes, way, by: small) == whole)
    }
  }

  @Test("What never comes to its end is a fault, not a verdict", arguments: [true, false])
  func brokenOff(isSpooled: Bool) async throws {
    let source = try ArrivingSource(spool: Spool(), stated: nil)
    let judging = Thread.judge { [assessor] in try canonical(source, assessor) }
    Array("<laporanWlkp".utf8).withUnsafeBytes { source.add($0) }
    source.breakOff()
    await #expect(throws: ReadingFault.self) { try await judging.value }
  }

  @Test("Who sends waits for who reads, with a window between them that does not grow")
  func window() async throws {
    let source = try ArrivingSource(spool: Spool(), stated: nil)
    let piece = [UInt8](repeating: 1, count: 1 << 16)
    let sending = Task {
      for sent in 1...1000 {
        piece.withUnsafeBytes { source.add($0) }
        await source.room()
        if Task.isCancelled { return sent }
      }
      return 1000
    }
    try await Task.sleep(for: .milliseconds(100))
    #expect(source.size <= Int64(ArrivingSource.windowBytes + piece.count))
    sending.cancel()
    source.abandon()
    #expect(await sending.value * piece.count <= ArrivingSource.windowBytes + piece.count)
  }

  @Test("Whoever stops reading early learns the hash at the end, and holds nobody up")
  func early() async throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "<"), count: 20 << 20)
    let whole = try canonical(MemorySource(bytes), assessor)
    let way = Way(beginning: ReportReader.beginningBytes, piece: 1 << 16, isSpooled: false, isStated: true)
    #expect(try await judged(bytes, way, by: assessor) == whole)
  }
}

extension Thread {
  /// Runs something that waits on a thread of its own.
  fileprivate static func judge<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) -> Task<Value, any Error> {
    Task {
      try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try work() }) }
        thread.stackSize = JudgingThread.stackBytes
        thread.start()
      }
    }
  }
}
