extension FormDefinition {
  /// Writes a report as an XLSX workbook (ECMA-376): a sheet that explains, one sheet per section whose name is the
  /// section's CSV name (cut at 31 characters), and a hidden sheet with the codes that cells offer.
  ///
  /// Every cell is text, so that no digit is lost. The same call gives the same bytes.
  ///
  /// - Parameters:
  ///   - path: the file; one that exists is replaced.
  ///   - kind: a kind of report, such as `TAHUNAN`: only sections it is expected to carry; `nil` for all.
  ///   - rows: what is filled in; nothing for a blank report.
  /// - Throws: when the file cannot be written.
  public func writeWorkbook(
    to path: String,
    kind: String? = nil,
    filledWith rows: [SectionRows] = []
  ) throws(WorkbookFault) {
    let sections = sections(for: kind)
    let lists = CodeSheet(form: self)
    let file = try WorkbookFile(path: path, title: "Laporan WLKP \(version)")
    try InstructionSheet(form: self, sections: sections).write(to: file)
    for section in sections {
      try SectionSheet(section: section, lists: lists)
        .write(to: file, rows: rows.first { $0.section == section.name })
    }
    try lists.write(to: file)
    try file.close()
  }

  /// The sections a kind of report is expected to carry, in order; all of them for `nil`.
  public func sections(for kind: String?) -> [SectionDefinition] {
    guard let kind else { return sections }
    return sections.filter { expects($0, in: kind) }
  }
}
