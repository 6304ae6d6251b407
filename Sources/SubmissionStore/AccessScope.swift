import ReportModel

/// Which reports somebody may see, and file.
public enum AccessScope: Hashable, Sendable {
  /// All of them. Text: `*`
  case everything
  /// Those the account filed itself. Text: `sendiri`
  case own(submitter: String)
  /// Those of companies with one of these NIBs, all their units. Text: `nib:9120001112223,9120001112224`
  case companies(nibs: [String])
  /// Those of some units of one company. Text: `nib:9120001112223#PUSAT,9120001112223#CABANG-1`
  case units(nib: String, codes: [String])
  /// Those of regions whose code begins with one of these. Text: `wilayah:32,3171`
  case regions(codes: [String])
  /// Those of regions during the days of an appointment. Text: `wilayah:32@2025-01-01..2026-12-31,3171`
  ///
  /// As such it shows nothing: ``on(_:)`` makes ``regions(codes:)`` of what holds on a day.
  case appointments([Appointment])
  /// None. Text: `-`
  case nothing

  /// A region, from a day to a day, both included and in Western Indonesian Time; without days it always holds.
  public struct Appointment: Hashable, Sendable {
    /// The region's code, or its beginning.
    public let code: String
    /// The first and the last day.
    public let days: ClosedRange<CivilDate>?

    /// An appointment.
    public init(code: String, days: ClosedRange<CivilDate>?) {
      self.code = code
      self.days = days
    }
  }

  private static let ownWord = "sendiri"
  private static let companiesWord = "nib:"
  private static let regionsWord = "wilayah:"

  /// Reads a scope's text for the account of this name; `nil` when it is none of the forms.
  public init?(_ text: String, account: String) {
    switch text {
    case "*": self = .everything
    case "-": self = .nothing
    case Self.ownWord: self = .own(submitter: account)
    default:
      guard let scope = Self.companies(text) ?? Self.regions(text) else { return nil }
      self = scope
    }
  }

  /// The scope as it is written and kept.
  public var text: String {
    switch self {
    case .everything: "*"
    case .own: Self.ownWord
    case .companies(let nibs): Self.companiesWord + nibs.joined(separator: ",")
    case .units(let nib, let codes): Self.companiesWord + codes.map { "\(nib)#\($0)" }.joined(separator: ",")
    case .regions(let codes): Self.regionsWord + codes.joined(separator: ",")
    case .appointments(let list): Self.regionsWord + list.map(\.text).joined(separator: ",")
    case .nothing: "-"
    }
  }

  /// What of the scope holds on a day.
  public func on(_ day: CivilDate) -> AccessScope {
    guard case .appointments(let list) = self else { return self }
    let codes = list.filter { $0.days?.contains(day) ?? true }.map(\.code)
    return codes.isEmpty ? .nothing : .regions(codes: codes)
  }

  /// Whether it is what the account filed itself.
  var isOwn: Bool { if case .own = self { true } else { false } }

  // MARK: What is in it

  /// Whether a submission is in this scope.
  public func includes(_ submission: StoredSubmission) -> Bool {
    switch self {
    case .everything: true
    case .own(let submitter): submission.details.submitter.utf8.elementsEqual(submitter.utf8)
    case .companies(let nibs): nibs.contains { UnitIdentity.nib($0) == UnitIdentity.nib(submission.details.nib) }
    case .units(let nib, let codes):
      UnitIdentity.nib(nib) == UnitIdentity.nib(submission.details.nib) && Self.has(submission.record.unit, codes)
    case .regions(let codes): codes.contains { submission.record.region.hasPrefix($0) }
    case .appointments, .nothing: false
    }
  }

  /// Whether an account of this scope may file a report with this header.
  ///
  /// Companies are told by their NIB; a report without one is nobody's that is bound to a NIB. What an account that
  /// sees its own has filed before binds it, too: that is ``SubmissionStore``'s to know.
  public func allowsFiling(_ header: ReportHeader) -> Bool {
    switch self {
    case .everything, .own: true
    case .companies(let nibs):
      UnitIdentity.nib(header.nib).map { nib in nibs.contains { UnitIdentity.nib($0) == nib } } ?? false
    case .units(let nib, let codes):
      UnitIdentity.nib(nib) == UnitIdentity.nib(header.nib) && header.unit.map { Self.has($0, codes) } ?? false
    case .regions(let codes): codes.contains { header.region?.hasPrefix($0) ?? false }
    case .appointments, .nothing: false
    }
  }

  private static func has(_ unit: String, _ codes: [String]) -> Bool {
    let unit = SearchText.normalised(unit)
    return codes.contains { SearchText.normalised($0).utf8.elementsEqual(unit.utf8) }
  }
}

// MARK: - Reading

extension AccessScope {
  /// The longest unit code in a scope's text, in characters.
  private static let unitLengthMax = 40

  private static func items(_ text: String, _ word: String) -> [Substring]? {
    guard text.hasPrefix(word) else { return nil }
    return text.dropFirst(word.count).split(separator: ",", omittingEmptySubsequences: false)
  }

  private static func companies(_ text: String) -> AccessScope? {
    guard let items = items(text, companiesWord) else { return nil }
    if items.allSatisfy(areDigits) { return .companies(nibs: items.map(String.init)) }
    let pairs = items.map { $0.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false) }
    // Of one company only: which unit belongs to which company is then never in doubt.
    guard let nib = pairs.first?.first, areDigits(nib),
      pairs.allSatisfy({ $0.count == 2 && $0[0] == nib && isUnit($0[1]) })
    else { return nil }
    return .units(nib: String(nib), codes: pairs.map { String($0[1]) })
  }

  private static func regions(_ text: String) -> AccessScope? {
    guard let items = items(text, regionsWord) else { return nil }
    if items.allSatisfy(areDigits) { return .regions(codes: items.map(String.init)) }
    let list = items.compactMap(Appointment.init)
    return list.count == items.count ? .appointments(list) : nil
  }

  fileprivate static func areDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func isUnit(_ text: Substring) -> Bool {
    (1...unitLengthMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._/".utf8.contains(byte)
        }
      }
  }
}

extension AccessScope.Appointment {
  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let code = parts.first, AccessScope.areDigits(code) else { return nil }
    guard parts.count == 2 else {
      self.init(code: String(code), days: nil)
      return
    }
    let bounds = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard bounds.count == 3, bounds[1].isEmpty, let from = CivilDate(iso: bounds[0]),
      let until = CivilDate(iso: bounds[2]), from <= until
    else { return nil }
    self.init(code: String(code), days: from...until)
  }

  fileprivate var text: String { code + (days.map { "@\($0.lowerBound)..\($0.upperBound)" } ?? "") }
}
