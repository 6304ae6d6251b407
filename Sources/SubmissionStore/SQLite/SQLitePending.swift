import AuditLog
import GRDB
import ReportModel

// Reports that wait for confirmation. Each step leaves an event.
extension SQLiteSubmissionStore {
  /// Keeps a report that needs confirmation until a moment; see ``SubmissionStore``.
  public func keepPending(_ filing: Filing, until end: Int64) throws(StoreError) -> PendingOutcome {
    try expirePending(now: filing.receivedAt)
    let prepared = try guarded { try PreparedPending(filing, until: end, dataKey: dataKeys.current) }
    let filed: String? = try changing { database, edges in
      let same = try SubmissionRows(database: database).find(unit: prepared.identity, fileHash: prepared.fileHash)
      if let same { return same.stored.number.text }
      let rows = PendingRows(database: database, register: self.register)
      guard try rows.find(unit: prepared.identity, fileHash: prepared.fileHash) == nil else { return nil }
      guard try rows.count(submitter: filing.submitter) < PendingReport.waitingMax else {
        throw StoreError.tooManyPending(limit: PendingReport.waitingMax)
      }
      try rows.insert(prepared)
      _ = try EventRows(database: database).insert(Self.event(prepared)) { try edges.append($0, to: .access) }
      return nil
    }
    if let filed {
      let (submission, receipt) = try kept(filed)
      return .alreadyFiled(submission, receipt)
    }
    let waiting = try reading { database in
      try PendingRows(database: database, register: self.register)
        .find(unit: prepared.identity, fileHash: prepared.fileHash)?.report
    }
    // Somebody confirmed it between the two steps, or its time passed.
    guard let waiting else { throw .pendingUnknown(id: prepared.report.id) }
    return .waiting(waiting)
  }

  private static func event(_ pending: PreparedPending) -> StoreEvent {
    let report = pending.report
    return StoreEvent(
      .waiting,
      at: report.receivedAt,
      actor: report.submitter,
      subject: report.id,
      details: [
        .init("file", report.fileHash.hex), .init("expires", String(report.expiresAt)),
        .init("questions", String(report.questions)), .init("pack", pending.pack.hex),
      ]
    )
  }

  /// A report that waits; `nil` when none of this number does.
  public func pending(_ id: String) throws(StoreError) -> PendingReport? {
    try reading { try PendingRows(database: $0, register: self.register).find(id)?.report }
  }

  /// The reports that wait, newest first.
  public func pendings(_ query: PendingQuery) throws(StoreError) -> [PendingReport] {
    let limit = min(max(query.limit, 1), HistoryQuery.limitMax)
    return try reading { database in
      let reports = try PendingRows(database: database, register: self.register).all().lazy.map(\.report)
      return Array(
        reports.filter { report in
          query.scope.includes(report) && query.submitter.map { report.submitter == $0 } ?? true
            && query.openAt.map { report.expiresAt > $0 } ?? true
        }.prefix(limit)
      )
    }
  }

  /// The assessment's document of a waiting report; `nil` when none of this number waits.
  public func pendingDocument(_ id: String) throws(StoreError) -> [UInt8]? {
    try reading { database in
      let rows = PendingRows(database: database, register: self.register)
      return try rows.find(id).map { try rows.document($0) }
    }
  }

  /// Lends the file of a waiting report piece by piece; `false` when none of this number waits.
  public func pendingOriginal(
    _ id: String,
    each: (UnsafeRawBufferPointer) throws -> Void
  ) throws(StoreError) -> Bool {
    try reading { database in
      let rows = PendingRows(database: database, register: self.register)
      guard let row = try rows.find(id) else { return false }
      guard let cipher = rows.cipher(row, self.dataKeys.all) else {
        throw StoreError.dataKeyUnknown(keyFile: self.dataKeyFile.path, id: row.dataKey)
      }
      try rows.pieces(row, cipher) { _, piece in
        guard let piece else { throw StoreError.damaged(.pending(id: row.report.id)) }
        try each(piece)
      }
      return true
    }
  }

  /// Lets go of every waiting report whose time has passed, each with an event; how many they were.
  @discardableResult
  public func expirePending(now: Int64) throws(StoreError) -> Int {
    // Looked for without the lock of writers: mostly there is nothing to do.
    let isAny = try reading { database in
      try database.first("SELECT 1 FROM pending WHERE expires_at <= ? LIMIT 1", [SQLValue(now)]) { _ in true }
    }
    guard isAny ?? false else { return 0 }
    return try changing { database, edges in
      let rows = PendingRows(database: database, register: self.register)
      let expired = try rows.expired(at: now)
      for row in expired {
        try rows.remove(row)
        let event = StoreEvent(
          .expired,
          at: now,
          actor: self.operatorName,
          subject: row.report.id,
          details: [.init("file", row.report.fileHash.hex)]
        )
        _ = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
      }
      return expired.count
    }
  }
}
