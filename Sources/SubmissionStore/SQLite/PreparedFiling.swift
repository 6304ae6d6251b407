import AuditLog
import ReportModel

/// A filing with everything done that needs no lock: checked, hashed, salted, packed, sealed.
///
/// A class, because it goes through several hands with some eighty parts, and each copy would count them all anew.
final class PreparedFiling: Sendable {
  let filing: Filing
  /// The record as far as it is known before the filing has its place among the others.
  private let unplaced: SubmissionRecord
  let identity: UnitIdentity
  let fileHash: Digest
  let details: SubmissionDetails
  /// The lines of ``details``.
  let detailsText: String
  let salt: [UInt8]
  let detailsSalt: [UInt8]
  let original: OriginalSource
  /// What queries find it by. Number and version are not known yet.
  let columns: SubmissionColumns
  /// The record's lines that are known already.
  let judgementLines: String
  /// What the search index finds it by.
  let searchTerms: String
  /// The document as it is kept.
  let packedDocument: [UInt8]
  /// The key of the original as it is kept, and the key that wraps it.
  let wrappedKey: [UInt8]
  let dataKey: String
  /// What was confirmed beside the file, signed and sealed.
  let sealedConfirmation: [UInt8]?
  /// The company that the submitter is bound to, when there is such a bond.
  let ownCompany: OwnCompany?

  private static let years = 0...9999

  /// - Parameters:
  ///   - dataKey: wraps the original's key.
  ///   - authority: who receives the reports, as configured.
  ///   - signer: signs what was confirmed beside the file.
  ///   - ownCompany: the company that the submitter is bound to.
  init(
    _ filing: Filing,
    dataKey: DataKey,
    authority: String?,
    signer: SigningKey,
    ownCompany: OwnCompany?
  ) throws {
    let assessment = filing.assessment
    guard assessment.verdict.allowsFiling else { throw StoreError.verdictForbidsFiling(assessment.verdict) }
    let companion = filing.confirmation
    guard companion?.companion.hash == assessment.instruments.confirmations,
      companion.map({ $0.file == assessment.file.hash }) ?? true
    else { throw StoreError.confirmationDiffers }
    try Self.requireLimits(filing)
    guard let receivedDay = assessment.dates.received, let fileHash = Digest(assessment.file.hash) else {
      throw StoreError.headerIncomplete(fields: Self.missing(assessment))
    }
    let details = SubmissionDetails(assessment, submitter: filing.submitter, receivedDay: receivedDay)
    let detailsText = details.text
    let detailsSalt = Commitment.salt()
    let detailsHash = ContentHash(Commitment.details(detailsText, salt: detailsSalt))
    let record = try Self.unplaced(filing, detailsHash: detailsHash, authority: authority)
    let cipher = OriginalCipher(fileHash: fileHash)
    self.filing = filing
    self.ownCompany = ownCompany
    self.fileHash = fileHash
    (self.details, self.detailsText, self.detailsSalt) = (details, detailsText, detailsSalt)
    salt = Commitment.salt()
    unplaced = record
    identity = UnitIdentity(
      nib: details.nib,
      npwp: details.npwp,
      companyName: record.company,
      region: record.region,
      unit: record.unit
    )
    columns = SubmissionColumns(record, details, unit: identity)
    judgementLines = record.judgementLines
    searchTerms = FacetTerms(record, details).text
    packedDocument = Packing.pack(filing.document[...])
    wrappedKey = try cipher.wrapped(by: dataKey)
    self.dataKey = dataKey.id
    sealedConfirmation = try companion.map {
      try cipher.seal(note: Array(SignedNote(body: $0.text, signedBy: [signer]).text.utf8))
    }
    original = try OriginalSource(path: filing.original, expected: assessment.file.hash, cipher: cipher)
  }

  var company: String { unplaced.company }
  var unit: String { unplaced.unit }
  var kind: String { unplaced.kind }
  var period: Int { unplaced.period }
  var region: String { unplaced.region }
  /// The key under which there may be one report.
  var reportKey: String { columns.reportKey }

  /// The number that a correction names; `nil` for a report that is no correction.
  var corrects: String? {
    let header = filing.assessment.header
    return header.filing == "PERBAIKAN" ? header.corrects : nil
  }

  /// The record, once its place among the others is known.
  func record(serial: Int64, version: Int, corrects: ReportNumber?) -> SubmissionRecord {
    unplaced.placed(serial: serial, version: version, corrects: corrects)
  }

  private static func unplaced(
    _ filing: Filing,
    detailsHash: ContentHash,
    authority: String?
  ) throws -> SubmissionRecord {
    let assessment = filing.assessment
    let header = assessment.header
    guard let company = header.companyName, let unit = header.unit, let kind = header.kind,
      let period = header.period, years.contains(period), let region = header.region
    else { throw StoreError.headerIncomplete(fields: missing(assessment)) }
    let instruments = assessment.instruments
    return SubmissionRecord(
      number: ReportNumber(region: region, period: period, serial: 0),
      company: company,
      unit: unit,
      kind: kind,
      period: period,
      region: region,
      eventDate: header.eventDate,
      corrects: nil,
      version: 1,
      verdict: assessment.verdict,
      receivedAt: filing.receivedAt,
      fileHash: assessment.file.hash,
      fileBytes: assessment.file.bytes,
      documentHash: ContentHash(Digest.sha256(of: filing.document)),
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

extension SubmissionRecord {
  /// The same report under its number.
  fileprivate func placed(serial: Int64, version: Int, corrects: ReportNumber?) -> SubmissionRecord {
    SubmissionRecord(
      number: ReportNumber(region: region, period: period, serial: serial),
      company: company,
      unit: unit,
      kind: kind,
      period: period,
      region: region,
      eventDate: eventDate,
      corrects: corrects,
      version: version,
      verdict: verdict,
      receivedAt: receivedAt,
      fileHash: fileHash,
      fileBytes: fileBytes,
      documentHash: documentHash,
      form: form,
      pack: pack,
      tables: tables,
      priorReports: priorReports,
      engine: engine,
      detailsHash: detailsHash,
      authority: authority,
      confirmations: confirmations
    )
  }
}
