/// The `strings` library. Positions and lengths are in code points.
enum StringFunctions {
  private typealias Scalars = [Unicode.Scalar]

  static let all: [Function] = [
    Function(
      "charAt",
      [
        member("string_char_at_int", [.int], .string) { text, arguments in
          guard case .int(let index) = arguments[1] else { return nil }
          guard index >= 0, index <= Int64(text.count) else { return .failure(.indexOutOfRange(index)) }
          return string(text[Int(index)...].prefix(1))
        }
      ]
    ),
    Function("indexOf", search(isLast: false)),
    Function("lastIndexOf", search(isLast: true)),
    Function(
      "lowerAscii",
      [plain("string_lower_ascii") { bytes in bytes.map { cased($0, 65) } }]
    ),
    Function(
      "upperAscii",
      [plain("string_upper_ascii") { bytes in bytes.map { cased($0, 97) } }]
    ),
    Function("replace", replacements),
    Function("split", splits),
    Function("substring", substrings),
    Function("trim", [trim]),
    Function("reverse", [member("string_reverse", [], .string) { text, _ in string(text.reversed()) }]),
    Function("join", joins),
    Function(
      "strings.quote",
      [
        Overload(id: "strings_quote", parameter: .string, result: .string) { value in
          guard case .string(let text) = value else { return Arithmetic.noOverload("strings.quote", value) }
          return .value(.string(Text.quoted(text)))
        }
      ]
    ),
    Function(
      "format",
      [
        Overload(
          id: "string_format",
          parameters: .string,
          .list(.dyn),
          result: .string,
          isMember: true,
          cost: 5
        ) { format, values in
          guard case .string(let format) = format, case .list(let values) = values else {
            return Arithmetic.noOverload("format", format, values)
          }
          return StringFormat.format(format, values)
        }
      ]
    ),
  ]

  /// A function of a text; nil from the closure when another argument has the wrong type.
  private static func member(
    _ id: String,
    _ parameters: [CELType],
    _ result: CELType,
    _ body: @escaping @Sendable ([Unicode.Scalar], Arguments) -> Outcome?
  ) -> Overload {
    Overload(id: id, parameters: [.string] + parameters, result: result, isMember: true, cost: 2) { arguments in
      guard case .string(let text) = arguments[0], let outcome = body(Array(text.unicodeScalars), arguments) else {
        return .failure(.noSuchOverload(id, (0..<arguments.count).map { arguments[$0].runtimeType().name }))
      }
      return outcome
    }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> Outcome {
    .value(.string(text(scalars)))
  }

  /// A function that changes single ASCII bytes, which stand for themselves wherever they are in UTF-8.
  private static func plain(
    _ id: String,
    _ change: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> [UInt8]
  ) -> Overload {
    Overload(id: id, parameter: .string, result: .string, isMember: true, cost: 2) { value in
      guard case .string(var text) = value else { return .failure(.noSuchOverload(id, [value.runtimeType().name])) }
      return .value(.string(String(decoding: text.withUTF8(change), as: UTF8.self)))
    }
  }

  /// The other case of an ASCII letter, where `first` is the A that changes.
  private static func cased(_ byte: UInt8, _ first: UInt8) -> UInt8 {
    byte >= first && byte < first + 26 ? byte ^ 32 : byte
  }

  private static let trim = Overload(
    id: "string_trim",
    parameter: .string,
    result: .string,
    isMember: true,
    cost: 2
  ) { value in
    guard case .string(var text) = value else { return .failure(.noSuchOverload("string_trim", [])) }
    let isTrim = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } && !(bytes.first.map(isSpace) ?? false) && !(bytes.last.map(isSpace) ?? false)
    }
    return isTrim ? .value(value) : string(trimmed(Array(text.unicodeScalars)))
  }

  /// White space of ASCII.
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func trimmed(_ text: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    var rest = text[...]
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return rest
  }

  // MARK: - Searching

  private static func search(isLast: Bool) -> [Overload] {
    let name = isLast ? "last_index_of" : "index_of"
    return [
      member("string_\(name)_string", [.string], .int) { text, arguments in
        guard case .string(let part) = arguments[1] else { return nil }
        return .value(.int(find(Array(part.unicodeScalars), in: text, from: isLast ? text.count : 0, isLast: isLast)))
      },
      member("string_\(name)_string_int", [.string, .int], .int) { text, arguments in
        guard case .string(let part) = arguments[1], case .int(let start) = arguments[2] else { return nil }
        guard start >= 0, start <= Int64(text.count) else { return .failure(.indexOutOfRange(start)) }
        return .value(.int(find(Array(part.unicodeScalars), in: text, from: Int(start), isLast: isLast)))
      },
    ]
  }

  private static func find(_ part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int, isLast: Bool) -> Int64
  {
    let last = text.count - part.count
    guard last >= 0 else { return -1 }
    func isThere(_ place: Int) -> Bool { text[place..<place + part.count].elementsEqual(part) }
    let found =
      isLast
      ? stride(from: min(start, last), through: 0, by: -1).first(where: isThere)
      : stride(from: start, through: last, by: 1).first(where: isThere)
    return found.map { Int64($0) } ?? -1
  }

  // MARK: - Parts

  private static let substrings: [Overload] = [
    member("string_substring_int", [.int], .string) { text, arguments in
      guard case .int(let start) = arguments[1] else { return nil }
      return substring(text, start, Int64(text.count))
    },
    Overload(
      id: "string_substring_int_int",
      parameters: [.string, .int, .int],
      result: .string,
      isMember: true,
      cost: 2
    ) { arguments in
      guard case .string(let text) = arguments[0], case .int(let start) = arguments[1],
        case .int(let end) = arguments[2]
      else { return .failure(.noSuchOverload("string_substring_int_int", [])) }
      return plainSubstring(text, start, end) ?? substring(Array(text.unicodeScalars), start, end)
    },
  ]

  /// The frequent case, ASCII within its bounds, without taking the text apart.
  private static func plainSubstring(_ text: String, _ start: Int64, _ end: Int64) -> Outcome? {
    var text = text
    return text.withUTF8 { bytes in
      guard start >= 0, start <= end, end <= Int64(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      let part = UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
      return .value(.string(String(decoding: part, as: UTF8.self)))
    }
  }

  private static func substring(_ text: [Unicode.Scalar], _ start: Int64, _ end: Int64) -> Outcome {
    let size = Int64(text.count)
    guard start >= 0, start <= size else { return .failure(.indexOutOfRange(start)) }
    guard end >= 0, end <= size else { return .failure(.indexOutOfRange(end)) }
    guard start <= end else {
      return .failure(.invalidArgument("substring", "the start \(start) is behind the end \(end)"))
    }
    return string(text[Int(start)..<Int(end)])
  }

  private static let splits: [Overload] = [
    member("string_split_string", [.string], .list(.string)) { text, arguments in
      guard case .string(let separator) = arguments[1] else { return nil }
      return split(text, Array(separator.unicodeScalars), limit: -1)
    },
    member("string_split_string_int", [.string, .int], .list(.string)) { text, arguments in
      guard case .string(let separator) = arguments[1], case .int(let limit) = arguments[2] else { return nil }
      return split(text, Array(separator.unicodeScalars), limit: limit)
    },
  ]

  private static func split(_ text: [Unicode.Scalar], _ separator: [Unicode.Scalar], limit: Int64) -> Outcome {
    if limit == 0 { return .value(.list([])) }
    var parts: [Value] = []
    func isFull() -> Bool { limit > 0 && Int64(parts.count) == limit - 1 }
    if separator.isEmpty {
      var place = 0
      while place < text.count, !isFull() {
        parts.append(.string(self.text(text[place...place])))
        place += 1
      }
      if place < text.count { parts.append(.string(self.text(text[place...]))) }
      return .value(.list(parts))
    }
    var start = 0
    var place = 0
    while place + separator.count <= text.count, !isFull() {
      if text[place..<place + separator.count].elementsEqual(separator) {
        parts.append(.string(self.text(text[start..<place])))
        place += separator.count
        start = place
      } else {
        place += 1
      }
    }
    return .value(.list(parts + [.string(self.text(text[start...]))]))
  }

  /// Replaces every occurrence of a text that is not empty, by bytes: in UTF-8 no character begins inside another.
  private static func replacing(_ old: String, with new: String, in text: String) -> String {
    var text = text
    var old = old
    return text.withUTF8 { bytes in
      old.withUTF8 { part in
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
          if bytes.count - place >= part.count, bytes[place..<place + part.count].elementsEqual(part) {
            result.append(contentsOf: new.utf8)
            place += part.count
          } else {
            result.append(bytes[place])
            place += 1
          }
        }
        return String(decoding: result, as: UTF8.self)
      }
    }
  }

  private static let replacements: [Overload] = [
    Overload(
      id: "string_replace_string_string",
      parameters: [.string, .string, .string],
      result: .string,
      isMember: true,
      cost: 2
    ) { arguments in
      guard case .string(let text) = arguments[0], case .string(let old) = arguments[1],
        case .string(let new) = arguments[2]
      else { return .failure(.noSuchOverload("string_replace_string_string", [])) }
      if !old.isEmpty { return .value(.string(replacing(old, with: new, in: text))) }
      return replace(Array(text.unicodeScalars), [], Array(new.unicodeScalars), limit: -1)
    },
    member("string_replace_string_string_int", [.string, .string, .int], .string) { text, arguments in
      guard case .string(let old) = arguments[1], case .string(let new) = arguments[2],
        case .int(let limit) = arguments[3]
      else { return nil }
      return replace(text, Array(old.unicodeScalars), Array(new.unicodeScalars), limit: limit)
    },
  ]

  private static func replace(
    _ text: [Unicode.Scalar],
    _ old: [Unicode.Scalar],
    _ new: [Unicode.Scalar],
    limit: Int64
  ) -> Outcome {
    var result: [Unicode.Scalar] = []
    var place = 0
    var count: Int64 = 0
    while place <= text.count {
      let isHere = place + old.count <= text.count && text[place..<place + old.count].elementsEqual(old)
      if isHere, limit < 0 || count < limit {
        result += new
        count += 1
        place += old.count
        guard old.isEmpty else { continue }
      }
      if place < text.count { result.append(text[place]) }
      place += 1
      if result.count > Arithmetic.maximumTextSize { return .failure(.overflow("replace")) }
    }
    return string(result)
  }

  private static let joins: [Overload] = [
    Overload(id: "list_join", parameter: .list(.string), result: .string, isMember: true, cost: 2) { join($0, "") },
    Overload(
      id: "list_join_string",
      parameters: .list(.string),
      .string,
      result: .string,
      isMember: true,
      cost: 2
    ) { values, separator in
      guard case .string(let separator) = separator else { return Arithmetic.noOverload("join", values, separator) }
      return join(values, separator)
    },
  ]

  private static func join(_ values: Value, _ separator: String) -> Outcome {
    guard case .list(let values) = values else { return Arithmetic.noOverload("join", values) }
    var result = ""
    for (position, value) in values.enumerated() {
      guard case .string(let text) = value else { return Arithmetic.noOverload("join", value) }
      if position > 0 { result += separator }
      result += text
      if result.utf8.count > Arithmetic.maximumTextSize { return .failure(.overflow("join")) }
    }
    return .value(.string(result))
  }
}
