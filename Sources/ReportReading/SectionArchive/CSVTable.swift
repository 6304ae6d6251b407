import CSV
import ReportModel

/// A CSV in a ZIP.
final class CSVTable: RowTable {
  let place: TablePlace
  let source: any ByteSource
  /// How it is written, once its first bytes have been looked at.
  private(set) var dialect = CSVDialect()
  private var hasBegun = false

  init(name: String, source: any ByteSource) {
    place = TablePlace(name: name, isSheet: false)
    self.source = source
  }

  func feed(from start: CSVStart, into sink: any CSVRowSink, _ output: RecordOutput) throws(ReadingFault) -> Bool {
    let text = CSVText(source: source, output: output)
    if hasBegun { return try text.run(dialect, from: start, into: sink) == nil }
    hasBegun = true
    guard try begin(text, output) else { return false }
    if let index = sink as? CSVIndex { index.delimiter = dialect.delimiter.rawValue }
    let failure = try text.run(dialect, from: start, into: sink)
    CSVNotes(ledger: output.ledger).note(dialect)
    if let failure { CSVNotes(ledger: output.ledger).note(failure) }
    return failure == nil
  }

  /// Looks at the first bytes; false when this is no CSV.
  private func begin(_ text: CSVText, _ output: RecordOutput) throws(ReadingFault) -> Bool {
    let sample = try source.bytes(0..<min(source.size, Int64(FileKind.sampleBytes)))
    switch sample.withUnsafeBytes({ FileKind($0) }) {
    case .csv, .empty: break
    case .foreign(let problem):
      output.ledger.note(problem)
      return false
    case .binary(let offset):
      sample.withUnsafeBytes { output.ledger.noteBinary($0, offset) }
      return false
    case .xml, .zip, .packed:
      output.ledger.note(.noTable)
      return false
    }
    let isWhole = Int64(sample.count) >= source.size
    dialect = sample.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: isWhole).dialect }
    guard dialect.encoding == .utf8, !dialect.hasByteOrderMark else { return true }
    // One odd byte in a file of ASCII shows an old encoding, not damage: looked at before any row is delivered.
    if case .invalidUTF8(let byte, _?)? = try text.run(dialect, from: .fileStart, into: NoRows()),
      try text.isASCII(before: byte.byte)
    {
      dialect.encoding = .windows1252
    }
    return true
  }
}

/// Takes rows and drops them: what counts is whether the text can be read.
private final class NoRows: CSVRowSink {
  func row(_ row: borrowing CSVRow) -> CSVControl { .continue }
}
