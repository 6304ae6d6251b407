import CSV
import ReportForm
import ReportModel
import XML

extension ReportFixer {
  /// Makes a copy that says of itself that it corrects a report: way of filing `PERBAIKAN`, and the number of the report
  /// being corrected. Every other byte stays as it is.
  ///
  /// A CSV in another encoding than UTF-8 is written in UTF-8 first (``Pass/again``). A file without a readable header is
  /// refused: there is nothing to write into.
  ///
  /// - Parameter number: the report's number as its receipt has it; letters, digits and signs only.
  public func copy(
    _ source: some ByteSource,
    correcting number: String,
    into sink: any FixSink
  ) throws(ReadingFault) -> Pass {
    let entries = CorrectionEntries(number: number)
    let package = PackageFixing(form: form, limits: limits, source: source, allowed: [.encoding], sink: sink)
    switch try kind(of: source) {
    case .csv(let dialect):
      guard !dialect.encoding.isTranscoded else {
        return try CSVFixing(form: form, limits: limits, source: source, allowed: [.encoding], sink: sink)
          .transcode(dialect.encoding)
      }
      return try entries.copyText(source, dialect, form, limits, sink)
    case .xml: return try XMLCorrection(entries: entries, form: form, limits: limits, source: source, sink: sink).copy()
    case .zip: return try PackageCorrection(entries: entries, package: package).copy()
    case .none: return .refused(.otherKind)
    }
  }

  private enum Kind { case csv(CSVDialect), xml, zip, none }

  private func kind(of source: some ByteSource) throws(ReadingFault) -> Kind {
    let sample = try source.bytes(0..<min(source.size, Int64(FileKind.sampleBytes)))
    switch sample.withUnsafeBytes({ FileKind($0) }) {
    case .csv:
      let isWhole = Int64(sample.count) >= source.size
      return .csv(sample.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: isWhole).dialect })
    case .xml: return .xml
    case .zip: return .zip
    case .empty, .packed, .foreign, .binary: return .none
    }
  }
}

/// What a correction says of itself in the report's header.
struct CorrectionEntries {
  static let section = "kepala"

  /// A field with what is written into it.
  struct Entry {
    let name: String
    let text: [UInt8]
  }

  /// The way of filing.
  let filing = Entry(name: "jenisPenyampaian", text: Array("PERBAIKAN".utf8))
  /// The number of the report being corrected.
  let number: Entry
  /// Both, in the order of the form.
  var fields: [Entry] { [filing, number] }

  init(number: String) { self.number = Entry(name: "nomorLaporanDiperbaiki", text: Array(number.utf8)) }

  func copyText(
    _ source: any ByteSource,
    _ dialect: CSVDialect,
    _ form: FormPlan,
    _ limits: ReadingLimits,
    _ sink: any FixSink
  ) throws(ReadingFault) -> ReportFixer.Pass {
    let output = RecordOutput(sink: DeafSink(), limits: limits)
    let index = CSVIndex(form: form, limits: limits, ledger: output.ledger)
    let text = CSVText(source: source, output: output)
    guard try text.run(dialect, from: .fileStart, into: index) == nil else { return .refused(.unreadable) }
    index.conclude()
    let patches = PatchedCopy(source, chunkBytes: limits.chunkBytes, to: sink)
    let cells = DelimitedCells(delimiter: dialect.delimiter.rawValue, patches: patches)
    let writing = CorrectionWriting(self, index.sections, place: nil, cells, sink)
    _ = try text.run(dialect, from: .fileStart, into: writing)
    try patches.finish()
    return writing.isDone ? .complete : .refused(.unreadable)
  }
}

/// Cells that can also be written where the row has none yet.
protocol CellPlacing: CellWriting {
  /// Writes a cell, in place of what stands there or behind what stands before it. Called from left to right.
  ///
  /// - Returns: whether it could be written; a formula is left alone.
  func place(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) -> Bool
}

extension DelimitedCells: CellPlacing {
  func place(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) -> Bool {
    if column < row.fieldCount { write(row, column, text) } else { append(row, column, text) }
    return true
  }
}

/// Writes the entries of a correction into the header's only row, and their headings where the file lacks the columns.
final class CorrectionWriting: CSVRowSink {
  private let entries: CorrectionEntries
  private var cursor: SectionCursor
  private let place: TablePlace?
  private let cells: any CellPlacing
  private let sink: any FixSink
  private var columns: [Int] = []
  /// Their headings as the form has them.
  private var headings: [String] = []
  /// Whether all that was to be written was written.
  private(set) var isDone = false
  private var isRefused = false

  init(
    _ entries: CorrectionEntries,
    _ sections: [CSVSection],
    place: TablePlace?,
    _ cells: any CellPlacing,
    _ sink: any FixSink
  ) {
    self.entries = entries
    cursor = SectionCursor(sections)
    self.place = place
    self.cells = cells
    self.sink = sink
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    _ = cursor.move(to: row.byteOffset)
    guard cells.fault == nil, !isRefused, !isDone else { return .stop }
    guard let section = cursor.current, let plan = section.plan, let heading = section.columns,
      plan.definition.name == CorrectionEntries.section, section.accident == nil, !CSVCells.isBlank(row)
    else { return .continue }
    if row.line == section.headingLine {
      writeHeading(row, section, plan, heading)
    } else if row.byteOffset >= section.rowsFrom {
      writeEntries(row, section)
    }
    return .continue
  }

  private func writeHeading(
    _ row: borrowing CSVRow,
    _ section: CSVSection,
    _ plan: SectionPlan,
    _ heading: CSVColumns
  ) {
    var next = max(heading.width, row.fieldCount)
    for entry in entries.fields {
      let name = plan.definition.fields.first { $0.name == entry.name }?.csv ?? entry.name
      headings.append(name)
      if let column = heading.column(of: entry.name) {
        columns.append(column)
        continue
      }
      columns.append(next)
      isRefused = isRefused || !cells.place(row, next, Array(name.utf8))
      next += 1
    }
  }

  private func writeEntries(_ row: borrowing CSVRow, _ section: CSVSection) {
    guard columns.count == entries.fields.count else { return isRefused = true }
    let cellsToWrite = zip(columns, zip(headings, entries.fields)).sorted { $0.0 < $1.0 }
    for (column, (name, entry)) in cellsToWrite {
      let isThere = column < row.fieldCount
      let before = isThere ? String(decoding: row.field(column), as: UTF8.self) : ""
      let after = String(decoding: entry.text, as: UTF8.self)
      guard cells.place(row, column, entry.text) else { return isRefused = true }
      guard before != after else { continue }
      let location = Location(
        section: section.name,
        field: entry.name,
        column: name,
        cell: Location.cellName(column: column, line: row.line),
        position: isThere ? SourcePosition(row.position(ofField: column)) : CSVCells.position(row)
      )
      sink.changed(
        FixChange(
          location: place?.located(location) ?? location,
          kind: .correction,
          before: .plain(before),
          after: .plain(after)
        )
      )
    }
    isDone = true
  }
}

extension CSVColumns {
  /// The column of a field; `nil` when the file does not have it.
  func column(of field: String) -> Int? { entries.first { $0.field.definition.name == field }?.column }
}
