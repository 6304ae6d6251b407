internal import CLibXML2

#if arch(x86_64) && canImport(CSIMD)
internal import CSIMD
#endif

/// Reads the plain parts of a document without libxml2, several times faster: tags that are nothing but a name, and
/// text without references. At the first byte it does not fully understand it leaves the rest to libxml2, from the end
/// of the last tag on.
///
/// It says what libxml2 would say: the same events at the same places. What it never sees are declarations,
/// attributes, prefixes, references, comments, CDATA, `]`, control characters, U+FFFE and its kin, broken or
/// oversized parts, and the root's own tags.
struct PlainScanner {
  /// Why the scanner has stopped.
  enum Stop {
    /// What is left begins a part whose end has not come yet.
    case unfinished
    /// What is left is for libxml2.
    case strange
    /// The sink wants no more, or a limit is passed.
    case ended
  }

  /// Bytes that may be read beyond the end of the text.
  static let tailBytes = 32

  private let text: UnsafePointer<UInt8>
  private let end: Int
  /// Byte offset in the document of the text's first byte.
  private let base: Int64
  /// The end of the last tag.
  private(set) var place = 0
  private var line: Int
  private var lineStart: Int64
  /// The number of the last tag's name.
  private var lastName = 0

  /// - Parameters:
  ///   - text: what comes after `mark`, sound UTF-8; ``tailBytes`` more can be read.
  ///   - mark: the end of the last tag.
  init(_ text: UnsafeBufferPointer<UInt8>, after mark: XMLPosition) {
    guard let start = text.baseAddress else { preconditionFailure("text has a place") }
    self.text = start
    end = text.count
    base = mark.byte
    line = mark.line
    lineStart = mark.byte - Int64(mark.column - 1)
  }

  /// The end of the last tag in the document.
  var mark: XMLPosition { position(place) }

  @inline(__always)
  private func position(_ index: Int) -> XMLPosition {
    let byte = base &+ Int64(index)
    return XMLPosition(byte: byte, line: line, column: Int(byte &- lineStart) &+ 1)
  }

  /// Passes on what it understands.
  mutating func run(_ relay: inout EventRelay, _ names: inout PlainNames) -> Stop {
    while true {
      let before = (line, lineStart)
      let tag: Int
      let hasReturns: Bool
      switch textEnd() {
      case .at(let index, let returns): (tag, hasReturns) = (index, returns)
      case .stop(let stop):
        (line, lineStart) = before
        return stop
      }
      let start = (line: before.0, lineStart: before.1)
      let stop =
        text[tag &+ 1] == UInt8(ascii: "/")
        ? takeEnd(at: tag, start, hasReturns, &relay) : takeStart(at: tag, start, hasReturns, &relay, &names)
      if let stop {
        if stop != .ended { (line, lineStart) = before }
        return stop
      }
    }
  }
}

// MARK: - Text

extension PlainScanner {
  private enum TextEnd {
    /// The `<` of a tag, of which two bytes are there; whether a carriage return precedes a line feed before it.
    case at(Int, hasReturns: Bool)
    case stop(Stop)
  }

  /// Looks for the end of the text from `place`, counting lines.
  @inline(__always)
  private mutating func textEnd() -> TextEnd {
    var index = place
    var hasReturns = false
    while true {
      index = skipPlain(index)
      guard index &+ 1 < end else { return .stop(.unfinished) }
      switch text[index] {
      case UInt8(ascii: "<"): return .at(index, hasReturns: hasReturns)
      case 0x0A:
        index &+= 1
        line &+= 1
        lineStart = base &+ Int64(index)
      case 0x09: index &+= 1
      case 0x0D where text[index &+ 1] == 0x0A:
        hasReturns = true
        index &+= 1
      default: return .stop(.strange)
      }
    }
  }

  /// The first byte from `index` on that is not plain, or the end of the text.
  @inline(__always)
  private func skipPlain(_ index: Int) -> Int {
    var index = index
    #if arch(x86_64) && canImport(CSIMD)
    while index < end {
      let marks = wlkp_xml_scan(text + index)
      if marks != 0 { return min(end, index &+ marks.trailingZeroBitCount) }
      index &+= 16
    }
    return end
    #else
    while index < end, Self.isPlain(text[index]) { index &+= 1 }
    return index
    #endif
  }

  /// Whether a byte is nothing but text, wherever it stands.
  static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "]") && byte != 0xEF
  }

  /// Passes on the text up to a tag; false when the sink wants no more.
  @inline(__always)
  private func passText(
    upTo tag: Int,
    _ start: (line: Int, lineStart: Int64),
    _ hasReturns: Bool,
    _ relay: inout EventRelay
  ) -> Bool {
    guard tag > place else { return true }
    let byte = base &+ Int64(place)
    let position = XMLPosition(byte: byte, line: start.line, column: Int(byte &- start.lineStart) &+ 1)
    if hasReturns { return passPieces(upTo: tag, from: position, &relay) }
    relay.sink.text(UnsafeRawBufferPointer(start: text + place, count: tag &- place), position)
    return relay.isListening
  }

  /// Passes on text whose line ends are CRLF: a line feed is all that remains of them.
  private func passPieces(upTo tag: Int, from position: XMLPosition, _ relay: inout EventRelay) -> Bool {
    var piece = place
    var position = position
    for index in place..<tag where text[index] == 0x0D || index == tag - 1 {
      let stop = text[index] == 0x0D ? index : tag
      if stop > piece {
        relay.sink.text(UnsafeRawBufferPointer(start: text + piece, count: stop - piece), position)
        if !relay.isListening { return false }
        position = following(position, piece..<stop)
      }
      piece = index + 1
    }
    return true
  }

  /// The position after some text that begins at `position`; a carriage return before it belongs to the text.
  private func following(_ position: XMLPosition, _ range: Range<Int>) -> XMLPosition {
    var (line, column) = (position.line, Int(base) + range.lowerBound - Int(position.byte) + position.column)
    for index in range {
      column += 1
      if text[index] == 0x0A { (line, column) = (line + 1, 1) }
    }
    return XMLPosition(byte: base + Int64(range.upperBound), line: line, column: column)
  }
}

// MARK: - Tags

extension PlainScanner {
  /// Takes the end tag at `tag`; `nil` to go on.
  @inline(__always)
  private mutating func takeEnd(
    at tag: Int,
    _ start: (line: Int, lineStart: Int64),
    _ hasReturns: Bool,
    _ relay: inout EventRelay
  ) -> Stop? {
    // The root's end is libxml2's.
    guard relay.open.count > 1, let element = relay.open.last, tag &- place <= relay.limits.textBytes else {
      return .strange
    }
    let name = element.name
    let count = name.pointee.tagCount
    guard tag &+ 2 &+ count <= end else { return .unfinished }
    guard PlainNames.areEqual(name.pointee.tag, text + (tag &+ 2), count) else { return .strange }
    guard passText(upTo: tag, start, hasReturns, &relay) else { return .ended }
    relay.open.removeLast()
    relay.plainTags.ended(depth: relay.open.count)
    relay.sink.end(XMLName(name), position(tag))
    lastName = name.pointee.id
    place = tag &+ 2 &+ count
    return relay.isListening ? nil : .ended
  }

  /// Takes the start tag at `tag`; `nil` to go on.
  @inline(__always)
  private mutating func takeStart(
    at tag: Int,
    _ start: (line: Int, lineStart: Int64),
    _ hasReturns: Bool,
    _ relay: inout EventRelay,
    _ names: inout PlainNames
  ) -> Stop? {
    guard relay.open.count < relay.limits.depth, tag &- place <= relay.limits.textBytes else { return .strange }
    var known: UnsafePointer<NameEntry>?
    var end = 0
    if let next = names.follower(of: lastName), tag &+ 1 &+ next.pointee.tagCount <= self.end,
      PlainNames.areEqual(next.pointee.tag, text + (tag &+ 1), next.pointee.tagCount)
    {
      known = next
    } else {
      switch nameEnd(tag &+ 1) {
      case .stop(let stop): return stop
      case .at(let index, _): end = index
      }
      if end - tag > relay.limits.markupBytes { return .strange }
    }
    guard passText(upTo: tag, start, hasReturns, &relay) else { return .ended }
    guard let name = known ?? lookUp(tag, end, &relay, &names) else { return .ended }
    if known == nil { names.note(name, after: lastName) }
    let position = position(tag)
    relay.open.append(EventRelay.OpenElement(name: name, position: position))
    relay.sink.start(XMLName(name), XMLAttributes(count: 0, ids: relay.attributeIDs, cells: nil), position)
    lastName = name.pointee.id
    place = tag &+ 1 &+ name.pointee.tagCount
    return relay.isListening ? nil : .ended
  }

  /// The `>` behind a name of ASCII letters, digits, `_`, `-` and `.` at `start`.
  private func nameEnd(_ start: Int) -> TextEnd {
    var index = start
    while index < end, Self.isNameByte(text[index], isFirst: index == start) {
      index += 1
      if index - start > Self.nameBytes { return .stop(.strange) }
    }
    guard index < end else { return .stop(.unfinished) }
    return text[index] == UInt8(ascii: ">") && index > start ? .at(index, hasReturns: false) : .stop(.strange)
  }

  /// Longer names are left to libxml2.
  private static let nameBytes = 128

  private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
    if (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") { return true }
    return !isFirst && (byte &- 48 <= 9 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."))
  }

  /// The entry of the name of the tag at `tag`; `nil` when a limit is passed.
  private func lookUp(
    _ tag: Int,
    _ nameEnd: Int,
    _ relay: inout EventRelay,
    _ names: inout PlainNames
  ) -> UnsafePointer<NameEntry>? {
    let name = text + (tag + 1)
    let count = nameEnd - tag - 1
    if let known = names.entry(name, count) { return known }
    // The same interned string that libxml2 would name.
    guard let local = xmlDictLookup(relay.parser.pointee.dict, name, Int32(count)),
      let entry = relay.entry(local: local, uri: relay.plainTags.namespace, at: position(tag))
    else { return nil }
    names.add(entry)
    return entry
  }
}
