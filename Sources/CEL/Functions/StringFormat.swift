#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// `format.format(values)`: `%s %d %f %e %b %o %x %X %%`, with a precision for `%f` and `%e`.
enum StringFormat {
  /// Decimals that can be asked for: a double has no more than 1 074.
  private static let maximumPrecision = 1_100

  static func format(_ format: String, _ values: [Value]) -> Outcome {
    var result = ""
    var next = 0
    var scalars = Substring(format).unicodeScalars
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if scalars.first == "%" {
        scalars.removeFirst()
        result += "%"
        continue
      }
      guard let (clause, precision) = clause(&scalars) else { return failure("a % has no valid clause") }
      guard next < values.count else { return failure("there is no value for clause \(next + 1)") }
      guard let text = text(values[next], clause, precision) else {
        return failure("%\(clause) cannot show \(values[next].runtimeType().name)")
      }
      result += text
      next += 1
      if result.utf8.count > Arithmetic.maximumTextSize { return .failure(.overflow("format")) }
    }
    return .value(.string(result))
  }

  private static func failure(_ reason: String) -> Outcome {
    .failure(.invalidArgument("format", reason))
  }

  /// What follows a `%`: an optional precision and a letter.
  private static func clause(_ scalars: inout Substring.UnicodeScalarView) -> (Unicode.Scalar, Int?)? {
    var precision: Int?
    if scalars.first == "." {
      scalars.removeFirst()
      let digits = scalars.prefix { ("0"..."9").contains($0) }
      scalars = scalars[digits.endIndex...]
      guard let number = Int(String(digits)), number <= maximumPrecision else { return nil }
      precision = number
    }
    return scalars.popFirst().map { ($0, precision) }
  }

  private static func text(_ value: Value, _ clause: Unicode.Scalar, _ precision: Int?) -> String? {
    switch clause {
    case "s": plain(value)
    case "d": decimal(value)
    case "f": real(value, "%.*f", precision)
    case "e": real(value, "%.*e", precision)
    case "b": binary(value)
    case "o": integer(value, radix: 8)
    case "x": hexadecimal(value, uppercase: false)
    case "X": hexadecimal(value, uppercase: true)
    default: nil
    }
  }

  private static func plain(_ value: Value) -> String? {
    switch value {
    case .string(let text): return text
    case .null: return "null"
    case .bool(let isTrue): return isTrue ? "true" : "false"
    case .int(let number): return "\(number)"
    case .uint(let number): return "\(number)"
    case .double(let number): return Text.fixed(number)
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .timestamp(let moment): return moment.text
    case .duration(let span): return span.text
    case .type(let type): return type.name
    case .list(let values):
      let texts = values.compactMap(plain)
      return texts.count == values.count ? "[" + texts.joined(separator: ", ") + "]" : nil
    case .map(let map):
      let pairs = map.entries.compactMap { entry in
        plain(entry.key).flatMap { key in plain(entry.value).map { (key, $0) } }
      }
      guard pairs.count == map.count else { return nil }
      let sorted = pairs.sorted { Text.compare($0.0, $1.0) < 0 }
      return "{" + sorted.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
    case .optional, .opaque, .record: return nil
    }
  }

  private static func decimal(_ value: Value) -> String? {
    if case .double(let number) = value { return Text.fixed(number) }
    return integer(value, radix: 10)
  }

  private static func integer(_ value: Value, radix: Int, uppercase: Bool = false) -> String? {
    switch value {
    case .int(let number): String(number, radix: radix, uppercase: uppercase)
    case .uint(let number): String(number, radix: radix, uppercase: uppercase)
    default: nil
    }
  }

  private static func binary(_ value: Value) -> String? {
    if case .bool(let isTrue) = value { return isTrue ? "1" : "0" }
    return integer(value, radix: 2)
  }

  private static func hexadecimal(_ value: Value, uppercase: Bool) -> String? {
    switch value {
    case .string(let text): text.utf8.map { Text.hexadecimal($0, uppercase: uppercase) }.joined()
    case .bytes(let bytes): bytes.map { Text.hexadecimal($0, uppercase: uppercase) }.joined()
    default: integer(value, radix: 16, uppercase: uppercase)
    }
  }

  /// With six decimals unless said otherwise. The C library rounds exactly; the process keeps the C locale.
  private static func real(_ value: Value, _ pattern: String, _ precision: Int?) -> String? {
    let number: Double
    switch value {
    case .double(let double): number = double
    case .int(let integer): number = Double(integer)
    case .uint(let integer): number = Double(integer)
    default: return nil
    }
    guard number.isFinite else { return Text.fixed(number) }
    var buffer = [CChar](repeating: 0, count: maximumPrecision + 400)
    let size = buffer.count
    let written = withVaList([Int32(precision ?? 6), number]) { vsnprintf(&buffer, size, pattern, $0) }
    return String(decoding: buffer.prefix(Int(written)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
