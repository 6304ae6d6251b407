import ReportModel

extension FormDefinition {
  /// The metadata of the report's tables in CSV (W3C Metadata Vocabulary for Tabular Data, CSVW): one table per section
  /// as in a ZIP with one CSV file per section.
  ///
  /// It describes the strict form of the values; local forms of dates and numbers, which the reader of CSV understands,
  /// have no place in it.
  public var tableMetadata: String {
    JSONText.object([
      ("@context", .array([.string("http://www.w3.org/ns/csvw"), .object([("@language", .string("id"))])])),
      ("@type", .string("TableGroup")),
      ("dc:title", Self.words(Bilingual(id: "Laporan WLKP \(version)", en: "WLKP report \(version)"))),
      ("dc:source", .string("Made from the definition of the form (wlkp schema csvw); changes here are lost.")),
      ("dialect", .object([("header", .literal("true")), ("encoding", .string("utf-8")), ("trim", .literal("true"))])),
      ("tables", .array(sections.map(table))),
    ]).text() + "\n"
  }

  private static func words(_ text: Bilingual) -> JSONText {
    .array(
      [Language.id, .en].map { language in
        .object([("@value", .string(text[language])), ("@language", .string("\(language)"))])
      }
    )
  }

  private func table(_ section: SectionDefinition) -> JSONText {
    .object([
      ("url", .string(section.csv + ".csv")),
      ("dc:title", Self.words(section.title)),
      ("tableSchema", .object([("columns", .array(section.fields.map(column)))])),
    ])
  }

  private func column(_ field: FieldDefinition) -> JSONText {
    let titles = [Language.id, .en].map { language in
      ("\(language)", JSONText.array([.string(field.csv), .string(field.label[language])]))
    }
    var members: [(String, JSONText)] = [("name", .string(field.csv)), ("titles", .object(titles))]
    if let hint = field.hint { members.append(("dc:description", Self.words(hint))) }
    members.append(("datatype", datatype(field)))
    if field.isMany { members.append(("separator", .string("|"))) }
    members += [("null", .string("")), ("required", .literal(field.isRequired ? "true" : "false"))]
    return .object(members)
  }

  private func datatype(_ field: FieldDefinition) -> JSONText {
    switch (field.type, form(of: field)) {
    case (_, .codes(let list)): Self.datatype("string", format: list.codes.map(\.code).joined(separator: "|"))
    case (.integer, _), (.money, _): .string("nonNegativeInteger")
    case (.decimal, _): .string("decimal")
    case (.date, _): Self.datatype("date", format: "yyyy-MM-dd")
    case (.yesNo, _): Self.datatype("boolean", format: "Y|T")
    case (.code, .pattern(let pattern)) where !field.isMany: Self.datatype("string", format: pattern)
    default: .string("string")
    }
  }

  private static func datatype(_ base: String, format: String) -> JSONText {
    .object([("base", .string(base)), ("format", .string(format))])
  }
}
