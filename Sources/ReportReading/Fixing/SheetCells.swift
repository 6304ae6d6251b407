import CSV
import XML

/// Where the cells of the row at hand stand in the XML of a sheet, and what is written in place of them: a text in the
/// cell itself, with the cell's format.
final class SheetCells: CellWriting {
  private struct Cell {
    var start: Int64
    var end: Int64
    var style: Int
    var isFormula: Bool
  }

  private let source: any ByteSource
  private let patches: PatchedCopy
  private var cells: [Int: Cell] = [:]
  private var line = 0
  private var readFault: ReadingFault?

  init(_ source: any ByteSource, _ patches: PatchedCopy) {
    self.source = source
    self.patches = patches
  }

  var fault: ReadingFault? { readFault ?? patches.fault }

  /// A row begins.
  func beginRow(_ line: Int) {
    self.line = line
    cells.removeAll(keepingCapacity: true)
  }

  /// A cell was read.
  ///
  /// - Parameters:
  ///   - start: the byte of its tag's `<`.
  ///   - end: that of the `<` of its end tag.
  func note(column: Int, start: Int64, end: Int64, style: Int, isFormula: Bool) {
    cells[column] = Cell(start: start, end: end, style: style, isFormula: isFormula)
  }

  func canWrite(_ column: Int) -> Bool { cells[column].map { !$0.isFormula } ?? false }

  func write(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) {
    guard let cell = cells[column], fault == nil else { return }
    do throws(ReadingFault) {
      // The name of the element with its prefix, as the sheet writes it.
      let tag = try source.bytes(cell.start + 1..<min(cell.start + 1 + Self.nameBytesMax, source.size))
      let name = Array(tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
      // `</c>`, in which only white space may stand behind the name.
      let close = try source.bytes(cell.end..<min(cell.end + Self.nameBytesMax, source.size))
      guard let length = close.firstIndex(of: UInt8(ascii: ">")) else { return }
      let end = cell.end + Int64(length) + 1
      patches.replace(at: cell.start, count: Int(end - cell.start), with: xml(cell, column, name, text))
    } catch {
      readFault = error
    }
  }

  /// Bytes of a tag that are looked at; the names of office programs have a handful.
  private static let nameBytesMax: Int64 = 256

  private func xml(_ cell: Cell, _ column: Int, _ name: [UInt8], _ text: [UInt8]) -> [UInt8] {
    let tag = String(decoding: name, as: UTF8.self)
    let prefix = tag.hasSuffix(":c") ? String(tag.dropLast()) : ""
    let style = cell.style > 0 ? " s=\"\(cell.style)\"" : ""
    let place = CellReference.name(column: column, line: line)
    guard !text.isEmpty else { return Array("<\(tag) r=\"\(place)\"\(style)/>".utf8) }
    return Array("<\(tag) r=\"\(place)\"\(style) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">".utf8)
      + XMLText.escaped(text) + Array("</\(prefix)t></\(prefix)is></\(tag)>".utf8)
  }
}

/// Text as XML writes it.
enum XMLText {
  static func escaped(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      default: [byte]
      }
    }
  }
}
