import CSV
import ReportForm
import ReportModel

/// Repairs a CSV report: first its encoding, then its delimiters, then its cells, one a pass.
struct CSVFixing {
  let form: FormPlan
  let limits: ReadingLimits
  let source: any ByteSource
  let allowed: Set<FixKind>
  let sink: any FixSink

  func copy(_ detected: CSVDialect) throws(ReadingFault) -> ReportFixer.Pass {
    var dialect = detected
    let listener = DeafSink()
    let output = RecordOutput(sink: listener, limits: limits)
    let facts = ReportFacts(form: form, ledger: output.ledger)
    let mayBeOld = dialect.encoding == .utf8 && !dialect.hasByteOrderMark
    let summary = try CSVReport(form: form, source: source, output: output, facts: facts)
      .read(dialect, mayBeOldEncoding: mayBeOld)
    output.letters.conclude(output.ledger)
    output.ledger.close()
    guard summary.isUsable else { return .refused(.unreadable) }
    if let encoding = summary.syntax.encoding.flatMap(CSVEncoding.init(rawValue:)) { dialect.encoding = encoding }
    if dialect.encoding.isTranscoded {
      guard allowed.contains(.encoding) else { return .refused(.unreadable) }
      return try transcode(dialect.encoding)
    }
    let index = CSVIndex(form: form, limits: limits, ledger: RecordOutput(sink: DeafSink(), limits: limits).ledger)
    let text = CSVText(source: source, output: output)
    _ = try text.run(dialect, from: .fileStart, into: index)
    index.conclude()
    let patches = PatchedCopy(source, chunkBytes: limits.chunkBytes, to: sink)
    if allowed.contains(.delimiter) {
      let delimiters = CSVDelimiterFixing(index.sections, dialect.delimiter.rawValue, patches, sink)
      if delimiters.isNeeded || output.ledger.has(.wrongDelimiterRows) {
        _ = try text.run(dialect, from: .fileStart, into: delimiters)
        try patches.finish()
        return .again
      }
    }
    var context = RepairContext(evidence: index.evidence)
    context.areLettersDoubled = listener.areLettersDoubled
    context.areSexLettersSwapped = listener.areSexLettersSwapped
    let cells = CSVCellFixing(
      form: form,
      sections: index.sections,
      place: nil,
      context: context,
      dates: output.dateOrders,
      allowed: allowed,
      cells: DelimitedCells(delimiter: dialect.delimiter.rawValue, patches: patches),
      sink: sink,
      limits: limits
    )
    _ = try text.run(dialect, from: .fileStart, into: cells)
    try patches.finish()
    return .complete
  }

  /// Writes the same text in UTF-8.
  ///
  /// - Parameter member: the file's name in a package.
  func transcode(_ encoding: CSVEncoding, member: String? = nil) throws(ReadingFault) -> ReportFixer.Pass {
    sink.changed(
      FixChange(
        location: Location(member: member),
        kind: .encoding,
        before: .plain(encoding.rawValue),
        after: .plain(CSVEncoding.utf8.rawValue)
      )
    )
    var copy = UTF8Copy(from: encoding)
    var fault: ReadingFault?
    try BytePump(source: source, chunkBytes: limits.chunkBytes).run(from: 0) { bytes in
      // The reader has read all of it, so it is sound.
      guard let text = copy.next(bytes) else { return false }
      do { try text.withUnsafeBytes(sink.write) } catch { fault = .sinkFailed("\(error)") }
      return fault == nil
    }
    if let fault { throw fault }
    return .again
  }
}

/// Finds the section that a row of a CSV file stands in.
struct SectionCursor {
  private let sections: [CSVSection]
  private var next = 0
  /// The section of the last row.
  private(set) var current: CSVSection?

  init(_ sections: [CSVSection]) { self.sections = sections }

  /// Moves to a row; true when it is the first of a new section: its mark, or without one its heading.
  mutating func move(to byte: Int64) -> Bool {
    guard next < sections.count, byte >= sections[next].start.byte else { return false }
    while next < sections.count, byte >= sections[next].start.byte {
      current = sections[next]
      next += 1
    }
    return true
  }
}

/// Writes lines that another sign sets apart with the file's own delimiter.
final class CSVDelimiterFixing: CSVRowSink {
  private var cursor: SectionCursor
  private let sections: [CSVSection]
  private let delimiter: UInt8
  private let patches: PatchedCopy
  private let sink: any FixSink
  private let place: TablePlace?

  init(
    _ sections: [CSVSection],
    _ delimiter: UInt8,
    _ patches: PatchedCopy,
    _ sink: any FixSink,
    place: TablePlace? = nil
  ) {
    self.place = place
    self.sections = sections
    cursor = SectionCursor(sections)
    self.delimiter = delimiter
    self.patches = patches
    self.sink = sink
  }

  /// Whether a heading shows it.
  var isNeeded: Bool {
    sections.contains { if case .delimiter? = $0.accident { true } else { false } }
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    let isMark = cursor.move(to: row.byteOffset)
    guard patches.fault == nil else { return .stop }
    guard !row.isBlank, let section = cursor.current, section.plan != nil else { return .continue }
    if case .delimiter(let sign)? = section.accident {
      // The line of the section's name stays; without one, its first line is the heading.
      if isMark, CSVCells.sectionName(row) != nil { return .continue }
      if row.bytes.contains(sign) { rewrite(row, sign, section) }
    } else if !isMark, row.byteOffset >= section.rowsFrom, let width = section.columns?.width,
      let sign = OtherDelimiter.ofRow(row, width: width)
    {
      rewrite(row, sign, section)
    }
    return .continue
  }

  private func rewrite(_ row: borrowing CSVRow, _ sign: UInt8, _ section: CSVSection) {
    let cells = OtherDelimiter.split(row.bytes, by: sign).map { cell in
      cell.first == UInt8(ascii: "\"") ? Array(cell) : CSVCellText.written(Array(cell), isQuoted: false, delimiter)
    }
    let location = Location(section: section.name, position: CSVCells.position(row))
    sink.changed(
      FixChange(
        location: place?.located(location) ?? location,
        kind: .delimiter,
        before: .plain(String(decoding: [sign], as: UTF8.self)),
        after: .plain(String(decoding: [delimiter], as: UTF8.self))
      )
    )
    patches.replace(at: row.byteOffset, count: row.byteCount, with: Array(cells.joined(separator: [delimiter])))
  }
}

/// Cells as a file writes them.
enum CSVCellText {
  /// The content with quotes around it where it needs them, or had them.
  static func written(_ text: [UInt8], isQuoted: Bool, _ delimiter: UInt8) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.contains { $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D }
    guard isQuoted || needsQuotes else { return text }
    return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
