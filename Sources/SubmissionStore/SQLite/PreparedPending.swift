import AuditLog
import ReportModel

/// A report that is to wait, with everything done that needs no lock.
struct PreparedPending {
  let report: PendingReport
  let identity: UnitIdentity
  let fileHash: Digest
  let original: OriginalSource
  let packedDocument: [UInt8]
  let wrappedKey: [UInt8]
  let dataKey: String
  /// The rules it was judged with.
  let pack: ContentHash

  init(_ filing: Filing, until end: Int64, dataKey: DataKey) throws {
    let assessment = filing.assessment
    guard assessment.verdict == .needsConfirmation else { throw StoreError.verdictForbidsFiling(assessment.verdict) }
    try PreparedFiling.requireLimits(filing)
    let header = assessment.header
    guard let company = header.companyName, let unit = header.unit, let region = header.region, header.kind != nil,
      header.period != nil, let receivedDay = assessment.dates.received, let fileHash = Digest(assessment.file.hash)
    else { throw StoreError.headerIncomplete(fields: PreparedFiling.missing(assessment)) }
    identity = UnitIdentity(nib: header.nib, npwp: header.npwp, companyName: company, region: region, unit: unit)
    self.fileHash = fileHash
    report = PendingReport(
      id: PendingNumber.random(),
      submitter: filing.submitter,
      receivedAt: filing.receivedAt,
      expiresAt: end,
      receivedDay: receivedDay,
      fileName: assessment.file.name,
      fileHash: assessment.file.hash,
      fileBytes: assessment.file.bytes,
      documentHash: ContentHash(Digest.sha256(of: filing.document)),
      header: Self.kept(header),
      questions: assessment.questions.reduce(0) { $0 + $1.count }
    )
    packedDocument = Packing.pack(filing.document[...])
    let cipher = OriginalCipher(fileHash: fileHash)
    wrappedKey = try cipher.wrapped(by: dataKey)
    self.dataKey = dataKey.id
    original = try OriginalSource(path: filing.original, expected: assessment.file.hash, cipher: cipher)
    pack = assessment.instruments.pack.hash
  }

  /// Of the header only what finds the report again and tells whose it is.
  private static func kept(_ header: ReportHeader) -> ReportHeader {
    var kept = ReportHeader()
    (kept.companyName, kept.unit, kept.kind, kept.filing) = (
      header.companyName, header.unit, header.kind, header.filing
    )
    (kept.period, kept.region, kept.nib, kept.npwp) = (header.period, header.region, header.nib, header.npwp)
    (kept.corrects, kept.eventDate) = (header.corrects, header.eventDate)
    return kept
  }
}
