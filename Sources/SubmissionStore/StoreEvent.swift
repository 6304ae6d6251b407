/// Something that happened around the store and is no submission: each is an entry of the access log.
///
/// The access log is a tree of its own: who looked at what is for auditors, and only its root is public, so that no
/// company learns of an inspection from the log.
public struct StoreEvent: Hashable, Sendable {
  /// The most bytes of UTF-8 in one text of an event: a name, a number or a hash, never a document.
  public static let textLengthMax = 1024
  /// The most details of one event.
  public static let detailsMax = 32

  /// What happened. The raw values stand in the sealed text and never change.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A report was handed in and not accepted.
    case refused
    /// A report was handed in and waits for its confirmation; the subject is its number while it waits.
    case waiting
    /// What waited was confirmed and kept; the subject is the number under which it waited.
    case confirmed
    /// What waited was not confirmed in time, and was let go.
    case expired
    /// Somebody looked at a submission or a list of them.
    case looked
    /// Somebody took data out.
    case exported
    /// Another rule pack judges from now on.
    case packInstalled = "pack-installed"
    /// An account or a token was made, changed or ended.
    case accountChanged = "account-changed"
    /// A person signed in.
    case signedIn = "signed-in"
    /// A sign-in was refused: no such account, or another password.
    case signInRefused = "sign-in-refused"
    /// An account takes no sign-in for a while, after too many in vain.
    case signInLocked = "sign-in-locked"
    /// A person signed out.
    case signedOut = "signed-out"
    /// The key of an original was destroyed: its bytes can be read no more.
    case keyDestroyed = "key-destroyed"
    /// The key that wraps the keys of originals was replaced.
    case keysRotated = "keys-rotated"
    /// The store was copied as a backup.
    case backedUp = "backed-up"
  }

  /// One thing more to know about an event.
  public struct Detail: Hashable, Sendable {
    /// Small letters, digits and hyphens.
    public var name: String
    /// Never personal data: numbers, hashes, codes.
    public var value: String

    /// A detail.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What happened.
  public var kind: Kind
  /// When, in milliseconds since 1970-01-01T00:00:00Z.
  public var at: Int64
  /// The account that did it.
  public var actor: String
  /// What it was done to: a report number, an account's name, a hash; `nil` when it is nothing single.
  public var subject: String?
  /// More, in the order it is sealed in.
  public var details: [Detail]

  /// An event.
  public init(_ kind: Kind, at: Int64, actor: String, subject: String? = nil, details: [Detail] = []) {
    self.kind = kind
    self.at = at
    self.actor = actor
    self.subject = subject
    self.details = details
  }
}

/// An event as it is kept.
public struct StoredEvent: Hashable, Sendable {
  /// Number, from 1 without gaps.
  public let serial: Int64
  /// The event.
  public let event: StoreEvent

  /// Place of its entry in the access log, from 0.
  public var logPosition: Int { Int(serial - 1) }
  /// When it happened, such as `2025-12-12T03:04:05.678Z`.
  public var time: String { UTCTime(milliseconds: event.at).iso }

  /// The lines that are sealed.
  var text: String {
    var text = TextBytes(room: Self.usualLength)
    text.add(Self.title)
    text.add(byte: UInt8(ascii: "\n"))
    text.line("serial", number: serial)
    text.line("kind", event.kind.rawValue)
    text.line("at", number: event.at)
    text.line("actor", event.actor)
    text.line("subject", event.subject)
    for detail in event.details { text.line(Self.detailPrefix + detail.name, detail.value) }
    return text.text
  }

  /// Room for an event's lines, in bytes: only a hint.
  private static let usualLength = 256
  private static let title = "wlkp-event/1"
  private static let detailPrefix = "detail."

  init(serial: Int64, event: StoreEvent) {
    self.serial = serial
    self.event = event
  }

  /// Reads sealed lines; `nil` for a text with any other spelling than ``text`` gives.
  init?(parsing text: String) {
    guard var reader = LineReader(text), reader.take(exactly: Self.title),
      let serial = reader.integer("serial"), let kind = reader.text("kind").flatMap(StoreEvent.Kind.init),
      let at = reader.integer("at"), let actor = reader.text("actor"), let subject = reader.optional("subject")
    else { return nil }
    var details: [StoreEvent.Detail] = []
    while let (name, value) = reader.named(prefix: Self.detailPrefix) { details.append(.init(name, value)) }
    guard reader.isAtEnd else { return nil }
    self.init(
      serial: serial,
      event: StoreEvent(kind, at: at, actor: actor, subject: subject, details: details)
    )
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }
}

extension StoreEvent {
  /// Whether the event can be written down: short texts, names of details from the small alphabet.
  var isUsable: Bool {
    let texts = [actor, subject ?? ""] + details.map(\.value)
    return details.count <= Self.detailsMax && texts.allSatisfy { $0.utf8.count <= Self.textLengthMax }
      && details.allSatisfy { Self.isName($0.name) }
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }
}

/// Which events are asked for; what is `nil` does not narrow. The answer is newest first.
public struct EventQuery: Hashable, Sendable {
  /// What happened.
  public var kind: StoreEvent.Kind?
  /// Who did it.
  public var actor: String?
  /// To what it was done.
  public var subject: String?
  /// At or after this moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var from: Int64?
  /// Before this moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var before: Int64?
  /// ``EventPage/next`` of the page before.
  public var after: String?
  /// How many at most, 1…``HistoryQuery/limitMax``; other values are brought into this range.
  public var limit = 50

  /// Everything, newest first.
  public init() {}
}

/// One page of events.
public struct EventPage: Hashable, Sendable {
  /// The events, newest first.
  public let events: [StoredEvent]
  /// Where the next page goes on; `nil` at the end.
  public let next: String?
}
