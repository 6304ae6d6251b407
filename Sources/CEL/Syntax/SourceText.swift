/// The text of an expression and the places in it.
struct SourceText {
  let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Characters of a line that an excerpt shows at most, so that one long line floods nobody's screen.
  private static let excerptWidth = 120

  func error(_ problem: Problem) -> CompileError {
    let position = min(problem.position, bytes.count)
    let lineStart = bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    let line = bytes[..<position].count { $0 == 0x0A } + 1
    let column = codePoints(lineStart..<position)
    return CompileError(
      message: problem.kind.message,
      line: line,
      column: column + 1,
      offset: codePoints(0..<position),
      excerpt: excerpt(lineStart..<lineEnd, caret: column)
    )
  }

  fileprivate func codePoints(_ range: Range<Int>) -> Int {
    bytes[range].count { $0 & 0xC0 != 0x80 }
  }

  private func excerpt(_ range: Range<Int>, caret: Int) -> String {
    let scalars = Array(String(decoding: bytes[range], as: UTF8.self).unicodeScalars)
    let first = max(0, caret - SourceText.excerptWidth / 2)
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars[min(first, scalars.count)...].prefix(SourceText.excerptWidth))
    let indent = String(String.UnicodeScalarView(line.prefix(caret - first).map { $0 == "\t" ? "\t" : " " }))
    return " | \(String(line))\n | \(indent)^"
  }
}

extension SourceText {
  var codePointCount: Int { codePoints(0..<bytes.count) }
}
