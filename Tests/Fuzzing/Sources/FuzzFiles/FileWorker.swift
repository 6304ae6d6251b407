import Foundation
import ReportForm
import ReportModel
import ReportReading

/// Makes inputs and has them read.
struct FileWorker {
  let options: Options

  /// What a reading must keep to, whatever the file.
  struct Broken: Error {
    let promise: String
  }

  func run() throws {
    let form = try FormDefinition.load { name in
      (try? Data(contentsOf: Places.root.appending(path: "Schemas/report/1.0/" + name)))
        .map { String(decoding: $0, as: UTF8.self) }
    }
    var limits = ReadingLimits()
    // Small, so that passing them is tried as well.
    limits.archive.memoryBytes = 4_096
    limits.archive.memberBytes = 1 << 20
    limits.archive.ratioFreeBytes = 1 << 16
    limits.workbook.sharedTextBytes = 1 << 16
    let reader = ReportReader(form: form, limits: limits)
    let seeds = FileSeeds()
    let note = try NoteFile(path: options.worker)
    if options.start == 0 {
      for kept in Places.files(Places.corpus) { try read(kept.bytes, reader) }
    }
    for number in options.start..<options.iterations {
      var random = SeededRandom(seed: options.seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number))
      let input = seeds.input(&random)
      note.write(number, input)
      try read(input, reader)
    }
  }

  private func read(_ input: [UInt8], _ reader: ReportReader) throws {
    let source = MemorySource(input)
    if try reader.content(of: source) == .archive {
      _ = try ArchiveWalk(reader: reader).walk(source, name: "arsip") { visit throws(ReadingFault) in
        if case .member(_, let bytes) = visit { _ = try Self.summary(bytes, reader) }
        return true
      }
    }
    let (summary, errors) = try Self.summary(source, reader)
    guard summary.isUsable || errors > 0 else { throw Broken(promise: "an unusable file has a finding") }
  }

  private static func summary(
    _ source: any ByteSource,
    _ reader: ReportReader
  ) throws(ReadingFault) -> (ReadingSummary, Int) {
    let sink = CountingSink()
    return (try reader.read(source, into: sink), sink.findings)
  }
}

/// Counts what is found.
private final class CountingSink: RecordSink {
  var findings = 0
  func receive(_ layout: SectionLayout) {}
  func receive(_ batch: RecordBatch) throws {}
  func receive(_ finding: ReadingFinding) {
    findings += 1
    _ = finding.detail?.text(.id)
  }
}

/// The input being read, in a file that outlives a crash: its number in 8 bytes, then its bytes.
private final class NoteFile {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw FileWorker.Broken(promise: "the note can be written") }
  }

  deinit { close(descriptor) }

  func write(_ number: Int, _ input: [UInt8]) {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } + input
    _ = pwrite(descriptor, bytes, bytes.count, 0)
    _ = ftruncate(descriptor, off_t(bytes.count))
  }
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
