extension FormDefinition {
  /// A report without content in CSV: every section with its heading line, rows to be written below.
  ///
  /// - Parameters:
  ///   - delimiter: what parts the cells; a spreadsheet of an Indonesian computer expects `;`.
  ///   - kind: a kind of report, such as `TAHUNAN`: only sections it is expected to carry; `nil` for all.
  public func csvTemplate(delimiter: Character = ",", kind: String? = nil) -> String {
    sections(for: kind).map { section in
      "[\(section.csv)]\n" + section.fields.map(\.csv).joined(separator: String(delimiter)) + "\n"
    }.joined(separator: "\n")
  }
}
