/// What kind of personal data a value is (UU 27/2022), so that every printer can decide how much of it to show.
public enum PersonalKind: String, Sendable, CaseIterable, Codable {
  /// The national identity number.
  case nik
  /// A natural person's name.
  case name
  /// What a person earns.
  case wage
  /// Date or place of birth.
  case birth
  /// Where a person lives.
  case address
  /// A person's telephone number or e-mail address.
  case contact
  /// Disability and other health data.
  case health
  /// Passport, membership and card numbers.
  case identity
}

/// A value of a person that shows nothing when it is printed, interpolated or reflected.
///
/// Reading it takes the call `revealed(because:)`, so that every place that shows personal data can be found.
public struct Personal<Wrapped: Sendable>: Sendable {
  private let wrapped: Wrapped
  /// What kind of personal data this is.
  public let kind: PersonalKind

  /// Marks a value as personal.
  public init(_ value: Wrapped, kind: PersonalKind) {
    wrapped = value
    self.kind = kind
  }

  /// Why personal data may be shown.
  public enum Reason: Sendable {
    /// The company looks at its own report and asked for the values.
    case ownReport
    /// A masked form is made from it.
    case masking
    /// A digest or comparison that does not leave the process.
    case internalComparison
  }

  /// The value itself.
  public func revealed(because reason: Reason) -> Wrapped {
    wrapped
  }
}

extension Personal: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `‹nik›`, `‹name›` …, never the value.
  public var description: String { "‹\(kind.rawValue)›" }
  /// Always `‹nik›`, `‹name›` …, never the value.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A value found in a report, as a finding carries it.
public enum FoundValue: Sendable {
  /// A value of the company.
  case plain(String)
  /// A value of a person.
  case personal(Personal<String>)

  /// The value, with a personal one masked in the middle: `32••••••••••9901`, `S••••`.
  public var masked: String {
    switch self {
    case .plain(let text): text
    case .personal(let personal): Self.mask(personal.revealed(because: .masking), personal.kind)
    }
  }

  /// The value in full, for the reporter's own screen.
  public var unmasked: String {
    switch self {
    case .plain(let text): text
    case .personal(let personal): personal.revealed(because: .ownReport)
    }
  }

  /// Whether the value belongs to a person.
  public var isPersonal: Bool {
    if case .personal = self { true } else { false }
  }

  private static func mask(_ text: String, _ kind: PersonalKind) -> String {
    let count = text.count
    let (head, tail): (Int, Int)
    switch kind {
    case .nik, .identity: (head, tail) = count >= 12 ? (2, 4) : (min(1, count), 0)
    case .name, .contact, .address: (head, tail) = (min(1, count), 0)
    // The number of digits of a wage says much of it, so these have one mask whatever stands behind it.
    case .wage, .birth, .health: return "••••"
    }
    return text.prefix(head) + String(repeating: "•", count: max(0, count - head - tail)) + text.suffix(tail)
  }
}
