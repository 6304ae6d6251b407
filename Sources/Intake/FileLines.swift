public import ReportModel
public import ReportReading
public import ResultRendering

/// The lines of a file that a result points at, fetched in one pass.
public struct FileLines: SourceLines, Sendable {
  private var lines: [Int: String] = [:]

  /// The longest line kept, in bytes: a one-line XML report of megabytes is shown without its line.
  public static let longestLine = 4 << 20

  /// Fetches the lines that the findings point at first; none when the file is not UTF-8 (its lines would differ).
  public init(of assessment: Assessment, from source: some ByteSource) {
    guard assessment.file.syntax.encoding.map({ $0.hasPrefix("UTF-8") }) ?? false else { return }
    let wanted = Set(assessment.findings.compactMap { $0.places.first?.location.position.line }.filter { $0 > 0 })
    guard let last = wanted.max() else { return }
    var collector = Collector(wanted: wanted, last: last)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Spool.chunkBytes, alignment: 16)
    defer { chunk.deallocate() }
    var offset: Int64 = 0
    while !collector.isDone, let count = try? source.read(into: chunk, at: offset), count > 0 {
      collector.take(UnsafeRawBufferPointer(rebasing: chunk[0..<count]))
      offset += Int64(count)
    }
    collector.finish()
    lines = collector.lines
  }

  /// One of the fetched lines.
  public func line(_ number: Int) -> String? { lines[number] }

  /// Walks over line ends and keeps the wanted lines.
  private struct Collector {
    let wanted: Set<Int>
    let last: Int
    var lines: [Int: String] = [:]
    private var number = 1
    private var pending: [UInt8] = []

    init(wanted: Set<Int>, last: Int) {
      self.wanted = wanted
      self.last = last
    }

    var isDone: Bool { number > last }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
      var rest = bytes[...]
      while !isDone, let end = rest.firstIndex(of: 10) {
        keep(rest[rest.startIndex..<end])
        finish()
        number += 1
        rest = rest[(end + 1)...]
      }
      if !isDone { keep(rest) }
    }

    private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
      guard wanted.contains(number), pending.count + bytes.count <= FileLines.longestLine else { return }
      pending.append(contentsOf: bytes)
    }

    mutating func finish() {
      if wanted.contains(number), !pending.isEmpty {
        if pending.last == 13 { pending.removeLast() }
        lines[number] = String(decoding: pending, as: UTF8.self)
      }
      pending = []
    }
  }
}
