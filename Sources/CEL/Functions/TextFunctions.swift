/// `contains`, `startsWith`, `endsWith` and `matches` of the standard language.
enum TextFunctions {
  static let all: [Function] = [
    test("contains") { contains($0, $1) },
    test("startsWith") { starts($0, $1) },
    test("endsWith") { text, end in
      text.utf8.count >= end.utf8.count && text.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    },
    Function(
      "matches",
      [false, true].map { isMember in
        Overload(
          id: isMember ? "matches_string" : "matches",
          parameters: .string,
          .string,
          result: .bool,
          isMember: isMember,
          cost: 100
        ) { text, pattern in
          guard case .string(let text) = text, case .string(let pattern) = pattern else {
            return Arithmetic.noOverload("matches", text, pattern)
          }
          switch Pattern.compile(pattern, prepared: false) {
          case .success(let pattern): return .bool(pattern.matches(text))
          case .failure(let reason): return .failure(.invalidPattern(reason.text))
          }
        }
      }
    ),
  ]

  private static func test(_ name: String, _ test: @escaping @Sendable (String, String) -> Bool) -> Function {
    Function(
      name,
      [
        Overload(id: "\(name)_string", parameters: .string, .string, result: .bool, isMember: true) { text, part in
          guard case .string(let text) = text, case .string(let part) = part else {
            return Arithmetic.noOverload(name, text, part)
          }
          return .bool(test(text, part))
        }
      ]
    )
  }

  static func starts(_ text: String, _ start: String) -> Bool {
    text.utf8.starts(with: start.utf8)
  }

  /// Whether the bytes of one text stand within the other's.
  static func contains(_ text: String, _ part: String) -> Bool {
    find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  /// The first place of some bytes in others at or after a place.
  static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = part.first else { return start <= bytes.count ? start : nil }
    guard bytes.count >= part.count, start <= bytes.count - part.count else { return nil }
    for place in start...(bytes.count - part.count)
    where bytes[place] == first && bytes[place..<place + part.count].elementsEqual(part) {
      return place
    }
    return nil
  }
}
