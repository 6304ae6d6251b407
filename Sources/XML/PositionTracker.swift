internal import CLibXML2

/// libxml2's input buffer at one moment. Its pointers hold until libxml2 is given more bytes.
struct InputView {
  let base: UnsafePointer<UInt8>
  let current: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// Bytes of the document before `base`.
  let bytesBefore: Int64
  /// The line of `current`, from 1.
  let line: Int
  /// libxml2's own column of `current`, used only when the line's beginning is no longer in the buffer.
  let roughColumn: Int

  private init(
    base: UnsafePointer<UInt8>,
    current: UnsafePointer<UInt8>,
    end: UnsafePointer<UInt8>,
    bytesBefore: Int64,
    line: Int,
    roughColumn: Int
  ) {
    self.base = base
    self.current = current
    self.end = end
    self.bytesBefore = bytesBefore
    self.line = line
    self.roughColumn = roughColumn
  }

  /// A view of the parser's input; `nil` once libxml2 has given its input up.
  ///
  /// - Parameter bytesBefore: bytes of the document that libxml2 has not been given.
  init?(_ parser: xmlParserCtxtPtr, bytesBefore: Int64) {
    guard let input = parser.pointee.input, let base = input.pointee.base, let current = input.pointee.cur,
      let end = input.pointee.end, base <= current, current <= end
    else { return nil }
    self.base = base
    self.current = current
    self.end = end
    self.bytesBefore = Int64(input.pointee.consumed) + bytesBefore
    line = Int(input.pointee.line)
    roughColumn = Int(input.pointee.col)
  }

  /// Byte offset in the document, from 0.
  func byte(_ place: UnsafePointer<UInt8>) -> Int64 {
    bytesBefore + Int64(place - base)
  }

  /// Where a byte of the document lies in the buffer; `nil` when it is not, or no longer, there.
  func place(ofByte byte: Int64) -> UnsafePointer<UInt8>? {
    let distance = Int(byte - bytesBefore)
    return distance >= 0 && distance <= end - base ? base + distance : nil
  }

  /// The same view with libxml2's lines taken for those of another place.
  func moved(to place: UnsafePointer<UInt8>) -> InputView {
    InputView(
      base: base,
      current: place,
      end: max(end, place),
      bytesBefore: bytesBefore,
      line: line,
      roughColumn: roughColumn
    )
  }

  /// The `<` of the tag that `current` stands in or just behind: no `<` is allowed within a tag.
  var tagStart: UnsafePointer<UInt8> {
    lastByte(UInt8(ascii: "<")) ?? current
  }

  /// Whether `text` stands at a place.
  func stands(_ text: StaticString, at place: UnsafePointer<UInt8>) -> Bool {
    end - place >= text.utf8CodeUnitCount && xmlStrncmp(place, text.utf8Start, Int32(text.utf8CodeUnitCount)) == 0
  }

  /// Whether `current` stands just behind the reference whose text this is, rather than behind the text itself. For text
  /// outside the buffer only: that is where libxml2 writes what references stand for.
  func standsBehindReference(of text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let semicolon = UInt8(ascii: ";")
    return count > 0 && count <= 4 && current > base && (current - 1).pointee == semicolon
      && text[count - 1] != semicolon
  }

  /// The last place before `current` with this byte.
  func lastByte(_ byte: UInt8) -> UnsafePointer<UInt8>? {
    var place = current
    while place > base {
      place -= 1
      if place.pointee == byte { return place }
    }
    return nil
  }

  /// Line feeds from `first` up to, not including, `last`.
  func lineFeeds(from first: UnsafePointer<UInt8>, to last: UnsafePointer<UInt8>) -> Int {
    var count = 0
    var place = first
    while place < last {
      if place.pointee == 0x0A { count += 1 }
      place += 1
    }
    return count
  }
}

/// Knows line and column of the end of the last event, and works out those of the next.
///
/// libxml2 counts lines well but columns in a mixture of bytes and characters; so the beginning of the line is
/// looked for in its buffer, once a line.
struct PositionTracker {
  /// The end of the last event.
  private(set) var mark = XMLPosition.start
  /// Byte offset of the beginning of the mark's line.
  private(set) var lineStart: Int64 = 0
  /// Byte offset of the first character.
  private var documentStart: Int64 = 0

  /// A document begins after `bytes` bytes of byte order mark.
  mutating func begin(afterMark bytes: Int) {
    documentStart = Int64(bytes)
    lineStart = documentStart
    mark = XMLPosition(byte: lineStart, line: 1, column: 1)
  }

  /// The last event was read without libxml2 and ends here.
  mutating func move(to mark: XMLPosition) {
    self.mark = mark
    lineStart = mark.byte - Int64(mark.column - 1)
  }

  /// The position of a place in the buffer, at or after the mark.
  func position(of place: UnsafePointer<UInt8>, in view: InputView) -> XMLPosition {
    let byte = view.byte(place)
    let line =
      place <= view.current
      ? view.line - view.lineFeeds(from: place, to: view.current)
      : view.line + view.lineFeeds(from: view.current, to: place)
    return XMLPosition(byte: byte, line: line, column: Int(byte - start(ofLine: line, before: place, in: view)) + 1)
  }

  /// The position of a place in text that follows the mark, by the line feeds between the two.
  func position(ofText place: UnsafePointer<UInt8>, in view: InputView) -> XMLPosition {
    guard let first = view.place(ofByte: mark.byte), first <= place else { return position(of: place, in: view) }
    let feeds = view.lineFeeds(from: first, to: place)
    var start = place
    while feeds > 0, (start - 1).pointee != 0x0A { start -= 1 }
    let column = feeds > 0 ? place - start + 1 : mark.column + Int(view.byte(place) - mark.byte)
    return XMLPosition(byte: view.byte(place), line: mark.line + feeds, column: column)
  }

  /// The tag that libxml2 has just read: nearly always it begins where the last event ended.
  func tag(in view: InputView) -> (start: UnsafePointer<UInt8>, position: XMLPosition) {
    let distance = Int(mark.byte - view.bytesBefore)
    if distance >= 0 && distance < view.current - view.base && view.base[distance] == UInt8(ascii: "<") {
      return (view.base + distance, mark)
    }
    return (view.tagStart, position(of: view.tagStart, in: view))
  }

  /// The event ends here.
  mutating func advance(to place: UnsafePointer<UInt8>, in view: InputView) {
    let position = position(of: place, in: view)
    lineStart = position.byte - Int64(position.column - 1)
    mark = position
  }

  private func start(ofLine line: Int, before place: UnsafePointer<UInt8>, in view: InputView) -> Int64 {
    if line == mark.line { return lineStart }
    var start = place
    while start > view.base {
      if (start - 1).pointee == 0x0A { return view.byte(start) }
      start -= 1
    }
    if view.byte(view.base) == documentStart { return documentStart }
    // Blanks before or after the root element can push the line's beginning out of the buffer between two events;
    // for blanks libxml2's column is exact.
    return min(view.byte(place), max(mark.byte, view.byte(view.current) - Int64(view.roughColumn - 1)))
  }
}
