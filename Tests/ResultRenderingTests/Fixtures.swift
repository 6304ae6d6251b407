@_spi(Assessor) import ReportModel
import Testing

@testable import ResultRendering

/// Made-up results that several suites look at.
enum Fixture {
  static let tail = Bilingual(
    id: "Temuan ini tidak menghalangi penerimaan laporan.",
    en: "This finding does not stand in the way of acceptance."
  )

  static let personalSections: Set<String> = ["tenaga_kerja", "/laporanWlkp/daftarTenagaKerja/tenagaKerja"]

  static func hash(_ digit: Character) -> ContentHash {
    ContentHash(hex: String(repeating: digit, count: 64))!
  }

  static func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }

  static let instruments = Instruments(
    form: .init(version: "1.0", hash: hash("a")),
    pack: .init(version: "2026.11", hash: hash("b")),
    tables: hash("c"),
    engine: "0.1.0",
    verifiedUntil: day("2026-11-21")
  )

  static func header() -> ReportHeader {
    var header = ReportHeader()
    header.formVersion = "1.0"
    header.companyName = "PT Contoh Makmur"
    header.unit = "PUSAT"
    header.kind = "TAHUNAN"
    header.filing = "PERPANJANGAN"
    header.period = 2025
    header.region = "3273"
    header.nib = "9120001234567"
    header.npwp = "0012345678901000"
    header.sector = "14111"
    header.referenceDate = day("2025-11-30")
    header.filedDate = day("2025-12-12")
    header.workers = 37
    return header
  }

  static func assessment(
    _ findings: [Finding],
    name: String = "laporan.csv",
    syntax: FileSyntax? = nil,
    verdict: Verdict? = nil,
    notAssessed: [NotAssessed] = [],
    reference: String = "2025-11-30",
    isDraft: Bool = false,
    missingSections: [String] = [],
    instruments: Instruments = Self.instruments
  ) -> Assessment {
    Assessment(
      file: FileIdentity(
        name: name,
        bytes: 12_345,
        hash: hash("f"),
        syntax: syntax ?? FileSyntax(kind: .csv, encoding: "UTF-8", delimiter: ";")
      ),
      verdict: verdict ?? Verdict(findings: findings),
      header: header(),
      rows: [
        SectionCount(section: "kepala", rows: 1), SectionCount(section: "rekapPendidikan", rows: 6),
        SectionCount(section: "tenagaKerja", rows: 1_037),
      ],
      findings: findings,
      notAssessed: notAssessed,
      rulesAsked: 57,
      dates: AssessmentDates(received: day("2026-01-15"), reference: day(reference)),
      instruments: instruments,
      isDraft: isDraft,
      missingSections: missingSections
    )
  }

  static func finding(
    _ rule: String = "WL-SUM-003",
    _ grade: Grade = .data(.error),
    title: Bilingual? = nil,
    places: [Place],
    count: Int? = nil,
    law: [String] = ["UU 7/1981 Ps 6(2)"],
    severity: Severity? = nil,
    confirmation: String? = nil
  ) -> Finding {
    Finding(
      rule: rule,
      grade: grade,
      severity: severity ?? grade.severity,
      title: title ?? Bilingual(id: "Jumlah tidak sama", en: "The sums differ"),
      count: count ?? places.count,
      places: places,
      law: law,
      confirmation: confirmation
    )
  }

  static func place(
    section: String? = "rekap_pendidikan",
    row: Int? = 2,
    field: String? = "jumlahL",
    column: String? = "jumlah_l",
    cell: String? = "C14",
    line: Int = 14,
    lineColumn: Int = 9,
    message: Message? = nil,
    value: FoundValue? = .plain("12"),
    fix: SuggestedFix? = nil
  ) -> Place {
    Place(
      location: Location(
        section: section,
        row: row,
        field: field,
        column: column,
        cell: cell,
        position: SourcePosition(byte: 400, line: line, column: lineColumn)
      ),
      message: message
        ?? Message(
          id: "Jumlah per pendidikan harus sama dengan jumlah pekerja.",
          en: "The sum by education must equal the number of workers."
        ),
      value: value,
      fix: fix
    )
  }

  static func person(_ text: String, _ kind: PersonalKind) -> FoundValue {
    .personal(Personal(text, kind: kind))
  }
}

/// Source lines from a dictionary.
struct FixedLines: SourceLines {
  let lines: [Int: String]
  func line(_ number: Int) -> String? { lines[number] }
}

// MARK: - One result that shows everything

extension Fixture {
  static let lines = FixedLines(lines: [
    14: "SMA;WNI;12;9",
    217: "1;PUSAT;Siti Rahma;ID;3273014101909901;P;5000000",
    220: "4;PUSAT;Budi Santoso;ID;3273010101909902;L;2500000",
  ])

  static func everything() -> Assessment {
    assessment(
      [sums(), nik(), minimumWage(), note()],
      notAssessed: [
        NotAssessed(rule: "WL-TKA-001", reason: .missingData, count: 12, missing: ["tka.nomorPaspor"]),
        NotAssessed(rule: "WL-TREN-001", reason: .needsPriorReports, count: 1, missing: []),
        NotAssessed(
          rule: "WL-UPAH-002",
          reason: .missingData,
          count: 3,
          missing: (1...12).map { "pengupahan.kolom\($0)" }
        ),
        NotAssessed(rule: "WL-UPAH-003", reason: .missingReference, count: 1, missing: ["umk 3273 2027"]),
      ],
      reference: "2026-11-30"
    )
  }

  private static func sums() -> Finding {
    let others = [5, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map {
      place(row: $0, cell: "C\($0 + 12)", line: $0 + 12)
    }
    return finding(
      title: Bilingual(
        id: "Jumlah per pendidikan tidak sama dengan jumlah pekerja",
        en: "The sum by education differs from the number of workers"
      ),
      places: [place()] + others,
      count: 37,
      law: ["UU 7/1981 Ps 6(2)", "Permenaker 4/2019"]
    )
  }

  private static func nik() -> Finding {
    let value = person("3273014101909901", .nik)
    let message = Message(
      Bilingual(
        id: "NIK {nilai} di baris {baris} harus 16 angka.",
        en: "The NIK {nilai} in row {baris} needs 16 digits."
      ),
      values: [
        "nilai": Message.Value(Bilingual(id: "3273014101909901", en: "3273014101909901"), personal: .nik),
        "baris": Message.Value("1"),
      ]
    )
    return finding(
      "WL-ID-001",
      .confirmable(once: .warning),
      title: Bilingual(id: "NIK bukan 16 angka", en: "NIK is not 16 digits"),
      places: [
        place(
          section: "tenaga_kerja",
          row: 1,
          field: "nik",
          column: "nik",
          cell: "E217",
          line: 217,
          lineColumn: 23,
          message: message,
          value: value,
          fix: SuggestedFix(replacement: person("3273014101909991", .nik), isSafe: false)
        )
      ],
      law: ["UU 23/2006 Ps 13"]
    )
  }

  private static func minimumWage() -> Finding {
    let message = Message(
      id: "Upah pokok di baris 4 berada di bawah upah minimum Rp4.482.914.",
      en: "The basic wage in row 4 is below the minimum wage of Rp4,482,914."
    )
    return finding(
      "WL-UPAH-001",
      .compliance(.warning),
      title: Bilingual(id: "Upah di bawah upah minimum", en: "Wage below the minimum wage"),
      places: [
        place(
          section: "tenaga_kerja",
          row: 4,
          field: "upahPokok",
          column: "upah_pokok",
          cell: "G220",
          line: 220,
          lineColumn: 44,
          message: message,
          value: person("2500000", .wage)
        )
      ],
      law: ["PP 36/2021 Ps 23"]
    )
  }

  private static func note() -> Finding {
    finding(
      "WL-BERKAS-003",
      .data(.info),
      title: Bilingual(id: "Pemisah kolom lain", en: "Another column separator"),
      places: [
        Place(
          location: Location(),
          message: Message(
            id: "Pemisah kolom terbaca sebagai titik koma. Tidak perlu tindakan.",
            en: "The column separator was read as a semicolon. Nothing to do."
          )
        )
      ],
      law: []
    )
  }
}

// MARK: - The example of the documentation

extension Fixture {
  static func example() -> Assessment {
    let wage = finding(
      "WL-UPAH-001",
      .compliance(.warning),
      title: Bilingual(id: "Upah di bawah upah minimum", en: "Wage below the minimum wage"),
      places: [
        place(
          section: "tenaga_kerja",
          row: 4,
          field: "upahPokok",
          column: "upah_pokok",
          cell: "G220",
          line: 220,
          lineColumn: 44,
          message: Message(
            id: "Upah pokok di baris 4 di bawah upah minimum.",
            en: "The basic wage in row 4 is below the minimum wage."
          ),
          value: person("2500000", .wage)
        )
      ],
      count: 12,
      law: ["PP 36/2021 Ps 23"]
    )
    let digit = finding(
      "WL-BERKAS-013",
      .data(.error),
      title: Bilingual(id: "Bukan angka", en: "Not a number"),
      places: [
        place(
          message: Message(id: "Isian \"l2\" bukan angka.", en: "\"l2\" is not a number."),
          value: .plain("l2"),
          fix: SuggestedFix(replacement: .plain("12"), isSafe: false)
        )
      ],
      law: []
    )
    return assessment(
      [digit, wage],
      notAssessed: [
        NotAssessed(rule: "WL-SUM-003", reason: .missingData, count: 1, missing: ["rekapPendidikan.jumlahL"])
      ]
    )
  }
}
