import Hummingbird
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Who looks at an inspector's page, at which region and year, and what there is to choose from.
struct InspectorView: Sendable {
  /// The word for all years in addresses.
  static let allYears = "semua"
  /// Up to so many regions are offered one by one; of more, first their provinces.
  private static let regionsListed = 80

  let visitor: Visitor
  let account: Account
  let filter: RegionFilter
  let choice: ReportCounts
  let tables: ReferenceTables

  var language: Language { visitor.language }
  var words: [String: String] { InspectorWording.words(language) }

  /// A region's name and, when it has none, its code.
  func regionName(_ code: String) -> String { tables.regionName(code) ?? code }

  /// The years as the filter offers them, the newest first.
  var yearChoices: [[String: Any]] {
    let years = choice[.period].keys.compactMap { Int($0) }.sorted(by: >)
    let all = [Choice(value: Self.allYears, name: words["allYears"] ?? "", chosen: filter.year == nil)]
    return (years.map { Choice(value: String($0), name: String($0), chosen: filter.year == $0) } + all).map(\.content)
  }

  /// The regions as the filter offers them: provinces where there are several, and their regencies and cities.
  var regionChoices: [[String: Any]] {
    let codes = Set(choice[.region].keys.map { String($0.prefix(4)) }).union(filter.region.map { [$0] } ?? [])
    let provinces = Set(codes.map { String($0.prefix(2)) })
    var choices: [Choice] = []
    for province in provinces.sorted() {
      if provinces.count > 1 || codes.contains(province) {
        choices.append(choose(province, name: regionName(province)))
      }
      guard codes.count <= Self.regionsListed || filter.region?.hasPrefix(province) ?? false else { continue }
      for code in codes.sorted() where code.hasPrefix(province) && code != province {
        choices.append(choose(code, name: (provinces.count > 1 ? "– " : "") + regionName(code)))
      }
    }
    return choices.map(\.content)
  }

  private func choose(_ code: String, name: String) -> Choice {
    Choice(value: code, name: name, chosen: filter.region == code)
  }

  /// Where the filter leads, in the words of the page.
  var title: String { filter.region.map(regionName) ?? words["region"] ?? "" }

  /// An address of ours with this view's region and year, and more.
  func address(_ path: String, _ more: KeyValuePairs<String, String?> = [:]) -> String {
    var address = path
    var values: [(String, String)] = []
    if !more.contains(where: { $0.key == "wilayah" }), let region = filter.region { values.append(("wilayah", region)) }
    if !more.contains(where: { $0.key == "tahun" }) {
      values.append(("tahun", filter.year.map { String($0) } ?? Self.allYears))
    }
    for (name, value) in more { if let value { values.append((name, value)) } }
    for (name, value) in values { address = PageAddress.adding(name, value, to: address) }
    return address
  }

  /// What the log keeps of a look: codes and numbers.
  var details: [StoreEvent.Detail] {
    [.init("region", filter.region ?? "-"), .init("year", filter.year.map { String($0) } ?? "-")]
  }

  /// One entry of a choice.
  struct Choice {
    let value: String
    let name: String
    let chosen: Bool

    var content: [String: Any] { ["value": value, "name": name, "chosen": chosen] }
  }
}

extension Verdict {
  /// The tag that shows it.
  var tag: String {
    switch self {
    case .accepted: "tag-good"
    case .acceptedWithFindings, .needsConfirmation: "tag-warn"
    case .rejected: "tag-bad"
    case .notAssessed: ""
    }
  }
}

extension VisitPriority.Level {
  /// The tag that shows it.
  var tag: String {
    switch self {
    case .high: "tag-bad"
    case .medium: "tag-warn"
    case .low, .none: ""
    }
  }
}
