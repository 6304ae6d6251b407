import Hummingbird
import Intake
import Logging
import ReportModel
import RuleEngine
import SubmissionStore

/// What a company does with a draft: upload, repair, confirm, file. Heavy work runs on the gate's threads.
struct DraftDesk: Sendable {
  let gate: Gate
  let account: Account

  private var shelf: DraftShelf { gate.drafts }
  private var right: FilingRight { FilingRight(account: account, store: gate.store) }

  /// The draft that a path names; to everybody else it is not there.
  func draft(_ context: BasicRequestContext) throws -> Draft {
    let id = try context.parameters.require("id")
    if let number = shelf.number(id, of: account.name, now: gate.clock()) { throw Problem.draftFiled(number: number) }
    guard let draft = shelf.draft(id, of: account.name, now: gate.clock()) else { throw Problem.draftGone }
    return draft
  }

  // MARK: Making

  /// A new draft of an uploaded file.
  func open(_ file: DraftFile, name: String, corrects: String?, _ logger: Logger) async throws -> Draft {
    let (judgement, offers) = try await judge(file, name: name, logger)
    let draft = Draft(
      id: DraftShelf.newID(),
      account: account.name,
      name: name,
      file: file,
      judgement: judgement,
      offers: offers,
      corrects: corrects,
      expiresAt: 0
    )
    try shelf.keep(draft, now: gate.clock())
    return draft
  }

  /// A draft that continues a report which waits for its confirmation.
  func resume(_ waiting: PendingReport, _ logger: Logger) async throws -> Draft {
    let desk = gate.desk
    let file = try await gate.judging.run { DraftFile(try desk.file(of: waiting)) }
    var draft = try await open(file, name: waiting.fileName, corrects: nil, logger)
    draft.waiting = waiting
    try shelf.keep(draft, now: gate.clock())
    return draft
  }

  private func judge(
    _ file: DraftFile,
    name: String,
    confirming rows: [Confirmation] = [],
    _ logger: Logger
  ) async throws -> (Judgement, [RepairOffer]) {
    let delivery = delivery(file, name: name, rows)
    let desk = gate.desk
    let repair = try repair()
    let (judgement, offers) = try await gate.judging.run {
      (try desk.examine(delivery), repair.offers(file.path))
    }
    try gate.requireComplete(judgement, logger)
    gate.meters.judged(judgement.assessment)
    return (judgement, offers)
  }

  private func delivery(_ file: DraftFile, name: String, _ rows: [Confirmation]) -> IntakeDesk.Delivery {
    var delivery = IntakeDesk.Delivery(
      path: file.path,
      name: name,
      submitter: account.name,
      receivedAt: gate.clock()
    )
    (delivery.scope, delivery.confirmations) = (account.scope, rows)
    return delivery
  }

  func repair() throws(Problem) -> DraftRepair {
    DraftRepair(form: gate.engine.form, folder: try shelf.folder())
  }

  // MARK: Repairing

  /// Makes a repaired copy beside the draft's file.
  func propose(_ draft: Draft, allowing kinds: Set<FixKind>, _ logger: Logger) async throws -> Bool {
    let repair = try repair()
    let copied = try await gate.judging.run { [draft] in try repair.copy(draft.file.path, allowing: kinds) }
    guard let copied else { return false }
    try await keepProposal(copied, of: draft, kinds: kinds, corrects: nil, logger)
    return true
  }

  /// Keeps a copy with what came of judging it, until the user takes it or leaves it.
  func keepProposal(
    _ copied: DraftRepair.Copy,
    of draft: Draft,
    kinds: Set<FixKind>,
    corrects: String?,
    _ logger: Logger
  ) async throws {
    let desk = gate.desk
    let delivery = delivery(copied.file, name: draft.name, [])
    let judgement = try await gate.judging.run { try desk.examine(delivery) }
    try gate.requireComplete(judgement, logger)
    var changed = draft
    changed.repair = RepairedCopy(
      file: copied.file,
      judgement: judgement,
      kinds: kinds,
      corrects: corrects,
      changes: copied.changes,
      changeCount: copied.count
    )
    try shelf.keep(changed, now: gate.clock())
  }

  /// Goes on with the repaired copy in place of the file.
  func takeRepair(_ draft: Draft, _ logger: Logger) async throws {
    guard let repaired = draft.repair else { return }
    var changed = draft
    let (judgement, offers) = try await judge(repaired.file, name: draft.name, logger)
    (changed.file, changed.judgement, changed.offers) = (repaired.file, judgement, offers)
    // What was confirmed was of the other file.
    (changed.repair, changed.confirmations, changed.waiting) = (nil, [], nil)
    changed.corrects = repaired.corrects ?? draft.corrects
    try shelf.keep(changed, now: gate.clock())
  }

  // MARK: Confirming

  /// Judges the file beside what the user confirms.
  ///
  /// - Throws: `IntakeDesk.Fault.confirmation`, which the user can mend.
  func confirm(_ draft: Draft, _ rows: [Confirmation], _ logger: Logger) async throws {
    var changed = draft
    changed.judgement = try await judge(draft.file, name: draft.name, confirming: rows, logger).0
    changed.confirmations = rows
    try shelf.keep(changed, now: gate.clock())
  }

  /// Keeps a draft that needs confirmation for some days.
  ///
  /// - Returns: its number while it waits; `nil` when it needs none any more.
  func hold(_ draft: Draft, _ logger: Logger) async throws -> String? {
    if let waiting = draft.waiting { return waiting.id }
    let desk = gate.desk
    let delivery = delivery(draft.file, name: draft.name, [])
    let right = right
    let judgement = try await gate.judging.run { try desk.examine(delivery) }
    try gate.requireComplete(judgement, logger)
    guard judgement.assessment.verdict == .needsConfirmation else {
      var changed = draft
      changed.judgement = judgement
      try shelf.keep(changed, now: gate.clock())
      return nil
    }
    let holding = try await gate.filing.run { [draft] in
      try Self.requireRight(judgement, delivery, desk, right)
      defer { withExtendedLifetime(draft) {} }
      return try desk.hold(judgement, delivery)
    }
    switch holding {
    case .waiting(_, let pending):
      shelf.remove(draft.id, of: account.name)
      return pending.id
    case .settled(let outcome):
      guard let number = try await settled(draft, outcome) else { return nil }
      throw Problem.draftFiled(number: number)
    }
  }

  // MARK: Filing

  /// Why this account may not file the draft, however good it is; `nil` when it may.
  func hindrance(_ draft: Draft) async throws -> Problem? {
    let right = right
    let assessment = draft.assessment
    return try await gate.filing.run { try right.hindrance(assessment)?.problem }
  }

  /// Files a draft, once: asked again it gives the same number.
  ///
  /// - Returns: the number; `nil` when the judgement changed meanwhile and the draft says why.
  func file(_ draft: Draft, _ logger: Logger) async throws -> String? {
    try await settled(draft, outcome(draft, logger))
  }

  private func settled(_ draft: Draft, _ outcome: IntakeDesk.Outcome) async throws -> String? {
    let number: String
    switch outcome {
    case .filed(_, let submission, _): number = submission.number.text
    case .alreadyFiled(_, let submission, _):
      // Who has the bytes knows the content, but not who filed it, nor its number.
      guard right.sees(submission) else { throw Problem.notFileableHere }
      number = submission.number.text
    case .notAccepted(let judgement):
      var changed = draft
      changed.judgement = judgement
      try shelf.keep(changed, now: gate.clock())
      return nil
    case .refused(_, let refusal):
      let right = right
      throw try await gate.filing.run { try right.told(refusal, result: "") }
    }
    shelf.settle(draft, number: number, now: gate.clock())
    return number
  }

  private func outcome(_ draft: Draft, _ logger: Logger) async throws -> IntakeDesk.Outcome {
    let (desk, meters) = (gate.desk, gate.meters)
    let right = right
    let delivery = delivery(draft.file, name: draft.name, draft.confirmations)
    if let waiting = draft.waiting, !draft.confirmations.isEmpty {
      let (rows, account, now) = (draft.confirmations, account, gate.clock())
      return try await gate.judging.run {
        try desk.confirm(waiting.id, rows, by: account.name, at: now, scope: account.scope)
      }
    }
    let judgement = try await gate.judging.run { try desk.examine(delivery) }
    try gate.requireComplete(judgement, logger)
    return try await gate.filing.run { [draft] in
      try Self.requireRight(judgement, delivery, desk, right)
      defer { withExtendedLifetime(draft) {} }
      let outcome = try desk.keep(judgement, delivery)
      meters.filed(outcome.word)
      return outcome
    }
  }

  private static func requireRight(
    _ judgement: Judgement,
    _ delivery: IntakeDesk.Delivery,
    _ desk: IntakeDesk,
    _ right: FilingRight
  ) throws {
    guard let hindrance = try right.hindrance(judgement.assessment) else { return }
    try desk.note(delivery, judgement.assessment, reason: hindrance.kind)
    throw hindrance.problem
  }

  /// Lets go of a draft.
  func discard(_ draft: Draft) { shelf.remove(draft.id, of: account.name) }
}
