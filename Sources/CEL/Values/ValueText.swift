extension Value: CustomStringConvertible {
  /// The value much as it would be written in an expression; for messages and tests.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .uint(let value): "\(value)u"
    case .double(let value): "\(value)"
    case .string(let value): Text.quoted(value)
    case .bytes(let value): "b\"" + value.map { "\\x" + Text.hexadecimal($0) }.joined() + "\""
    case .duration(let value): "duration(\"\(value.text)\")"
    case .timestamp(let value): "timestamp(\"\(value.text)\")"
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .map(let map): "{" + map.entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .type(let type): type.name
    case .optional(let value): value.map { "optional.of(\($0))" } ?? "optional.none()"
    case .opaque(let value): "opaque(\(value.mantissa), \(value.scale))"
    case .record(let record): "\(record.recordType.name)[\(record.row)]"
    }
  }
}

extension Text {
  static func hexadecimal(_ byte: UInt8, uppercase: Bool = false) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: uppercase)
  }

  /// The text in double quotes with CEL's escapes, as `strings.quote` gives.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A double as `string(double)` gives it: shortest digits that read back, exponent form from 1e6 and below 1e-4
  /// (as cel-go does).
  static func shortest(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let (digits, exponent) = decimalDigits(number)
    let sign = number.sign == .minus ? "-" : ""
    if exponent < -4 || exponent >= 6 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(size)"
    }
    return sign + plain(digits, exponent)
  }

  /// A double in full, never with an exponent.
  static func fixed(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let (digits, exponent) = decimalDigits(number)
    return (number.sign == .minus ? "-" : "") + plain(digits, exponent)
  }

  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if digits.count <= exponent + 1 { return digits + String(repeating: "0", count: exponent + 1 - digits.count) }
    return "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
  }

  /// The shortest significant digits and the exponent of the first one: 0.0045 → ("45", -3).
  private static func decimalDigits(_ number: Double) -> (digits: String, exponent: Int) {
    let text = "\(number.magnitude)"
    let parts = text.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let whole = String(mantissa[0])
    var digits = whole + (mantissa.count > 1 ? String(mantissa[1]) : "")
    var exponent = whole.count - 1 + shift
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    while digits.count > 1, digits.first == "0" {
      digits.removeFirst()
      exponent -= 1
    }
    return digits == "0" ? ("0", 0) : (digits, exponent)
  }
}
