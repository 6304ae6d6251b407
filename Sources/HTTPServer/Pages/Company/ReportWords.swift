import Intake
import ReportForm
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Names of reports, sections and rules in one language, as the form and the rule pack have them.
struct ReportWords: Sendable {
  let engine: Engine
  let language: Language

  /// A kind of report with its year.
  func report(_ kind: String?, _ period: Int?) -> String {
    let name = kind.map { engine.form.reportKinds?.label(of: $0)?[language] ?? $0 }
    return [name, period.map { String($0) }].compactMap { $0 }.joined(separator: " ")
  }

  /// A way of filing.
  func filing(_ code: String) -> String { engine.form.lists["JENIS_PENYAMPAIAN"]?.label(of: code)?[language] ?? code }

  /// A region with its code.
  func region(_ code: String) -> String { engine.tables.regionName(code).map { "\($0) (\(code))" } ?? code }

  /// A section.
  func section(_ name: String) -> String { engine.form.section(name)?.title[language] ?? name }

  /// A field of a section.
  func field(_ name: String, of section: String) -> String {
    engine.form.section(section)?.fields.first { $0.name == name }?.label[language] ?? name
  }

  /// What a row is about: the label of its code, where its first cell is one.
  func rowName(_ key: String, of section: String) -> String {
    let lists = engine.form.section(section)?.fields.compactMap { field -> CodeList? in
      guard case .code(let list) = field.type else { return nil }
      return engine.form.lists[list]
    }
    return lists?.lazy.compactMap { $0.label(of: key)?[language] }.first ?? key
  }

  /// A field's value: the label of a code, amounts with their thousands set apart.
  func value(_ text: String, of field: String?, in section: String) -> String {
    let definition = engine.form.section(section)?.fields.first { $0.name == field }
    switch definition?.type {
    case .code(let list): return engine.form.lists[list]?.label(of: text)?[language] ?? text
    case .money: return Int(text).map { Figures.text($0, language) } ?? text
    default: return text
    }
  }

  /// A rule's headline.
  func rule(_ id: String) -> String { engine.pack.rule(id)?.text.title[language] ?? "" }

  /// A day.
  func day(_ day: CivilDate) -> String { day.words[language] }

  /// Days from the first to the last, both included.
  func days(_ range: (first: CivilDate, last: CivilDate)?) -> String? {
    range.map { "\(day($0.first)) – \(day($0.last))" }
  }

  /// Where a kept report stands.
  func state(_ submission: StoredSubmission) -> [String: Any] {
    let isCurrent = submission.correctedBy == nil
    return [
      "state": CompanyWording.both(isCurrent ? "current" : "replaced")[language],
      "tone": isCurrent ? "tag-good" : "",
    ]
  }

  /// A kept report as a row of a list.
  func row(_ submission: StoredSubmission) -> [String: Any] {
    let record = submission.record
    let values: [String: Any] = [
      "number": record.number.text, "what": report(record.kind, record.period), "company": record.company,
      "unit": record.unit, "received": PageTime.moment(record.receivedAt, language),
    ]
    return values.merging(state(submission)) { $1 }
  }
}

/// A name with its value, for lists of facts; nothing when there is no value.
func fact(_ name: String?, _ value: String?) -> [String: String]? {
  guard let name, let value, !value.isEmpty else { return nil }
  return ["name": name, "value": value]
}

/// A list for a template: `nil` when empty, so that a section stands around the whole of it.
func list(_ rows: [[String: Any]]) -> [String: Any]? { rows.isEmpty ? nil : ["rows": rows] }
