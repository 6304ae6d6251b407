/// How grave a finding is.
public enum Severity: String, Sendable, Comparable, CaseIterable, Codable {
  /// Context only.
  case info
  /// Should be looked at.
  case warning
  /// Stands in the way of acceptance.
  case error

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Orders severities from info to error.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The lawful pairs of class and severity, and no others (rule catalogue, section 1).
///
/// A compliance finding of severity error cannot be written down: a truthful report is never refused for
/// what it admits.
public enum Grade: Hashable, Sendable {
  /// Class D: the data cannot be read, contradict themselves or are impossible.
  case data(Severity)
  /// Class D*: nearly always a mistake, yet possible; takes the severity `once` when the reporter confirms it.
  case confirmable(once: Lesser)
  /// Class K: the data are fine, the situation described differs from the norm.
  case compliance(Lesser)

  /// A severity below error.
  public enum Lesser: String, Sendable, Hashable, Codable {
    /// Context only.
    case info
    /// Should be looked at.
    case warning

    /// The same step on the scale of all severities.
    public var severity: Severity { self == .info ? .info : .warning }
  }

  /// The severity before any confirmation.
  public var severity: Severity {
    switch self {
    case .data(let severity): severity
    case .confirmable: .error
    case .compliance(let lesser): lesser.severity
    }
  }

  /// The stable name used in packs and results, such as `data.error`, `confirmable`, `compliance.info`.
  public var name: String {
    switch self {
    case .data(let severity): "data.\(severity.rawValue)"
    case .confirmable: "confirmable"
    case .compliance(let lesser): "compliance.\(lesser.rawValue)"
    }
  }

  /// Reads the stable name; `confirmed` is the severity after confirmation, used by `confirmable` only.
  ///
  /// Returns `nil` for every other word, `compliance.error` among them.
  public init?(name: String, confirmed: Lesser = .warning) {
    switch name {
    case "data.error": self = .data(.error)
    case "data.warning": self = .data(.warning)
    case "data.info": self = .data(.info)
    case "confirmable": self = .confirmable(once: confirmed)
    case "compliance.warning": self = .compliance(.warning)
    case "compliance.info": self = .compliance(.info)
    default: return nil
    }
  }

  /// The same grade with its severity lowered to info, for amounts that are not certain.
  public var loweredToInfo: Grade {
    switch self {
    case .data: .data(.info)
    case .confirmable: .data(.info)
    case .compliance: .compliance(.info)
    }
  }
}
