/// Which mark parts thousands and which the decimals.
enum NumberConvention: Hashable {
  /// `1.234.567,89`, as in Indonesia.
  case commaDecimal
  /// `1,234,567.89`, as in English.
  case pointDecimal

  /// The decimal mark.
  var decimalMark: UInt8 { self == .commaDecimal ? UInt8(ascii: ",") : UInt8(ascii: ".") }
}

/// What the numbers of a file say about its convention, whole numbers and decimals apart: degrees of latitude with a
/// point say nothing about wages.
struct ConventionEvidence {
  fileprivate struct Votes {
    var comma = false
    var point = false

    /// The convention all share; `nil` when there is none or they disagree.
    var convention: NumberConvention? { comma == point ? nil : comma ? .commaDecimal : .pointDecimal }
    var isSilent: Bool { !comma && !point }
  }

  private var whole = Votes()
  private var decimal = Votes()

  /// The convention for whole numbers: theirs, or that of the decimals when theirs do not tell.
  var wholeConvention: NumberConvention? { whole.isSilent ? decimal.convention : whole.convention }
  /// The convention for decimals: theirs, or that of the whole numbers when theirs do not tell.
  var decimalConvention: NumberConvention? { decimal.isSilent ? whole.convention : decimal.convention }

  /// Looks at one cell of a number column.
  mutating func look(at bytes: UnsafeRawBufferPointer, isDecimal: Bool) {
    guard let body = NumberText(bytes), let convention = body.convention else { return }
    if isDecimal { decimal.add(convention) } else { whole.add(convention) }
  }
}

extension ConventionEvidence.Votes {
  fileprivate mutating func add(_ convention: NumberConvention) {
    if convention == .commaDecimal { comma = true } else { point = true }
  }
}

/// A number as people write it, taken apart: `Rp 4.250.000,-`, `1,234.5`, `-6,914744`.
struct NumberText {
  /// How the marks can be read.
  enum Reading: Equatable {
    /// Digits only.
    case plain
    /// The decimal mark is known; the other mark, if any, parts thousands.
    case certain(decimalMark: UInt8)
    /// One mark with three digits behind it: thousands or decimals.
    case ambiguous(mark: UInt8)
  }

  /// Digits and marks, a minus in front when negative.
  let digits: [UInt8]
  let reading: Reading

  /// The convention this number shows, if it shows one.
  var convention: NumberConvention? {
    guard case .certain(let mark) = reading else { return nil }
    return mark == UInt8(ascii: ",") ? .commaDecimal : .pointDecimal
  }

  /// Takes a cell apart; `nil` when it is no number in any reading.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var body = Array(Self.withoutCurrency(bytes))
    let isNegative = body.first == UInt8(ascii: "-")
    if isNegative { body.removeFirst() }
    body.removeAll { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "'") }
    guard body.first.map({ $0 &- 48 <= 9 }) == true, body.last.map({ $0 &- 48 <= 9 }) == true,
      body.allSatisfy({ $0 &- 48 <= 9 || Self.isMark($0) }), let reading = Self.reading(body)
    else { return nil }
    self.reading = reading
    digits = isNegative ? [UInt8(ascii: "-")] + body : body
  }

  /// The number with a point as decimal mark and nothing between thousands, read with `decimalMark`.
  func normalised(decimalMark: UInt8) -> [UInt8] {
    digits.compactMap { byte in
      byte == decimalMark ? UInt8(ascii: ".") : Self.isMark(byte) ? nil : byte
    }
  }

  /// The other of the two marks.
  static func other(_ mark: UInt8) -> UInt8 {
    mark == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") }

  private static func reading(_ body: [UInt8]) -> Reading? {
    let marks = body.indices.filter { isMark(body[$0]) }
    guard let last = marks.last, let first = marks.first else { return .plain }
    let lastMark = body[last]
    let behind = body.count - last - 1
    if marks.contains(where: { body[$0] != lastMark }) {
      let thousands = marks.dropLast()
      guard thousands.allSatisfy({ body[$0] != lastMark }), areGroups(Array(body[..<last]), other(lastMark)) else {
        return nil
      }
      return .certain(decimalMark: lastMark)
    }
    if marks.count > 1 {
      return areGroups(body, lastMark) ? .certain(decimalMark: other(lastMark)) : nil
    }
    let couldBeThousands = behind == 3 && first <= 3 && body[0] != UInt8(ascii: "0")
    return couldBeThousands ? .ambiguous(mark: lastMark) : .certain(decimalMark: lastMark)
  }

  /// Whether `mark` parts the digits into groups of three, the first of one to three.
  private static func areGroups(_ body: [UInt8], _ mark: UInt8) -> Bool {
    let groups = body.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Without `Rp`, `Rp.` or `IDR` in front and `,-` behind, as receipts and wage lists write them.
  private static func withoutCurrency(_ bytes: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
    var body = bytes[...]
    for currency in ["rp.", "rp", "idr"] where starts(body, with: currency) {
      body = body.dropFirst(currency.utf8.count)
      break
    }
    body = body.drop { $0 == UInt8(ascii: " ") }
    if body.count > 2, body.last == UInt8(ascii: "-"), isMark(body[body.endIndex - 2]) { body = body.dropLast(2) }
    return body
  }

  private static func starts(_ body: Slice<UnsafeRawBufferPointer>, with word: String) -> Bool {
    body.count > word.utf8.count && zip(body, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }
}
