import ReportForm
import ReportModel

// Numbers and dates.
extension SectionReading {
  func readNumber(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    if CellMark.isScientific(bytes) { return damage(.scientificNumber, bytes, field, position, &builder) }
    guard let number = NumberText(bytes) else {
      return damage(field.malformedNumber, bytes, field, position, &builder)
    }
    switch number.reading {
    case .plain: setNumber(number, UInt8(ascii: "."), bytes, field, position, &builder)
    case .certain(let mark): setNumber(number, mark, bytes, field, position, &builder)
    case .ambiguous(let mark): readAmbiguous(number, mark, bytes, field, position, &builder)
    }
  }

  /// `1.234`: decided by the file's convention, or because only one reading is possible in this field.
  private func readAmbiguous(
    _ number: NumberText,
    _ mark: UInt8,
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    let other = NumberText.other(mark)
    let convention = field.allowsNegative ? evidence.decimalConvention : evidence.wholeConvention
    let asDecimals = number.value(decimalMark: mark, field)
    let asThousands = number.value(decimalMark: other, field)
    if convention == nil, case .decimal = field.reading {
      if asDecimals == nil { return setNumber(number, other, bytes, field, position, &builder) }
      if asThousands == nil { return setNumber(number, mark, bytes, field, position, &builder) }
    }
    // A convention that gives no possible value, or whole rupiah with three decimals, leaves the number in doubt.
    let isLikely = convention?.decimalMark != mark || field.allowsNegative
    if let convention, isLikely, (convention.decimalMark == mark ? asDecimals : asThousands) != nil {
      return setNumber(number, convention.decimalMark, bytes, field, position, &builder)
    }
    let readings = [other, mark].map { String(decoding: number.normalised(decimalMark: $0), as: UTF8.self) }
    note(
      .ambiguousNumber,
      field,
      at: position,
      found: bytes,
      suggestion: readings[0],
      limit: readings[1].replacingPoint
    )
    builder.set(damaged: bytes, field: field.index, at: position)
  }

  private func setNumber(
    _ number: NumberText,
    _ mark: UInt8,
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    switch number.parsed(decimalMark: mark, field) {
    case .number(let value) where value < 0 && !field.allowsNegative:
      damage(.negativeNumber, bytes, field, position, &builder)
    case .tooManyDecimals where !field.allowsNegative:
      damage(field.malformedNumber, bytes, field, position, &builder)
    case let result: setDecimal(result, bytes, field, field.malformedNumber, position, &builder)
    }
  }

  func readDate(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    switch LenientDate(bytes) {
    case .day(let date, let couldBeMonthFirst):
      if couldBeMonthFirst { dateOrders[field.index].ambiguous += 1 }
      setDate(date, bytes, field, position, &builder)
    case .serial(let date):
      note(.dateSerial, field, at: position, found: bytes, suggestion: date.dayFirst)
      builder.set(number: Int64(date.dayNumber), field: field.index, at: position)
    case .placeholder
    where bytes.count == 10 && bytes.suffix(4).elementsEqual("1970".utf8)
      || bytes.prefix(4).elementsEqual("1970".utf8):
      note(.datePlaceholder, field, at: position, found: bytes)
      builder.set(number: Int64(FillerDay.unixEpoch), field: field.index, at: position)
    case .placeholder: damage(.datePlaceholder, bytes, field, position, &builder)
    case .monthFirst(let date):
      dateOrders[field.index].monthFirst += 1
      damage(.dateMonthFirst, bytes, field, position, &builder, suggestion: date.dayFirst)
    case .impossible: damage(.dateImpossible, bytes, field, position, &builder)
    case .shortYear: damage(.dateShortYear, bytes, field, position, &builder)
    case .malformed: damage(.dateForm, bytes, field, position, &builder)
    }
  }

  /// Notes the columns in which some dates are written month first (after all rows are read).
  func noteMixedDates() {
    for field in plan.fields {
      let order = dateOrders[field.index]
      guard order.monthFirst > 0, order.ambiguous > 0 else { continue }
      ledger.note(.dateColumnMixed) {
        Occurrence(
          location: location(field: field.index, row: nil, position: .unknown),
          values: [
            "field": Message.Value(layout.headings[field.index] ?? field.definition.csv),
            "jumlah": Message.Value(String(order.ambiguous)),
          ]
        )
      }
    }
  }
}

extension NumberText {
  /// The number as the field stores it, read with this decimal mark.
  func parsed(decimalMark: UInt8, _ field: FieldPlan) -> Numerals.Decimal {
    let (precision, scale) = field.numberSize
    return normalised(decimalMark: decimalMark).withUnsafeBytes {
      Numerals.decimal($0, precision: precision, scale: scale)
    }
  }

  /// The same, or `nil` when the field cannot hold it.
  func value(decimalMark: UInt8, _ field: FieldPlan) -> Int64? {
    if case .number(let value) = parsed(decimalMark: decimalMark, field) { value } else { nil }
  }
}

extension String {
  /// A decimal point as people here write it.
  fileprivate var replacingPoint: String { String(map { $0 == "." ? "," : $0 }) }
}
