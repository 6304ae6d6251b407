import AuditLog
import ReportModel
import Testing

@testable import ReportReading

@Suite("Repaired workbooks and ZIPs")
struct PackageFixingTests {
  /// Two workers with stray spaces, a local form that has one reading, a guess, and a name with signs of XML.
  private static let report = SampleCSV.report(workers: [
    "1,PUSAT,  Siti <Rahma> & Co ,ID,3273014101909901,P,08/17/1990,PKWTT,4250000,40,T",
    "2,PUSAT,Budi Santoso,ID,3273010101909902,L,1990-01-01,PKWT,850.000,40,T",
  ])

  private func rules(_ bytes: [UInt8]) -> [String] {
    let (sink, summary) = reading(bytes)
    #expect(summary.isUsable)
    return sink.findings.map { "\($0.rule) \($0.location.member ?? "-") \($0.location.cell ?? "-")" }
  }

  /// The members of a ZIP by name, in order.
  private func members(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    let source = MemorySource(bytes)
    let files = ZipFiles(source, try ZipDirectory(source, limits: ArchiveLimits()), ArchiveLimits())
    return try files.entries.map { entry in
      let member = try files.unpack(entry)
      return (entry.name.path, try member.bytes(0..<member.size))
    }
  }

  @Test("A workbook keeps every part but the sheets that are repaired, and those but the cells")
  func workbook() throws {
    let original = WorkbookMaker(report: Self.report).bytes
    let copy = try fix(original)
    #expect(copy.list == ["spaces   Siti <Rahma> & Co  → Siti <Rahma> & Co", "date-form 08/17/1990 → 1990-08-17"])
    #expect(copy.changes.map { $0.location.cell } == ["C2", "G2"])
    #expect(copy.changes.allSatisfy { $0.location.member == "tenaga_kerja" && $0.location.row == 1 })
    let (before, after) = (try members(original), try members(copy.bytes))
    #expect(before.map(\.name) == after.map(\.name))
    let different = zip(before, after).filter { $0.0.bytes != $0.1.bytes }
    #expect(different.map(\.0.name) == ["xl/worksheets/sheet3.xml"])
    let (old, new) = (
      String(decoding: different[0].0.bytes, as: UTF8.self), String(decoding: different[0].1.bytes, as: UTF8.self)
    )
    let expected = old.replacing(
      "<c r=\"C2\" t=\"inlineStr\"><is><t>  Siti &lt;Rahma> &amp; Co </t>",
      with: "<c r=\"C2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Siti &lt;Rahma&gt; &amp; Co</t>"
    ).replacing("<t>08/17/1990</t>", with: "<t xml:space=\"preserve\">1990-08-17</t>")
    #expect(new == expected)
  }

  @Test(
    "Repairing a package twice changes nothing more, and nothing repaired is found again",
    arguments: [true, false]
  )
  func twice(isWorkbook: Bool) throws {
    let original =
      isWorkbook
      ? WorkbookMaker(report: Self.report).bytes
      : ZipMaker(sectionFiles(Self.report).map { ($0.name + ".csv", $0.text) }).bytes
    let copy = try fix(original, all)
    #expect(copy.list.map { $0.prefix { $0 != " " } } == ["spaces", "date-form", "code-guess", "number-guess"])
    let again = try fix(copy.bytes, all)
    #expect(again.list == [])
    #expect(again.bytes == copy.bytes)
    #expect(!rules(original).isEmpty)
    #expect(rules(copy.bytes) == [])
  }

  @Test("Formulas, formats and shared texts stay; a repaired cell keeps its format")
  func cells() throws {
    var maker = WorkbookMaker(report: Self.report)
    maker.sharedTexts = ["  Siti Rahma ", "Budi  "]
    maker.sheets[2].rows = maker.sheets[2].rows
      .replacing(WorkbookMaker.text("  Siti <Rahma> & Co ", "C2"), with: "<c r=\"C2\" s=\"1\" t=\"s\"><v>0</v></c>")
      .replacing(
        WorkbookMaker.text("Budi Santoso", "C3"),
        with: "<c r=\"C3\" t=\"str\"><f>TRIM(A1)&amp;\" \"</f><v>Budi  </v></c>"
      )
    maker.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"49\"/></cellXfs>"
    let copy = try fix(maker.bytes)
    #expect(copy.changes.map { $0.location.cell } == ["C2", "G2"])
    let parts = try members(copy.bytes)
    let sheet = String(decoding: parts.first { $0.name == "xl/worksheets/sheet3.xml" }?.bytes ?? [], as: UTF8.self)
    #expect(sheet.contains("<c r=\"C2\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Siti Rahma</t></is></c>"))
    #expect(sheet.contains("<f>TRIM(A1)&amp;\" \"</f><v>Budi  </v>"))
  }

  @Test("A sheet with a prefix for its names keeps it")
  func prefix() throws {
    var maker = WorkbookMaker(report: Self.report)
    let plain = maker.files.first { $0.0 == "xl/worksheets/sheet3.xml" }?.1 ?? ""
    var prefixed = plain
    for name in ["worksheet", "sheetData", "row", "c ", "c>", "is>", "t>"] {
      prefixed = prefixed.replacing("<\(name)", with: "<x:\(name)").replacing("</\(name)", with: "</x:\(name)")
    }
    prefixed = prefixed.replacing("xmlns=", with: "xmlns:x=")
    maker.parts = [("xl/worksheets/sheet3.xml", prefixed)]
    let copy = try fix(maker.bytes, all)
    #expect(copy.list.count == 4)
    #expect(rules(copy.bytes) == [])
  }

  @Test("Each file of a ZIP gets its own encoding, delimiter and cells repaired, and the manifest follows")
  func sections() throws {
    var files = sectionFiles(Self.report.replacing("PT Contoh", with: "PT Contoh Café"), delimiter: ";")
      .map { (name: $0.name + ".csv", bytes: Array($0.text.utf8)) }
    files[1].bytes = files[1].bytes.split(separator: 0xC3, omittingEmptySubsequences: false)
      .enumerated().flatMap { $0.offset == 0 ? Array($0.element) : [0xE9] + $0.element.dropFirst() }
    let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    var manifest = "nama_berkas,jumlah_baris,sha256\nkepala.csv,1,\(hash)\n"
    for file in files.dropFirst() {
      var hasher = DigestHasher()
      file.bytes.withUnsafeBytes { hasher.update($0) }
      manifest += "\(file.name),,\(hasher.finalize().hex)\n"
    }
    files.append((name: "manifest.csv", bytes: Array(manifest.utf8)))
    let original = ZipMaker(files.map { ZipMaker.Member($0.name, $0.bytes) })
    let copy = try fix(ZipMaker(original.members).bytes, all)
    let kinds = copy.list.map { String($0.prefix { $0 != " " }) }
    #expect(kinds.filter { $0 == "encoding" }.count == 1)
    #expect(kinds.filter { $0 == "manifest" }.count == 2)
    let after = try members(copy.bytes)
    #expect(String(decoding: after[1].bytes, as: UTF8.self).contains("Café"))
    // What was wrong before stays wrong: it tells of something else.
    #expect(String(decoding: after[3].bytes, as: UTF8.self).contains(hash))
    let left = rules(copy.bytes).filter { !$0.hasPrefix("WL-BERKAS-004") }
    #expect(left.map { $0.prefix(13) } == ["WL-BERKAS-020"])
  }

  @Test("An archive of reports and a broken ZIP are refused with a reason")
  func refusals() throws {
    let fixer = ReportFixer(form: form)
    let archive = ZipMaker([("a.csv", SampleCSV.report()), ("b.csv", SampleCSV.report())]).bytes
    #expect(try fixer.copy(MemorySource(archive), allowing: all, into: Kept()) == .refused(.archive))
    let cut = Array(WorkbookMaker(report: Self.report).bytes.dropLast(30))
    #expect(try fixer.copy(MemorySource(cut), allowing: all, into: Kept()) == .refused(.unreadable))
  }
}

@Suite("A ZIP of one report is that report")
struct LoneReportTests {
  @Test("The only file of a ZIP is read as if it were not packed", arguments: ["csv", "xml", "xlsx", "zip"])
  func lone(kind: String) throws {
    let bytes: [UInt8] =
      switch kind {
      case "csv": Array(SampleCSV.with("tanggal_lahir", "1990-02-30").utf8)
      case "xml": Array(SampleXML.report().utf8)
      case "xlsx": WorkbookMaker(report: SampleCSV.report()).bytes
      default: ZipMaker(sectionFiles(SampleCSV.report()).map { ($0.name + ".csv", $0.text) }).bytes
      }
    let (plain, expected) = reading(bytes)
    let (packed, found) = reading(ZipMaker([ZipMaker.Member("2025/laporan saya.\(kind)", bytes)]).bytes)
    #expect(found.isUsable)
    #expect(found.syntax == expected.syntax)
    #expect(packed.findings.map(\.rule) == plain.findings.map(\.rule))
    #expect(packed.batches.map(\.rowCount) == plain.batches.map(\.rowCount))
    if kind == "csv" { #expect(packed.findings.map(\.location.member) == ["2025/laporan saya.csv"]) }
  }

  @Test("What cannot be unpacked is named, and several reports point to the batch")
  func others() {
    var locked = ZipMaker.Member("laporan.csv", SampleCSV.report())
    locked.flags = 0x0801
    let (one, refused) = reading(ZipMaker([locked]).bytes)
    #expect(!refused.isUsable)
    #expect(one.findings.contains { $0.location.member == "laporan.csv" })
    let inner = ZipMaker([("a.csv", SampleCSV.report()), ("b.csv", SampleCSV.report())]).bytes
    for bytes in [inner, ZipMaker([ZipMaker.Member("dalam.zip", inner)]).bytes] {
      let (several, summary) = reading(bytes)
      #expect(!summary.isUsable)
      #expect(several.rules == ["WL-BERKAS-001"])
    }
  }
}
