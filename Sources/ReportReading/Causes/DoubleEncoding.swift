import ReportModel

/// Letters that went through two encodings: UTF-8 bytes that a program took for Windows-1252 and wrote again as UTF-8,
/// so that `é` became `Ã©`.
enum DoubleEncoding {
  /// The text before the accident; `nil` when the bytes show no such accident.
  ///
  /// Exact, not guessed: every character must stand for a byte of Windows-1252, and those bytes must be sound UTF-8 with
  /// at least one character of several bytes.
  static func undone(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard bytes.count <= longest else { return nil }
    var single: [UInt8] = []
    single.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let (scalar, length) = scalar(bytes, index), let byte = windows1252(scalar) else { return nil }
      single.append(byte)
      index += length
    }
    guard single.contains(where: { $0 >= 0x80 }), String(validating: single, as: UTF8.self) != nil else { return nil }
    return single
  }

  /// Longer cells are not looked at: letters in them say nothing that shorter ones do not.
  private static let longest = 4_096

  /// The character at `index` of sound UTF-8, when it has one to three bytes: others are in no code page.
  private static func scalar(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> (UInt32, Int)? {
    let first = UInt32(bytes[index])
    func rest(_ place: Int) -> UInt32 { index + place < bytes.count ? UInt32(bytes[index + place]) & 0x3F : 0 }
    switch first {
    case 0..<0x80: return (first, 1)
    case 0xC0..<0xE0: return ((first & 0x1F) << 6 | rest(1), 2)
    case 0xE0..<0xF0: return ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
    default: return nil
    }
  }

  /// The byte of Windows-1252 (WHATWG) that a character stands for.
  private static func windows1252(_ scalar: UInt32) -> UInt8? {
    if scalar < 0x80 || (0xA0...0xFF).contains(scalar) { return UInt8(scalar) }
    if let special = specials[scalar] { return special }
    return unassigned.contains(scalar) ? UInt8(scalar) : nil
  }

  /// Bytes without a sign of their own; programs pass them through as control characters.
  private static let unassigned: Set<UInt32> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
  private static let specials: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
    0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
    0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
}

/// What the letters beyond ASCII of a whole file show.
struct LetterTally {
  /// Cells that show the accident before it is named: one or two may be a joke or a name.
  static let least = 3

  private var doubled = 0
  private var sound = 0
  private var example: (location: Location, found: FoundValue, meant: FoundValue, field: FieldPlan)?

  /// Looks at a cell; true when its letters went through two encodings.
  mutating func look(at bytes: UnsafeRawBufferPointer, _ field: FieldPlan, _ place: () -> Location) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return false }
    guard let meant = DoubleEncoding.undone(bytes) else {
      // Non-breaking spaces and the like come from copying, not from an encoding.
      if TidyCell(bytes).withBytes(of: bytes, { $0.contains { $0 >= 0x80 } }) { sound += 1 }
      return false
    }
    doubled += 1
    if example == nil {
      example = (place(), field.found(bytes), field.found(String(decoding: meant, as: UTF8.self)), field)
    }
    return true
  }

  /// Names the accident when nothing in the file speaks against it.
  func conclude(_ ledger: FindingLedger) {
    guard doubled >= Self.least, sound == 0, let example else { return }
    ledger.note(.doubleEncoded) {
      var location = example.location
      // The accident is the whole file's.
      location.section = nil
      return Occurrence(
        location: location,
        values: [
          "jumlah": Message.Value(String(doubled)), "nilai": example.field.word(example.found),
          "usulan": example.field.word(example.meant),
        ],
        value: example.found,
        affected: (doubled, false)
      )
    }
  }
}
