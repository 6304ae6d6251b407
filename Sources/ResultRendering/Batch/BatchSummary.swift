public import ReportModel

/// What a batch comes to, counted entry by entry. Memory grows with the kinds of things counted (rules, regions,
/// sectors), never with the number of files.
public struct BatchSummary: Sendable {
  /// Files in all.
  public private(set) var files = 0
  /// Bytes judged.
  public private(set) var bytes: Int64 = 0
  /// Drafts among them.
  public private(set) var drafts = 0
  /// Files by verdict.
  public private(set) var verdicts: [Verdict: Int] = [:]
  /// Files by visit priority.
  public private(set) var levels: [VisitPriority.Level: Int] = [:]
  /// Counts by rule.
  public private(set) var rules: [String: RuleCount] = [:]
  /// Counts by area of the rules, such as `UPAH`.
  public private(set) var areas: [String: AreaCount] = [:]
  /// Files by region, four digits; empty when the file does not say.
  public private(set) var regions: [String: GroupCount] = [:]
  /// Files by the first two digits of the sector's code (golongan pokok KBLI); empty when the file does not say.
  public private(set) var sectors: [String: GroupCount] = [:]
  /// Files by size class.
  public private(set) var sizes: [SizeClass: GroupCount] = [:]
  /// The reports with most points, most first.
  public private(set) var visits: [Visit] = []
  /// The first files without a judgement through a fault, at most `faultsKept`.
  public private(set) var faults: [Fault] = []
  /// How many there are in all.
  public private(set) var faultCount = 0
  /// Faults by whose trouble they are.
  public private(set) var causes: [BatchFault.Cause: Int] = [:]
  /// SHA-256 of the rule packs used; more than one when results of several runs are put together.
  public private(set) var packs: Set<String> = []

  /// How many reports the list of visits holds: what an office can plan in a year.
  public static let visitsKept = 200
  /// How many faults are listed: the first tell what is wrong.
  public static let faultsKept = 200

  /// The summary of nothing.
  public init() {}

  /// Files with findings from a comparison with the company's other reports.
  public private(set) var compared = 0

  /// Counts one more file, or what a comparison adds to one counted before.
  public mutating func add(_ entry: BatchEntry, alone: Verdict? = nil) {
    guard !entry.isComparison else { return addComparison(entry, alone: alone ?? entry.verdict) }
    files += 1
    bytes += entry.bytes ?? 0
    drafts += entry.isDraft ? 1 : 0
    verdicts[entry.verdict, default: 0] += 1
    if let pack = entry.pack { packs.insert(pack) }
    if let fault = entry.fault {
      faultCount += 1
      causes[fault.cause, default: 0] += 1
      if faults.count < Self.faultsKept { faults.append(Fault(name: entry.name, fault: fault)) }
      return
    }
    addRules(entry)
    let priority = VisitPriority(of: entry)
    levels[priority.level, default: 0] += 1
    regions[entry.header.region ?? "", default: GroupCount()].add(entry, priority)
    sectors[entry.header.sector.map { String($0.prefix(2)) } ?? "", default: GroupCount()].add(entry, priority)
    sizes[SizeClass(workers: entry.header.workers), default: GroupCount()].add(entry, priority)
    addVisit(entry, priority)
  }

  private mutating func addRules(_ entry: BatchEntry) {
    var seenRules: Set<String> = []
    var seenAreas: Set<Substring> = []
    for finding in entry.findings {
      let isFirst = seenRules.insert(finding.rule).inserted
      let empty = RuleCount(title: finding.title, grade: finding.grade)
      rules[finding.rule, default: empty].add(finding, isFirstInFile: isFirst)
      let isFirstOfArea = seenAreas.insert(finding.area).inserted
      areas[String(finding.area), default: AreaCount()].add(finding, isFirstInFile: isFirstOfArea)
    }
    for unanswered in entry.unanswered where seenRules.insert("?" + unanswered.rule).inserted {
      areas[String(ruleArea(unanswered.rule)), default: AreaCount()].unanswered += 1
    }
  }

  /// The verdict may change and rules are added; groups and priorities stay those of the file by itself, because a
  /// comparison is about two reports and says nothing of how people fare.
  private mutating func addComparison(_ entry: BatchEntry, alone: Verdict) {
    compared += 1
    verdicts[alone, default: 1] -= 1
    if verdicts[alone] == 0 { verdicts[alone] = nil }
    verdicts[entry.verdict, default: 0] += 1
    addRules(entry)
  }

  private mutating func addVisit(_ entry: BatchEntry, _ priority: VisitPriority) {
    guard priority.points > 0 else { return }
    let visit = Visit(entry: entry, priority: priority)
    if visits.count == Self.visitsKept, let last = visits.last, !visit.comesBefore(last) { return }
    let place = visits.firstIndex { visit.comesBefore($0) } ?? visits.count
    visits.insert(visit, at: place)
    if visits.count > Self.visitsKept { visits.removeLast() }
  }
}

extension BatchSummary {
  /// Size classes by the number of workers.
  public typealias SizeClass = ReportModel.SizeClass

  /// How often a rule found something.
  public struct RuleCount: Sendable {
    /// The headline.
    public let title: Bilingual
    /// The grade's name.
    public let grade: String
    /// Files with a finding of the rule.
    public private(set) var files = 0
    /// Places in all files.
    public private(set) var places = 0
    /// The gravest severity met.
    public private(set) var severity = Severity.info

    init(title: Bilingual, grade: String) {
      self.title = title
      self.grade = grade
    }

    mutating func add(_ finding: BatchFinding, isFirstInFile: Bool) {
      files += isFirstInFile ? 1 : 0
      places += finding.count
      severity = max(severity, finding.severity)
    }
  }

  /// How often an area's rules found something.
  public struct AreaCount: Sendable {
    /// Files with a finding of the area.
    public private(set) var files = 0
    /// Places in all files.
    public private(set) var places = 0
    /// Times a rule of the area gave no answer in a file.
    public fileprivate(set) var unanswered = 0

    mutating func add(_ finding: BatchFinding, isFirstInFile: Bool) {
      files += isFirstInFile ? 1 : 0
      places += finding.count
    }
  }

  /// The files of a region, sector or size class.
  public struct GroupCount: Sendable {
    /// Files in all.
    public private(set) var files = 0
    /// Files that may be filed.
    public private(set) var acceptable = 0
    /// Files with compliance findings of severity warning.
    public private(set) var withFindings = 0
    /// Files of high visit priority.
    public private(set) var highPriority = 0
    /// Workers reported.
    public private(set) var workers = 0

    init() {}

    mutating func add(_ entry: BatchEntry, _ priority: VisitPriority) {
      files += 1
      acceptable += entry.verdict.allowsFiling ? 1 : 0
      withFindings += entry.findings.contains { $0.isCompliance && $0.severity == .warning } ? 1 : 0
      highPriority += priority.level == .high ? 1 : 0
      workers += entry.header.workers ?? 0
    }
  }

  /// A report in the list of visits.
  public struct Visit: Sendable {
    /// The file's place in the batch.
    public let number: Int
    /// The file's name.
    public let name: String
    /// The company's name.
    public let company: String?
    /// The region, four digits.
    public let region: String?
    /// Workers reported.
    public let workers: Int?
    /// The verdict: the findings of a rejected report are not all known.
    public let verdict: Verdict
    /// The points with their reasons.
    public let priority: VisitPriority

    init(entry: BatchEntry, priority: VisitPriority) {
      number = entry.number
      name = entry.name
      company = entry.header.companyName
      region = entry.header.region
      workers = entry.header.workers
      verdict = entry.verdict
      self.priority = priority
    }

    /// More points first, then more workers, then in the order of the batch.
    func comesBefore(_ other: Visit) -> Bool {
      if priority.points != other.priority.points { return priority.points > other.priority.points }
      if workers ?? 0 != other.workers ?? 0 { return workers ?? 0 > other.workers ?? 0 }
      return number < other.number
    }
  }

  /// A file without a judgement.
  public struct Fault: Sendable {
    /// The file's name.
    public let name: String
    /// What happened.
    public let fault: BatchFault
  }
}
