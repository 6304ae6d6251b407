import ReportModel
import Yams

extension FormDefinition {
  /// Loads a definition.
  ///
  /// - Parameter read: gives the text of a file of the definition's folder, such as `form.yaml`, or `nil`.
  /// - Throws: the first `FormFault`.
  public static func load(reading read: (String) -> String?) throws(FormFault) -> FormDefinition {
    let head: FormYAML = try decode("form.yaml", read)
    let lists = try loadLists(head.codes_file, read)
    var sections: [SectionDefinition] = []
    for file in head.sections_files {
      let written: [SectionYAML] = try decode(file, read)
      for section in written {
        sections.append(try section.definition(file: file, lists: lists))
      }
    }
    try checkUnique(sections)
    try checkKinds(head.kinds ?? [:], sections, lists)
    return FormDefinition(
      version: head.version,
      namespace: head.namespace,
      root: head.root,
      validFrom: try date(head.valid?.from, "form.yaml"),
      validTo: try date(head.valid?.to, "form.yaml"),
      kinds: head.kinds ?? [:],
      sections: sections,
      lists: lists
    )
  }

  private static func loadLists(
    _ file: String,
    _ read: (String) -> String?
  ) throws(FormFault) -> [String: CodeList] {
    let written: [CodeListYAML] = try decode(file, read)
    var lists: [String: CodeList] = [:]
    for list in written {
      guard lists[list.list] == nil else { throw FormFault(file, .duplicate(list.list)) }
      if let shape = list.shape, CodeList.Shape(notation: shape) == nil {
        throw FormFault(file, .badValue(key: "shape", value: shape))
      }
      lists[list.list] = CodeList(
        name: list.list,
        title: list.title ?? Bilingual(id: list.list, en: list.list),
        codes: (list.codes ?? []).map { Code(code: $0.code, label: $0.label, aliases: $0.aliases ?? []) },
        table: list.table,
        shape: list.shape.flatMap(CodeList.Shape.init(notation:))
      )
    }
    return lists
  }

  private static func checkUnique(_ sections: [SectionDefinition]) throws(FormFault) {
    var seen: Set<String> = []
    for section in sections {
      for name in [section.name, "[\(section.csv)]", section.rowVariable ?? "(\(section.name))"] {
        guard seen.insert(name).inserted else { throw FormFault("form.yaml", .duplicate(name)) }
      }
    }
  }

  /// Marks of sections and kinds of report are those that are defined.
  private static func checkKinds(
    _ kinds: [String: [String]],
    _ sections: [SectionDefinition],
    _ lists: [String: CodeList]
  ) throws(FormFault) {
    for (mark, codes) in kinds.sorted(by: { $0.key < $1.key }) {
      for code in codes where lists["JENIS_LAPORAN"]?.index(of: code) == nil {
        throw FormFault("form.yaml", .badValue(key: "kinds.\(mark)", value: code))
      }
    }
    // A definition that names no kinds leaves the marks to its readers.
    guard !kinds.isEmpty else { return }
    for section in sections where section.kinds != "all" && kinds[section.kinds] == nil {
      throw FormFault("form.yaml", .badValue(key: "\(section.name).kinds", value: section.kinds))
    }
  }

  private static func date(_ text: String?, _ file: String) throws(FormFault) -> CivilDate? {
    guard let text else { return nil }
    guard let date = CivilDate(iso: text) else { throw FormFault(file, .badValue(key: "valid", value: text)) }
    return date
  }

  private static func decode<Content: Decodable>(
    _ file: String,
    _ read: (String) -> String?
  ) throws(FormFault) -> Content {
    guard let text = read(file) else { throw FormFault(file, .missingFile) }
    do {
      // Fields are read by the types that ask for them; matching each scalar against the patterns of YAML's own types
      // would be most of the work.
      guard let node = try Yams.compose(yaml: text, .basic) else { throw FormFault(file, .unreadable("empty")) }
      return try YAMLDecoder().decode(Content.self, from: node)
    } catch let fault as FormFault {
      throw fault
    } catch {
      throw FormFault(file, .unreadable("\(error)"))
    }
  }
}

/// The keys of `form.yaml`.
private struct FormYAML: Decodable {
  var version: String
  var namespace: String
  var root: String
  var valid: Window?
  var kinds: [String: [String]]?
  var sections_files: [String]
  var codes_file: String

  struct Window: Decodable {
    var from: String?
    var to: String?
  }
}

/// The keys of a code list.
private struct CodeListYAML: Decodable {
  var list: String
  var title: Bilingual?
  var codes: [Entry]?
  var table: String?
  var shape: String?

  struct Entry: Decodable {
    var code: String
    var label: Bilingual
    var aliases: [String]?
  }
}

/// The keys of a section.
private struct SectionYAML: Decodable {
  var section: String
  var xml: String
  var csv: String
  var rows: String
  var streamed: Bool?
  var variable: String?
  var level: String
  var kinds: String
  var title: Bilingual
  var fields: [FieldYAML]

  func definition(file: String, lists: [String: CodeList]) throws(FormFault) -> SectionDefinition {
    guard rows == "one" || rows == "many" else { throw FormFault(file, .badValue(key: "rows", value: rows)) }
    var definitions: [FieldDefinition] = []
    var seen: Set<String> = []
    for field in fields {
      guard seen.insert(field.name).inserted else { throw FormFault(file, .duplicate("\(section).\(field.name)")) }
      definitions.append(try field.definition(file: file, lists: lists))
    }
    let shape = SectionShape(
      name: section,
      isSingleRow: rows == "one",
      isStreamed: streamed ?? false,
      fields: definitions.map { FieldShape(name: $0.name, kind: $0.storage(lists), personal: $0.personal) }
    )
    return SectionDefinition(
      name: section,
      path: xml.split(separator: "/").map(String.init),
      csv: csv,
      rowVariable: variable,
      isStreamed: streamed ?? false,
      level: level,
      kinds: kinds,
      title: title,
      fields: definitions,
      shape: shape
    )
  }
}

/// The keys of a field.
private struct FieldYAML: Decodable {
  var name: String
  var csv: String
  var type: String
  var many: Bool?
  var required: Bool?
  var identifier: Bool?
  var personal: String?
  var label: Bilingual
  var hint: Bilingual?
  var when: Bilingual?
  var purpose: Bilingual?
  var law: String?
  var basis: String?

  func definition(file: String, lists: [String: CodeList]) throws(FormFault) -> FieldDefinition {
    guard let type = FieldType(notation: type) else {
      throw FormFault(file, .unknownType(field: name, notation: type))
    }
    if case .code(let list) = type, lists[list] == nil {
      throw FormFault(file, .unknownList(field: name, list: list))
    }
    if let personal, PersonalKind(rawValue: personal) == nil {
      throw FormFault(file, .badValue(key: "personal", value: personal))
    }
    return FieldDefinition(
      name: name,
      csv: csv,
      type: type,
      isMany: many ?? false,
      isRequired: required ?? false,
      isIdentifier: identifier ?? false,
      personal: personal.flatMap(PersonalKind.init(rawValue:)),
      label: label,
      hint: hint,
      when: when,
      purpose: purpose,
      law: law,
      basis: basis
    )
  }
}

extension FieldDefinition {
  /// How the field's cells are stored: codes of the form's own lists as integers, of reference tables as text.
  func storage(_ lists: [String: CodeList]) -> CellKind {
    guard !isMany else { return .list }
    switch type {
    case .text: return .text
    case .integer, .money: return .integer
    case .decimal(_, let scale): return .decimal(scale: Int32(scale))
    case .date: return .date
    case .yesNo: return .yesNo
    case .code(let name):
      guard let list = lists[name], list.table == nil else { return .text }
      return .code(list.names)
    }
  }
}
