import ReportForm
import ReportModel
import XML

/// Writes the entries of a correction into the header of an XML report.
struct XMLCorrection {
  let entries: CorrectionEntries
  let form: FormPlan
  let limits: ReadingLimits
  let source: any ByteSource
  let sink: any FixSink

  func copy() throws(ReadingFault) -> ReportFixer.Pass {
    let output = RecordOutput(sink: DeafSink(), limits: limits)
    let facts = ReportFacts(form: form, ledger: output.ledger)
    let summary = try XMLReport(form: form, source: source, output: output, facts: facts).read()
    output.ledger.close()
    guard summary.isUsable else { return .refused(.unreadable) }
    guard summary.syntax.encoding == XMLEncoding.utf8.rawValue else { return .refused(.xmlEncoding) }
    let patches = PatchedCopy(source, chunkBytes: limits.chunkBytes, to: sink)
    let writing = XMLCorrectionWriting(entries, source, patches, sink)
    var xmlLimits = XMLLimits()
    xmlLimits.textBytes = limits.cellBytes
    let reader = XMLReader(limits: xmlLimits, sink: writing)
    try BytePump(source: source, chunkBytes: limits.chunkBytes).run(from: 0) { bytes in
      do throws(XMLError) {
        try reader.feed(bytes)
      } catch {
        // The first reading went to the end, so this one does.
        return false
      }
      return patches.fault == nil && !writing.isOver
    }
    if let fault = writing.fault { throw fault }
    try patches.finish()
    return writing.isDone ? .complete : .refused(.unreadable)
  }
}

/// Follows the elements down to the header's two entries. The form's order puts the number right behind the way of filing.
private final class XMLCorrectionWriting: XMLEventSink {
  /// Bytes of a tag that are looked at: names of the form with a prefix are far shorter.
  private static let tagBytesMax: Int64 = 256
  private let filing: CorrectionEntries.Entry
  private let number: CorrectionEntries.Entry
  private let source: any ByteSource
  private let patches: PatchedCopy
  private let sink: any FixSink
  private var path: [String] = []
  private var text: [UInt8] = []
  private var textStart: XMLPosition?
  private var elementStart: XMLPosition?
  /// Where the number's element goes when the file has none: right behind the way of filing, written like it.
  private var gap: (byte: Int64, tag: String, position: XMLPosition)?
  private var written = 0
  private(set) var fault: ReadingFault?
  /// Whether the header was passed.
  private(set) var isOver = false

  var isDone: Bool { written == 2 }

  init(_ entries: CorrectionEntries, _ source: any ByteSource, _ patches: PatchedCopy, _ sink: any FixSink) {
    (filing, number) = (entries.filing, entries.number)
    self.source = source
    self.patches = patches
    self.sink = sink
  }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    let local = name.localName
    if gap != nil, local != number.name { fillGap() }
    path.append(local)
    (text, textStart, elementStart) = ([], nil, position)
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {
    if textStart == nil { textStart = position }
    text.append(contentsOf: bytes)
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    let local = path.popLast() ?? ""
    defer { (text, textStart, elementStart) = ([], nil, nil) }
    if path.count == 1, local == CorrectionEntries.section {
      fillGap()
      isOver = true
    }
    guard path.count == 2, path[1] == CorrectionEntries.section, !isOver else { return }
    if local == filing.name { endFiling(position) }
    if local == number.name { endNumber(position) }
  }

  private func endFiling(_ end: XMLPosition) {
    guard let start = textStart, replaceText(start, end, filing) else { return }
    guard let close = tag(at: end.byte) else { return }
    gap = (end.byte + Int64(close.length), close.name.replacing(filing.name, with: number.name), end)
  }

  private func endNumber(_ end: XMLPosition) {
    guard gap != nil else { return }
    gap = nil
    if let start = textStart {
      _ = replaceText(start, end, number)
    } else if let start = elementStart, let open = tag(at: start.byte) {
      // An empty element, written with one tag or with two.
      let whole = open.isClosed ? Int64(open.length) : end.byte - start.byte
      let opening = "<\(open.name)>", closing = open.isClosed ? "</\(open.name)>" : ""
      note("", number, start)
      patches.replace(
        at: start.byte,
        count: Int(whole),
        with: Array(opening.utf8) + XMLText.escaped(number.text) + Array(closing.utf8)
      )
      written += 1
    }
  }

  private func fillGap() {
    guard let gap else { return }
    self.gap = nil
    note("", number, gap.position)
    let element = Array("<\(gap.tag)>".utf8) + XMLText.escaped(number.text) + Array("</\(gap.tag)>".utf8)
    patches.replace(at: gap.byte, count: 0, with: element)
    written += 1
  }

  private func replaceText(_ start: XMLPosition, _ end: XMLPosition, _ entry: CorrectionEntries.Entry) -> Bool {
    let value = text.withUnsafeBytes { TextRange.trimmed($0) }
    // References and comments make the text differ from the bytes that write it.
    guard Int64(text.count) == end.byte - start.byte else { return false }
    note(String(decoding: text[value], as: UTF8.self), entry, start)
    patches.replace(
      at: start.byte + Int64(value.lowerBound),
      count: value.count,
      with: XMLText.escaped(entry.text)
    )
    written += 1
    return true
  }

  private func note(_ before: String, _ entry: CorrectionEntries.Entry, _ position: XMLPosition) {
    let after = String(decoding: entry.text, as: UTF8.self)
    guard before != after else { return }
    let location = Location(
      section: CorrectionEntries.section,
      field: entry.name,
      column: entry.name,
      position: SourcePosition(position)
    )
    sink.changed(FixChange(location: location, kind: .correction, before: .plain(before), after: .plain(after)))
  }

  /// The name in the tag at a byte, the tag's length in bytes, and whether it is an element by itself.
  private func tag(at byte: Int64) -> (name: String, length: Int, isClosed: Bool)? {
    do throws(ReadingFault) {
      let bytes = try source.bytes(byte..<min(byte + Self.tagBytesMax, source.size))
      guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let inner = bytes[..<end].drop { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "/") }
      let name = inner.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      return (String(decoding: name, as: UTF8.self), end + 1, bytes[end - 1] == UInt8(ascii: "/"))
    } catch {
      fault = error
      return nil
    }
  }
}
