import CSV

/// Puts other texts in place of cells, row after row and from left to right.
protocol CellWriting: AnyObject {
  /// Why writing stopped, if it did.
  var fault: ReadingFault? { get }

  /// Whether a cell can be written; a formula cannot.
  func canWrite(_ column: Int) -> Bool

  /// Writes a cell of the row in place of what stands there.
  func write(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8])
}

/// Cells of a text with a delimiter: a cell keeps its quotes.
final class DelimitedCells: CellWriting {
  private let delimiter: UInt8
  private let patches: PatchedCopy
  /// The row that cells were appended to last, and how many cells it has with them.
  private var (appendedLine, appendedColumns) = (-1, 0)

  init(delimiter: UInt8, patches: PatchedCopy) {
    self.delimiter = delimiter
    self.patches = patches
  }

  var fault: ReadingFault? { patches.fault }

  func canWrite(_ column: Int) -> Bool { true }

  func write(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) {
    let start = row.byteOffset(ofField: column)
    let end =
      column + 1 < row.fieldCount
      ? row.byteOffset(ofField: column + 1) - 1 : row.byteOffset + Int64(row.byteCount)
    let written = CSVCellText.written(text, isQuoted: row.isQuoted(column), delimiter)
    patches.replace(at: start, count: Int(end - start), with: written)
  }

  /// Writes a cell behind the row's last one, with empty cells between where there are columns between.
  func append(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) {
    if row.line != appendedLine { (appendedLine, appendedColumns) = (row.line, row.fieldCount) }
    guard column >= appendedColumns else { return }
    let delimiters = [UInt8](repeating: delimiter, count: column - appendedColumns + 1)
    appendedColumns = column + 1
    let written = CSVCellText.written(text, isQuoted: false, delimiter)
    patches.replace(at: row.byteOffset + Int64(row.byteCount), count: 0, with: delimiters + written)
  }
}
