import ReportModel
import ReportReading
import Testing

/// A cell of the workers' table and what becomes of it.
struct CellCase: Sendable, CustomTestStringConvertible {
  let field: String
  let column: String
  let written: String
  /// The stored value; `!` in front means damaged; `nil` means empty.
  let read: String?
  let rule: String?

  init(_ field: String, _ column: String, _ written: String, _ read: String?, _ rule: String? = nil) {
    self.field = field
    self.column = column
    self.written = written
    self.read = read
    self.rule = rule
  }

  var testDescription: String { "\(column): \(written)" }
}

private func date(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("tanggalLahir", "tanggal_lahir", written, read, rule)
}
private func wage(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("upahSebulan", "upah_sebulan", written, read, rule)
}
private func hours(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("jamKerjaPerMinggu", "jam_kerja_per_minggu", written, read, rule)
}
private func yes(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("penyandangDisabilitas", "penyandang_disabilitas", written, read, rule)
}
private func status(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("statusHubungan", "status_hubungan", written, read, rule)
}
private func nik(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("nik", "nik", written, read, rule)
}
private func name(_ written: String, _ read: String?, _ rule: String? = nil) -> CellCase {
  CellCase("namaLengkap", "nama_lengkap", written, read, rule)
}

private let dates: [CellCase] = [
  date("1990-08-17", "17-08-1990"), date("17/08/1990", "17-08-1990"), date("17-08-1990", "17-08-1990"),
  date("7/8/1990", "07-08-1990"), date("17.08.1990", "17-08-1990"), date("1990/08/17", "17-08-1990"),
  date("17 Agustus 1990", "17-08-1990"), date("17 Agu 1990", "17-08-1990"), date("17-AGT-1990", "17-08-1990"),
  date("1 Mei 1990", "01-05-1990"), date("5 Desember 1990", "05-12-1990"), date("3 Pebruari 1990", "03-02-1990"),
  date("9 Nopember 1990", "09-11-1990"), date("12 Oct 1990", "12-10-1990"),
  date("1990-08-17 00:00:00", "17-08-1990"), date("1990-08-17T00:00:00.000Z", "17-08-1990"),
  date("29/02/2000", "29-02-2000"), date("33102", "17-08-1990", "WL-BERKAS-012"),
  date("31/02/1990", "!31/02/1990", "WL-BERKAS-010"), date("29/02/1990", "!29/02/1990", "WL-BERKAS-010"),
  date("08/17/1990", "!08/17/1990", "WL-BERKAS-010"), date("17/08/90", "!17/08/90", "WL-BERKAS-010"),
  date("besok", "!besok", "WL-BERKAS-010"), date("9999", "!9999", "WL-BERKAS-010"),
  date("17 Foo 1990", "!17 Foo 1990", "WL-BERKAS-010"), date("1990-08-17 08:30", "!1990-08-17 08:30", "WL-BERKAS-010"),
  date("0000-00-00", "!0000-00-00", "WL-BERKAS-013"), date("1900-01-00", "!1900-01-00", "WL-BERKAS-013"),
  date("01/01/1900", "!01/01/1900", "WL-BERKAS-013"), date("31/12/9999", "!31/12/9999", "WL-BERKAS-013"),
  date("1970-01-01", "01-01-1970", "WL-BERKAS-013"), date("01/01/1970", "01-01-1970", "WL-BERKAS-013"),
  date("-", nil, "WL-BERKAS-017"), date("n/a", nil, "WL-BERKAS-017"), date("", nil),
  date("#VALUE!", "!#VALUE!", "WL-BERKAS-014"),
]

private let numbers: [CellCase] = [
  wage("4250000", "4250000"), wage("4.250.000", "4250000"), wage("4,250,000", "4250000"),
  wage("Rp4.250.000", "4250000"), wage("Rp. 4.250.000,-", "4250000"), wage("Rp 4.250.000,00", "4250000"),
  wage("4,250,000.00", "4250000"), wage("IDR 4250000", "4250000"), wage("4 250 000", "4250000"),
  wage("4250000,00", "4250000"), wage("4250000.0", "4250000"), wage("0", "0"),
  wage("850.000", "!850.000", "WL-BERKAS-009"), wage("850,000", "!850,000", "WL-BERKAS-009"),
  wage("4250000,50", "!4250000,50", "WL-BERKAS-001"), wage("4.25.000", "!4.25.000", "WL-BERKAS-001"),
  wage("empat juta", "!empat juta", "WL-BERKAS-001"), wage("-5", "!-5", "WL-BERKAS-001"),
  wage("4,25E+06", "!4,25E+06", "WL-BERKAS-006"),
  wage("99999999999999999999", "!99999999999999999999", "WL-BERKAS-001"),
  hours("40", "40"), hours("37,5", "37.5"), hours("37.5", "37.5"), hours("40,00", "40"),
  hours("7.500", "7.5"), hours("7.333", "!7.333", "WL-BERKAS-001"), hours("1.234,5", "!1.234,5", "WL-BERKAS-001"),
  hours("#DIV/0!", "!#DIV/0!", "WL-BERKAS-014"),
]

private let words: [CellCase] = [
  yes("Y", "Y"), yes("T", "T"), yes("ya", "Y"), yes("TIDAK", "T"), yes("1", "Y"), yes("0", "T"),
  yes(" y ", "Y", "WL-BERKAS-017"),
  yes("mungkin", "!mungkin", "WL-BERKAS-001"),
  status("PKWTT", "PKWTT"), status("pkwtt", "PKWTT"), status("Pkwt jangka waktu", "PKWT_JANGKA_WAKTU"),
  status("PKWTTT", "!PKWTTT", "WL-BERKAS-001"), status("#REF!", "!#REF!", "WL-BERKAS-014"),
  nik("3273014101909901", "3273014101909901"), nik("'3273014101909901", "3273014101909901", "WL-BERKAS-017"),
  nik("=\"3273014101909901\"", "3273014101909901", "WL-BERKAS-017"),
  nik("\u{A0}3273014101909901\u{200B}", "3273014101909901", "WL-BERKAS-017"),
  nik("3,27301E+15", "!3,27301E+15", "WL-BERKAS-006"), nik("3.27301E15", "!3.27301E15", "WL-BERKAS-006"),
  nik("#N/A", "!#N/A", "WL-BERKAS-014"),
  name("Siti Rahma", "Siti Rahma"), name("  Siti Rahma ", "Siti Rahma", "WL-BERKAS-017"),
  name("Siti\u{A0}Rahma", "Siti Rahma", "WL-BERKAS-017"), name("Si\u{200B}ti", "Siti", "WL-BERKAS-017"),
  name("Zoë Ariñ", "Zoë Ariñ"), name("=1+1", "=1+1", "WL-BERKAS-021"), name("@SUM(A1)", "@SUM(A1)", "WL-BERKAS-021"),
  name("nihil", "nihil", "WL-BERKAS-018"), name("-", "-", "WL-BERKAS-018"), name("xxx", "xxx", "WL-BERKAS-018"),
  name(String(repeating: "a", count: 200), String(repeating: "a", count: 200), "WL-BERKAS-001"),
]

@Suite("Values as people and spreadsheets write them")
struct LenientValueTests {
  @Test("Dates", arguments: dates)
  func readsDates(value: CellCase) { check(value) }

  @Test("Numbers", arguments: numbers)
  func readsNumbers(value: CellCase) { check(value) }

  @Test("Yes and no, codes, identifiers and texts", arguments: words)
  func readsWords(value: CellCase) { check(value) }

  private func check(_ value: CellCase) {
    let (sink, summary) = reading(SampleCSV.with(value.column, value.written))
    #expect(sink.cell("tenagaKerja", value.field) == value.read)
    #expect(sink.rules == [value.rule].compactMap { $0 }, "\(sink.findings.compactMap { $0.detail?.text(.id) })")
    #expect(summary.isUsable)
  }

  @Test("A number in doubt follows the convention that the rest of the file shows")
  func convention() {
    let doubtful = SampleCSV.worker.replacing("4250000", "850.000")
    let indonesian = SampleCSV.worker.replacing("4250000", "4.250.000")
    let english = SampleCSV.worker.replacing("4250000", "\"4,250,000\"")
    #expect(
      reading(SampleCSV.report(workers: [doubtful, indonesian])).0.cell("tenagaKerja", "upahSebulan") == "850000"
    )
    // With a decimal point it would be 850 rupiah with three decimals: nobody writes that, so it stays in doubt.
    #expect(reading(SampleCSV.report(workers: [doubtful, english])).0.cell("tenagaKerja", "upahSebulan") == "!850.000")
    // Hours with a point say nothing about wages.
    let hours = indonesian.replacing(",40,", ",37.5,")
    #expect(reading(SampleCSV.report(workers: [doubtful, hours])).0.cell("tenagaKerja", "upahSebulan") == "850000")
    let mixed = reading(SampleCSV.report(workers: [doubtful, indonesian, english])).0
    #expect(mixed.cell("tenagaKerja", "upahSebulan") == "!850.000")
    #expect(mixed.findings("WL-BERKAS-009").count == 1)
  }

  @Test("Codes with lost leading zeros and regions with dots are understood")
  func numericCodes() {
    let text = SampleCSV.head.replacing("3273", "32.73").replacing("nib,npwp", "nib,bentuk_badan_usaha")
      .replacing("0123456782000000", "1")
    let (sink, _) = reading(text)
    #expect(sink.cell("kepala", "kodeWilayah") == "3273")
    #expect(sink.cell("identitasPerusahaan", "bentukBadanUsaha") == "01")
  }

  @Test(
    "A taxpayer number of 14 digits and a telephone without its zero are asked about",
    arguments: [
      ("npwp", "12345678200000", "012345678200000"), ("telepon", "81234567890", "081234567890"),
    ]
  )
  func lostZeros(column: String, written: String, proposed: String) throws {
    let text = SampleCSV.head.replacing("nib,npwp", "nib,\(column)").replacing("0123456782000000", written)
    let finding = try #require(reading(text).0.findings("WL-BERKAS-008").first)
    #expect(finding.fix?.replacement.unmasked == proposed)
  }

  @Test("A column with month-first dates names its doubtful ones")
  func monthFirst() throws {
    let rows = ["03/25/1990", "04/05/1990", "06/07/1990"].map { SampleCSV.worker.replacing("1990-01-01", $0) }
    let finding = try #require(reading(SampleCSV.report(workers: rows)).0.findings("WL-BERKAS-011").first)
    #expect(finding.detail?.text(.id).contains("2 tanggal lain") == true)
    #expect(finding.location.field == "tanggalLahir")
  }

  @Test("Many NIK ending in 0, and P for Pria, are seen over the whole column")
  func wholeColumns() {
    let rows = (10..<50).map { number in
      SampleCSV.worker.replacing("3273014101909901", "32730101019099\(number % 2 == 0 ? 10 : number)")
    }
    let (sink, _) = reading(SampleCSV.report(workers: rows))
    #expect(sink.rules == ["WL-BERKAS-007", "WL-BERKAS-019"])
  }
}
