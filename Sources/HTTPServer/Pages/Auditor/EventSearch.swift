import ReportModel
import SubmissionStore

/// The search over events, as a form asks for it.
struct EventSearch {
  /// Events on one page.
  static let pageSize = 50

  /// The fields of the form.
  static let fields: [FilterField] = [
    FilterField(
      name: "jenis",
      label: Bilingual(id: "Peristiwa", en: "Event"),
      options: StoreEvent.Kind.allCases.map { ($0.rawValue, EventWording.kind($0)) }
    ),
    FilterField(name: "pelaku", label: Bilingual(id: "Akun", en: "Account")),
    FilterField(name: "subjek", label: Bilingual(id: "Nomor laporan atau subjek", en: "Report number or subject")),
    FilterField(name: "dari", label: Bilingual(id: "Sejak", en: "From"), kind: .date),
    FilterField(name: "sampai", label: Bilingual(id: "Sampai", en: "To"), kind: .date),
  ]

  /// Every parameter of the page.
  static let parameters = Set(fields.map(\.name) + ["setelah"])

  let query: EventQuery
  let form: FormQuery

  init(_ given: FormQuery) {
    var form = given
    var query = EventQuery()
    query.limit = Self.pageSize
    query.kind = form.value("jenis", StoreEvent.Kind.init(rawValue:))
    (query.actor, query.subject) = (form["pelaku"], form["subjek"])
    query.from = form.value("dari", WesternTime.startOfDay)
    query.before = form.value("sampai", WesternTime.endOfDay)
    query.after = form["setelah"]
    self.query = query
    self.form = form
  }

  /// What was asked for, as the access log keeps it.
  var details: [StoreEvent.Detail] {
    let words: [(String, Any?)] = [("by-actor", query.actor), ("by-subject", query.subject)]
    return (query.kind.map { [StoreEvent.Detail("kind", $0.rawValue)] } ?? [])
      + words.compactMap { name, value in value == nil ? nil : .init(name, "yes") }
  }
}

/// The auditor's list of events.
struct EventSearchPage {
  let search: EventSearch
  let words: ReportWords

  private var language: Language { words.language }

  func content(_ page: EventPage?) -> [String: Any] {
    let form = search.form
    let pairs = form.pairs.filter { $0.name != "setelah" }
    var content: [String: Any] = [
      "w": AuditorWording.words(language), "fields": EventSearch.fields.map { $0.values(form, language) },
      "csv": PageAddress.with("/audit/peristiwa/ekspor", pairs, replacing: [("bentuk", "csv")]),
      "json": PageAddress.with("/audit/peristiwa/ekspor", pairs, replacing: [("bentuk", "json")]),
    ]
    if let errors = FilterField.errors(form, EventSearch.fields, language) { content["errors"] = errors }
    guard let page else { return content }
    content["isSearched"] = true
    content["count"] = AuditorWording.events(page.events.count, isMore: page.next != nil)[language]
    if !page.events.isEmpty { content["list"] = ["events": page.events.map { EventRow($0, words).values }] }
    if let next = page.next {
      content["next"] = PageAddress.with("/audit/peristiwa", pairs, replacing: [("setelah", next)])
    }
    if form["setelah"] != nil { content["first"] = PageAddress.with("/audit/peristiwa", pairs, replacing: []) }
    return content
  }
}

/// An event as one line of a table.
struct EventRow {
  let values: [String: Any]

  init(_ stored: StoredEvent, _ words: ReportWords) {
    let (event, language) = (stored.event, words.language)
    var values: [String: Any] = [
      "serial": stored.serial, "day": PageTime.day(event.at)[language], "time": PageTime.second(event.at, language),
      "kind": EventWording.kind(event.kind)[language], "actor": event.actor,
      "subject": event.subject.map(EventDetails.short) ?? "–", "details": EventDetails(words: words).text(event),
      "position": stored.logPosition,
    ]
    if let subject = event.subject, let number = ReportNumber(subject) { values["report"] = number.text }
    self.values = values
  }
}
