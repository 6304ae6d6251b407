import CSV
import ReportModel

/// What a file is, judged by its first bytes and never by its name.
enum FileKind: Equatable {
  case empty
  case xml
  case csv
  /// A ZIP: a workbook, a report of one CSV per section, or an archive.
  case zip
  /// TAR, GZIP or Zstandard: an archive of reports or a compressed one.
  case packed
  /// Another kind of file, with the problem that names it.
  case foreign(ReadingProblem)
  /// No text and nothing that has a name; what shows that stands this many bytes into the file.
  case binary(offset: Int)

  /// Bytes that are looked at.
  static let sampleBytes = 65_536

  init(_ sample: UnsafeRawBufferPointer) {
    let start = Array(sample.prefix(Self.signatureBytes))
    if let problem = ForeignFile.problem(start) {
      self = .foreign(problem)
    } else if Self.isZip(start) {
      self = .zip
    } else if Self.isPacked(start) {
      self = .packed
    } else {
      self = Self.textKind(sample)
    }
  }

  /// Bytes that show whether a file is an archive: the mark of a TAR ends at 262.
  static let signatureBytes = 512

  /// Whether these first bytes are those of a ZIP (also of an empty one).
  static func isZip(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Whether these first bytes are those of a TAR.
  static func isTar(_ start: [UInt8]) -> Bool {
    start.count >= 262 && start[257..<262].elementsEqual("ustar".utf8)
  }

  /// Whether these first bytes are those of something compressed by gzip (RFC 1952).
  static func isGzip(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B]) }

  /// Whether these first bytes are those of something compressed by zstd (RFC 8878).
  static func isZstd(_ start: [UInt8]) -> Bool { start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }

  /// Whether these first bytes are those of a TAR, or of something compressed by gzip or zstd.
  static func isPacked(_ start: [UInt8]) -> Bool { isGzip(start) || isZstd(start) || isTar(start) }

  private static func textKind(_ sample: UnsafeRawBufferPointer) -> FileKind {
    // UTF-16 without byte order mark: the zeros of its `<?` give it away.
    if sample.starts(with: [0x3C, 0x00, 0x3F, 0x00]) || sample.starts(with: [0x00, 0x3C, 0x00, 0x3F]) { return .xml }
    if DialectDetector.wideEncoding(of: sample) != nil { return kind(ofText: sample.filter { $0 != 0 && $0 < 0x80 }) }
    if let place = ControlBytes.proof(in: sample) { return .binary(offset: place) }
    let hasMark = sample.starts(with: [0xEF, 0xBB, 0xBF])
    return kind(ofText: Array(sample.dropFirst(hasMark ? 3 : 0)))
  }

  private static func kind(ofText text: [UInt8]) -> FileKind {
    let visible = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = visible.first else { return .empty }
    let opening = visible.prefix(512)
    guard first == UInt8(ascii: "<") else { return MarkupOpening.isMailedPage(opening) ? .foreign(.webPage) : .csv }
    return MarkupOpening(opening).problem.map { .foreign($0) } ?? .xml
  }
}

extension FindingLedger {
  /// Notes that a file is no text, with the first byte that shows it.
  ///
  /// - Parameter offset: where that byte stands in `sample`, the first bytes of the file.
  func noteBinary(_ sample: UnsafeRawBufferPointer, _ offset: Int) {
    let before = sample.prefix(offset)
    let column = (before.lastIndex(of: 0x0A).map { offset - $0 } ?? offset + 1)
    let position = SourcePosition(byte: Int64(offset), line: before.count { $0 == 0x0A } + 1, column: column)
    let values = [
      "baris": Message.Value(String(position.line)), "batas": Message.Value(String(position.column)),
      "nilai": Message.Value(String(position.byte)),
    ]
    note(.binaryFile, values: values, at: Location(position: position))
  }
}

/// Bytes that text does not hold.
private enum ControlBytes {
  /// Where the first one stands, when there are so many that this is no text; `nil` when it is text, also one with a
  /// stray zero byte: its reader names that with its place.
  static func proof(in sample: UnsafeRawBufferPointer) -> Int? {
    let looked = sample.prefix(1_024)
    let controls = looked.count(where: isControl)
    if controls * 10 > looked.count { return looked.firstIndex(where: isControl) }
    guard let zero = sample.firstIndex(of: 0) else { return nil }
    // Letters beyond ASCII are many in text of other scripts, but not beside zero bytes.
    return (controls + looked.count { $0 >= 0x80 }) * 10 > looked.count ? zero : nil
  }

  /// Control characters but for those that end lines and set cells apart, and the end-of-file mark of DOS.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1A
  }
}
