public import ReportModel

/// What a judgement needs beside the file: there is no clock in the engine.
public struct Circumstances: Sendable {
  /// The day of receipt; `nil` takes the filer's own date (archives and the company's desk), `--as-of` replaces it.
  public var received: CivilDate?
  /// The day a draft (a lone table of workers, which says no day) is judged by.
  public var draftDay: CivilDate?
  /// Whether an archive is judged, where nobody can confirm anything.
  public var isArchive: Bool
  /// The earlier reports to compare with; `nil` leaves the rules that need them without an answer.
  public var prior: PriorReports?
  /// Confirmations that came beside the file; they count as if they stood in its section `konfirmasi`.
  public var confirmations: CompanionConfirmations?
  /// The hash of the report at hand, so that it is never compared with itself.
  public var own: ContentHash?
  /// The room lent to rules that need all rows at once.
  public var scratch: ScratchSpace

  /// The circumstances of one judgement.
  public init(
    received: CivilDate? = nil,
    draftDay: CivilDate? = nil,
    isArchive: Bool = false,
    prior: PriorReports? = nil,
    scratch: ScratchSpace = .standard
  ) {
    self.received = received
    self.draftDay = draftDay
    self.isArchive = isArchive
    self.prior = prior
    self.scratch = scratch
  }
}
