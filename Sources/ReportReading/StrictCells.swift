import ReportForm
import ReportModel

// The values of XML: one form each, as the generated schema has them (dates YYYY-MM-DD, digits only, Y or T).
extension SectionReading {
  /// Takes one field of the open row.
  @inline(__always)
  func readElement(_ bytes: UnsafeRawBufferPointer, _ field: FieldPlan, at position: SourcePosition) {
    if bytes.count == 0 || field.isMany {
      readSeldom(bytes, field, at: position)
    } else if !readPlain(bytes, field, at: position, into: &builder) {
      readStrict(bytes, field, at: position, into: &builder)
    }
  }

  /// Fields with several values, and empty ones.
  private func readSeldom(_ bytes: UnsafeRawBufferPointer, _ field: FieldPlan, at position: SourcePosition) {
    if field.isMany { return collect(bytes, field, at: position) }
    if field.definition.isRequired { noteEmpty(field, at: position) }
    builder.setEmpty(field: field.index, at: position)
  }

  private func noteEmpty(_ field: FieldPlan, at position: SourcePosition) {
    ledger.note(.emptyElement) {
      Occurrence(
        location: location(field: field.index, row: rowNumber, position: position),
        values: [
          "nilai": Message.Value(field.definition.name), "field": Message.Value(field.definition.label),
        ]
      )
    }
  }

  /// Reads a text that is not empty, white space around it already gone, into the open row.
  private func readStrict(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    at position: SourcePosition,
    into builder: inout RecordBatchBuilder
  ) {
    let before = ledger.standing
    if output.letters.look(at: bytes, field, { location(field: field.index, row: rowNumber, position: position) }) {
      ledger.standing = before ?? .wrongEncoding
    }
    defer { ledger.standing = before }
    switch field.reading {
    case .text(let limit):
      noteLength(bytes, limit, field, position)
      noteMarker(bytes, field, position)
      builder.set(text: bytes, field: field.index, at: position)
    case .integer, .money, .decimal:
      readStrictNumber(bytes, field, at: position, into: &builder)
    case .date:
      guard let date = Numerals.isoDate(bytes) else {
        let isMonthFirst = lookAtOrder(bytes, field)
        return ledger.suspecting(isMonthFirst ? .monthFirstDates : nil) {
          damage(.strictDate, bytes, field, position, &builder)
        }
      }
      setDate(date, bytes, field, position, &builder)
    case .yesNo:
      guard bytes.count == 1, bytes[0] == UInt8(ascii: "Y") || bytes[0] == UInt8(ascii: "T") else {
        return damage(.strictYesNo, bytes, field, position, &builder)
      }
      builder.set(number: bytes[0] == UInt8(ascii: "Y") ? 1 : 0, field: field.index, at: position)
    case .code(let table):
      guard let index = table.index(of: bytes) else {
        noteUnknownCode(bytes, field, table.list, position)
        return builder.set(damaged: bytes, field: field.index, at: position)
      }
      builder.set(number: Int64(index), field: field.index, at: position)
    case .outside(_, let shape):
      guard fits(bytes, shape, field, position) else {
        return builder.set(damaged: bytes, field: field.index, at: position)
      }
      builder.set(text: bytes, field: field.index, at: position)
    }
  }

  private func readStrictNumber(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    at position: SourcePosition,
    into builder: inout RecordBatchBuilder
  ) {
    guard case .decimal(let precision, let scale) = field.reading else {
      if let number = Numerals.whole(bytes) {
        return builder.set(number: number, field: field.index, at: position)
      }
      return damage(wholeProblem(bytes), bytes, field, position, &builder)
    }
    let result = Numerals.decimal(bytes, precision: precision, scale: scale)
    setDecimal(result, bytes, field, .strictNumber, position, &builder)
  }

  private func wholeProblem(_ bytes: UnsafeRawBufferPointer) -> ReadingProblem {
    if Numerals.areDigits(bytes) { return .numberTooLarge }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    return isNegative && Numerals.areDigits(UnsafeRawBufferPointer(rebasing: bytes[1...]))
      ? .negativeNumber : .strictNumber
  }
}

// What strict and lenient cells have in common.
extension SectionReading {
  /// Keeps a cell that could not be understood, and says so.
  func damage(
    _ problem: ReadingProblem,
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder,
    suggestion: String? = nil
  ) {
    note(problem, field, at: position, found: bytes, suggestion: suggestion, limit: limitWord(problem, field))
    builder.set(damaged: bytes, field: field.index, at: position)
  }

  private func limitWord(_ problem: ReadingProblem, _ field: FieldPlan) -> String? {
    switch (problem, field.reading) {
    case (.numberTooLarge, .decimal(let precision, let scale)): String(precision - scale)
    case (.numberTooLarge, _): String(Numerals.digitsMax)
    case (.tooManyDecimals, .decimal(_, let scale)): String(scale)
    default: nil
    }
  }

  /// Stores a decimal, or keeps the cell as damaged with the reason.
  func setDecimal(
    _ result: Numerals.Decimal,
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ malformed: ReadingProblem,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    switch result {
    case .number(let number): builder.set(number: number, field: field.index, at: position)
    case .malformed: damage(malformed, bytes, field, position, &builder)
    case .tooManyDecimals: damage(.tooManyDecimals, bytes, field, position, &builder)
    case .tooLarge: damage(.numberTooLarge, bytes, field, position, &builder)
    }
  }

  /// Stores a day; fillers are named, and kept only where a person may really have been born that day.
  func setDate(
    _ date: CivilDate,
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    if FillerDay.isFiller(date) {
      if date.dayNumber != FillerDay.unixEpoch { return damage(.datePlaceholder, bytes, field, position, &builder) }
      note(.datePlaceholder, field, at: position, found: bytes)
    }
    builder.set(number: Int64(date.dayNumber), field: field.index, at: position)
  }

  /// Notes a text that is longer than foreseen; it is kept, since no limit may stand in a truthful report's way.
  @inline(__always)
  func noteLength(
    _ bytes: UnsafeRawBufferPointer,
    _ limit: Int,
    _ field: FieldPlan,
    _ position: SourcePosition
  ) {
    if bytes.count > limit { noteCharacters(bytes, limit, field, position) }
  }

  private func noteCharacters(
    _ bytes: UnsafeRawBufferPointer,
    _ limit: Int,
    _ field: FieldPlan,
    _ position: SourcePosition
  ) {
    let characters = bytes.count { $0 & 0xC0 != 0x80 }
    guard characters > limit else { return }
    ledger.note(.textTooLong) {
      Occurrence(
        location: location(field: field.index, row: rowNumber, position: position),
        values: [
          "baris": Message.Value(String(rowNumber)), "field": Message.Value(field.definition.label),
          "nilai": Message.Value(String(characters)), "batas": Message.Value(String(limit)),
        ],
        value: field.found(bytes)
      )
    }
  }

  /// Notes a filler such as `-` in a text that is required.
  @inline(__always)
  func noteMarker(_ bytes: UnsafeRawBufferPointer, _ field: FieldPlan, _ position: SourcePosition) {
    let isExpected = field.definition.isRequired || field.index == plan.nameField
    if isExpected, bytes.count <= 12, CellMark.isEmptyMarker(bytes) || isZero(bytes) {
      note(.emptyMarker, field, at: position, found: bytes)
    }
  }

  private func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.count == 1 && bytes[0] == UInt8(ascii: "0") }

  /// Whether a code of an outside list has the list's shape; notes it when not.
  func fits(
    _ bytes: UnsafeRawBufferPointer,
    _ shape: CodeList.Shape?,
    _ field: FieldPlan,
    _ position: SourcePosition
  ) -> Bool {
    switch shape {
    case nil: return true
    case .digits(let range):
      if range.contains(bytes.count), Numerals.areDigits(bytes) { return true }
      let words =
        range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      note(.wrongDigits, field, at: position, found: bytes, limit: words)
    case .upper(let count):
      if bytes.count == count, bytes.allSatisfy({ $0 &- 65 < 26 }) { return true }
      note(.wrongCapitals, field, at: position, found: bytes, limit: String(count))
    }
    return false
  }

  /// Notes a code that its list does not have, with the nearest one or the whole list when it is short.
  func noteUnknownCode(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ list: CodeList,
    _ position: SourcePosition
  ) {
    let codes = list.codes.map(\.code)
    if codes.count <= Self.listedCodes {
      ledger.note(.unknownCodeListed) {
        codeOccurrence(bytes, field, position, similar(bytes, codes), ["daftar": Message.Value(Self.listed(list))])
      }
    } else if ledger.lists(.unknownCodeSimilar), let guess = similar(bytes, codes) {
      ledger.note(.unknownCodeSimilar) { codeOccurrence(bytes, field, position, guess, [:]) }
    } else {
      ledger.note(.unknownCode) {
        codeOccurrence(bytes, field, position, nil, ["batas": Message.Value(list.title)])
      }
    }
  }

  private func similar(_ bytes: UnsafeRawBufferPointer, _ codes: [String]) -> String? {
    SimilarName.nearest(toHeading: String(decoding: bytes.prefix(64), as: UTF8.self), among: codes)
  }

  private func codeOccurrence(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ guess: String?,
    _ more: [String: Message.Value]
  ) -> Occurrence {
    let value = field.found(bytes)
    var values = more
    values["baris"] = Message.Value(String(rowNumber))
    values["field"] = Message.Value(field.definition.label)
    values["nilai"] = field.word(value)
    if let guess { values["usulan"] = Message.Value(guess) }
    return Occurrence(
      location: location(field: field.index, row: rowNumber, position: position),
      values: values,
      value: value,
      fix: suggestedFix(.unknownCode, field, bytes)
    )
  }

  /// Lists up to this many codes are named in full.
  private static let listedCodes = 12

  private static func listed(_ list: CodeList) -> Bilingual {
    func words(_ language: Language) -> String {
      list.codes.map { code in
        let label = code.label[language]
        return NameKey.key(label) == NameKey.key(code.code) ? code.code : "\(code.code) (\(label))"
      }.joined(separator: ", ")
    }
    return Bilingual(id: words(.id), en: words(.en))
  }
}

/// Days that programs write when they know none.
enum FillerDay {
  /// 1970-01-01. Some people were born that day.
  static let unixEpoch: Int32 = 0

  /// Whether it is 1900-01-01, 1970-01-01 or 9999-12-31.
  @inline(__always)
  static func isFiller(_ date: CivilDate) -> Bool {
    date.dayNumber == unixEpoch || date.dayNumber == -25_567 || date.dayNumber == 2_932_896
  }
}
