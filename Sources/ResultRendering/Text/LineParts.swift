import ReportModel

/// One line of the file, taken apart around the place of a finding and masked as far as the reader may see.
struct LineParts {
  /// What stands before the place.
  var before = ""
  /// What the finding is about; empty when it is about a point and not about a cell.
  var own = ""
  /// What follows.
  var after = ""

  /// How much of a line may be seen.
  enum Sight {
    /// All of it.
    case all
    /// Nothing but the finding's own value, and that masked by its kind.
    case ownValueMasked
  }

  /// Takes a CSV line apart.
  static func csv(_ line: LineWindow, at place: Place, delimiter: UInt8?, sight: Sight) -> LineParts {
    let whole = CSVLine(bytes: line.bytes[...], delimiter: delimiter)
    let own = csvOwn(whole, line.focus, place.location)
    let before = CSVLine(bytes: line.bytes[..<own.lowerBound], delimiter: delimiter)
    let middle = CSVLine(bytes: line.bytes[own], delimiter: delimiter)
    let after = CSVLine(bytes: line.bytes[own.upperBound...], delimiter: delimiter)
    switch sight {
    case .all:
      return LineParts(before: text(before.bytes), own: text(middle.bytes), after: text(after.bytes))
    case .ownValueMasked:
      if let marker = whole.sectionMarker { return LineParts(own: marker) }
      let isCell = place.location.isCell && !middle.bytes.isEmpty
      return LineParts(
        before: before.masked(),
        own: isCell ? place.value?.masked ?? CSVLine.mask : middle.masked(),
        after: after.masked()
      )
    }
  }

  /// Takes an XML line apart. Other elements than the finding's own are masked even where its section holds no
  /// persons: a report may stand on a single line.
  static func xml(_ line: LineWindow, at place: Place, sight: Sight, reveal: Bool) -> LineParts {
    let whole = XMLLine(bytes: line.bytes[...])
    let own = xmlOwn(whole, line.focus, place.location)
    let (before, middle, after) = (line.bytes[..<own.lowerBound], line.bytes[own], line.bytes[own.upperBound...])
    if reveal { return LineParts(before: text(before), own: text(middle), after: text(after)) }
    let isTag = middle.first == UInt8(ascii: "<")
    let isValue = place.location.isCell && !isTag && !middle.isEmpty
    let ownText: String =
      switch (isValue, sight) {
      case (true, .all): text(middle)
      case (true, .ownValueMasked): place.value?.masked ?? CSVLine.mask
      case (false, _): XMLLine(bytes: middle).masked()
      }
    return LineParts(
      before: XMLLine(bytes: before).masked(),
      own: ownText,
      after: XMLLine(bytes: after).masked()
    )
  }

  /// The cell at the place; the rest of the line when the place is a row or a section; a point when it is neither.
  private static func csvOwn(_ line: CSVLine, _ focus: Int, _ location: Location) -> Range<Int> {
    if location.isCell { return focus..<line.cellEnd(from: focus) }
    return location.section == nil ? focus..<focus : focus..<line.bytes.endIndex
  }

  private static func xmlOwn(_ line: XMLLine, _ focus: Int, _ location: Location) -> Range<Int> {
    guard focus < line.bytes.endIndex else { return focus..<focus }
    guard line.bytes[focus] == UInt8(ascii: "<") else {
      return location.isCell ? focus..<line.contentEnd(from: focus) : focus..<focus
    }
    if location.isCell { return line.contentOrTag(at: focus) }
    return focus..<(line.tagEnd(from: focus) ?? focus)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Location {
  /// Whether the place is a single value, not a row, a section or a file.
  var isCell: Bool { field != nil || column != nil || cell != nil }
}

/// The part of a line around a place, so that a line of megabytes costs no more than any other.
struct LineWindow {
  /// The bytes seen.
  let bytes: [UInt8]
  /// The index of the place in `bytes`; the end when the line is shorter than said.
  let focus: Int
  /// Whether something before was left out.
  let isCutBefore: Bool
  /// Whether something after was left out.
  let isCutAfter: Bool

  /// The surroundings of a column, from 1, in bytes; 0 (not known) means the start.
  init(_ line: String, column: Int) {
    var line = line.utf8[...]
    while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    let wanted = line.index(line.startIndex, offsetBy: max(0, column - 1), limitedBy: line.endIndex) ?? line.endIndex
    let place = Self.scalarStart(wanted, in: line)
    let first =
      line.index(place, offsetBy: -RenderingLimits.lineBytesBefore, limitedBy: line.startIndex) ?? line.startIndex
    let last = line.index(place, offsetBy: RenderingLimits.lineBytesAfter, limitedBy: line.endIndex) ?? line.endIndex
    let start = Self.scalarStart(first, in: line)
    let end = Self.scalarStart(last, in: line)
    bytes = Array(line[start..<end])
    focus = line.distance(from: start, to: place)
    isCutBefore = start > line.startIndex
    isCutAfter = end < line.endIndex
  }

  /// The start of the scalar that this byte belongs to.
  private static func scalarStart(_ index: Substring.UTF8View.Index, in line: Substring.UTF8View)
    -> Substring.UTF8View.Index
  {
    var index = index
    while index > line.startIndex, index < line.endIndex, line[index] & 0xC0 == 0x80 {
      index = line.index(before: index)
    }
    return index
  }
}
