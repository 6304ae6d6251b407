/// A place in an XML document.
///
/// Lines end at a line feed, as editors count them. For a document that is not in UTF-8, `byte` and `column`
/// count the bytes of its UTF-8 transcoding (without byte order mark); `line` is right in any case.
public struct XMLPosition: Hashable, Sendable {
  /// Byte offset from the beginning of the document, from 0.
  public let byte: Int64
  // 32 bits each, as millions of positions are handed over and most are not looked at.
  private let lineNumber: Int32
  private let columnNumber: Int32

  /// Line, from 1; the last one that can be told is 2,147,483,647.
  public var line: Int { Int(lineNumber) }
  /// Column in bytes within the line, from 1; the last one that can be told is 2,147,483,647. A byte order mark is
  /// not counted.
  public var column: Int { Int(columnNumber) }

  /// The place `byte` bytes (from 0) into the document, on `line` (from 1) at `column` (from 1, in bytes).
  public init(byte: Int64, line: Int, column: Int) {
    self.byte = byte
    lineNumber = Int32(clamping: line)
    columnNumber = Int32(clamping: column)
  }

  /// The place some bytes earlier on the same line.
  func moved(back bytes: Int) -> XMLPosition {
    XMLPosition(byte: byte - Int64(bytes), line: line, column: column - bytes)
  }

  /// The first byte of a document.
  public static let start = XMLPosition(byte: 0, line: 1, column: 1)
}

extension XMLPosition: CustomStringConvertible {
  /// `line:column`, as compilers write it.
  public var description: String { "\(line):\(column)" }
}
