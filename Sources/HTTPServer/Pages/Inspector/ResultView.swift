import ReportModel
import ResultRendering

/// A kept result as an inspector's page shows it: what was found, grouped by what it asks, with its places.
struct ResultView {
  let document: ResultDocument
  let language: Language

  /// Places listed under one finding; the result itself has all that were kept.
  private static let placesShown = 50

  private enum Group: String, CaseIterable {
    case compliance = "attention"
    case data = "confirm"
    case notes

    init(_ found: ResultDocument.Found) {
      if found.severity == .info {
        self = .notes
      } else {
        self = found.isCompliance ? .compliance : .data
      }
    }

    var heading: Bilingual {
      switch self {
      case .compliance: say("Temuan kepatuhan", "Compliance findings")
      case .data: say("Tentang data", "About the data")
      case .notes: say("Catatan", "Notes")
      }
    }
  }

  /// What the template shows.
  var content: [String: Any] {
    let priority = VisitPriority(of: document)
    let byGroup = Dictionary(grouping: document.findings, by: Group.init)
    return [
      "hasReasons": !priority.reasons.isEmpty, "points": String(priority.points),
      "level": BatchWords.level(priority.level)[language], "tag": priority.level.tag,
      "reasons": priority.reasons.map { BatchWords.reason($0)[language] },
      "isClean": document.findings.isEmpty,
      "groups": Group.allCases.compactMap { group in byGroup[group].map { content(of: group, $0) } },
      "hasUnanswered": !document.unanswered.isEmpty, "unanswered": unanswered, "causes": causes,
    ]
  }

  private func content(of group: Group, _ findings: [ResultDocument.Found]) -> [String: Any] {
    [
      "group": group.rawValue, "heading": "\(group.heading[language]) (\(findings.count))",
      "findings": findings.flatMap { [$0] + $0.followers }.map(content),
    ]
  }

  private func content(_ found: ResultDocument.Found) -> [String: Any] {
    let first = found.places.first
    let words = PlaceWords(language: language, kind: document.syntax)
    var content: [String: Any] = [
      "rule": found.rule, "title": found.title[language], "grade": InspectorWording.grade(found.grade)[language],
      "hasLaw": !found.law.isEmpty, "law": found.law, "count": Figures.text(found.count, language),
      "hasPlaces": found.places.count > 1,
      "places": found.places.prefix(Self.placesShown).map { spot in
        ["place": place(spot, words), "value": spot.value ?? "", "message": spot.message[language]]
      },
    ]
    content["message"] = first.map { $0.message[language] }
    content["place"] = first.map { place($0, words) }.flatMap { $0.isEmpty ? nil : $0 }
    content["value"] = first?.value
    return content
  }

  private func place(_ spot: ResultDocument.Spot, _ words: PlaceWords) -> String {
    [spot.location.member, words.words(spot.location)].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What stood in the way, with how many rules.
  private var causes: [String] {
    NotAssessed.Reason.allCases.compactMap { reason in
      let rules = Set(document.unanswered.filter { $0.reason == reason }.map(\.rule)).count
      return rules > 0 ? InspectorWording.unanswered(reason, rules: rules)[language] : nil
    }
  }

  /// Rules without an answer by area, most first.
  private var unanswered: [[String: String]] {
    var rules: [String: Set<String>] = [:]
    for missing in document.unanswered {
      let parts = missing.rule.split(separator: "-", maxSplits: 2)
      rules[parts.count > 1 ? String(parts[1]) : missing.rule, default: []].insert(missing.rule)
    }
    return rules.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { area, rules in
      ["name": BatchWords.area(area)[language], "count": Figures.text(rules.count, language)]
    }
  }
}
