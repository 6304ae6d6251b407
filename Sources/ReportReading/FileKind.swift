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

  /// Bytes that are looked at.
  static let sampleBytes = 65_536

  init(_ sample: UnsafeRawBufferPointer) {
    let start = Array(sample.prefix(Self.signatureBytes))
    if let problem = Self.foreignKind(sample) {
      self = .foreign(problem)
    } else if Self.isZip(start) {
      self = .zip
    } else if Self.isPacked(start) {
      self = .packed
    } else {
      self = Self.textKind(sample)
    }
  }

  private static let signatures: [(bytes: [UInt8], problem: ReadingProblem)] = [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldExcelFile),
    (Array("%PDF-".utf8), .pdfFile),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .compressedFile),
    (Array("Rar!".utf8) + [0x1A], .compressedFile),
    ([0xFD] + Array("7zXZ".utf8) + [0x00], .compressedFile),
    (Array("BZh".utf8), .compressedFile),
    ([0x89, 0x50, 0x4E, 0x47], .imageFile),
    ([0xFF, 0xD8, 0xFF], .imageFile),
    (Array("GIF8".utf8), .imageFile),
  ]

  private static func foreignKind(_ sample: UnsafeRawBufferPointer) -> ReadingProblem? {
    signatures.first { sample.starts(with: $0.bytes) }?.problem
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

  /// Whether these first bytes are those of a TAR, or of something compressed by gzip (RFC 1952) or zstd (RFC 8878).
  static func isPacked(_ start: [UInt8]) -> Bool {
    isGzip(start) || start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || isTar(start)
  }

  private static func textKind(_ sample: UnsafeRawBufferPointer) -> FileKind {
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
      return kind(ofText: sample.dropFirst(2).filter { $0 != 0 })
    }
    // UTF-16 without byte order mark: the zeros of its `<?` give it away.
    if sample.starts(with: [0x3C, 0x00, 0x3F, 0x00]) || sample.starts(with: [0x00, 0x3C, 0x00, 0x3F]) { return .xml }
    if sample.contains(0) { return .foreign(.binaryFile) }
    let hasMark = sample.starts(with: [0xEF, 0xBB, 0xBF])
    return kind(ofText: Array(sample.dropFirst(hasMark ? 3 : 0)))
  }

  private static func kind(ofText text: [UInt8]) -> FileKind {
    let visible = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = visible.first else { return .empty }
    guard first == UInt8(ascii: "<") else {
      let controls = visible.prefix(1_024).count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A }
      return controls * 10 > min(visible.count, 1_024) ? .foreign(.binaryFile) : .csv
    }
    let opening = String(decoding: visible.prefix(512).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    return opening.hasPrefix("<html") || opening.hasPrefix("<!doctype html") || opening.hasPrefix("<table")
      ? .foreign(.webPage) : .xml
  }
}
