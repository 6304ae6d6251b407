/// A SHA-256 digest as 64 lowercase hexadecimal digits.
public struct ContentHash: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The 64 digits.
  public let hex: String

  /// Takes 64 lowercase hexadecimal digits; `nil` for anything else.
  public init?(hex: String) {
    let digits = hex.utf8
    guard digits.count == 64, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    self.hex = hex
  }

  /// The digits.
  public var description: String { hex }
}

/// The file that was judged.
public struct FileIdentity: Sendable, Hashable {
  /// The name as the user knows it; `-` for standard input.
  public var name: String
  /// Size in bytes.
  public var bytes: Int64
  /// SHA-256 of the bytes as received.
  public var hash: ContentHash
  /// How it was read: syntax, encoding, delimiter.
  public var syntax: FileSyntax

  /// A file with its identity.
  public init(name: String, bytes: Int64, hash: ContentHash, syntax: FileSyntax) {
    self.name = name
    self.bytes = bytes
    self.hash = hash
    self.syntax = syntax
  }
}

/// How a file was read, said in every result.
public struct FileSyntax: Sendable, Hashable {
  /// The kind of file.
  public enum Kind: String, Sendable, Codable {
    /// XML in the report's namespace.
    case xml
    /// CSV in sections.
    case csv
    /// A ZIP of one CSV per section.
    case csvArchive = "csv-zip"
    /// An Excel workbook of one sheet per section.
    case workbook = "xlsx"
    /// Neither could be recognised.
    case unknown
  }

  /// The kind of file.
  public var kind: Kind
  /// The character encoding, such as `UTF-8` or `windows-1252`.
  public var encoding: String?
  /// CSV: `,`, `;` or a tab.
  public var delimiter: String?
  /// Text: how the first line ends: `lf`, `crlf` or `cr`.
  public var lineEnding: String?
  /// Whether the file begins with a byte order mark.
  public var hasByteOrderMark = false
  /// CSV: whether the first line is `sep=;` or the like.
  public var hasSeparatorLine = false
  /// How numbers are written: `1.234,5` or `1,234.5`; `nil` when none of them tells.
  public var numberForm: String?
  /// How most dates are written, such as `dd/mm/yyyy`; `nil` when there are none.
  public var dateForm: String?

  /// A syntax with what is known of it.
  public init(kind: Kind, encoding: String? = nil, delimiter: String? = nil) {
    self.kind = kind
    self.encoding = encoding
    self.delimiter = delimiter
  }
}

/// What identifies the report among others: taken from its header and identity sections, no personal data.
public struct ReportHeader: Sendable, Hashable {
  /// `versiSkema`.
  public var formVersion: String?
  /// `namaPerusahaan`.
  public var companyName: String?
  /// `kodeUnit`.
  public var unit: String?
  /// `jenisLaporan`.
  public var kind: String?
  /// `jenisPenyampaian`.
  public var filing: String?
  /// `periodeTahun`.
  public var period: Int?
  /// `kodeWilayah`, four digits without dots.
  public var region: String?
  /// `nib`.
  public var nib: String?
  /// `npwp`.
  public var npwp: String?
  /// `kodeKbli` of the main activity.
  public var sector: String?
  /// `nomorLaporanDiperbaiki`: the report number this one corrects.
  public var corrects: String?
  /// `tanggalKeadaan`: the day the data describe.
  public var referenceDate: CivilDate?
  /// `tanggalLapor`: the filer's own date.
  public var filedDate: CivilDate?
  /// `tanggalPeristiwa` of event reports.
  public var eventDate: CivilDate?
  /// Workers by `rekapStatus`, without apprentices and outsourced workers.
  public var workers: Int?

  /// An empty header.
  public init() {}
}

/// The dates a judgement used.
public struct AssessmentDates: Sendable, Hashable {
  /// The day of receipt: the clock's at the gate, the filer's in archives and at the desk, or `--as-of`; `nil` when
  /// nobody said.
  public var received: CivilDate?
  /// The day the data describe; `nil` when the file does not say.
  public var reference: CivilDate?

  /// The dates of a judgement.
  public init(received: CivilDate?, reference: CivilDate?) {
    self.received = received
    self.reference = reference
  }
}

/// What the judgement was made with, so that it can be replayed.
public struct Instruments: Sendable, Hashable {
  /// The form version and the hash of its definition.
  public var form: NamedHash
  /// The rule pack's version and content hash.
  public var pack: NamedHash
  /// The hash over all reference tables.
  public var tables: ContentHash
  /// The hash of the earlier reports compared with; `nil` when none were given.
  public var priorReports: ContentHash?
  /// The hash of the confirmations that came beside the file; `nil` when none did.
  public var confirmations: ContentHash?
  /// The engine's version.
  public var engine: String
  /// Up to which day the pack was checked against the law.
  public var verifiedUntil: CivilDate?

  /// A name with a content hash.
  public struct NamedHash: Sendable, Hashable {
    /// The version.
    public var version: String
    /// The content hash.
    public var hash: ContentHash
    /// A version with its hash.
    public init(version: String, hash: ContentHash) {
      self.version = version
      self.hash = hash
    }
  }

  /// The instruments of a judgement.
  public init(
    form: NamedHash,
    pack: NamedHash,
    tables: ContentHash,
    priorReports: ContentHash? = nil,
    engine: String,
    verifiedUntil: CivilDate?
  ) {
    self.form = form
    self.pack = pack
    self.tables = tables
    self.priorReports = priorReports
    self.engine = engine
    self.verifiedUntil = verifiedUntil
  }
}

/// How many rows of a section were read.
public struct SectionCount: Sendable, Hashable {
  /// The section's name.
  public var section: String
  /// Rows read, total lines not counted.
  public var rows: Int

  /// A section with its rows.
  public init(section: String, rows: Int) {
    self.section = section
    self.rows = rows
  }
}

/// The complete judgement of one report. Only the assessor makes one.
public struct Assessment: Sendable {
  /// The file judged.
  public let file: FileIdentity
  /// The verdict.
  public let verdict: Verdict
  /// What identifies the report.
  public let header: ReportHeader
  /// Rows read per section, in the form's order.
  public let rows: [SectionCount]
  /// What was found: errors first, then by rule id.
  public let findings: [Finding]
  /// Rules without an answer, by rule id.
  public let notAssessed: [NotAssessed]
  /// How many rules were asked in all.
  public let rulesAsked: Int
  /// The dates used.
  public let dates: AssessmentDates
  /// What it was made with.
  public let instruments: Instruments
  /// Whether the file is a draft: a lone table of workers without the other sections.
  public let isDraft: Bool
  /// Sections of a full report that a draft still lacks.
  public let missingSections: [String]

  /// Puts a judgement together; reserved to the assessor.
  @_spi(Assessor)
  public init(
    file: FileIdentity,
    verdict: Verdict,
    header: ReportHeader,
    rows: [SectionCount],
    findings: [Finding],
    notAssessed: [NotAssessed],
    rulesAsked: Int,
    dates: AssessmentDates,
    instruments: Instruments,
    isDraft: Bool = false,
    missingSections: [String] = []
  ) {
    self.file = file
    self.verdict = verdict
    self.header = header
    self.rows = rows
    self.findings = findings
    self.notAssessed = notAssessed
    self.rulesAsked = rulesAsked
    self.dates = dates
    self.instruments = instruments
    self.isDraft = isDraft
    self.missingSections = missingSections
  }
}
