import ReportModel
import ReportReading
import Testing

/// A cell that people write, good or bad.
struct WrittenCell: Sendable, CustomTestStringConvertible {
  let column: String
  let text: String
  var testDescription: String { "\(column) \(text)" }
}

private let cells: [WrittenCell] = [
  ("nik", "3.27301E+15"), ("nik", "'3273014101909901"), ("nik", "-"), ("nama_lengkap", "JUMLAH"), ("nama_lengkap", ""),
  ("nama_lengkap", "=1+1"), ("nama_lengkap", " Siti\u{A0}Rahma "), ("tanggal_lahir", "31/02/1990"),
  ("tanggal_lahir", "13/25/1990"), ("tanggal_lahir", "02/25/1990"), ("tanggal_lahir", "32874"),
  ("tanggal_lahir", "01-01-1970"), ("tanggal_lahir", "1 Jan 90"), ("tanggal_lahir", "kemarin"),
  ("upah_sebulan", "4.250"), ("upah_sebulan", "Rp 4.250.000,-"), ("upah_sebulan", "1,234.56"),
  ("upah_sebulan", "#REF!"),
  ("upah_sebulan", "-5"), ("upah_sebulan", "empat juta"), ("jenis_kelamin", "Wanita"), ("jenis_kelamin", "X"),
  ("status_hubungan", "pkwtt"), ("status_hubungan", "PKWTTT"), ("penyandang_disabilitas", "mungkin"),
  ("penyandang_disabilitas", "TIDAK"), ("jam_kerja_per_minggu", "40,5"),
].map { WrittenCell(column: $0.0, text: $0.1) }

@Suite("CSV, ZIP and workbook give the same records and findings")
struct TableAgreementTests {
  /// Everything said about a report but its bytes: rule, cell name without line, field, value, words.
  private func said(_ sink: Recording) -> [String] {
    sink.findings.map { finding in
      let column = finding.location.cell?.prefix { $0.isLetter } ?? ""
      let words = finding.detail?.text(.id, reveal: true) ?? ""
      return "\(finding.rule) \(column) \(finding.location.field ?? "") \(finding.location.row ?? 0) \(words)"
    }.sorted()
  }

  @Test("A cell is understood, or not, in the same way", arguments: cells)
  func cell(_ cell: WrittenCell) {
    let report = SampleCSV.with(cell.column, cell.text)
    let (plain, _) = reading(report)
    // `sectionFiles` knows no quotes: cells with commas stand in sheets only.
    if !cell.text.contains(",") {
      let files = sectionFiles(report).map { ($0.name + ".csv", $0.text) }
      let (packed, _) = reading(ZipMaker(files).bytes)
      #expect(said(packed) == said(plain))
      #expect(packed.rows("tenagaKerja") == plain.rows("tenagaKerja"))
    }
    var maker = WorkbookMaker(report: SampleCSV.report())
    let heading = SampleCSV.workerHeading.split(separator: ",").map(String.init)
    var row = SampleCSV.worker.split(separator: ",").map(String.init)
    row[heading.firstIndex(of: cell.column) ?? 0] = cell.text
    maker.sheets[2] = .init("tenaga_kerja", [heading, row])
    let (book, _) = reading(maker.bytes)
    #expect(said(book) == said(plain))
    #expect(book.rows("tenagaKerja") == plain.rows("tenagaKerja"))
  }
}
