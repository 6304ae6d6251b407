import ReportForm
import ReportModel
import RuleEngine

/// The guide to one section: where it stands in a file, and every field with its names, type, purpose, codes, an
/// example and the rules that look at it.
struct SectionGuide {
  /// Codes that are listed beside a field; longer lists have a page of their own.
  static let codesListed = 12

  let engine: Engine
  let language: Language

  private var words: FieldWords { FieldWords(language: language) }

  func content(_ section: SectionDefinition) -> [String: Any] {
    let rules = rules(of: section)
    let examples = examples(of: section)
    return [
      "w": OpenWording.words(language), "title": section.title[language], "csv": section.csv,
      "path": section.path.joined(separator: "/"), "rows": words.rows(of: section), "kinds": words.kinds(of: section),
      "fields": section.fields.map { field($0, rules[$0.csv] ?? [], examples[$0.name]) },
      "jumps": section.fields.map { ["name": $0.csv, "label": $0.label[language]] },
    ]
  }

  private func field(_ field: FieldDefinition, _ rules: [Rule], _ example: String?) -> [String: Any] {
    var values: [String: Any] = [
      "name": field.csv, "xml": field.name, "label": field.label[language],
      "type": words.type(of: field) { _ in "" },
      "details": words.details(of: field).map { ["title": $0.title, "text": $0.text] },
    ]
    if field.isRequired { values["isRequired"] = true }
    if field.personal != nil { values["isPersonal"] = true }
    if let example = example ?? Self.example(of: field.type, in: engine.form) { values["example"] = example }
    if case .code(let name) = field.type, let list = engine.form.lists[name] {
      values["list"] = ["name": list.name, "title": list.title[language]]
      if let codes = codes(list) { values["codes"] = ["items": codes] }
    }
    let links = rules.map { ["id": $0.text.id, "title": $0.text.title[language]] }
    if !links.isEmpty { values["checked"] = ["rules": links] }
    return values
  }

  private func codes(_ list: CodeList) -> [[String: String]]? {
    guard list.table == nil, list.codes.count <= Self.codesListed else { return nil }
    return list.codes.map { ["code": $0.code, "label": $0.label[language]] }
  }

  /// The rules whose findings point at fields of the section, by the field's CSV name.
  private func rules(of section: SectionDefinition) -> [String: [Rule]] {
    var rules: [String: [Rule]] = [:]
    for rule in engine.pack.rules {
      for place in engine.pack.places(of: rule) where place.section === section {
        let isKnown = rules[place.field.csv]?.contains { $0.text.id == rule.text.id } ?? false
        if !isKnown { rules[place.field.csv, default: []].append(rule) }
      }
    }
    return rules
  }

  /// Values of the rules' right examples, by the field's name; the same ones each time.
  private func examples(of section: SectionDefinition) -> [String: String] {
    var values: [String: String] = [:]
    for (_, pair) in engine.examples.sorted(by: { $0.key < $1.key }) {
      for row in pair.right?.rows ?? [] where row.section == section.name {
        for cell in row.cells where !cell.text.isEmpty && values[cell.field] == nil { values[cell.field] = cell.text }
      }
    }
    return values
  }

  /// What a value of a type looks like, where no rule shows one.
  static func example(of type: FieldType, in form: FormDefinition) -> String? {
    switch type {
    case .text: nil
    case .integer: "12"
    case .money: "4500000"
    case .decimal(_, let scale): scale == 0 ? "40" : "40.5"
    case .date: "2025-11-30"
    case .yesNo: "Y"
    case .code(let name): form.lists[name]?.codes.first?.code
    }
  }
}
