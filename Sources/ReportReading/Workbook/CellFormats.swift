import XML

/// How the numbers of a cell are to be understood, by its format.
enum CellFormat: Equatable {
  /// A plain number.
  case number
  /// The serial number of a day.
  case date
  /// A whole number shown with at least so many digits, as in `0000`.
  case padded(digits: Int)
}

/// The cell formats of a workbook (`xl/styles.xml`), as far as they change what a number means.
final class CellFormats: XMLEventSink {
  private let limit: Int
  private var ownFormats: [Int: CellFormat] = [:]
  private var isInCellFormats = false
  /// Format per style number.
  private var formats: [CellFormat] = []
  /// Number formats per style number, resolved when all are known.
  private var numbers: [Int] = []

  init(limit: Int) { self.limit = limit }

  /// The format of style number `style`; a plain number when there is none.
  func format(_ style: Int) -> CellFormat {
    guard numbers.indices.contains(style) else { return .number }
    return ownFormats[numbers[style]] ?? Self.builtIn(numbers[style])
  }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    guard OfficeNames.isSpreadsheet(name.namespace) else { return }
    switch name.localName {
    case "numFmt":
      guard ownFormats.count < limit, let id = attributes.value(named: "numFmtId").flatMap({ Int($0) }),
        let code = attributes.value(named: "formatCode")
      else { return }
      ownFormats[id] = Self.format(ofCode: code)
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats && numbers.count < limit:
      numbers.append(attributes.value(named: "numFmtId").flatMap { Int($0) } ?? 0)
    default: break
    }
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    if name.localName == "cellXfs" { isInCellFormats = false }
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {}

  /// The formats that every program knows by number (ECMA-376 part 1, 18.8.30): 14 to 17 and 22 are days, 27 to 36 and
  /// 50 to 58 are the days of East Asian languages.
  private static func builtIn(_ number: Int) -> CellFormat {
    switch number {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
    default: .number
    }
  }

  /// The meaning of a format such as `[$-421]dd mmmm yyyy;@` or `0000`: its first section counts.
  static func format(ofCode code: String) -> CellFormat {
    var letters: [Character] = []
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        isBracketed = character != "]"
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted = true
      } else if character == "[" {
        isBracketed = true
      } else if character == ";" {
        break
      } else {
        letters.append(character)
      }
    }
    let text = String(letters).lowercased()
    if text.hasPrefix("general") { return .number }
    // `m` alone may be minutes; a day or a year makes it a date.
    if text.contains("d") || text.contains("y") { return .date }
    let isZeros = text.count > 1 && text.allSatisfy { $0 == "0" }
    return isZeros ? .padded(digits: min(text.count, 20)) : .number
  }
}
