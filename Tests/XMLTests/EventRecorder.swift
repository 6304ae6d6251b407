import XML

/// One event with its place, text pieces joined.
struct RecordedEvent: Equatable, CustomStringConvertible {
  var what: String
  var position: XMLPosition

  var description: String { "\(what)@\(position.byte)=\(position)" }
}

/// Writes down what a reader delivers, in a form that is easy to compare.
final class EventRecorder: XMLEventSink {
  private(set) var events: [RecordedEvent] = []
  private(set) var ids: [String: Int] = [:]
  private var text: [UInt8] = []
  private var textPosition = XMLPosition.start
  /// Called at every start tag, with its local name.
  var onStart: (String) -> Void = { _ in }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    flushText()
    var what = "<" + Self.full(name)
    ids[Self.full(name)] = name.id
    for index in 0..<attributes.count {
      let key = Self.full(attributes.namespace(at: index), attributes.localName(at: index))
      ids[key] = attributes.nameID(at: index)
      what += " \(key)=\(String(decoding: attributes.value(at: index), as: UTF8.self))"
    }
    events.append(RecordedEvent(what: what + ">", position: position))
    onStart(name.localName)
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    flushText()
    events.append(RecordedEvent(what: "</" + Self.full(name) + ">", position: position))
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {
    if text.isEmpty { textPosition = position }
    text.append(contentsOf: bytes)
  }

  /// The events in short: `<a>`, `"text"`, `</a>`.
  var summary: [String] { events.map(\.what) }

  private func flushText() {
    if text.isEmpty { return }
    events.append(RecordedEvent(what: "\"" + String(decoding: text, as: UTF8.self) + "\"", position: textPosition))
    text = []
  }

  private static func full(_ name: borrowing XMLName) -> String { full(name.namespace, name.localName) }

  private static func full(_ namespace: String?, _ local: String) -> String {
    namespace.map { "{\($0)}\(local)" } ?? local
  }
}

/// What became of a document.
struct Reading: Equatable {
  var events: [RecordedEvent]
  var error: XMLError?
  var encoding: XMLEncoding?

  var summary: [String] { events.map(\.what) }

  /// Reads a document, fed in pieces of `chunk` bytes.
  init(_ document: [UInt8], chunk: Int = .max, limits: XMLLimits = .standard) {
    self.init(limits: limits) { reader throws(XMLError) in try reader.feed(document, chunk: chunk) }
  }

  /// Reads a document that comes in pieces which end after so many bytes.
  init(_ document: [UInt8], cutAt cuts: [Int], limits: XMLLimits = .standard) {
    self.init(limits: limits) { reader throws(XMLError) in
      for (start, end) in zip([0] + cuts, cuts + [document.count]) { try reader.feed(Array(document[start..<end])) }
    }
  }

  private init(limits: XMLLimits, feed: (XMLReader) throws(XMLError) -> Void) {
    let recorder = EventRecorder()
    let reader = XMLReader(limits: limits, sink: recorder)
    do throws(XMLError) {
      try feed(reader)
      try reader.finish()
    } catch {
      self.error = error
    }
    events = recorder.events
    encoding = reader.encoding
  }

  init(_ document: String, chunk: Int = .max, limits: XMLLimits = .standard) {
    self.init(Array(document.utf8), chunk: chunk, limits: limits)
  }
}

extension XMLReader {
  /// Feeds `bytes` in pieces of `chunk`.
  func feed(_ bytes: [UInt8], chunk: Int = .max) throws(XMLError) {
    var start = 0
    while start < bytes.count {
      let end = chunk > bytes.count - start ? bytes.count : start + chunk
      let result = bytes.withUnsafeBytes { all in
        Result { () throws(XMLError) in try feed(UnsafeRawBufferPointer(rebasing: all[start..<end])) }
      }
      try result.get()
      start = end
    }
  }
}

extension XMLError {
  /// The fault, for documents that are not well-formed.
  var fault: XMLFault? {
    if case .notWellFormed(let fault, _, _, _) = self { fault } else { nil }
  }
}
