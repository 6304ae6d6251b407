import AuditLog
import GRDB
import ReportModel

/// What a write transaction decided about a filing; the receipt is made after its commit.
enum FilingDecision: Sendable {
  /// With what proves it, once the group's checkpoint is signed.
  case accepted(KeptFiling, proofs: GroupProofs?)
  case alreadyFiled(number: String)
  case refused(FilingRefusal)
}

/// Everything that filing changes but the checkpoint; the group's transaction keeps all of it, or nothing.
struct FilingTransaction {
  let database: Database
  let register: RegisterSeals
  let chunkLength: Int
  let failures: any FailurePoint
  /// The trees with what this group has appended.
  let edges: LogEdges

  private var rows: SubmissionRows { SubmissionRows(database: database) }

  func run(_ prepared: PreparedFiling) throws -> FilingDecision {
    try step(.begin) {}
    if let decision = try retried(prepared) { return decision }
    if let same = try rows.find(unit: prepared.identity, fileHash: prepared.fileHash) {
      try keepIdempotencyKey(prepared, submission: same.serial)
      try closePending(prepared, as: same.stored.number)
      return .alreadyFiled(number: same.stored.number.text)
    }
    if try prepared.ownCompany?.isTaken(by: prepared.filing.assessment.header, database) ?? false {
      return .refused(.otherCompany)
    }
    try requirePending(prepared)
    switch try predecessor(of: prepared) {
    case .refused(let refusal): return .refused(refusal)
    case .none: return try insert(prepared, after: nil)
    case .version(let target): return try insert(prepared, after: target)
    }
  }

  private func step(_ step: FilingStep, _ work: () throws -> Void) throws {
    try failures.before(step)
    try work()
    try failures.after(step)
  }

  private func insert(_ prepared: PreparedFiling, after target: SubmissionRow?) throws -> FilingDecision {
    let position = try edges.size(.submissions)
    let serial = try rows.nextSerial()
    let record = prepared.record(
      serial: serial,
      version: (target?.stored.record.version ?? 0) + 1,
      corrects: target?.stored.number
    )
    let text = record.text(judgement: prepared.judgementLines)
    try step(.submission) {
      let place = Place(serial: serial, chain: target?.chain ?? serial, position: position)
      try insert(record, text, prepared, at: place)
    }
    try step(.searchIndex) {
      try FacetRows(database: database, chunkLength: chunkLength).insert(prepared.searchTerms, serial: serial)
    }
    try step(.document) {
      try database.run(
        "INSERT INTO document (submission, bytes) VALUES (?, ?)",
        [SQLValue(serial), SQLValue(prepared.packedDocument)]
      )
    }
    try step(.original) {
      try database.run(
        "INSERT INTO original_key (submission, data_key, wrapped) VALUES (?, ?, ?)",
        [SQLValue(serial), SQLValue(prepared.dataKey), SQLValue(prepared.wrappedKey)]
      )
      try insert(prepared.original, serial: serial)
      if let sealed = prepared.sealedConfirmation {
        try ConfirmationRows(database: database).insert(sealed, submission: serial)
      }
    }
    let commitment = Commitment.record(text, salt: prepared.salt)
    let entry = Commitment.entry(commitment)
    try edges.append(entry, to: .submissions, failures: failures)
    try step(.idempotencyKey) { try keepIdempotencyKey(prepared, submission: serial) }
    try closePending(prepared, as: record.number)
    let stored = StoredSubmission(record: record, details: prepared.details, logPosition: position, correctedBy: nil)
    return .accepted(KeptFiling(submission: stored, salt: prepared.salt, commitment: commitment), proofs: nil)
  }

  /// Where a submission stands among the others.
  private struct Place {
    let serial: Int64
    let chain: Int64
    let position: Int
  }

  /// Built once: the statement is found again by this text.
  private static let insertion: String = {
    let names =
      SubmissionColumns.names + ["serial", "chain", "log_position", "salt", "details_salt", "record", "details"]
    let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
    return "INSERT INTO submission (\(names.joined(separator: ", "))) VALUES (\(places))"
  }()

  /// - Parameter text: the record's text.
  private func insert(_ record: SubmissionRecord, _ text: String, _ prepared: PreparedFiling, at place: Place) throws {
    let values =
      prepared.columns.values(number: record.number, version: record.version) + [
        SQLValue(place.serial), SQLValue(place.chain), SQLValue(place.position), SQLValue(prepared.salt),
        SQLValue(prepared.detailsSalt), SQLValue(text), SQLValue(prepared.detailsText),
      ]
    try database.run(Self.insertion, values)
  }

  private func insert(_ original: OriginalSource, serial: Int64) throws {
    try original.copy { ordinal, piece in
      try database.run(
        "INSERT INTO original_piece (submission, ordinal, bytes) VALUES (?, ?, ?)",
        [SQLValue(serial), SQLValue(ordinal), SQLValue(piece)]
      )
    }
  }
}

// MARK: - What was filed before

extension FilingTransaction {
  private enum Predecessor {
    case none
    case version(SubmissionRow)
    case refused(FilingRefusal)
  }

  private func predecessor(of prepared: PreparedFiling) throws -> Predecessor {
    guard let number = prepared.corrects else {
      return try duplicate(of: prepared, except: nil).map { .refused(.duplicatePeriod(existing: $0)) } ?? .none
    }
    guard let target = try rows.find(number) else { return .refused(.correctionTargetUnknown(number: number)) }
    if let difference = try difference(of: prepared, from: target) {
      return .refused(.correctionTargetDiffers(number: target.stored.number, difference))
    }
    if let other = try duplicate(of: prepared, except: target.chain) {
      return .refused(.duplicatePeriod(existing: other))
    }
    return .version(target)
  }

  /// The latest version of another report that takes the same place.
  ///
  /// What counts is the day of the event in the latest version: a day that was corrected away is free again.
  private func duplicate(of prepared: PreparedFiling, except chain: Int64?) throws -> ReportNumber? {
    for other in try rows.chains(reportKey: prepared.reportKey) where other != chain {
      guard let latest = try rows.latest(chain: other)?.stored.record else { continue }
      let key = ReportKey.key(
        unit: prepared.identity,
        kind: latest.kind,
        period: latest.period,
        eventDate: latest.eventDate
      )
      if key == prepared.reportKey { return latest.number }
    }
    return nil
  }

  private func difference(of prepared: PreparedFiling, from target: SubmissionRow) throws -> CorrectionDifference? {
    let record = target.stored.record
    guard prepared.isOfUnit(target.stored) else { return .unit }
    guard SearchText.normalised(record.kind) == SearchText.normalised(prepared.kind) else {
      return .kind(expected: record.kind)
    }
    guard record.period == prepared.period else { return .period(expected: record.period) }
    let latest = try rows.latest(chain: target.chain)
    guard let latest, latest.serial != target.serial else { return nil }
    return .alreadyCorrected(latest: latest.stored.number)
  }
}

extension PreparedFiling {
  /// Whether a kept report is of the same unit: one of NIB, NPWP, or name with region must agree, and the unit's code.
  ///
  /// More generous than ``UnitIdentity``, because the number names the report already, and a wrong or missing NIB is
  /// just what a correction mends.
  func isOfUnit(_ stored: StoredSubmission) -> Bool {
    let header = filing.assessment.header
    let (record, details) = (stored.record, stored.details)
    let isSameCompany =
      UnitIdentity.nib(header.nib).map { $0 == UnitIdentity.nib(details.nib) } ?? false
      || UnitIdentity.npwp(header.npwp).map { $0 == UnitIdentity.npwp(details.npwp) } ?? false
      || UnitIdentity.named(company, region: region) == UnitIdentity.named(record.company, region: record.region)
    return isSameCompany && SearchText.normalised(unit) == SearchText.normalised(record.unit)
  }
}

// MARK: - What waited

extension FilingTransaction {
  /// What was confirmed must wait still: of two that confirm at once, the second finds the report kept.
  private func requirePending(_ prepared: PreparedFiling) throws {
    guard let id = prepared.filing.pending else { return }
    guard try PendingRows(database: database, register: register).find(id) != nil else {
      throw StoreError.pendingUnknown(id: id)
    }
  }

  /// Lets go of what waited, now that it is kept under a number.
  private func closePending(_ prepared: PreparedFiling, as number: ReportNumber) throws {
    let pending = PendingRows(database: database, register: register)
    // What needs no confirmation is not what waits.
    guard prepared.filing.confirmation != nil,
      let row = try pending.find(unit: prepared.identity, fileHash: prepared.fileHash)
    else { return }
    try pending.remove(row)
    let event = StoreEvent(
      .confirmed,
      at: prepared.filing.confirmation?.at ?? prepared.filing.receivedAt,
      actor: prepared.filing.confirmation?.submitter ?? prepared.filing.submitter,
      subject: row.report.id,
      details: [.init("report", number.text)]
    )
    _ = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
  }
}

// MARK: - Retries

extension FilingTransaction {
  private func retried(_ prepared: PreparedFiling) throws -> FilingDecision? {
    guard let key = prepared.filing.idempotency else { return nil }
    let rows = IdempotencyRows(database: database, register: register)
    guard let entry = try rows.find(account: prepared.filing.submitter, key: key.key) else { return nil }
    guard entry.requestHash == key.requestHash else { return .refused(.idempotencyKeyReused(key: key.key)) }
    return .alreadyFiled(number: entry.number.text)
  }

  private func keepIdempotencyKey(_ prepared: PreparedFiling, submission: Int64) throws {
    guard let key = prepared.filing.idempotency else { return }
    try IdempotencyRows(database: database, register: register)
      .insert(key, account: prepared.filing.submitter, submission: submission)
  }
}
