import ReportModel

/// The terms within which reports are due, as parameters of the rule pack: dates choose the law, and amounts are data.
public struct ReportingTerms: Hashable, Sendable {
  /// Days after an event within which it is reported (UU 7/1981 Ps 6(1)).
  public var daysAfterEvent: Int
  /// The month of the yearly report (Permenaker 18/2017 Ps 5), 1…12.
  public var annualMonth: Int
  /// Months after which a stop counts as a dissolution (UU 7/1981 Ps 1).
  public var monthsOfStopMax: Int

  /// Terms.
  public init(daysAfterEvent: Int, annualMonth: Int, monthsOfStopMax: Int) {
    self.daysAfterEvent = daysAfterEvent
    self.annualMonth = annualMonth
    self.monthsOfStopMax = monthsOfStopMax
  }
}

/// A report that a unit owes, as far as what it filed before tells.
public struct Obligation: Hashable, Sendable {
  /// What is owed. The raw values are kinds of reports of the form.
  public enum Duty: String, Hashable, Sendable, CaseIterable {
    /// The yearly report.
    case annual = "TAHUNAN"
    /// The second report on a move: after it.
    case afterMove = "PINDAH_SESUDAH"
    /// A stop has lasted as long as one may: the unit reports that it runs again, or that it is dissolved.
    case afterStop = "JALAN_KEMBALI"
  }

  /// What is owed.
  public let duty: Duty
  /// The year that a yearly report is for; `nil` for other duties.
  public let period: Int?
  /// The last day in time.
  public let due: CivilDate
  /// The report from which this follows.
  public let basis: ReportNumber

  /// Days since the last day in time; negative while there is time.
  public func daysOverdue(on day: CivilDate) -> Int { Int(day.dayNumber - due.dayNumber) }
}

/// What a unit filed: the latest version of each report.
public struct UnitReports: Sendable {
  /// One report.
  public struct Report: Hashable, Sendable {
    /// Its number.
    public let number: ReportNumber
    /// The kind.
    public let kind: String
    /// The year.
    public let period: Int
    /// The day of receipt, in Western Indonesian Time.
    public let received: CivilDate
    /// The day of the event, for reports on one.
    public let event: CivilDate?

    /// A report.
    public init(number: ReportNumber, kind: String, period: Int, received: CivilDate, event: CivilDate?) {
      self.number = number
      self.kind = kind
      self.period = period
      self.received = received
      self.event = event
    }
  }

  /// The reports in the order of receipt.
  public let reports: [Report]

  /// The reports of one unit, in the order of receipt.
  public init(reports: [Report]) { self.reports = reports }

  /// What the unit owes as of a day.
  ///
  /// Two yearly dates are in circulation: December, and twelve months after the report before. A unit is in time when it
  /// keeps the later of them, so that nobody is called late who followed one of the two. Duties *before* an event cannot
  /// follow from what was filed.
  public func obligations(on day: CivilDate, _ terms: ReportingTerms) -> [Obligation] {
    let known = reports.filter { $0.received <= day }
    let events = known.filter { $0.event.map { $0 <= day } ?? false }
    guard !events.contains(where: { $0.kind == "PEMBUBARAN" }) else { return [] }
    let move = Self.afterMove(events, terms)
    if let stop = Self.openStop(events) {
      return move + Self.afterStop(stop, terms)
    }
    return move + Self.annual(known, terms)
  }

  /// The stop that no restart has ended.
  private static func openStop(_ events: [Report]) -> Report? {
    let last = events.filter { $0.kind == "PENGHENTIAN" || $0.kind == "JALAN_KEMBALI" }
      .max { ($0.event ?? $0.received) < ($1.event ?? $1.received) }
    return last?.kind == "PENGHENTIAN" ? last : nil
  }

  private static func afterStop(_ stop: Report, _ terms: ReportingTerms) -> [Obligation] {
    guard let due = stop.event?.adding(months: terms.monthsOfStopMax) else { return [] }
    return [Obligation(duty: .afterStop, period: nil, due: due, basis: stop.number)]
  }

  /// A move announced before it and not reported after it.
  private static func afterMove(_ events: [Report], _ terms: ReportingTerms) -> [Obligation] {
    events.filter { $0.kind == "PINDAH_SEBELUM" }.compactMap { move in
      guard let moved = move.event, let due = moved.adding(days: terms.daysAfterEvent) else { return nil }
      let isReported = events.contains { $0.kind == "PINDAH_SESUDAH" && ($0.event ?? $0.received) >= moved }
      return isReported ? nil : Obligation(duty: .afterMove, period: nil, due: due, basis: move.number)
    }
  }

  private static func annual(_ known: [Report], _ terms: ReportingTerms) -> [Obligation] {
    if let last = known.filter({ $0.kind == "TAHUNAN" }).max(by: { ($0.period, $0.received) < ($1.period, $1.received) }
    ) {
      return obligation(period: last.period + 1, twelveMonthsAfter: last.received, basis: last, terms)
    }
    // No yearly report yet: the first is due for the year after founding, or after the first report of any kind.
    guard let first = known.first(where: { $0.kind == "PENDIRIAN" }) ?? known.first else { return [] }
    let start = first.event ?? first.received
    return obligation(period: first.period + 1, twelveMonthsAfter: start, basis: first, terms)
  }

  private static func obligation(
    period: Int,
    twelveMonthsAfter start: CivilDate,
    basis: Report,
    _ terms: ReportingTerms
  ) -> [Obligation] {
    let lastOfMonth = CivilDate(
      year: period,
      month: terms.annualMonth,
      day: CivilDate.daysIn(month: terms.annualMonth, year: period)
    )
    guard let lastOfMonth, let anniversary = start.adding(months: 12) else { return [] }
    let due = max(lastOfMonth, anniversary)
    return [Obligation(duty: .annual, period: period, due: due, basis: basis.number)]
  }
}

/// Which obligations are asked for.
public struct ObligationQuery: Hashable, Sendable {
  /// The most rows of one answer.
  public static let limitMax = 100_000

  /// The day as of which they are.
  public var day: CivilDate
  /// The terms on that day.
  public var terms: ReportingTerms
  /// The regions' codes or their beginnings; empty for all.
  public var regions: [String] = []
  /// Only what is overdue by at least so many days; 1 leaves out what is still in time, a negative number shows what
  /// falls due within so many days.
  public var daysOverdueMin = 1
  /// How many at most.
  public var limit = 1000
  /// What the asking person may see.
  public var scope = AccessScope.everything

  /// All that is overdue.
  public init(day: CivilDate, terms: ReportingTerms) {
    self.day = day
    self.terms = terms
  }

  func includes(_ region: String) -> Bool {
    guard regions.isEmpty || regions.contains(where: region.hasPrefix) else { return false }
    switch scope {
    case .regions(let codes): return codes.contains(where: region.hasPrefix)
    case .nothing, .appointments: return false
    case .everything, .own, .companies, .units: return true
    }
  }
}

extension ObligationQuery {
  /// Whether an obligation may be shown that follows from this report; inspectors are asked by region before.
  func shows(_ basis: StoredSubmission) -> Bool {
    switch scope {
    case .own, .companies, .units: scope.includes(basis)
    case .everything, .regions, .appointments, .nothing: true
    }
  }
}

/// An obligation with the unit that it is of.
public struct UnitObligation: Hashable, Sendable {
  /// What is owed.
  public let obligation: Obligation
  /// Where the unit is, by its latest report.
  public let region: String
  /// The report from which it follows; names company and unit.
  public let basis: StoredSubmission
}
