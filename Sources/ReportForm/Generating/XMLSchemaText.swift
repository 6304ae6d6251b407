import ReportModel

extension FormDefinition {
  /// The XML Schema (XSD 1.0) of the report.
  ///
  /// It accepts what the reader of XML reports accepts by structure: the order of the elements, what names the report
  /// itself, the strict form of each value, and codes of the form's own lists. Lengths and codes of dated tables are
  /// left to the rules, so that no truthful report is refused.
  public var xmlSchema: String { XMLSchemaText(form: self).text }
}

/// Writes a form as XML Schema.
private struct XMLSchemaText {
  let form: FormDefinition

  var text: String {
    var out = MarkupText()
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    out.line("<!-- Made from the definition of the form (wlkp schema xsd); changes here are lost. -->")
    let names = "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"\(form.namespace)\""
    let target = "targetNamespace=\"\(form.namespace)\" elementFormDefault=\"qualified\" version=\"\(form.version)\""
    out.element("xs:schema \(names) \(target)") { out in
      write(ElementTree(form), isRoot: true, to: &out)
      for type in types { write(type, to: &out) }
    }
    return out.text
  }

  // MARK: Elements

  private func write(_ element: ElementTree, isRoot: Bool = false, to out: inout MarkupText) {
    var start = "xs:element name=\"\(element.name)\""
    if !isRoot && !element.isRequired { start += " minOccurs=\"0\"" }
    if element.isRepeatable { start += " maxOccurs=\"unbounded\"" }
    out.element(start) { out in
      if let field = element.field {
        annotate(field, &out)
        // A type of its own without a name: `xsi:type` cannot put another in its place.
        out.element("xs:simpleType") { $0.line("<xs:restriction base=\"\(typeName(field))\"/>") }
      } else {
        if let section = element.section { annotate([section.title], &out) }
        out.element("xs:complexType") { out in
          out.element("xs:sequence") { out in
            for child in element.children { write(child, to: &out) }
          }
        }
      }
    }
  }

  private func annotate(_ field: FieldDefinition, _ out: inout MarkupText) {
    annotate([field.label, field.hint, field.when.map(Self.expected)].compactMap { $0 }, &out)
  }

  private static func expected(_ when: Bilingual) -> Bilingual {
    Bilingual(id: "Diharapkan pada: " + when.id, en: "Expected for: " + when.en)
  }

  private func annotate(_ texts: [Bilingual], _ out: inout MarkupText) {
    out.element("xs:annotation") { out in
      for language in [Language.id, .en] {
        let words = texts.map { $0[language] }.joined(separator: ". ")
        out.line("<xs:documentation xml:lang=\"\(language)\">\(MarkupText.escaped(words))</xs:documentation>")
      }
    }
  }

  // MARK: Types

  /// A named type: the form of a value, and whether it may be empty.
  private struct NamedType {
    let name: String
    let form: ValueForm
    let isRequired: Bool
  }

  /// The types that fields use, each once, in the order of the form.
  private var types: [NamedType] {
    var seen: Set<String> = []
    return form.sections.flatMap(\.fields).compactMap { field in
      let name = typeName(field)
      guard seen.insert(name).inserted else { return nil }
      return NamedType(name: name, form: form.form(of: field), isRequired: field.isRequired)
    }
  }

  private func typeName(_ field: FieldDefinition) -> String {
    baseName(field) + (field.isRequired ? ".wajib" : "")
  }

  private func baseName(_ field: FieldDefinition) -> String {
    switch (field.type, form.form(of: field)) {
    case (_, .text): "teks"
    case (.code(let list), .codes): list
    case _ where field.isMany: "butir"
    case (.code(let list), _): list
    case (.decimal(let precision, let scale), _): "desimal.\(precision).\(scale)"
    case (.date, _): "tanggal"
    case (.yesNo, _): "yaTidak"
    case (.integer, _), (.money, _), (.text, _): "bilangan"
    }
  }

  private func write(_ type: NamedType, to out: inout MarkupText) {
    out.element("xs:simpleType name=\"\(type.name)\"") { out in
      if case .codes(let list) = type.form { annotate([list.title], &out) }
      // Tokens: white space at the ends of a value is no part of it.
      let base = if case .text = type.form, !type.isRequired { "xs:string" } else { "xs:token" }
      switch type.form {
      case .text where !type.isRequired: out.line("<xs:restriction base=\"\(base)\"/>")
      default: out.element("xs:restriction base=\"\(base)\"") { writeFacets(type, &$0) }
      }
    }
  }

  private func writeFacets(_ type: NamedType, _ out: inout MarkupText) {
    switch type.form {
    case .text: out.line("<xs:minLength value=\"1\"/>")
    case .pattern(let pattern):
      let value = type.isRequired ? pattern : "(\(pattern))?"
      out.line("<xs:pattern value=\"\(MarkupText.escaped(value))\"/>")
    case .codes(let list):
      for code in list.codes {
        out.element("xs:enumeration value=\"\(MarkupText.escaped(code.code))\"") { annotate([code.label], &$0) }
      }
      if !type.isRequired { out.line("<xs:enumeration value=\"\"/>") }
    }
  }
}
