/// How a CSV file is written.
public struct CSVDialect: Hashable, Sendable {
  /// What stands between two fields.
  public var delimiter: CSVDelimiter
  /// What encloses a field that holds delimiters or line ends, as an ASCII byte.
  public var quote: UInt8
  /// How characters are written as bytes.
  public var encoding: CSVEncoding
  /// The first line end of the sample; `nil` when it had none. The reader takes any of them anywhere.
  public var lineEnding: CSVLineEnding?
  /// Whether the file begins with a byte order mark. The reader drops one in any case.
  public var hasByteOrderMark: Bool
  /// Whether the first line is `sep=;` or the like, as Excel reads and writes it. The reader passes over it.
  public var hasSeparatorLine: Bool

  /// A dialect; by default that of RFC 4180 in UTF-8.
  public init(
    delimiter: CSVDelimiter = .comma,
    quote: UInt8 = UInt8(ascii: "\""),
    encoding: CSVEncoding = .utf8,
    lineEnding: CSVLineEnding? = nil,
    hasByteOrderMark: Bool = false,
    hasSeparatorLine: Bool = false
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.encoding = encoding
    self.lineEnding = lineEnding
    self.hasByteOrderMark = hasByteOrderMark
    self.hasSeparatorLine = hasSeparatorLine
  }
}

/// What stands between two fields. The raw value is the ASCII byte.
public enum CSVDelimiter: UInt8, Hashable, Sendable, CaseIterable {
  /// `,`, as RFC 4180 has it.
  case comma = 0x2C
  /// `;`, as spreadsheets write it where the comma is the decimal mark, as in Indonesia.
  case semicolon = 0x3B
  /// A tab.
  case tab = 0x09
}

/// How characters are written as bytes.
public enum CSVEncoding: String, Hashable, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first ("Unicode text" of spreadsheets).
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// Windows code page 1252 (WHATWG).
  case windows1252 = "windows-1252"

  /// Whether the reader turns the bytes into UTF-8 first. Positions in bytes then count that UTF-8, not the file.
  public var isTranscoded: Bool { self != .utf8 }
}

/// How lines end.
public enum CSVLineEnding: String, Hashable, Sendable, CaseIterable {
  /// Line feed.
  case lf
  /// Carriage return and line feed.
  case crlf
  /// Carriage return.
  case cr
}
