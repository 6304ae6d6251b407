import ReportForm
import ReportModel

/// What to write instead of a cell.
struct CellRepair: Equatable {
  /// The new content of the cell, without quotes around it.
  let text: [UInt8]
  /// What kind of repair it is.
  let kind: FixKind

  init(_ text: some Sequence<UInt8>, _ kind: FixKind) {
    self.text = Array(text)
    self.kind = kind
  }
}

/// What the file and the row say about a cell beside its own bytes.
struct RepairContext {
  /// Whether the cell is XML, where each value has one form.
  var isStrict = false
  /// How the file writes numbers.
  var evidence = ConventionEvidence()
  /// How the column orders day and month; `nil` while that is not known.
  var dates: DateOrder?
  /// Whether the letters of the file went through two encodings.
  var areLettersDoubled = false
  /// Whether P stands for men in this file.
  var areSexLettersSwapped = false
  /// The row's NIK.
  var nik: [UInt8] = []
}

extension CellRepair {
  /// How often letters may have gone through two encodings.
  private static let encodingsMax = 3

  /// The repair of a cell, of kinds in `allowed`; `nil` when there is nothing to repair or nobody can tell how.
  ///
  /// A repaired cell needs no repair: doing it twice is doing it once.
  static func find(
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ context: RepairContext,
    allowed: Set<FixKind>
  ) -> CellRepair? {
    guard raw.count > 0 else { return nil }
    var text = Array(raw)
    var kind: FixKind?
    if context.areLettersDoubled, allowed.contains(.letters) {
      for _ in 0..<encodingsMax {
        guard let meant = text.withUnsafeBytes({ DoubleEncoding.undone($0) }) else { break }
        (text, kind) = (meant, .letters)
      }
    }
    if !context.isStrict, allowed.contains(.spaces), let tidy = tidied(text, field) {
      (text, kind) = (tidy, kind ?? .spaces)
    }
    if !text.isEmpty, let form = text.withUnsafeBytes({ form($0, field, context, allowed) }) {
      (text, kind) = (form.text, form.kind)
    }
    guard let kind, !raw.elementsEqual(text) else { return nil }
    return CellRepair(text, kind)
  }

  // MARK: Around the value

  /// The cell as it is read, or `nil` when it stays as it is.
  ///
  /// The apostrophe and `="…"` before digits stay: they keep a spreadsheet from damaging the number.
  private static func tidied(_ text: [UInt8], _ field: FieldPlan) -> [UInt8]? {
    let tidy = value(of: text)
    if isMarkedAsText(text, tidy) { return nil }
    if isNothing(tidy, field) { return [] }
    // What would change once more is not understood well enough to be changed at all.
    guard tidy != text, value(of: tidy) == tidy else { return nil }
    return tidy
  }

  private static func value(of text: [UInt8]) -> [UInt8] {
    text.withUnsafeBytes { raw in TidyCell(raw).withBytes(of: raw) { Array($0) } }
  }

  private static func isMarkedAsText(_ text: [UInt8], _ tidy: [UInt8]) -> Bool {
    let first = text.first { $0 > 0x20 }
    guard first == UInt8(ascii: "'") || first == UInt8(ascii: "="), tidy.count < text.count else { return false }
    return tidy.allSatisfy { $0 &- 48 <= 9 || ".-+/ ".utf8.contains($0) }
  }

  /// Whether the reader takes the cell for empty although something stands in it.
  private static func isNothing(_ tidy: [UInt8], _ field: FieldPlan) -> Bool {
    guard !field.isPlainText || field.definitionIsIdentifier, !field.definition.isRequired else { return false }
    return tidy.withUnsafeBytes { CellMark.isEmptyMarker($0) }
  }

  // MARK: The value itself

  private static func form(
    _ raw: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ context: RepairContext,
    _ allowed: Set<FixKind>
  ) -> CellRepair? {
    guard !field.isMany else { return nil }
    let repair: CellRepair? = TidyCell(raw).withBytes(of: raw) { bytes in
      guard bytes.count > 0, !CellMark.isSpreadsheetError(bytes), !CellMark.isScientific(bytes) else { return nil }
      switch field.reading {
      case .text: return identifier(bytes, field, context)
      case .integer, .money, .decimal: return number(bytes, field, context)
      case .date: return date(bytes, field, context)
      case .yesNo:
        guard context.isStrict, let answer = YesNoWords.answer(bytes) else { return nil }
        return CellRepair((answer ? "Y" : "T").utf8, .codeForm)
      case .code(let table): return code(bytes, table, field, context)
      case .outside(_, let shape): return outside(bytes, shape, context)
      }
    }
    guard let repair, allowed.contains(repair.kind), !raw.elementsEqual(repair.text) else { return nil }
    return repair
  }

  private static func identifier(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ context: RepairContext
  ) -> CellRepair? {
    guard !context.isStrict, field.definitionIsIdentifier,
      let whole = Identifier.withLeadingZero(bytes, field.role)
    else { return nil }
    let isConfirmed = field.role == .taxNumber && Identifier.passesTaxCheck(Array(whole.utf8))
    return CellRepair(whole.utf8, isConfirmed ? .leadingZero : .leadingZeroGuess)
  }

  private static func number(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ context: RepairContext
  ) -> CellRepair? {
    guard let number = NumberText(bytes) else { return nil }
    switch number.reading {
    case .plain where context.isStrict: return written(number, UInt8(ascii: "."), field, .numberForm)
    case .certain(let mark) where context.isStrict: return written(number, mark, field, .numberForm)
    case .ambiguous(let mark) where context.isStrict || context.evidence.decimalMark(of: number, mark, field) == nil:
      if context.isStrict, mark == UInt8(ascii: "."), field.allowsNegative { return nil }
      return written(number, NumberText.other(mark), field, .numberGuess)
    default: return nil
    }
  }

  /// The number in digits, when the field can hold it.
  private static func written(
    _ number: NumberText,
    _ mark: UInt8,
    _ field: FieldPlan,
    _ kind: FixKind
  ) -> CellRepair? {
    guard let value = number.value(decimalMark: mark, field), value >= 0 || field.allowsNegative else { return nil }
    let text = String(decoding: number.normalised(decimalMark: mark), as: UTF8.self)
    let (_, scale) = field.numberSize
    guard scale == 0, let point = text.firstIndex(of: ".") else { return CellRepair(text.utf8, kind) }
    return CellRepair(text[..<point].utf8, kind)
  }

  private static func code(
    _ bytes: UnsafeRawBufferPointer,
    _ table: CodeTable,
    _ field: FieldPlan,
    _ context: RepairContext
  ) -> CellRepair? {
    if field.role == .workerSex, context.areSexLettersSwapped, let letter = sex(bytes, context) { return letter }
    if table.index(of: bytes) != nil { return nil }
    if let index = table.lenientIndex(of: bytes) {
      return context.isStrict ? CellRepair(table.list.codes[index].code.utf8, .codeForm) : nil
    }
    let words = String(decoding: bytes.prefix(codeBytes), as: UTF8.self)
    guard bytes.count <= codeBytes,
      let guess = SimilarName.nearest(toHeading: words, among: table.list.codes.map(\.code))
    else {
      return nil
    }
    return CellRepair(guess.utf8, .codeGuess)
  }

  /// Longer cells are no code.
  private static let codeBytes = 64

  /// P (Pria) becomes L and W (Wanita) P, unless the row's NIK says otherwise.
  private static func sex(_ bytes: UnsafeRawBufferPointer, _ context: RepairContext) -> CellRepair? {
    guard bytes.count == 1 else { return nil }
    let birth = BirthInNIK(context.nik)
    switch bytes[0] & 0xDF {
    case UInt8(ascii: "P"): return birth?.isWoman == true ? nil : CellRepair("L".utf8, .sexLetters)
    case UInt8(ascii: "W"): return birth?.isWoman == false ? nil : CellRepair("P".utf8, .sexLetters)
    default: return nil
    }
  }

  private static func outside(
    _ bytes: UnsafeRawBufferPointer,
    _ shape: CodeList.Shape?,
    _ context: RepairContext
  ) -> CellRepair? {
    guard context.isStrict else { return nil }
    let code = OutsideCode.normalised(bytes, shape)
    let fits: Bool =
      switch shape {
      case nil: false
      case .digits(let range): range.contains(code.count) && code.allSatisfy { $0 &- 48 <= 9 }
      case .upper(let count): code.count == count && code.allSatisfy { $0 &- 65 < 26 }
      }
    return fits ? CellRepair(code, .codeForm) : nil
  }
}
