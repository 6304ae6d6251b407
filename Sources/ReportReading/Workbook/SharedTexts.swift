import ReportModel
import XML

/// The texts that cells share (`xl/sharedStrings.xml`), one after the other in one block of memory.
final class SharedTexts: XMLEventSink {
  private let limits: WorkbookLimits
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var collector = RichText()

  /// Why there are more than may be held.
  private(set) var overflow: PartFault?

  init(limits: WorkbookLimits) { self.limits = limits }

  /// The text with this number, from 0; `nil` when there is none.
  func withText<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    guard ends.indices.contains(number) else { return nil }
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<Int(ends[number])])) }
  }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    collector.open(name)
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    guard collector.close(name), overflow == nil else { return }
    bytes.append(contentsOf: collector.text)
    collector.clear()
    ends.append(UInt32(bytes.count))
    if bytes.count > limits.sharedTextBytes { overflow = Self.fault(limits.sharedTextBytes, "byte") }
    if ends.count > limits.sharedTexts { overflow = Self.fault(limits.sharedTexts, "teks") }
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) { collector.append(bytes) }

  private static func fault(_ limit: Int, _ unit: String) -> PartFault {
    .problem(
      .workbookLimit,
      ["nilai": Message.Value("sharedStrings"), "batas": Message.Value("\(limit) \(unit)")]
    )
  }
}

/// Collects the text of a shared or inline string: its `t` elements, also within formatted runs, but not the hints at
/// pronunciation (`rPh`).
struct RichText {
  /// The text so far.
  private(set) var text: [UInt8] = []
  private var isInText = false
  private var phoneticDepth = 0

  mutating func open(_ name: borrowing XMLName) {
    let local = name.localName
    if local == "rPh" { phoneticDepth += 1 }
    isInText = local == "t" && phoneticDepth == 0
  }

  /// Ends an element; true when it was the whole string (`si` or `is`).
  mutating func close(_ name: borrowing XMLName) -> Bool {
    isInText = false
    let local = name.localName
    if local == "rPh" { phoneticDepth -= 1 }
    guard local == "si" || local == "is" else { return false }
    text = Self.unescaped(text)
    return true
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if isInText { text.append(contentsOf: bytes) }
  }

  mutating func clear() {
    text.removeAll(keepingCapacity: true)
    phoneticDepth = 0
  }

  /// Excel writes characters that XML does not allow as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "_")) else { return text }
    var result: [UInt8] = []
    var rest = text[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "_"), let scalar = escape(rest) {
        result.append(contentsOf: String(Character(scalar)).utf8)
        rest = rest.dropFirst(7)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func escape(_ rest: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard rest.count >= 7, rest[rest.startIndex + 1] == UInt8(ascii: "x"),
      rest[rest.startIndex + 6] == UInt8(ascii: "_")
    else { return nil }
    let digits = rest[(rest.startIndex + 2)..<(rest.startIndex + 6)]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { Unicode.Scalar($0) }
  }
}
