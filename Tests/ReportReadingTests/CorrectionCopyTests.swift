import ReportModel
import Testing

@testable import ReportReading

/// A copy that names the report it corrects, made to its end.
private func correct(_ bytes: [UInt8], number: String = "3273-2025-00000001-6") throws -> (Kept, ReportFixer.Pass) {
  var source = bytes
  for _ in 0..<3 {
    let pass = Kept()
    let outcome = try ReportFixer(form: form).copy(MemorySource(source), correcting: number, into: pass)
    guard outcome == .again else { return (pass, outcome) }
    source = pass.bytes
  }
  throw ReadingFault.sinkFailed("no end")
}

private func header(_ bytes: [UInt8]) -> [String?] {
  let (record, summary) = reading(bytes)
  #expect(summary.isUsable)
  return ["jenisPenyampaian", "nomorLaporanDiperbaiki"].map { record.cell("kepala", $0) }
}

@Suite("Copies that name the report they correct")
struct CorrectionCopyTests {
  @Test(
    "A CSV says PERBAIKAN and the number, whatever its dialect; nothing else changes",
    arguments: [",", ";", "\t"],
    ["\n", "\r\n"]
  )
  func delimited(delimiter: String, ending: String) throws {
    let original = SampleCSV.report().replacing(",", with: delimiter).replacing("\n", with: ending)
    let (copy, outcome) = try correct(Array(original.utf8))
    #expect(outcome == .complete)
    #expect(header(copy.bytes) == ["PERBAIKAN", "3273-2025-00000001-6"])
    #expect(copy.changes.allSatisfy { $0.kind == .correction && $0.location.section == "kepala" })
    #expect(copy.changes.map(\.after.unmasked) == ["PERBAIKAN", "3273-2025-00000001-6"])
    #expect(copy.changes.map(\.location.column) == ["jenis_penyampaian", "nomor_laporan_diperbaiki"])
    let (before, after) = (lines(original), lines(copy.text))
    #expect(before.count == after.count)
    #expect(zip(before, after).filter { $0 != $1 }.count <= 2)
  }

  @Test("A copy of the copy is the same, and tells of no change")
  func twice() throws {
    let (once, _) = try correct(Array(SampleCSV.report().utf8))
    let (twice, outcome) = try correct(once.bytes)
    #expect(outcome == .complete)
    #expect(twice.bytes == once.bytes)
    #expect(twice.changes.isEmpty)
  }

  @Test("XML gets the element behind the way of filing, or its text replaced")
  func xml() throws {
    let original = SampleXML.report()
    let (copy, outcome) = try correct(Array(original.utf8))
    #expect(outcome == .complete)
    #expect(
      copy.text.contains(
        "<jenisPenyampaian>PERBAIKAN</jenisPenyampaian><nomorLaporanDiperbaiki>3273-2025-00000001-6"
          + "</nomorLaporanDiperbaiki>"
      )
    )
    #expect(header(copy.bytes) == ["PERBAIKAN", "3273-2025-00000001-6"])
    let (again, _) = try correct(copy.bytes, number: "3273-2025-00000002-4")
    #expect(header(again.bytes) == ["PERBAIKAN", "3273-2025-00000002-4"])
    #expect(again.list == ["correction 3273-2025-00000001-6 → 3273-2025-00000002-4"])
    let empty = copy.text.replacing(
      "<nomorLaporanDiperbaiki>3273-2025-00000001-6</nomorLaporanDiperbaiki>",
      with: "<nomorLaporanDiperbaiki/>"
    )
    #expect(try correct(Array(empty.utf8)).0.text == copy.text)
  }

  @Test("A workbook gets the two cells, in place of empty ones, beside their neighbour, or under headings of their own")
  func workbook() throws {
    let (copy, outcome) = try correct(WorkbookMaker(report: SampleCSV.report()).bytes)
    #expect(outcome == .complete)
    #expect(header(copy.bytes) == ["PERBAIKAN", "3273-2025-00000001-6"])
    #expect(copy.changes.map(\.location.cell) == ["C2", "I2"])
    #expect(reading(copy.bytes).0.rows("tenagaKerja") == reading(SampleCSV.report()).0.rows("tenagaKerja"))
    let folder = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
    let template = try FileSource(path: "/\(folder)/Schemas/generated/contoh/laporan-contoh.xlsx")
    let bytes = try template.bytes(0..<template.size)
    let (filled, done) = try correct(bytes)
    #expect(done == .complete)
    #expect(header(filled.bytes) == ["PERBAIKAN", "3273-2025-00000001-6"])
    #expect(reading(filled.bytes).0.rules == reading(bytes).0.rules)
    #expect(reading(filled.bytes).0.rows("tenagaKerja") == reading(bytes).0.rows("tenagaKerja"))
  }

  @Test("A CSV in an old encoding is written in UTF-8 on the way")
  func transcoded() throws {
    let text = SampleCSV.report().replacing("Siti", with: "S\u{EF}ti")
    let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let (copy, outcome) = try correct(latin)
    #expect(outcome == .complete)
    #expect(copy.text.contains("S\u{EF}ti"))
    #expect(header(copy.bytes) == ["PERBAIKAN", "3273-2025-00000001-6"])
  }

  @Test("What has no header is refused and nothing is made up")
  func refused() throws {
    #expect(try correct(Array("a,b\n1,2\n".utf8)).1 == .refused(.unreadable))
    #expect(try correct([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).1 == .refused(.otherKind))
  }

  private func lines(_ text: String) -> [Substring] { text.split(omittingEmptySubsequences: false) { $0.isNewline } }
}
