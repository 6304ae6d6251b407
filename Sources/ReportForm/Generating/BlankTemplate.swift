extension FormDefinition {
  /// A report without content in CSV: every section with its heading line, rows to be written below.
  ///
  /// - Parameter delimiter: what parts the cells; a spreadsheet of an Indonesian computer expects `;`.
  public func csvTemplate(delimiter: Character = ",") -> String {
    sections.map { section in
      "[\(section.csv)]\n" + section.fields.map(\.csv).joined(separator: String(delimiter)) + "\n"
    }.joined(separator: "\n")
  }
}
