/// What a file is, judged by its first bytes and never by its name.
enum FileKind: Equatable {
  case empty
  case xml
  case csv
  /// Another kind of file, with the problem that names it.
  case foreign(ReadingProblem)

  /// Bytes that are looked at.
  static let sampleBytes = 65_536

  init(_ sample: UnsafeRawBufferPointer) {
    if let problem = Self.foreignKind(sample) {
      self = .foreign(problem)
    } else {
      self = Self.textKind(sample)
    }
  }

  private static let signatures: [(bytes: [UInt8], problem: ReadingProblem)] = [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldExcelFile),
    (Array("%PDF-".utf8), .pdfFile),
    ([0x1F, 0x8B], .compressedFile),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .compressedFile),
    (Array("Rar!".utf8) + [0x1A], .compressedFile),
    ([0x89, 0x50, 0x4E, 0x47], .imageFile),
    ([0xFF, 0xD8, 0xFF], .imageFile),
    (Array("GIF8".utf8), .imageFile),
  ]

  private static func foreignKind(_ sample: UnsafeRawBufferPointer) -> ReadingProblem? {
    if let known = signatures.first(where: { sample.starts(with: $0.bytes) }) { return known.problem }
    guard sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    return contains(sample, "xl/") || contains(sample, "[Content_Types].xml") ? .excelFile : .zipFile
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

  private static func contains(_ sample: UnsafeRawBufferPointer, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard sample.count >= wanted.count else { return false }
    return (0...sample.count - wanted.count).contains { start in
      sample[start] == wanted[0] && sample[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
