import CSV
import ReportModel
import XML

/// What all sheets of a workbook share.
final class WorkbookContext {
  let texts: SharedTexts
  let formats: CellFormats
  var numbers: NumberCell

  init(texts: SharedTexts, formats: CellFormats, numbers: NumberCell) {
    self.texts = texts
    self.formats = formats
    self.numbers = numbers
  }
}

/// Turns the XML of a sheet (`xl/worksheets/….xml`) into rows of cells as text.
final class SheetReader: XMLEventSink {
  private enum Element { case other, row, cell, value, formula, inline, merged }
  private enum CellType { case number, shared, text, inline, boolean, error, day }

  private let context: WorkbookContext
  private let limits: ReadingLimits
  private let sink: any CSVRowSink
  /// The first time through: numbers are looked at, not read, since a sheet's own numbers say nothing about the
  /// convention of those typed as text.
  private let isFirstPass: Bool
  private let cells = CellRow()
  private var elements: [Element?] = []
  private var line = 0
  private var hasCells = false
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private var hasFormula = false
  private var hasValue = false
  private var isInValue = false
  private var value: [UInt8] = []
  private var inline = RichText()
  private var isInInline = false

  /// Ranges of merged cells: reference, first and last line.
  private(set) var merged: [MergedRange] = []
  /// Why the sheet cannot be read on.
  private(set) var failure: PartFault?
  /// Whether the sink wants no more rows.
  private(set) var isStopped = false
  /// Told where each cell stands, for repairs.
  var recorder: SheetCells?
  private var cellStart: Int64 = 0

  /// A range of merged cells.
  struct MergedRange {
    let reference: String
    let lastLine: Int
  }

  init(_ context: WorkbookContext, limits: ReadingLimits, isFirstPass: Bool, sink: any CSVRowSink) {
    self.context = context
    self.limits = limits
    self.isFirstPass = isFirstPass
    self.sink = sink
  }

  var wantsMore: Bool { failure == nil && !isStopped }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    guard wantsMore else { return }
    switch element(name) {
    case .row: openRow(attributes)
    case .cell:
      cellStart = position.byte
      openCell(attributes)
    case .value:
      hasValue = true
      isInValue = true
    case .formula: hasFormula = true
    case .inline: isInInline = true
    case .merged: noteMerged(attributes)
    case .other: break
    }
    if isInInline { inline.open(name) }
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    guard wantsMore else { return }
    if isInInline, inline.close(name) {
      value = inline.text
      hasValue = true
      inline.clear()
      isInInline = false
    }
    switch element(name) {
    case .row: closeRow()
    case .cell:
      recorder?.note(
        column: column,
        start: cellStart,
        end: hasValue ? position.byte : nil,
        style: style,
        isFormula: hasFormula
      )
      closeCell()
    case .value: isInValue = false
    case .formula, .inline, .merged, .other: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {
    if isInInline { inline.append(bytes) } else if isInValue { value.append(contentsOf: bytes) }
  }

  // MARK: Rows

  private func openRow(_ attributes: borrowing XMLAttributes) {
    let number = attributes.value(named: "r").map { Int($0) ?? -1 } ?? line + 1
    guard number > line else { return fail("row \(number)") }
    guard number <= limits.workbook.rows else { return pass("baris", limits.workbook.rows) }
    line = number
    column = -1
    hasCells = false
    cells.begin()
    recorder?.beginRow(line)
  }

  private func closeRow() {
    guard hasCells else { return }
    if cells.deliver(to: sink, line: line, byteOffset: Int64(line) << 20) == .stop { isStopped = true }
  }

  // MARK: Cells

  private func openCell(_ attributes: borrowing XMLAttributes) {
    (type, style, hasFormula, hasValue, isInValue) = (.number, 0, false, false, false)
    value.removeAll(keepingCapacity: true)
    var next = column + 1
    for index in 0..<attributes.count where attributes.namespace(at: index) == nil {
      let bytes = attributes.value(at: index)
      switch attributes.localName(at: index) {
      case "r": next = CellReference.column(bytes) ?? -1
      case "s": style = Numerals.whole(bytes).map { Int($0) } ?? 0
      case "t": type = Self.type(bytes)
      default: break
      }
    }
    guard next > column else { return fail("row \(line)") }
    column = next
  }

  private static func type(_ bytes: UnsafeRawBufferPointer) -> CellType {
    switch String(decoding: bytes, as: UTF8.self) {
    case "s": .shared
    case "str": .text
    case "inlineStr": .inline
    case "b": .boolean
    case "e": .error
    case "d": .day
    default: .number
    }
  }

  private func closeCell() {
    if hasFormula, type != .text, !hasValue || value.isEmpty { return put(UncalculatedCell.mark) }
    guard hasValue, !value.isEmpty else { return }
    switch type {
    case .text: put(RichText.unescaped(value))
    case .inline, .error, .day: put(value)
    case .boolean: put(Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8))
    case .shared: putShared()
    case .number: putNumber()
    }
  }

  private func putShared() {
    let number = value.withUnsafeBytes { Numerals.whole($0) }
    let wasThere = number.flatMap { number in
      context.texts.withText(Int(number)) { text in
        if text.count > 0 { put(text) }
        return true
      }
    }
    if wasThere == nil { fail("sharedStrings") }
  }

  private func putNumber() {
    let text = value.withUnsafeBytes { raw in
      if isFirstPass, NumberCell.isLongAndExact(raw) { context.numbers.keepsLongNumbers = true }
      return context.numbers.text(raw, context.formats.format(style))
    }
    guard let text else { return fail("row \(line)") }
    put(isFirstPass ? [UInt8(ascii: "0")] : text)
  }

  private func put(_ text: [UInt8]) {
    text.withUnsafeBytes { put($0) }
  }

  private func put(_ text: UnsafeRawBufferPointer) {
    guard column < limits.cellsPerLine else { return pass("kolom", limits.cellsPerLine) }
    guard text.count <= limits.cellBytes else { return pass("byte per sel", limits.cellBytes) }
    hasCells = true
    cells.append(text, column: column)
  }

  // MARK: The rest

  private func noteMerged(_ attributes: borrowing XMLAttributes) {
    guard isFirstPass, merged.count < limits.workbook.mergedRanges, let reference = attributes.value(named: "ref"),
      let last = reference.split(separator: ":").last, let line = CellReference.line(Array(last.utf8))
    else { return }
    merged.append(MergedRange(reference: reference, lastLine: line))
  }

  private func fail(_ place: String) {
    if failure == nil { failure = .problem(.workbookFault, ["nilai": Message.Value(place)]) }
  }

  private func pass(_ limit: String, _ allowed: Int) {
    guard failure == nil else { return }
    failure = .problem(
      .workbookLimit,
      ["nilai": Message.Value(limit), "batas": Message.Value(String(allowed))]
    )
  }

  private func element(_ name: borrowing XMLName) -> Element {
    if name.id < elements.count, let known = elements[name.id] { return known }
    while elements.count <= name.id { elements.append(nil) }
    let element = OfficeNames.isSpreadsheet(name.namespace) ? Self.element(name.localName) : .other
    elements[name.id] = element
    return element
  }

  private static func element(_ name: String) -> Element {
    switch name {
    case "row": .row
    case "c": .cell
    case "v": .value
    case "f": .formula
    case "is": .inline
    case "mergeCell": .merged
    default: .other
    }
  }
}

/// Cell references such as `F217`.
enum CellReference {
  /// The column, from 0; `nil` when the reference has none.
  static func column(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var column = 0
    var letters = 0
    while letters < bytes.count, bytes[letters] &- 65 < 26, letters < 4 {
      column = column * 26 + Int(bytes[letters] - 64)
      letters += 1
    }
    return letters > 0 ? column - 1 : nil
  }

  /// The reference of a cell: column from 0, line from 1.
  static func name(column: Int, line: Int) -> String { Location.cellName(column: column, line: line) }

  /// The line, from 1.
  static func line(_ bytes: [UInt8]) -> Int? {
    Int(String(decoding: bytes.drop { $0 &- 48 > 9 }, as: UTF8.self))
  }
}

/// What stands for a formula that was never calculated.
enum UncalculatedCell {
  static let mark = Array("#BELUM_DIHITUNG!".utf8)

  static func matches(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.elementsEqual(mark) }
}
