/// A dialect and how sure it is.
public struct DialectDetection: Hashable, Sendable {
  /// What the finding of the delimiter rests on, from the weakest.
  public enum Confidence: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// Nothing in the sample speaks for any delimiter; the comma is assumed.
    case assumed
    /// More speaks for it than for the others, but rows contradict it too.
    case likely
    /// Every table of the sample has rows of one width with it, and with no other.
    case certain
    /// A `sep=` line names it.
    case declared

    /// Weaker first.
    public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
  }

  /// The dialect found.
  public let dialect: CSVDialect
  /// How sure its delimiter is.
  public let confidence: Confidence
}

/// Finds out how a CSV file is written, from its first bytes.
///
/// A file may hold several tables of different widths, each opened by a line whose first cell is a name in brackets
/// (`[name]`, also `[name];;;;`), followed by a header. Widths are compared within a table only.
public enum DialectDetector {
  /// A sample of this many bytes is enough; more gains little.
  public static let recommendedSampleBytes = 65_536

  /// Judges `sample`, the first bytes of a file. `isWholeFile` says that there are no more.
  public static func detect(_ sample: UnsafeRawBufferPointer, isWholeFile: Bool) -> DialectDetection {
    var dialect = CSVDialect()
    (dialect.encoding, dialect.hasByteOrderMark) = EncodingDetector.detect(sample, isWholeFile: isWholeFile)
    let start = EncodingDetector.beginning(of: sample, in: dialect.encoding)
    dialect.lineEnding = firstLineEnding(start)
    if let declared = separatorLine(start) {
      dialect.delimiter = declared
      dialect.hasSeparatorLine = true
      return DialectDetection(dialect: dialect, confidence: .declared)
    }
    return chooseDelimiter(for: dialect, sample, isWholeFile: isWholeFile)
  }

  private static func chooseDelimiter(
    for dialect: CSVDialect,
    _ sample: UnsafeRawBufferPointer,
    isWholeFile: Bool
  ) -> DialectDetection {
    var dialect = dialect
    let surveys = CSVDelimiter.allCases.map { delimiter in
      dialect.delimiter = delimiter
      return (delimiter, WidthSurvey.run(sample, dialect, isWholeFile: isWholeFile))
    }
    let ranked = surveys.enumerated().sorted { left, right in
      (left.element.1.score, right.offset) > (right.element.1.score, left.offset)
    }
    let (best, survey) = ranked[0].element
    dialect.delimiter = survey.score > 0 ? best : .comma
    let hasRival = ranked[1].element.1.score * 2 > survey.score
    let confidence: DialectDetection.Confidence =
      survey.score <= 0 ? .assumed : survey.against > 0 || hasRival ? .likely : .certain
    return DialectDetection(dialect: dialect, confidence: confidence)
  }

  private static func firstLineEnding(_ text: [UInt8]) -> CSVLineEnding? {
    guard let index = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    if text[index] == 0x0A { return .lf }
    return index + 1 < text.count && text[index + 1] == 0x0A ? .crlf : .cr
  }

  /// The delimiter that a first line `sep=;` names.
  private static func separatorLine(_ text: [UInt8]) -> CSVDelimiter? {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count == 5, line.count < text.count, let last = line.last else { return nil }
    guard line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }) else { return nil }
    return CSVDelimiter(rawValue: last)
  }
}

extension DialectDetector {
  /// The form of UTF-16 that a file is written in, by its byte order mark, or by the zero bytes of its Latin letters;
  /// `nil` for any other encoding.
  public static func wideEncoding(of sample: UnsafeRawBufferPointer) -> CSVEncoding? {
    if sample.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if sample.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    let looked = sample.prefix(512)
    guard looked.count >= 8, looked[0] == 0 || looked[1] == 0 else { return nil }
    let zeros = looked.indices.reduce(into: (even: 0, odd: 0)) { zeros, place in
      if looked[place] == 0 { if place & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 } }
    }
    let most = looked.count / 2 * 9 / 10
    if zeros.even == 0, zeros.odd >= most { return .utf16LittleEndian }
    return zeros.odd == 0 && zeros.even >= most ? .utf16BigEndian : nil
  }
}

/// Finds the encoding of a CSV file.
enum EncodingDetector {
  /// UTF-16 shows itself. What does not is UTF-8, unless what is not UTF-8 outweighs what is.
  static func detect(_ sample: UnsafeRawBufferPointer, isWholeFile: Bool) -> (CSVEncoding, hasMark: Bool) {
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, true) }
    if let wide = DialectDetector.wideEncoding(of: sample) { return (wide, sample[0] >= 0xFE) }
    return (looksLikeUTF8(sample, isWholeFile: isWholeFile) ? .utf8 : .windows1252, false)
  }

  /// The first bytes as UTF-8, without byte order mark.
  static func beginning(of sample: UnsafeRawBufferPointer, in encoding: CSVEncoding) -> [UInt8] {
    let text: [UInt8]
    if encoding.isTranscoded {
      var transcoder = Transcoder(from: encoding)
      text = [UInt8](unsafeUninitializedCapacity: Transcoder.maximalBytes(for: sample.count)) { buffer, count in
        if let start = buffer.baseAddress { _ = transcoder.transcode(sample, to: start, count: &count) }
      }
    } else {
      text = Array(sample)
    }
    return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
  }

  /// One damaged byte in a UTF-8 file shall be reported, not hidden by reading the file as windows-1252.
  private static func looksLikeUTF8(_ sample: UnsafeRawBufferPointer, isWholeFile: Bool) -> Bool {
    var sound = 0
    var unsound = 0
    let cut = isWholeFile ? 0 : SoundText.cutCharacterBytes(sample.bindMemory(to: UInt8.self))
    var iterator = sample.dropLast(cut).makeIterator()
    var decoder = UTF8()
    var isAtEnd = false
    while !isAtEnd {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): sound += scalar.value < 0x80 ? 0 : 1
      case .emptyInput: isAtEnd = true
      case .error: unsound += 1
      }
    }
    return unsound == 0 || sound > unsound
  }
}
