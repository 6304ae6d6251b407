import AuditLog
import ReportModel

/// A filing with everything done that needs no lock: checked, hashed, salted.
struct PreparedFiling {
  let filing: Filing
  let company: String
  let unit: String
  let kind: String
  let period: Int
  let region: String
  let identity: UnitIdentity
  let fileHash: Digest
  let documentHash: ContentHash
  let details: SubmissionDetails
  /// The lines of ``details``.
  let detailsText: String
  let detailsHash: ContentHash
  let salt = Commitment.salt()
  let detailsSalt = Commitment.salt()
  let original: OriginalSource
  /// What queries find it by. Number and version are not known yet.
  private(set) var columns = SubmissionColumns.none
  /// The record's lines that are known already.
  private(set) var judgementLines = ""
  /// What the search index finds it by.
  private(set) var searchTerms = ""
  /// The document as it is kept.
  let packedDocument: [UInt8]
  /// The key of the original as it is kept, and the key that wraps it.
  let wrappedKey: [UInt8]
  let dataKey: String
  /// What was confirmed beside the file, signed and sealed.
  let sealedConfirmation: [UInt8]?

  private static let years = 0...9999

  /// - Parameters:
  ///   - dataKey: wraps the original's key.
  ///   - authority: who receives the reports, as configured.
  ///   - signer: signs what was confirmed beside the file.
  init(_ filing: Filing, dataKey: DataKey, authority: String?, signer: SigningKey) throws {
    let assessment = filing.assessment
    guard assessment.verdict.allowsFiling else { throw StoreError.verdictForbidsFiling(assessment.verdict) }
    let companion = filing.confirmation
    guard companion?.companion.hash == assessment.instruments.confirmations,
      companion.map({ $0.file == assessment.file.hash }) ?? true
    else { throw StoreError.confirmationDiffers }
    try Self.requireLimits(filing)
    let header = assessment.header
    guard let company = header.companyName, let unit = header.unit, let kind = header.kind,
      let period = header.period, Self.years.contains(period), let region = header.region,
      let receivedDay = assessment.dates.received,
      let fileHash = Digest(assessment.file.hash)
    else { throw StoreError.headerIncomplete(fields: Self.missing(assessment)) }
    self.filing = filing
    (self.company, self.unit, self.kind, self.period, self.region) = (company, unit, kind, period, region)
    identity = UnitIdentity(
      nib: header.nib,
      npwp: header.npwp,
      companyName: company,
      region: region,
      unit: unit
    )
    self.fileHash = fileHash
    documentHash = ContentHash(Digest.sha256(of: filing.document))
    details = SubmissionDetails(assessment, submitter: filing.submitter, receivedDay: receivedDay)
    detailsText = details.text
    detailsHash = ContentHash(Commitment.details(detailsText, salt: detailsSalt))
    packedDocument = Packing.pack(filing.document[...])
    let cipher = OriginalCipher(fileHash: fileHash)
    wrappedKey = try cipher.wrapped(by: dataKey)
    sealedConfirmation = try companion.map {
      try cipher.seal(note: Array(SignedNote(body: $0.text, signedBy: [signer]).text.utf8))
    }
    self.dataKey = dataKey.id
    original = try OriginalSource(path: filing.original, expected: assessment.file.hash, cipher: cipher)
    let record = record(serial: 0, version: 1, corrects: nil, authority: authority)
    columns = SubmissionColumns(record, details)
    judgementLines = record.judgementLines
    searchTerms = FacetTerms(record, details).text
  }

  /// The key under which there may be one report.
  var reportKey: String {
    ReportKey.key(unit: identity, kind: kind, period: period, eventDate: filing.assessment.header.eventDate)
  }

  /// The number that a correction names; `nil` for a report that is no correction.
  var corrects: String? {
    let header = filing.assessment.header
    return header.filing == "PERBAIKAN" ? header.corrects : nil
  }

  /// The record, once its place among the others is known.
  func record(serial: Int64, version: Int, corrects: ReportNumber?, authority: String?) -> SubmissionRecord {
    let assessment = filing.assessment
    let instruments = assessment.instruments
    return SubmissionRecord(
      number: ReportNumber(region: region, period: period, serial: serial),
      company: company,
      unit: unit,
      kind: kind,
      period: period,
      region: region,
      eventDate: assessment.header.eventDate,
      corrects: corrects,
      version: version,
      verdict: assessment.verdict,
      receivedAt: filing.receivedAt,
      fileHash: assessment.file.hash,
      fileBytes: assessment.file.bytes,
      documentHash: documentHash,
      form: instruments.form,
      pack: instruments.pack,
      tables: instruments.tables,
      priorReports: instruments.priorReports,
      engine: instruments.engine,
      detailsHash: detailsHash,
      authority: authority,
      confirmations: instruments.confirmations
    )
  }

  static func requireLimits(_ filing: Filing) throws {
    let documentBytes = Int64(filing.document.count)
    guard documentBytes <= Filing.documentBytesMax else {
      throw StoreError.tooLarge(what: .document, bytes: documentBytes, limit: Filing.documentBytesMax)
    }
    let keyBytes = filing.idempotency?.key.utf8.count ?? 0
    guard keyBytes <= IdempotencyKey.lengthMax else {
      throw StoreError.tooLarge(
        what: .idempotencyKey,
        bytes: Int64(keyBytes),
        limit: Int64(IdempotencyKey.lengthMax)
      )
    }
  }

  static func missing(_ assessment: Assessment) -> [String] {
    let header = assessment.header
    let fields: [(String, Bool)] = [
      ("namaPerusahaan", header.companyName != nil), ("kodeUnit", header.unit != nil),
      ("jenisLaporan", header.kind != nil), ("periodeTahun", header.period.map(years.contains) ?? false),
      ("kodeWilayah", header.region != nil), ("tanggalLapor", assessment.dates.received != nil),
    ]
    return fields.filter { !$0.1 }.map(\.0)
  }
}
