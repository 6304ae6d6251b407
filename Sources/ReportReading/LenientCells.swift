import ReportForm
import ReportModel

// The cells of CSV and spreadsheets, in all the forms in which people write them.
extension SectionReading {
  /// Reads a raw cell into the open row: the frequent plain forms at once, everything else at leisure.
  @inline(__always)
  func readLenient(
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    at position: SourcePosition,
    into builder: inout RecordBatchBuilder
  ) {
    if raw.count == 0 {
      builder.setEmpty(field: field.index, at: position)
    } else if !readPlain(raw, field, at: position, into: &builder) {
      readAtLeisure(raw, field, at: position, into: &builder)
    }
  }

  /// Reads a value in its most usual form, the same in all syntaxes; false when it has another.
  @inline(__always)
  func readPlain(
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    at position: SourcePosition,
    into builder: inout RecordBatchBuilder
  ) -> Bool {
    switch field.plain {
    case .text:
      guard raw.count <= field.plainLimits.high, PlainText.isPlain(raw) else { return false }
      if field.identityMark != 0, CellMark.isEmptyMarker(raw) { return false }
      builder.set(text: raw, field: field.index, at: position)
    case .identifier:
      guard raw.count <= field.plainLimits.high, Numerals.areDigits(raw) else { return false }
      if field.role == .workerNIK { workers?.nik(raw) }
      builder.set(text: raw, field: field.index, at: position)
    case .whole:
      guard let number = Numerals.whole(raw) else { return false }
      builder.set(number: number, field: field.index, at: position)
    case .decimal:
      guard let number = Numerals.whole(raw), number < field.plainLimits.high else { return false }
      builder.set(number: number &* field.plainLimits.low, field: field.index, at: position)
    case .date:
      guard let date = Numerals.isoDate(raw), !FillerDay.isFiller(date) else { return false }
      builder.set(number: Int64(date.dayNumber), field: field.index, at: position)
    case .yesNo:
      guard raw.count == 1, raw[0] == UInt8(ascii: "Y") || raw[0] == UInt8(ascii: "T") else { return false }
      builder.set(number: raw[0] == UInt8(ascii: "Y") ? 1 : 0, field: field.index, at: position)
    case .code:
      guard let codes = field.exactCodes, let index = codes._withUnsafeGuaranteedRef({ $0.value(of: raw) }) else {
        return false
      }
      if field.role == .workerSex { workers?.sex(index) }
      builder.set(number: Int64(index), field: field.index, at: position)
    case .digits:
      guard raw.count >= field.plainLimits.low, raw.count <= field.plainLimits.high, Numerals.areDigits(raw) else {
        return false
      }
      builder.set(text: raw, field: field.index, at: position)
    case .capitals:
      guard raw.count == field.plainLimits.low, PlainText.areCapitals(raw) else { return false }
      builder.set(text: raw, field: field.index, at: position)
    case .none: return false
    }
    return true
  }

  private func readAtLeisure(
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    at position: SourcePosition,
    into builder: inout RecordBatchBuilder
  ) {
    let cell = TidyCell(raw)
    if cell.isChanged { tidied += 1 }
    let before = ledger.standing
    if output.letters.look(at: raw, field, { location(field: field.index, row: rowNumber, position: position) }) {
      ledger.standing = before ?? .wrongEncoding
    }
    defer { ledger.standing = before }
    // Inlined by hand: a closure could not take the builder inout.
    if let rewritten = cell.rewritten {
      rewritten.withUnsafeBytes { readTidy($0, raw, field, position, &builder) }
    } else {
      readTidy(UnsafeRawBufferPointer(rebasing: raw[cell.range]), raw, field, position, &builder)
    }
  }

  private func readTidy(
    _ bytes: UnsafeRawBufferPointer,
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    guard bytes.count > 0 else { return builder.setEmpty(field: field.index, at: position) }
    if bytes.count < raw.count, raw[0] != 0x09, readPlain(bytes, field, at: position, into: &builder) { return }
    if bytes[0] == UInt8(ascii: "#"), UncalculatedCell.matches(bytes) {
      return damage(.formulaWithoutValue, bytes, field, position, &builder)
    }
    if bytes[0] == UInt8(ascii: "#"), CellMark.isSpreadsheetError(bytes) {
      return damage(.spreadsheetError, bytes, field, position, &builder)
    }
    if !field.isPlainText || field.definitionIsIdentifier, !field.definition.isRequired,
      CellMark.isEmptyMarker(bytes)
    {
      tidied += 1
      return builder.setEmpty(field: field.index, at: position)
    }
    if raw[0] == 0x09 || CellMark.isFormula(bytes) { note(.formulaCell, field, at: position, found: bytes) }
    if field.definition.isMany { return readMany(bytes, field, position, &builder) }
    switch field.reading {
    case .text(let limit): readText(bytes, limit, field, position, &builder)
    case .integer, .money, .decimal: readNumber(bytes, field, position, &builder)
    case .date: readDate(bytes, field, position, &builder)
    case .yesNo: readYesNo(bytes, field, position, &builder)
    case .code(let table): readCode(bytes, table, field, position, &builder)
    case .outside(_, let shape): readOutside(bytes, shape, field, position, &builder)
    }
  }

  private func readText(
    _ bytes: UnsafeRawBufferPointer,
    _ limit: Int,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    noteMarker(bytes, field, position)
    if field.definitionIsIdentifier {
      if CellMark.isScientific(bytes) {
        scientific[field.index, default: ScientificTally()].add(field.found(bytes))
        return damage(.scientificNumber, bytes, field, position, &builder)
      }
      if let whole = Identifier.withLeadingZero(bytes, field.role) {
        return damage(.digitShort, bytes, field, position, &builder, suggestion: whole)
      }
      if field.role == .workerNIK { workers?.nik(bytes) }
    }
    noteLength(bytes, limit, field, position)
    builder.set(text: bytes, field: field.index, at: position)
  }

  private func readYesNo(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    guard let answer = YesNoWords.answer(bytes) else { return damage(.notYesNo, bytes, field, position, &builder) }
    builder.set(number: answer ? 1 : 0, field: field.index, at: position)
  }

  private func readCode(
    _ bytes: UnsafeRawBufferPointer,
    _ table: CodeTable,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    guard let index = table.index(of: bytes) ?? table.lenientIndex(of: bytes) else {
      let isWoman = field.role == .workerSex && bytes.count == 1 && bytes[0] | 0x20 == UInt8(ascii: "w")
      if isWoman { workers?.wanita() }
      ledger.suspecting(isWoman ? .sexLetters : nil) { noteUnknownCode(bytes, field, table.list, position) }
      return builder.set(damaged: bytes, field: field.index, at: position)
    }
    if field.role == .workerSex { workers?.sex(index) }
    builder.set(number: Int64(index), field: field.index, at: position)
  }

  private func readOutside(
    _ bytes: UnsafeRawBufferPointer,
    _ shape: CodeList.Shape?,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    let code = OutsideCode.normalised(bytes, shape)
    code.withUnsafeBytes { code in
      if fits(code, shape, field, position) {
        builder.set(text: code, field: field.index, at: position)
      } else {
        builder.set(damaged: bytes, field: field.index, at: position)
      }
    }
  }

  /// Several values in one cell, parted by `|`. Codes are stored in their proper spelling.
  private func readMany(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    _ builder: inout RecordBatchBuilder
  ) {
    var list: [UInt8] = []
    var isSound = true
    for part in bytes.split(separator: UInt8(ascii: "|")) {
      let raw = UnsafeRawBufferPointer(rebasing: part)
      let item = TidyCell(raw).withBytes(of: raw) { oneOfMany($0, field, position) }
      guard let item else {
        isSound = false
        continue
      }
      if item.isEmpty { continue }
      if !list.isEmpty { list.append(UInt8(ascii: "|")) }
      list += item
    }
    if !isSound { return builder.set(damaged: bytes, field: field.index, at: position) }
    list.withUnsafeBytes { builder.set(text: $0, field: field.index, at: position) }
  }

  /// One value of several; `nil` when it is not in its list.
  func oneOfMany(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ position: SourcePosition,
    isStrict: Bool = false
  ) -> [UInt8]? {
    guard case .code(let table) = field.reading, bytes.count > 0 else { return Array(bytes) }
    if let index = table.index(of: bytes) ?? (isStrict ? nil : table.lenientIndex(of: bytes)) {
      return Array(table.list.codes[index].code.utf8)
    }
    noteUnknownCode(bytes, field, table.list, position)
    return nil
  }
}
