import ReportForm
import ReportModel
import RuleEngine

/// The page of one rule: what it asks, what follows, since when, by which law, with examples.
struct RuleSheet {
  let engine: Engine
  let language: Language

  private var pack: RulePack { engine.pack }

  /// A rule of the catalogue or one of its parts, in whatever letters its id is written; `nil` when there is none.
  func content(of id: String) -> (title: Bilingual, content: [String: Any])? {
    let exact = pack.parts(of: id)
    let parts = exact.isEmpty ? pack.parts(of: id.uppercased()) : exact
    guard let first = parts.first else { return nil }
    let text = first.text
    let kind = RuleClass(first.grade)
    var content: [String: Any] = [
      "w": OpenWording.words(language), "id": text.id, "title": text.title[language], "tint": kind.tint,
      "label": kind.label[language], "effect": OpenWording.effect(first.grade)[language],
      "parts": parts.map { part($0, isOnly: parts.count == 1) }, "area": area(text.id),
      "law": text.law,
    ]
    content[text.law.isEmpty ? "noLaw" : "hasLaw"] = true
    if case .compliance = first.grade { content["tail"] = pack.tail[language] }
    let amounts = amounts(of: parts)
    if !amounts.isEmpty { content["amounts"] = amounts }
    let places = places(of: parts)
    if !places.isEmpty { (content["places"], content["hasPlaces"]) = (places, true) }
    content["fixText"] = OpenWording.fix(first.grade, hasPlaces: !places.isEmpty)[language]
    add(engine.examples[text.id], to: &content)
    let others = relatives(of: first)
    if !others.isEmpty { (content["relatives"], content["hasRelatives"]) = (others, true) }
    return (Bilingual(id: "\(text.id): \(text.title.id)", en: "\(text.id): \(text.title.en)"), content)
  }

  private func area(_ id: String) -> [String: Any] {
    let code = RuleArea.area(of: id)
    return ["title": RuleArea.title(of: code)[language], "address": PageAddress.with("/aturan", [("bidang", code)])]
  }

  private func part(_ rule: Rule, isOnly: Bool) -> [String: Any] {
    var part: [String: Any] = [
      "message": OpenWording.withoutNames(rule.text.message[language]),
      "inForce": rule.intervals.map { OpenWording.interval($0)[language] },
    ]
    if let explain = rule.text.explain { part["explain"] = explain[language] }
    if !isOnly { part["key"] = rule.key }
    if !isOnly { part["grade"] = RuleWords.grade(rule.grade)[language] }
    if let each = rule.text.each, let section = engine.form.section(each) {
      part["each"] = ["title": section.title[language], "address": "/formulir/\(section.csv)"]
    }
    return part
  }

  private func amounts(of parts: [Rule]) -> [[String: Any]] {
    var seen: Set<String> = []
    let histories = parts.flatMap { pack.amounts(of: $0) }.filter { seen.insert($0.name).inserted }
    return
      histories
      .map { history in
        [
          // A single amount is the one that the rule speaks of; several are told apart by their names.
          "name": histories.count > 1 ? history.name : "", "anchor": "besaran-" + history.name,
          "values": history.values.map { value in
            [
              "window": OpenWording.window(from: value.from, to: value.to)[language],
              "text": OpenUnits.amount(value.text, value.unit, language), "source": Self.law(value.source),
            ]
          },
        ]
      }
  }

  /// The law of an amount, without the notes on where it was read.
  private static func law(_ source: String) -> String {
    source.firstRange(of: "; dibaca").map { String(source[..<$0.lowerBound]) } ?? source
  }

  /// The fields that findings point at: where to look when one is to be corrected.
  private func places(of parts: [Rule]) -> [[String: Any]] {
    var seen: Set<String> = []
    return parts.flatMap { pack.places(of: $0) }.filter { seen.insert("\($0.csv).\($1.csv)").inserted }
      .map { section, field in
        [
          "label": field.label[language], "name": field.csv, "section": section.title[language],
          "address": "/formulir/\(section.csv)#\(field.csv)",
        ]
      }
  }

  /// Rules of the same family, which took each other's place over the years.
  private func relatives(of rule: Rule) -> [[String: Any]] {
    guard let family = rule.text.family else { return [] }
    var seen: Set<String> = [rule.text.id]
    return pack.rules.filter { $0.text.family == family && seen.insert($0.text.id).inserted }
      .map { other in
        [
          "id": other.text.id, "title": other.text.title[language],
          "inForce": other.intervals.map { OpenWording.interval($0)[language] }.joined(separator: "; "),
        ]
      }
  }

  // MARK: Examples

  private func add(_ pair: RuleExample.Pair?, to content: inout [String: Any]) {
    guard let pair else { return }
    if let right = pair.right { content["right"] = example(right) }
    if let wrong = pair.wrong { content["wrong"] = example(wrong) }
    let changes = changes(pair)
    if !changes.isEmpty { content["changes"] = changes }
  }

  private func example(_ example: RuleExample) -> [String: Any] {
    var values: [String: Any] = [
      "rows": example.rows.map { row -> [String: Any] in
        let section = engine.form.section(row.section)
        let cells = row.cells.map { cell in
          ["field": label(cell.field, section), "text": shown(cell, section)]
        }
        return ["section": section?.title[language] ?? row.section, "cells": cells]
      }
    ]
    if let day = example.day { values["day"] = day.words[language] }
    if let file = example.file { values["file"] = file }
    return values
  }

  /// A value of an example, with the meaning of a code.
  private func shown(_ cell: (field: String, text: String), _ section: SectionDefinition?) -> String {
    guard !cell.text.isEmpty else { return "–" }
    let field = section?.fields.first { $0.name == cell.field }
    guard case .code(let list)? = field?.type, let meaning = engine.form.lists[list]?.label(of: cell.text) else {
      return Self.answers[cell.text]?[language] ?? cell.text
    }
    return "\(meaning[language]) (\(cell.text))"
  }

  /// Yes and no as a rule's case writes them, as a file does.
  private static let answers = [
    "true": Bilingual(id: "Ya (Y)", en: "Yes (Y)"), "false": Bilingual(id: "Tidak (T)", en: "No (T)"),
  ]

  private func label(_ field: String, _ section: SectionDefinition?) -> String {
    section?.fields.first { $0.name == field }?.label[language] ?? field
  }

  /// What sets the two examples apart, when they fill the same fields of one row each: the shortest way to see what
  /// to change.
  private func changes(_ pair: RuleExample.Pair) -> [String] {
    guard let wrong = pair.wrong, let right = pair.right, wrong.rows.count == right.rows.count else { return [] }
    var changes: [String] = []
    for (old, new) in zip(wrong.rows, right.rows) {
      guard old.section == new.section else { return [] }
      let section = engine.form.section(old.section)
      for cell in old.cells {
        guard let other = new.cells.first(where: { $0.field == cell.field }), other.text != cell.text else { continue }
        changes.append(OpenWording.change(label(cell.field, section), from: cell.text, to: other.text)[language])
      }
    }
    return changes
  }

  // MARK: What is no rule

  /// A rule of the catalogue that is not assessed, with the reason.
  func gap(_ id: String) -> (title: Bilingual, content: [String: Any])? {
    guard let gap = pack.notExpressible.first(where: { $0.id == id.uppercased() }) else { return nil }
    let title = Bilingual(id: "\(gap.id): tidak dinilai", en: "\(gap.id): not assessed")
    return (
      title,
      [
        "w": OpenWording.words(language), "id": gap.id, "reason": gap.reason[language], "area": area(gap.id),
        "label": RuleClass.notAssessed.label[language],
      ]
    )
  }

  /// An id that no rule has, with a near one.
  func unknown(_ id: String) -> [String: Any] {
    var content: [String: Any] = ["w": OpenWording.words(language), "id": id]
    if let near = pack.suggestion(for: id) { content["near"] = near }
    return content
  }
}
