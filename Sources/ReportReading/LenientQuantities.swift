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
    if let decimalMark = evidence.decimalMark(of: number, mark, field) {
      return setNumber(number, decimalMark, bytes, field, position, &builder)
    }
    let readings = [NumberText.other(mark), mark].map {
      String(decoding: number.normalised(decimalMark: $0), as: UTF8.self)
    }
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
    case .day(let date, let couldBeMonthFirst, let isDayFirst):
      if couldBeMonthFirst {
        dateOrders[field.index].ambiguous += 1
        if field.role == .workerBirth { workers?.ambiguousBirth(date) }
      }
      if isDayFirst { dateOrders[field.index].dayFirst += 1 }
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

  /// Looks at a date that is not in the one form of XML, for how its column orders day and month; true when it only
  /// makes sense month first.
  func lookAtOrder(_ bytes: UnsafeRawBufferPointer, _ field: FieldPlan) -> Bool {
    switch LenientDate(bytes) {
    case .monthFirst:
      dateOrders[field.index].monthFirst += 1
      return true
    case .day(_, let couldBeMonthFirst, let isDayFirst):
      if couldBeMonthFirst { dateOrders[field.index].ambiguous += 1 }
      if isDayFirst { dateOrders[field.index].dayFirst += 1 }
    default: break
    }
    return false
  }

  /// Notes the columns that are written month first, all of them or in part (after all rows are read).
  func noteMixedDates() {
    for field in plan.fields {
      var order = dateOrders[field.index]
      if field.role == .workerBirth, let workers {
        order.monthFirst += workers.births.monthFirst
        order.dayFirst += workers.births.dayFirst
        order.ambiguous -= workers.births.monthFirst + workers.births.dayFirst
      }
      if order.monthFirst > 0 || order.dayFirst > 0 {
        output.dateOrders[FindingLedger.scope(plan.index, field.index)] = order
      }
      if order.isMonthFirst {
        noteMonthFirst(field, order)
      } else if order.monthFirst > 0, order.ambiguous > 0 {
        noteMixed(field, order)
      }
    }
  }

  private func noteMonthFirst(_ field: FieldPlan, _ order: DateOrder) {
    ledger.note(.monthFirstColumn) {
      Occurrence(
        location: location(field: field.index, row: nil, position: .unknown),
        values: [
          "field": Message.Value(layout.headings[field.index] ?? field.definition.csv),
          "jumlah": Message.Value(String(order.monthFirst)),
          "batas": Message.Value(ReadingWords.alsoAmbiguous(order.ambiguous)),
        ],
        affected: (order.monthFirst + order.ambiguous, false)
      )
    }
  }

  private func noteMixed(_ field: FieldPlan, _ order: DateOrder) {
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

extension ConventionEvidence {
  /// The decimal mark of a number that can be read two ways, `mark` being the one sign in it; `nil` leaves it in doubt.
  func decimalMark(of number: NumberText, _ mark: UInt8, _ field: FieldPlan) -> UInt8? {
    let other = NumberText.other(mark)
    let convention = field.allowsNegative ? decimalConvention : wholeConvention
    let asDecimals = number.value(decimalMark: mark, field)
    let asThousands = number.value(decimalMark: other, field)
    if convention == nil, case .decimal = field.reading {
      if asDecimals == nil { return other }
      if asThousands == nil { return mark }
    }
    // A convention that gives no possible value, or whole rupiah with three decimals, leaves the number in doubt.
    let isLikely = convention?.decimalMark != mark || field.allowsNegative
    guard let convention, isLikely, (convention.decimalMark == mark ? asDecimals : asThousands) != nil else {
      return nil
    }
    return convention.decimalMark
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
