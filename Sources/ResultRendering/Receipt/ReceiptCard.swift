public import ReportModel

/// What a receipt for people says: the same facts on paper and on a page.
public struct ReceiptCard: Sendable {
  /// The report's number.
  public var number: String
  /// The company's name.
  public var company: String
  /// The unit's code.
  public var unit: String
  /// The kind of report.
  public var kind: String
  /// The year.
  public var period: Int
  /// The region's code and, when known, its name.
  public var region: String
  /// 1 for the first filing, one more for each correction.
  public var version: Int
  /// The number of the report that this one corrects.
  public var corrects: String?
  /// The day and time of receipt, such as `12-12-2025 10:04:05 WIB`.
  public var received: String
  /// For how long the report is good, such as `12-12-2025 – 11-12-2026`; `nil` for reports on an event.
  public var validity: String?
  /// The verdict.
  public var verdict: Verdict
  /// How many findings travel with it.
  public var findings: Int
  /// The authority that receives the reports; `nil` when none is configured.
  public var authority: String?
  /// SHA-256 of the file as received.
  public var fileHash: String
  /// The log's origin, and the place of the entry in it, from 0.
  public var log: (origin: String, position: Int)
  /// The whole receipt as a code, for verification without a network.
  public var code: String

  /// A card with all its facts.
  public init(
    number: String,
    company: String,
    unit: String,
    kind: String,
    period: Int,
    region: String,
    version: Int,
    corrects: String?,
    received: String,
    validity: String?,
    verdict: Verdict,
    findings: Int,
    authority: String?,
    fileHash: String,
    log: (origin: String, position: Int),
    code: String
  ) {
    self.number = number
    self.company = company
    self.unit = unit
    self.kind = kind
    self.period = period
    self.region = region
    self.version = version
    self.corrects = corrects
    self.received = received
    self.validity = validity
    self.verdict = verdict
    self.findings = findings
    self.authority = authority
    self.fileHash = fileHash
    self.log = log
    self.code = code
  }

  /// What it is, in one line.
  static let title = Bilingual(
    id: "Tanda terima laporan ketenagakerjaan perusahaan",
    en: "Receipt for a company labour report"
  )

  /// What it proves, and how to check it.
  static let proves = Bilingual(
    id: """
      Laporan dengan sidik berkas di atas diterima pada waktu tersebut dan tercatat dalam log yang ditandatangani. Kode \
      di samping memuat tanda terima lengkap; siapa pun dapat memeriksanya tanpa jaringan dengan kunci publik log: \
      wlkp receipt verify.
      """,
    en: """
      The report with the file digest above was received at that time and is entered in a signed log. The code beside \
      holds the whole receipt; anybody can verify it offline with the log's public key: wlkp receipt verify.
      """
  )

  /// Who received it, or that nobody is named (the receipt is then no official proof).
  var authorityLine: Bilingual {
    authority.map { Bilingual(id: "Instansi penerima: \($0)", en: "Receiving authority: \($0)") }
      ?? Bilingual(
        id: "Bukan bukti Wajib Lapor resmi: tidak ada instansi penerima yang ditetapkan.",
        en: "Not an official proof of the mandatory report: no receiving authority is configured."
      )
  }

  private var verdictWords: Bilingual {
    switch verdict {
    case .accepted: Bilingual(id: "diterima", en: "accepted")
    case .acceptedWithFindings: Bilingual(id: "diterima, dengan temuan", en: "accepted, with findings")
    case .needsConfirmation, .rejected, .notAssessed: VerdictWording.label(verdict)
    }
  }

  /// The facts with their names, in the order in which they are shown.
  var facts: [(name: Bilingual, value: Bilingual)] {
    func same(_ text: String) -> Bilingual { Bilingual(id: text, en: text) }
    var facts: [(Bilingual, Bilingual)] = [
      (Bilingual(id: "Nomor", en: "Number"), same(number)),
      (Bilingual(id: "Perusahaan", en: "Company"), same(company)),
      (Bilingual(id: "Unit", en: "Unit"), same(unit)),
      (Bilingual(id: "Wilayah", en: "Region"), same(region)),
      (Bilingual(id: "Jenis dan tahun", en: "Kind and year"), same("\(kind) \(period)")),
      (Bilingual(id: "Putusan", en: "Verdict"), verdictWords),
      (Bilingual(id: "Temuan", en: "Findings"), same(String(findings))),
      (Bilingual(id: "Diterima", en: "Received"), same(received)),
    ]
    if let validity { facts.append((Bilingual(id: "Berlaku", en: "Valid"), same(validity))) }
    if version > 1 { facts.append((Bilingual(id: "Versi", en: "Version"), same(String(version)))) }
    if let corrects { facts.append((Bilingual(id: "Memperbaiki", en: "Corrects"), same(corrects))) }
    facts.append((Bilingual(id: "Sidik berkas", en: "File digest"), same(fileHash)))
    facts.append((Bilingual(id: "Entri log", en: "Log entry"), same("\(log.origin) · \(log.position)")))
    return facts
  }
}
