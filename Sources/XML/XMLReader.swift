internal import CLibXML2

/// Reads an XML document as it arrives: bytes in, events out.
///
/// The document is never held whole: memory is bounded by ``XMLLimits`` and does not grow with its size.
///
/// ```swift
/// let reader = XMLReader(sink: sink)
/// while let piece = nextPiece() { try reader.feed(piece) }
/// try reader.finish()
/// ```
///
/// Guaranteed, whatever the bytes say: no file or network access, no DOCTYPE and hence no entity, no XInclude (its
/// elements are elements like any other). Comments and processing instructions are checked and dropped. The same
/// document gives the same events and the same error however it is cut into pieces, except for where pieces of text
/// are cut.
///
/// A reader is for one document and one thread at a time. It keeps its sink alive; a sink that keeps the reader, to
/// call ``stop()``, should do so `unowned`.
public final class XMLReader {
  /// The limits in force.
  public let limits: XMLLimits

  /// What libxml2 is given at once: larger pieces gain nothing, and limits are checked in between.
  private static let sliceBytes = 32_768

  private let parser: xmlParserCtxtPtr
  private let front = TextFront()
  private var received: Int64 = 0
  private var isFinished = false
  private let sink: any XMLEventSink
  private let relay: UnsafeMutablePointer<EventRelay>
  /// What libxml2 has not been given; plain parts of it never will be.
  private var window = TextWindow()
  private var plainNames = PlainNames()
  /// Bytes read without libxml2 since it was last asked.
  private var plainBytes: Int64 = 0
  /// Whether the next bytes are looked at without libxml2.
  private var isPlain = false
  /// Whether plain parts are read without libxml2 at all; for tests, which compare the two.
  private let mayBePlain: Bool

  /// A reader whose events go to `sink`.
  public convenience init(limits: XMLLimits = .standard, sink: any XMLEventSink) {
    self.init(limits: limits, sink: sink, mayBePlain: true)
  }

  /// - Parameter mayBePlain: whether plain parts are read without libxml2. Events and errors are the same.
  init(limits: XMLLimits, sink: any XMLEventSink, mayBePlain: Bool) {
    _ = libraryIsReady
    self.mayBePlain = mayBePlain
    self.limits = limits
    var handler = eventHandler()
    guard let parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      preconditionFailure("libxml2 could not allocate a parser context")
    }
    self.parser = parser
    // The declaration is not heeded because the text front transcodes; the network option is a second lock on a
    // door that has no handle without a DOCTYPE. XML_PARSE_HUGE stays off: libxml2's own limits stay on.
    _ = xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    // Otherwise libxml2 hands "&amp;" in an attribute value on as "&#38;". There are no other entities to replace.
    parser.pointee.replaceEntities = 1
    self.sink = sink
    relay = .allocate(capacity: 1)
    relay.initialize(to: EventRelay(parser: parser, limits: limits, sink: uncountedCall(sink)))
    parser.pointee.userData = UnsafeMutableRawPointer(relay)
  }

  deinit {
    if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(parser)
    relay.deinitialize(count: 1)
    relay.deallocate()
  }

  /// The encoding of the document, once its first bytes have shown it.
  public var encoding: XMLEncoding? { front.encoding }

  /// Whether ``stop()`` has been called.
  public private(set) var isStopped = false

  /// Takes the next bytes of the document and delivers the events they complete.
  ///
  /// - throws: the first error of the document; the same again when called after an error.
  public func feed(_ bytes: UnsafeRawBufferPointer) throws(XMLError) {
    precondition(!isFinished, "fed after finish()")
    var rest = bytes[...]
    while !rest.isEmpty && isOpen {
      let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.sliceBytes))
      take(slice)
      rest = rest.dropFirst(slice.count)
    }
    if let failure = relay.pointee.failure { throw failure }
  }

  /// Says that the document has no more bytes.
  ///
  /// - throws: what only the end can show, such as a cut document; an earlier error again.
  public func finish() throws(XMLError) {
    if !isFinished && isOpen { takeEnd() }
    isFinished = true
    if let failure = relay.pointee.failure { throw failure }
  }

  /// Delivers no more events; what is fed from now on is ignored. May be called from within an event.
  public func stop() {
    guard isOpen else { return }
    isStopped = true
    xmlStopParser(parser)
  }

  /// Whether events may still be delivered.
  private var isOpen: Bool { relay.pointee.isSound && !isStopped }

  private func take(_ slice: UnsafeRawBufferPointer) {
    let room = Int64(limits.totalBytes) - received
    let allowed = UnsafeRawBufferPointer(rebasing: slice.prefix(Int(min(room, Int64(slice.count)))))
    received += Int64(allowed.count)
    if let fault = front.admit(allowed, parse: parse) { report(fault) }
    if allowed.count < slice.count {
      flush()
      end(with: .limitExceeded(.totalBytes, allowed: limits.totalBytes, at: relay.pointee.endOfInput))
    }
  }

  private func parse(_ text: UnsafeBufferPointer<UInt8>) {
    begin()
    guard mayBePlain else { return give(text) }
    window.append(text)
    while isOpen, isPlain ? readPlain() : readStrange() {}
  }

  /// Reads plain parts at the beginning of the window; false when more bytes are needed first.
  private func readPlain() -> Bool {
    let before = relay.pointee.mark
    var scanner = PlainScanner(window.text, after: before)
    let stop = scanner.run(&relay.pointee, &plainNames)
    relay.pointee.move(to: scanner.mark)
    window.drop(scanner.place)
    plainBytes += scanner.mark.byte - before.byte
    switch stop {
    case .ended: return false
    case .unfinished where window.text.count <= Self.windowBytes: return false
    case .unfinished, .strange:
      leavePlain()
      return true
    }
  }

  /// More unfinished text than this is left to libxml2, which has its own limits, in bytes.
  private static let windowBytes = 131_072

  /// Gives libxml2 the window up to the end of the next tag, or all of it; false when more bytes are needed first.
  private func readStrange() -> Bool {
    let text = window.text
    guard let start = text.baseAddress, !text.isEmpty else { return false }
    let depth = relay.pointee.open.count
    let isExpected = !relay.pointee.hasBegunRoot || relay.pointee.plainTags.areExpected(depth: depth)
    var count = text.count
    if isExpected {
      switch MarkupEnd(in: text) {
      case .at(let end): count = end
      case .openComment where text.count < limits.markupBytes: return false
      case .openComment, .none: break
      }
    }
    give(UnsafeBufferPointer(start: start, count: count))
    window.drop(count)
    if isOpen, relay.pointee.mayGoPlain {
      relay.pointee.plainTags.begin(open: relay.pointee.open)
      plainBytes = 0
      isPlain = true
    }
    return true
  }

  /// Brings libxml2 to where the document is.
  private func leavePlain() {
    isPlain = false
    relay.pointee.plainTags.ask(after: plainBytes)
    relay.pointee.tellLibrary()
  }

  /// Gives libxml2 all that waits.
  private func flush() {
    guard isOpen else { return }
    if isPlain { leavePlain() }
    give(window.text)
    window.drop(window.text.count)
  }

  private func give(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    var place = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    var left = text.count
    while left > 0 && isOpen {
      let count = min(left, Self.sliceBytes)
      _ = xmlParseChunk(parser, place, Int32(count), 0)
      check()
      place += count
      left -= count
    }
  }

  private func begin() {
    if !relay.pointee.hasBegun { relay.pointee.begin(markBytes: front.markBytes) }
  }

  private func check() {
    if isStopped { return }
    relay.pointee.noteSilentFailure()
    relay.pointee.checkUnconsumed()
  }

  private func takeEnd() {
    let fault = front.finish(parse: parse)
    if let fault { report(fault) } else { end(with: nil) }
  }

  /// No more bytes will be parsed: because the document has no more, or because of `error` in those that follow.
  ///
  /// In the second case libxml2 has its say first, on what it has not looked at yet, so that the error that comes
  /// first in the document is reported however the bytes arrived.
  private func end(with error: XMLError?) {
    guard isOpen else { return }
    begin()
    flush()
    guard isOpen else { return }
    relay.pointee.expectEnd(with: error)
    _ = xmlParseChunk(parser, nil, 0, 1)
    check()
    if let error, !isStopped { relay.pointee.fail(error) }
  }

  private func report(_ fault: TextFault) {
    guard isOpen else { return }
    begin()
    flush()
    guard isOpen else { return }
    switch fault {
    case .invalidEncoding:
      end(with: .notWellFormed(.invalidEncoding, code: 0, message: "", at: relay.pointee.endOfInput))
    case .nul:
      end(with: .notWellFormed(.invalidCharacter, code: 0, message: "", at: relay.pointee.endOfInput))
    case .unsupported(let name, let offset):
      let before = front.beginning.prefix(offset)
      let column = before.reversed().prefix { $0 != 0x0A }.count + 1
      let line = before.count { $0 == 0x0A } + 1
      relay.pointee.fail(
        .unsupportedEncoding(name: name, at: XMLPosition(byte: Int64(offset), line: line, column: column))
      )
    }
  }
}

/// libxml2's global set-up, done once and by whoever comes first; Swift guards the initialisation of globals.
private let libraryIsReady: Void = xmlInitParser()
