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
  let language: Language

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
    if !page.events.isEmpty { content["list"] = ["events": page.events.map { EventRow($0, language).values }] }
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

  init(_ stored: StoredEvent, _ language: Language) {
    let event = stored.event
    var values: [String: Any] = [
      "serial": stored.serial, "time": UTCTime(milliseconds: event.at).wib,
      "kind": EventWording.kind(event.kind)[language], "actor": event.actor, "subject": event.subject ?? "–",
      "details": event.details.map { "\($0.name) = \($0.value)" }.joined(separator: ", "),
      "position": stored.logPosition,
    ]
    if let subject = event.subject, let number = ReportNumber(subject) { values["report"] = number.text }
    self.values = values
  }
}

/// What happened, in words.
enum EventWording {
  /// The kind of an event; its stable name where there are no words yet.
  static func kind(_ kind: StoreEvent.Kind) -> Bilingual {
    words[kind.rawValue] ?? Bilingual(id: kind.rawValue, en: kind.rawValue)
  }

  private static let words = [
    "refused": Bilingual(id: "Laporan tidak diterima", en: "Report not accepted"),
    "looked": Bilingual(id: "Dilihat", en: "Looked at"), "exported": Bilingual(id: "Diekspor", en: "Exported"),
    "pack-installed": Bilingual(id: "Paket aturan dipasang", en: "Rule pack installed"),
    "account-changed": Bilingual(id: "Akun diubah", en: "Account changed"),
    "key-destroyed": Bilingual(id: "Kunci berkas dihancurkan", en: "Key of an original destroyed"),
    "keys-rotated": Bilingual(id: "Kunci diganti", en: "Keys replaced"),
    "backed-up": Bilingual(id: "Salinan cadangan dibuat", en: "Backup made"),
    "waiting": Bilingual(id: "Menunggu konfirmasi", en: "Waiting for confirmation"),
    "confirmed": Bilingual(id: "Dikonfirmasi", en: "Confirmed"),
    "expired": Bilingual(id: "Tidak dikonfirmasi pada waktunya", en: "Not confirmed in time"),
    "signed-in": Bilingual(id: "Masuk", en: "Signed in"),
    "sign-in-refused": Bilingual(id: "Gagal masuk", en: "Sign-in refused"),
    "sign-in-locked": Bilingual(id: "Masuk ditahan sementara", en: "Sign-in held for a while"),
    "signed-out": Bilingual(id: "Keluar", en: "Signed out"),
  ]
}
