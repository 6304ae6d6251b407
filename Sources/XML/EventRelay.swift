internal import CLibXML2

/// Receives libxml2's callbacks, guards the limits, and passes events on to the sink.
///
/// It lives at a fixed address that libxml2 hands to the callbacks: millions of events pass here, and a class would
/// cost an atomic retain and release for each.
struct EventRelay: ~Copyable {
  /// The first error of the document.
  private(set) var failure: XMLError?
  /// Whether no error has been found. Kept apart from `failure` because it is asked at every event.
  private(set) var isSound = true
  private(set) var hasBegun = false

  let parser: xmlParserCtxtPtr
  let limits: XMLLimits
  let sink: any SinkCall
  var tracker = PositionTracker()
  private var markBytes = 0
  /// What the document is ahead of libxml2 by, in bytes: what was read without it, less what it was told instead.
  private var lead: Int64 = 0
  /// Whether libxml2 is being told what was read without it: nothing of that is news.
  private var isMuted = false
  private var names = NameTable()
  var open: [OpenElement] = []
  private var hasRoot = false
  /// Whether the root element has begun.
  var hasBegunRoot: Bool { hasRoot }
  private var isAtEnd = false
  private var endError: XMLError?
  /// Bytes of text since the last tag, and where it began.
  var textRun = 0
  private var textStart = XMLPosition.start
  private var sectionEnd = SectionEndWatch()
  let attributeIDs: UnsafeMutablePointer<Int>

  /// An element that has begun and not ended.
  struct OpenElement {
    let name: UnsafePointer<NameEntry>
    let position: XMLPosition
  }

  init(parser: xmlParserCtxtPtr, limits: XMLLimits, sink: any SinkCall) {
    self.parser = parser
    self.limits = limits
    self.sink = sink
    open.reserveCapacity(limits.depth)
    attributeIDs = .allocate(capacity: max(1, limits.attributesPerElement))
  }

  deinit { attributeIDs.deallocate() }

  /// Tags read without libxml2.
  var plainTags = PlainTags()

  private var view: InputView? { InputView(parser, bytesBefore: Int64(markBytes) + lead) }

  /// The end of what the parser was given so far.
  var endOfInput: XMLPosition { view.map { tracker.position(of: $0.end, in: $0) } ?? tracker.mark }

  /// The first bytes are about to be parsed, after `markBytes` of byte order mark.
  mutating func begin(markBytes: Int) {
    hasBegun = true
    self.markBytes = markBytes
    tracker.begin(afterMark: markBytes)
  }

  /// No more bytes will come: because the document has no more, or because of `error` in those that follow.
  mutating func expectEnd(with error: XMLError?) {
    isAtEnd = true
    endError = error
  }

  /// Ends the reading with an error, unless it has ended already.
  mutating func fail(_ error: XMLError) {
    guard isSound else { return }
    failure = error
    isSound = false
    xmlStopParser(parser)
  }

  // MARK: Between events

  /// What libxml2 waits to see the end of must be able to have one, and within the limit.
  mutating func checkUnconsumed() {
    guard isSound, let view else { return }
    let waiting = UnsafeBufferPointer(start: view.current, count: view.end - view.current)
    if parser.pointee.instate == XML_PARSER_CDATA_SECTION {
      // libxml2 keeps most of a section back until its end has come.
      if waiting.count + textRun > limits.textBytes + 2 {
        exceed(.textBytes, limits.textBytes, textRun == 0 ? tracker.mark : textStart)
      }
    } else if !open.isEmpty, Reference.isBroken(waiting) {
      fail(.notWellFormed(.malformedReference, code: 0, message: "", at: tracker.position(of: view.current, in: view)))
    } else if waiting.count > limits.markupBytes {
      exceed(.markupBytes, limits.markupBytes, tracker.position(of: view.current, in: view))
    }
  }

  /// libxml2 has given up without telling why: never to be taken for success.
  mutating func noteSilentFailure() {
    guard isSound, parser.pointee.wellFormed == 0 || parser.pointee.disableSAX != 0 else { return }
    fail(.notWellFormed(.other, code: Int(parser.pointee.errNo), message: "", at: endOfInput))
  }

  // MARK: Events

  /// After the XML declaration, if any.
  mutating func documentStarted() {
    guard isSound, let view else { return }
    tracker.advance(to: view.current, in: view)
  }

  mutating func doctypeFound() {
    guard isSound, let view else { return }
    var place = view.current
    while place > view.base, !view.stands("<!DOCTYPE", at: place) { place -= 1 }
    fail(.doctypeForbidden(at: tracker.position(of: place, in: view)))
  }

  /// A comment or processing instruction has ended; it is not passed on.
  mutating func markupDropped() {
    guard isSound, let view else { return }
    sectionEnd.interrupt()
    // Between the last event and a comment lie only blanks.
    var start = view.base + max(0, Int(tracker.mark.byte - view.bytesBefore))
    while start < view.current, start.pointee != UInt8(ascii: "<") { start += 1 }
    if view.current - start > limits.markupBytes {
      return exceed(.markupBytes, limits.markupBytes, tracker.position(of: start, in: view))
    }
    tracker.advance(to: view.current, in: view)
  }

  mutating func elementStarted(
    local: UnsafePointer<UInt8>,
    uri: UnsafePointer<UInt8>?,
    isPrefixed: Bool,
    namespaces: Int,
    attributes: Int,
    cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard isSound, !isMuted, let view else { return }
    let (opening, position) = tracker.tag(in: view)
    textRun = 0
    sectionEnd.interrupt()
    hasRoot = true
    if view.current - opening > limits.markupBytes { return exceed(.markupBytes, limits.markupBytes, position) }
    if open.count >= limits.depth { return exceed(.depth, limits.depth, position) }
    if namespaces > limits.namespacesPerElement {
      return exceed(.namespacesPerElement, limits.namespacesPerElement, position)
    }
    guard let name = entry(local: local, uri: uri, at: position) else { return }
    if attributes > 0, !admit(attributes, cells, at: position) { return }
    open.append(OpenElement(name: name, position: position))
    plainTags.elementStarted(depth: open.count, uri: uri, isPrefixed: isPrefixed, declares: namespaces > 0)
    // libxml2 stands at the > or /> that ends the tag.
    tracker.advance(to: view.current + (view.current.pointee == UInt8(ascii: "/") ? 2 : 1), in: view)
    sink.start(XMLName(name), XMLAttributes(count: attributes, ids: attributeIDs, cells: cells), position)
  }

  mutating func elementEnded() {
    guard isSound, !isMuted, let view, let element = open.popLast() else { return }
    plainTags.elementEnded(depth: open.count)
    textRun = 0
    sectionEnd.interrupt()
    let isEmpty = view.byte(view.current) == tracker.mark.byte
    let position = isEmpty ? element.position : tracker.tag(in: view).position
    tracker.advance(to: view.current, in: view)
    sink.end(XMLName(element.name), position)
  }

  /// Text outside of CDATA sections. libxml2 has counted its lines already, but may not have moved past it.
  mutating func textFound(_ bytes: UnsafePointer<UInt8>, count: Int) {
    guard isSound, let view else { return }
    let isInBuffer = bytes >= view.base && bytes < view.end
    if !isInBuffer, view.standsBehindReference(of: bytes, count) {
      sectionEnd.interrupt()
    } else if let before = sectionEnd.take(bytes, count) {
      return fail(.misplacedSectionEnd(at: tracker.mark.moved(back: before)))
    }
    let moved = isInBuffer ? view.moved(to: bytes + count) : view
    deliver(bytes, count, upTo: moved.current, in: moved)
  }

  /// A piece of a CDATA section. libxml2 has neither moved past it nor counted its lines. For an empty section it gives
  /// an empty text that lies outside its buffer.
  mutating func sectionFound(_ bytes: UnsafePointer<UInt8>, count: Int) {
    sectionEnd.interrupt()
    guard isSound, count > 0, let view else { return }
    deliver(bytes, count, upTo: bytes + count, in: view)
  }

  mutating func libraryFailed(_ error: xmlError) {
    guard isSound, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let element = open.last.map { (name: String(cString: $0.name.pointee.local), line: $0.position.line) }
    let diagnosis = Diagnosis(
      view: view,
      tracker: tracker,
      isAtEnd: isAtEnd,
      endError: endError,
      hasRoot: hasRoot,
      open: element,
      text: sectionEnd
    )
    // Not stopped from within an error callback: libxml2 raises errors in the midst of its own bookkeeping.
    failure = diagnosis.judge(LibraryError(error))
    isSound = false
  }

  private mutating func deliver(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    upTo end: UnsafePointer<UInt8>,
    in view: InputView
  ) {
    let position = tracker.mark
    if textRun == 0 { textStart = position }
    textRun += count
    if textRun > limits.textBytes { return exceed(.textBytes, limits.textBytes, textStart) }
    tracker.advance(to: end, in: view)
    sink.text(UnsafeRawBufferPointer(start: bytes, count: count), position)
  }

  // MARK: Without libxml2

  /// Whether events are still wanted: nothing has failed, and the sink has not stopped the parser.
  var isListening: Bool { isSound && parser.pointee.disableSAX == 0 }

  /// The end of the last event.
  var mark: XMLPosition { tracker.mark }

  /// What was read without libxml2 ends here.
  mutating func move(to mark: XMLPosition) { tracker.move(to: mark) }

  /// Whether the document stands right behind a tag, where libxml2 waits for more, and plain tags may follow.
  var mayGoPlain: Bool {
    guard isSound, textRun == 0, plainTags.areExpected(depth: open.count), parser.pointee.instate == XML_PARSER_CONTENT,
      parser.pointee.disableSAX == 0, let view
    else { return false }
    return view.current == view.end && view.byte(view.current) == tracker.mark.byte
  }

  /// Tells libxml2 which elements have ended and begun without it, so that it can go on from here.
  mutating func tellLibrary() {
    isMuted = true
    tell(plainTags.endTags)
    for element in plainTags.begun(among: open) {
      // libxml2 remembers the line of a start tag, for its messages.
      parser.pointee.input?.pointee.line = Int32(clamping: element.position.line)
      tell(PlainTags.startTag(element.name))
    }
    isMuted = false
    guard let view, let input = parser.pointee.input else { return }
    lead += tracker.mark.byte - view.byte(view.current)
    input.pointee.line = Int32(clamping: tracker.mark.line)
    input.pointee.col = Int32(clamping: tracker.mark.column)
  }

  private func tell(_ tags: [UInt8]) {
    tags.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      if bytes.count > 0 { _ = xmlParseChunk(parser, start, Int32(bytes.count), 0) }
    }
  }

  // MARK: Limits

  mutating func exceed(_ limit: XMLLimit, _ allowed: Int, _ position: XMLPosition) {
    fail(.limitExceeded(limit, allowed: allowed, at: position))
  }

  /// The entry of a name; `nil`, with the failure noted, when it breaks a limit.
  mutating func entry(
    local: UnsafePointer<UInt8>,
    uri: UnsafePointer<UInt8>?,
    at position: XMLPosition
  ) -> UnsafePointer<NameEntry>? {
    let (entry, isNew) = names.entry(local: local, uri: uri)
    guard isNew else { return entry }
    if names.count > limits.distinctNames {
      exceed(.distinctNames, limits.distinctNames, position)
      return nil
    }
    if xmlStrlen(local) > limits.nameBytes || xmlStrlen(uri) > limits.nameBytes {
      exceed(.nameBytes, limits.nameBytes, position)
      return nil
    }
    return entry
  }

  private mutating func admit(
    _ count: Int,
    _ cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    at position: XMLPosition
  ) -> Bool {
    if count > limits.attributesPerElement {
      exceed(.attributesPerElement, limits.attributesPerElement, position)
      return false
    }
    guard let cells else { return false }
    for index in 0..<count {
      let cell = cells + index * 5
      guard let local = cell[0], let name = entry(local: local, uri: cell[2], at: position) else { return false }
      attributeIDs[index] = name.pointee.id
      if let start = cell[3], let end = cell[4], end - start > limits.attributeBytes {
        exceed(.attributeBytes, limits.attributeBytes, position)
        return false
      }
    }
    return true
  }
}
