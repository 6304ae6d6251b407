/// A header value with parameters, such as `form-data; name="berkas"; filename="laporan.xml"`.
struct HeaderParameters: Sendable {
  /// What stands before the first semicolon, in small letters.
  let value: String
  /// The parameters by their names in small letters; the first of a name counts.
  let parameters: [String: String]

  /// Reads a header value; `nil` when a quotation is not closed or a parameter has no `=`.
  ///
  /// In quotations a backslash goes with `"` and `\` only: some browsers send Windows paths without escaping them.
  init?(_ text: some StringProtocol) {
    var scanner = Scanner(rest: Array(text.unicodeScalars)[...])
    value = scanner.token(until: ";").lowercased()
    var found: [String: String] = [:]
    while scanner.skip(";") {
      let name = scanner.token(until: "=", or: ";").lowercased()
      if name.isEmpty, scanner.atParameterEnd { continue }
      guard scanner.skip("="), let text = scanner.parameterValue() else { return nil }
      if found[name] == nil { found[name] = text }
    }
    guard scanner.rest.isEmpty else { return nil }
    parameters = found
  }

  /// The file name: `filename*` (RFC 8187) before `filename`, without any folder before it.
  var fileName: String? {
    let named = parameters["filename*"].flatMap(Self.extended) ?? parameters["filename"]
    return named.map(Self.lastComponent)
  }

  /// The text of `UTF-8''…`, percent-encoded; `nil` for another charset or broken encoding.
  static func extended(_ text: String) -> String? {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
    return percentDecoded(parts[2])
  }

  /// Percent-decodes; `nil` when an escape is broken or the bytes are not UTF-8.
  static func percentDecoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func lastComponent(_ path: String) -> String {
    String(path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
  }
}

/// Walks over the characters of a header value.
private struct Scanner {
  var rest: ArraySlice<Unicode.Scalar>

  var atParameterEnd: Bool { rest.first.map { $0 == ";" } ?? true }

  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == mark else { return false }
    rest.removeFirst()
    return true
  }

  mutating func token(until first: Unicode.Scalar, or second: Unicode.Scalar? = nil) -> String {
    skipSpaces()
    var text = String.UnicodeScalarView()
    while let scalar = rest.first, scalar != first, scalar != second {
      text.append(scalar)
      rest.removeFirst()
    }
    return Substring(String(text)).trimmed
  }

  mutating func parameterValue() -> String? {
    skipSpaces()
    guard rest.first == "\"" else { return token(until: ";") }
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        skipSpaces()
        return atParameterEnd ? String(text) : nil
      }
      if scalar == "\\", let next = rest.first, next == "\"" || next == "\\" {
        text.append(next)
        rest.removeFirst()
      } else {
        text.append(scalar)
      }
    }
    return nil
  }

  private mutating func skipSpaces() {
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
  }
}
