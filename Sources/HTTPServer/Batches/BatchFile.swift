import Glibc
import Intake
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

/// The forms in which a finished batch can be taken away.
enum BatchFile: String, CaseIterable, Sendable {
  case lines = "hasil.jsonl"
  case summaryTable = "ringkasan.csv"
  case summary = "ringkasan.json"
  case sarif = "hasil.sarif"
  case page = "laporan.html"

  var type: String {
    switch self {
    case .lines: "application/x-ndjson"
    case .summaryTable: "text/csv; charset=utf-8"
    case .summary: "application/json"
    case .sarif: "application/sarif+json"
    case .page: "text/html; charset=utf-8"
    }
  }

  /// Writes the file from the result lines; it is made anew each time, because the lines hold everything.
  func write(
    _ summary: BatchSummary,
    results path: String,
    names: BatchNames,
    language: Language,
    to spool: Spool
  ) throws {
    func put(_ text: String) throws {
      var text = text
      try text.withUTF8 { try spool.append(UnsafeRawBufferPointer($0)) }
    }
    switch self {
    case .lines: try Self.each(lineOf: path) { try put(String(decoding: $0, as: UTF8.self) + "\n") }
    case .summaryTable: try put("\u{FEFF}" + BatchCSV(language: language, names: names).render(summary))
    case .summary: try put(BatchJSON(names: names).render(summary))
    case .sarif:
      var log = SARIFLog(language: language, version: Engine.version)
      try put(log.beginning)
      try Self.each(lineOf: path) { try put(log.add(BatchEntry(line: $0))) }
      try put(log.ending())
    case .page:
      let page = BatchPage(language: language, names: names)
      try put(page.beginning(summary))
      var changes: [String] = []
      try Self.each(lineOf: path) { line in
        let entry = try BatchEntry(line: line)
        // The list has one row a file.
        if entry.isComparison { changes.append(page.change(entry)) } else { try put(page.row(entry)) }
      }
      try put(page.ending(changes))
    }
  }

  private static func each(lineOf path: String, _ visit: ([UInt8]) throws -> Void) throws {
    let source = try FileSource(path: path)
    var chunk = [UInt8](repeating: 0, count: Spool.chunkBytes)
    var line: [UInt8] = []
    var offset: Int64 = 0
    while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0, at: offset) }
      if count == 0 { return }
      offset += Int64(count)
      var rest = chunk[..<count]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        try visit(line + rest[..<end])
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest
    }
  }
}
