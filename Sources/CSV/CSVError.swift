/// Why a file could not be read to its end. Each case carries its place; ``sentence(in:)`` puts it into words.
public enum CSVError: Error, Hashable, Sendable {
  /// A quoted field that is never closed. The place is that of its opening quote.
  case unclosedQuote(at: CSVPosition)
  /// Something other than a delimiter or line end after a closing quote; `opened` is the place of the opening one.
  case textAfterClosingQuote(at: CSVPosition, opened: CSVPosition)
  /// A quote within a field that does not begin with one. Only with ``CSVQuoting/strict``.
  case quoteInUnquotedField(at: CSVPosition)
  /// A zero byte: not a text file, or UTF-16 that was not recognised.
  case nulByte(at: CSVPosition)
  /// A byte that is no valid UTF-8, in a file taken for UTF-8; `byte` is its value, `nil` when the file ends within
  /// a character.
  case invalidUTF8(at: CSVPosition, byte: UInt8?)
  /// Half a character in a UTF-16 file, or an odd byte at its end.
  case invalidUTF16(at: CSVPosition)
  /// A limit of ``CSVLimits`` is passed; `allowed` is its value, in the unit of its name.
  case limitExceeded(CSVLimit, allowed: Int64, at: CSVPosition)

  /// Where it happened.
  public var position: CSVPosition {
    switch self {
    // A quoted field that ran over lines before it ended wrongly was opened by mistake: that quote is what to mend.
    case .textAfterClosingQuote(let position, let opened): opened.line < position.line ? opened : position
    case .unclosedQuote(let position), .quoteInUnquotedField(let position), .nulByte(let position),
      .invalidUTF8(let position, _), .invalidUTF16(let position), .limitExceeded(_, _, let position):
      position
    }
  }
}

/// A place in a CSV file.
public struct CSVPosition: Hashable, Sendable {
  /// Physical line, from 1; line ends within quotes count.
  public let line: Int
  /// Byte offset, from 0, byte order mark included. For a transcoded file it counts the UTF-8 transcoding, whose
  /// byte order mark, if the file has one, takes 3 bytes.
  public let byte: Int64
  /// Column in bytes within the line, from 1.
  public let column: Int
  /// Index of the field within its row, from 0.
  public let field: Int

  /// A place: line and column from 1, byte and field from 0.
  public init(line: Int, byte: Int64, column: Int, field: Int) {
    self.line = line
    self.byte = byte
    self.column = column
    self.field = field
  }
}

extension CSVPosition: CustomStringConvertible {
  /// `line:column`, as compilers write it.
  public var description: String { "\(line):\(column)" }
}
