import ReportModel

extension FormDefinition {
  /// The JSON Schema (2020-12) of a report: one member per section by its name in rules; a section of one row is an
  /// object, any other a list of objects. Values have their JSON type; decimals are texts, so that no digit is lost.
  /// `null` is an empty cell, a missing member a column the report does not have.
  public var jsonSchema: String {
    let required = sections.filter { $0.fields.contains(where: \.isRequired) }.map { JSONText.string($0.name) }
    return JSONText.object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("\(namespace):json")),
      ("title", .string("Laporan WLKP \(version)")),
      ("$comment", .string("Made from the definition of the form (wlkp schema json); changes here are lost.")),
      ("type", .string("object")),
      ("required", .array(required)),
      ("additionalProperties", .literal("false")),
      ("properties", .object(sections.map { ($0.name, schema(of: $0)) })),
      ("$defs", .object(ownLists.map { ($0.name, schema(of: $0)) })),
    ]).text() + "\n"
  }

  /// The form's own code lists that fields use, in the order of their first use.
  var ownLists: [CodeList] {
    var seen: Set<String> = []
    return sections.flatMap(\.fields).compactMap { field in
      guard case .codes(let list) = form(of: field), seen.insert(list.name).inserted else { return nil }
      return list
    }
  }

  private func schema(of section: SectionDefinition) -> JSONText {
    let required = section.fields.filter(\.isRequired).map { JSONText.string($0.name) }
    var members: [(String, JSONText)] = [("type", .string("object"))]
    if !required.isEmpty { members.append(("required", .array(required))) }
    members.append(("additionalProperties", .literal("false")))
    members.append(("properties", .object(section.fields.map { ($0.name, schema(of: $0)) })))
    let title = Self.title(section.title)
    guard !section.isSingleRow else { return .object(title + members) }
    return .object(title + [("type", .string("array")), ("items", .object(members))])
  }

  private static func title(_ text: Bilingual) -> [(String, JSONText)] {
    [("title", .string(text.id)), ("x-title-en", .string(text.en))]
  }

  private func schema(of field: FieldDefinition) -> JSONText {
    let value = value(of: field)
    let one: JSONText =
      field.isMany ? .object([("type", .string("array")), ("items", .object(value))]) : .object(value)
    var members = Self.title(field.label)
    if let hint = field.hint {
      members += [("description", .string(hint.id)), ("x-description-en", .string(hint.en))]
    }
    guard !field.isRequired else { return .object(members + value) }
    return .object(members + [("anyOf", .array([one, .object([("type", .string("null"))])]))])
  }

  private func value(of field: FieldDefinition) -> [(String, JSONText)] {
    switch (field.type, form(of: field)) {
    case (_, .codes(let list)): [("$ref", .string("#/$defs/\(list.name)"))]
    case (.integer, _), (.money, _):
      [
        ("type", .string("integer")), ("minimum", .literal("0")),
        ("maximum", .literal(String(repeating: "9", count: ValuePattern.digits))),
      ]
    case (_, .pattern(let pattern)): [("type", .string("string")), ("pattern", .string("^(?:\(pattern))$"))]
    case (_, .text) where field.isRequired: [("type", .string("string")), ("pattern", .string("[^ \\t\\r\\n]"))]
    case (_, .text): [("type", .string("string"))]
    }
  }

  private func schema(of list: CodeList) -> JSONText {
    .object(
      Self.title(list.title) + [
        (
          "oneOf",
          .array(
            list.codes.map { code in .object([("const", .string(code.code))] + Self.title(code.label)) }
          )
        )
      ]
    )
  }
}
