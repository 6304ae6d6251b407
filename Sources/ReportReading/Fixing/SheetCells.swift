import CSV
import XML

/// Where the cells of the row at hand stand in the XML of a sheet, and what is written in place of them: a text in the
/// cell itself, with the cell's format.
final class SheetCells: CellWriting {
  private struct Cell {
    var start: Int64
    /// The byte of its end tag's `<`; `nil` for a cell without a value, whose tag may be its end as well.
    var end: Int64?
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
  ///   - end: that of the `<` of its end tag; `nil` for a cell without a value.
  func note(column: Int, start: Int64, end: Int64?, style: Int, isFormula: Bool) {
    cells[column] = Cell(start: start, end: end, style: style, isFormula: isFormula)
  }

  func canWrite(_ column: Int) -> Bool { cells[column].map { !$0.isFormula && $0.end != nil } ?? false }

  func write(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) {
    guard let cell = cells[column], fault == nil else { return }
    do throws(ReadingFault) {
      let name = try tagName(at: cell.start)
      guard let end = try end(of: cell) else { return }
      patches.replace(at: cell.start, count: Int(end - cell.start), with: xml(cell.style, column, name, text))
    } catch {
      readFault = error
    }
  }

  /// The name of the element at a byte with its prefix, as the sheet writes it.
  private func tagName(at byte: Int64) throws(ReadingFault) -> [UInt8] {
    let tag = try source.bytes(byte + 1..<min(byte + 1 + Self.nameBytesMax, source.size))
    return Array(tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
  }

  /// The first byte behind a cell.
  private func end(of cell: Cell) throws(ReadingFault) -> Int64? {
    guard let end = cell.end else {
      guard let (next, isWhole) = try tagEnd(at: cell.start) else { return nil }
      // `<c …/>`, or `<c …></c>`.
      return isWhole ? next : try tagEnd(at: next)?.byte
    }
    // `</c>`, in which only white space may stand behind the name.
    return try tagEnd(at: end)?.byte
  }

  /// The first byte behind the tag at a byte, and whether the tag is an element by itself.
  private func tagEnd(at byte: Int64) throws(ReadingFault) -> (byte: Int64, isWhole: Bool)? {
    let tag = try source.bytes(byte..<min(byte + Self.nameBytesMax, source.size))
    guard let close = tag.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    return (byte + Int64(close) + 1, close > 0 && tag[close - 1] == UInt8(ascii: "/"))
  }

  /// Bytes of a tag that are looked at; the names of office programs have a handful.
  private static let nameBytesMax: Int64 = 256

  private func xml(_ format: Int, _ column: Int, _ name: [UInt8], _ text: [UInt8]) -> [UInt8] {
    let tag = String(decoding: name, as: UTF8.self)
    let prefix = tag.hasSuffix(":c") ? String(tag.dropLast()) : ""
    let style = format > 0 ? " s=\"\(format)\"" : ""
    let place = CellReference.name(column: column, line: line)
    guard !text.isEmpty else { return Array("<\(tag) r=\"\(place)\"\(style)/>".utf8) }
    return Array("<\(tag) r=\"\(place)\"\(style) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">".utf8)
      + XMLText.escaped(text) + Array("</\(prefix)t></\(prefix)is></\(tag)>".utf8)
  }
}

extension SheetCells: CellPlacing {
  func place(_ row: borrowing CSVRow, _ column: Int, _ text: [UInt8]) -> Bool {
    if let cell = cells[column] {
      guard !cell.isFormula else { return false }
      write(row, column, text)
      return fault == nil
    }
    // A cell that the sheet does not have goes behind its neighbour on the left, in that one's format.
    guard let left = cells.keys.filter({ $0 < column }).max(), let cell = cells[left] else { return false }
    do throws(ReadingFault) {
      guard let end = try end(of: cell) else { return false }
      patches.replace(at: end, count: 0, with: xml(cell.style, column, try tagName(at: cell.start), text))
      return true
    } catch {
      readFault = error
      return false
    }
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
