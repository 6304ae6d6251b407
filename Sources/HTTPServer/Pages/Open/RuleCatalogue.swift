import ReportModel
import RuleEngine

/// The catalogue of rules as a page: narrowed by area, law, class and words, page by page.
struct RuleCatalogue {
  /// What the form can be narrowed by.
  static let parameters: Set<String> = ["bidang", "hukum", "kelas", "q", "hal"]
  /// Rules on one page: about three screens of a telephone, and well below the weight of a page.
  static let pageSize = 30

  let pack: RulePack
  let language: Language

  /// One line of the catalogue.
  private struct Entry {
    let id: String
    let title: Bilingual
    let kind: RuleClass
    let law: [String]
    /// Everything that words are looked for in.
    let text: String
  }

  func content(_ query: inout FormQuery) -> [String: Any] {
    let asked = query.number("hal", in: 1...10_000)
    let all = entries
    let found = all.filter { matches($0, query) }
    let paging = Paging(count: found.count, size: Self.pageSize, asked: asked)
    let pairs = query.pairs
    var content: [String: Any] = [
      "w": OpenWording.words(language), "q": query["q"] ?? "",
      "areas": options(RuleArea.all(of: pack).map { ($0.code, $0.title[language]) }, query["bidang"]),
      "laws": options(laws(of: all).map { ($0, $0) }, query["hukum"]),
      "classes": options(RuleClass.allCases.map { ($0.rawValue, $0.label[language]) }, query["kelas"]),
      "count": OpenWording.found(found.count, of: all.count)[language], "facts": OpenWording.pack(pack)[language],
      "rules": lines(found[paging.range]),
      "isNarrowed": pairs.contains { $0.name != "hal" },
    ]
    let values = paging.values(language) { page in
      PageAddress.with("/aturan", pairs, replacing: [("hal", String(page))])
    }
    if let values { content["paging"] = values }
    return content
  }

  private func options(_ values: [(String, String)], _ chosen: String?) -> [[String: Any]] {
    Choice.options(values.map { (value: $0.0, label: $0.1) }, chosen: chosen)
  }

  /// The lines of a page; the first and the last know that they are.
  private func lines(_ entries: ArraySlice<Entry>) -> [[String: Any]] {
    var lines = entries.map(line)
    if !lines.isEmpty {
      lines[0]["first"] = true
      lines[lines.count - 1]["last"] = true
    }
    return lines
  }

  private func line(_ entry: Entry) -> [String: Any] {
    var line: [String: Any] = [
      "id": entry.id, "title": entry.title[language], "tint": entry.kind.tint, "first": false, "last": false,
      "label": entry.kind.label[language], "area": RuleArea.title(of: RuleArea.area(of: entry.id))[language],
    ]
    if !entry.law.isEmpty { line["law"] = entry.law.joined(separator: "; ") }
    return line
  }

  // MARK: What there is

  private var entries: [Entry] {
    var seen: Set<String> = []
    let rules = pack.rules.filter { seen.insert($0.text.id).inserted }.map { rule in
      let texts = [rule.text.title, rule.text.message] + (rule.text.explain.map { [$0] } ?? [])
      return Entry(
        id: rule.text.id,
        title: rule.text.title,
        kind: RuleClass(rule.grade),
        law: rule.text.law,
        text: ([rule.text.id] + rule.text.law + texts.flatMap { [$0.id, $0.en] }).joined(separator: " ").lowercased()
      )
    }
    let gaps = pack.notExpressible.map { gap in
      Entry(
        id: gap.id,
        title: gap.reason,
        kind: .notAssessed,
        law: [],
        text: "\(gap.id) \(gap.reason.id) \(gap.reason.en)".lowercased()
      )
    }
    return rules + gaps
  }

  /// The acts and regulations that rules name, the most named first.
  private func laws(of entries: [Entry]) -> [String] {
    var counts: [String: Int] = [:]
    for entry in entries { for act in Set(entry.law.compactMap(LawName.act)) { counts[act, default: 0] += 1 } }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private func matches(_ entry: Entry, _ query: FormQuery) -> Bool {
    if let area = query["bidang"], RuleArea.area(of: entry.id) != area { return false }
    if let kind = query["kelas"], entry.kind.rawValue != kind { return false }
    if let act = query["hukum"], !entry.law.contains(where: { LawName.act($0) == act }) { return false }
    let words = (query["q"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
    return words.allSatisfy { entry.text.contains($0) }
  }
}

/// The classes of rules as people choose among them.
enum RuleClass: String, CaseIterable {
  case data
  case confirmable
  case compliance
  case notAssessed = "tidak-dinilai"

  init(_ grade: Grade) {
    switch grade {
    case .data: self = .data
    case .confirmable: self = .confirmable
    case .compliance: self = .compliance
    }
  }

  /// The class of the tag that names it.
  var tint: String {
    switch self {
    case .data: "tag-bad"
    case .confirmable: "tag-warn"
    case .compliance: "tag-good"
    case .notAssessed: ""
    }
  }

  var label: Bilingual {
    switch self {
    case .data: Bilingual(id: "Data (kelas D)", en: "Data (class D)")
    case .confirmable: Bilingual(id: "Perlu konfirmasi (kelas D*)", en: "To be confirmed (class D*)")
    case .compliance: Bilingual(id: "Kepatuhan (kelas K)", en: "Compliance (class K)")
    case .notAssessed: Bilingual(id: "Tidak dinilai", en: "Not assessed")
    }
  }
}

/// Names of acts and regulations within citations.
enum LawName {
  /// `PP 35/2021` of `PP 35/2021 Ps 8`: up to the word with the year; `nil` where there is no such word.
  static func act(_ citation: String) -> String? {
    var words: [Substring] = []
    for word in citation.split(separator: " ").prefix(4) {
      words.append(word)
      guard let slash = word.lastIndex(of: "/") else { continue }
      let year = word[word.index(after: slash)...].prefix { $0.isASCII && $0.isNumber }
      guard year.count == 4 else { continue }
      let last = word[..<slash] + "/" + year
      return (words.dropLast().map(String.init) + [String(last)]).joined(separator: " ")
    }
    return nil
  }
}
