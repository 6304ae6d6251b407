import ReportForm

/// Whether a cell looks like one of another field: the evidence that the content of a row has moved.
enum CellLikeness {
  /// Whether the bytes are certainly a value of this field; `nil` when the field takes any text or any number, which
  /// proves nothing.
  static func fits(_ raw: UnsafeRawBufferPointer, _ field: FieldPlan) -> Bool? {
    guard raw.count > 0 else { return nil }
    return TidyCell(raw).withBytes(of: raw) { bytes in
      guard bytes.count > 0 else { return nil }
      switch field.reading {
      case .date:
        if case .day = LenientDate(bytes) { return true }
        return false
      case .yesNo: return YesNoWords.answer(bytes) != nil
      case .code(let table): return table.index(of: bytes) != nil || table.lenientIndex(of: bytes) != nil
      case .outside(_, let shape): return outside(bytes, shape)
      case .text: return field.role == .workerNIK ? bytes.count == 16 && Numerals.areDigits(bytes) : nil
      case .integer, .money, .decimal: return nil
      }
    }
  }

  private static func outside(_ bytes: UnsafeRawBufferPointer, _ shape: CodeList.Shape?) -> Bool? {
    switch shape {
    case nil: nil
    case .digits(let range): range.contains(bytes.count) && Numerals.areDigits(bytes)
    case .upper(let count): bytes.count == count && PlainText.areCapitals(bytes)
    }
  }
}
