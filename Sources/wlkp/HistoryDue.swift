import ArgumentParser
import Intake
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp history due`: who owes which report.
struct HistoryDue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List reports that are overdue, the longest first, as far as what was filed before tells.",
    discussion: """
      Examples:
        wlkp history due --store wlkp.sqlite --region 32
        wlkp history due --store wlkp.sqlite --as-of 2026-01-31 --within 30

      A yearly report counts as overdue only when it is late by both dates in use: December, and twelve months after \\
      the report before. Duties before an event (a move, a stop) cannot follow from what was filed.
      """
  )

  @OptionGroup var storage: StoreArguments
  @Option(name: .long, help: "Region code or its beginning; may be repeated.") var region: [String] = []
  @Option(name: .long, help: "The day as of which (YYYY-MM-DD); today when left out.") var asOf: CivilDate?
  @Option(name: .long, help: "Also what falls due within so many days.") var within: Int?
  @Option(name: .long, help: "How many at most.") var limit = 1000
  @Option(name: .long, help: "table, json or csv.") var format: ListFormat = .table
  @OptionGroup var rules: EngineOptions
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let day = asOf ?? today()
    let assessor = ReportAssessor(engine: try rules.load(speaking.lang).engine)
    guard let terms = assessor.reportingTerms(on: day) else {
      throw CommandFault(
        .usage,
        speaking.lang == .id
          ? "wlkp: pada \(day) jadwal laporan tahunan belum diatur." : "wlkp: on \(day) no yearly date was set yet."
      )
    }
    var query = ObligationQuery(day: day, terms: terms)
    query.regions = region.map { $0.filter { $0 != "." } }
    query.daysOverdueMin = within.map { -max($0, 0) } ?? 1
    query.limit = min(max(limit, 1), ObligationQuery.limitMax)
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let found = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.obligations(query) }
    Terminal.write(ObligationList(obligations: found, day: day, language: speaking.lang).text(format))
  }
}

/// Obligations as a table, JSON or CSV.
struct ObligationList {
  let obligations: [UnitObligation]
  let day: CivilDate
  let language: Language

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  func text(_ format: ListFormat) -> String {
    switch format {
    case .table:
      obligations.isEmpty ? word("Tidak ada yang lewat waktu.\n", "Nothing is overdue.\n") : TextTable(rows: all).text
    case .csv: all.map { SpreadsheetText.line($0) }.joined()
    case .json: json()
    }
  }

  private var all: [[String]] { [headings] + rows }

  private var headings: [String] {
    language == .id
      ? ["batas", "lewat hari", "kewajiban", "tahun", "wilayah", "perusahaan", "unit", "dasar"]
      : ["due", "days overdue", "duty", "year", "region", "company", "unit", "basis"]
  }

  private var rows: [[String]] {
    obligations.map { owed in
      let record = owed.basis.record
      return [
        owed.obligation.due.description, String(owed.obligation.daysOverdue(on: day)),
        owed.obligation.duty.rawValue, owed.obligation.period.map { String($0) } ?? "", owed.region,
        record.company, record.unit, record.number.text,
      ].map { SafeText.visible($0) }
    }
  }

  private func json() -> String {
    var json = JSONWriter(pretty: true)
    json.array(obligations) { json, owed in
      json.object { json in
        json.member("duty", owed.obligation.duty.rawValue)
        json.member("period", owed.obligation.period.map { Int64($0) })
        json.member("due", owed.obligation.due.description)
        json.member("daysOverdue", Int64(owed.obligation.daysOverdue(on: day)))
        json.member("region", owed.region)
        json.member("company", owed.basis.record.company)
        json.member("unit", owed.basis.record.unit)
        json.member("basis", owed.basis.record.number.text)
      }
    }
    return json.text + "\n"
  }
}
