public import ReportModel

/// What a judgement needs beside the file: there is no clock in the engine.
public struct Circumstances: Sendable {
  /// The day of receipt; `nil` takes the filer's own date (archives and the company's desk), `--as-of` replaces it.
  public var received: CivilDate?
  /// The day a draft (a lone table of workers, which says no day) is judged by.
  public var draftDay: CivilDate?
  /// Whether an archive is judged, where nobody can confirm anything.
  public var isArchive: Bool

  /// The circumstances of one judgement.
  public init(received: CivilDate? = nil, draftDay: CivilDate? = nil, isArchive: Bool = false) {
    self.received = received
    self.draftDay = draftDay
    self.isArchive = isArchive
  }
}
