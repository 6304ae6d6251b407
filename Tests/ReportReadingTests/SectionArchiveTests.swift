import ReportModel
import ReportReading
import Testing

/// The sections of a CSV report, each as a file of its own.
func sectionFiles(_ report: String, delimiter: String = ",") -> [(name: String, text: String)] {
  var files: [(name: String, text: String)] = []
  for line in report.split(separator: "\n") {
    if line.hasPrefix("[") {
      files.append((name: String(line.dropFirst().prefix { $0 != "]" }), text: ""))
    } else {
      files[files.count - 1].text +=
        line.split(separator: ",", omittingEmptySubsequences: false)
        .joined(separator: delimiter) + "\n"
    }
  }
  return files
}

private func zipped(_ files: [(name: String, text: String)], folder: String = "") -> [UInt8] {
  ZipMaker(files.map { (folder + $0.name + ".csv", $0.text) }).bytes
}

@Suite("A ZIP of one CSV per section is one report")
struct SectionArchiveTests {
  @Test(
    "It gives the same records as the CSV of all sections, in whatever order and folder",
    arguments: ["", "2025/unit/"]
  )
  func sameRecords(folder: String) {
    let report = SampleCSV.report()
    let (plain, plainSummary) = reading(report)
    let (packed, summary) = reading(zipped(sectionFiles(report).reversed(), folder: folder))
    #expect(summary.isUsable)
    #expect(summary.syntax.kind == .csvArchive)
    #expect(summary.rows == plainSummary.rows)
    for section in ["kepala", "identitasPerusahaan", "tenagaKerja"] {
      #expect(packed.rows(section) == plain.rows(section))
    }
    #expect(packed.graveRules == plain.graveRules)
    #expect(packed.layouts.last?.section == "tenagaKerja")
  }

  @Test("A finding names the member, and the line and cell in it")
  func member() throws {
    let report = SampleCSV.with("tanggal_lahir", "31/02/1990")
    let (sink, _) = reading(zipped(sectionFiles(report)))
    let finding = try #require(sink.findings("WL-BERKAS-010").first)
    #expect(finding.location.member == "tenaga_kerja.csv")
    #expect(finding.location.cell == "G2")
    #expect(finding.location.position.line == 2)
  }

  @Test("Each member has its own delimiter and encoding")
  func dialects() {
    var files = sectionFiles(SampleCSV.report())
    files[2] = sectionFiles(SampleCSV.report(), delimiter: ";")[2]
    var maker = ZipMaker(files.map { ($0.name + ".csv", $0.text) })
    let utf16: [UInt8] = [0xFF, 0xFE] + files[1].text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    maker.members[1].bytes = utf16
    let (sink, summary) = reading(maker.bytes)
    #expect(summary.isUsable)
    #expect(sink.graveRules.isEmpty)
    #expect(sink.cell("identitasPerusahaan", "namaPerusahaan") == "PT Contoh Sejahtera")
    #expect(sink.cell("tenagaKerja", "upahSebulan") == "4250000")
  }

  @Test("A number written one way in one member decides how another member's is read")
  func sharedConvention() {
    let heading = SampleCSV.workerHeading.replacing("nomor_urut,", "")
    let row = SampleCSV.worker.replacing("1,PUSAT", "PUSAT").replacing("4250000", "4.250.000")
    let files = sectionFiles(SampleCSV.report(workers: [row], heading: heading))
    let (sink, summary) = reading(zipped(files))
    #expect(summary.isUsable)
    #expect(sink.cell("tenagaKerja", "upahSebulan") == "4250000")
  }

  @Test("A member that is no section is refused by name, a nearly right one with a hint")
  func unknownMember() {
    let (sink, _) = reading(
      zipped(sectionFiles(SampleCSV.report()) + [("tenaga_kerjaa", "a\nb\n"), ("catatan", "x\n")])
    )
    let words = sink.findings("WL-BERKAS-001").compactMap { $0.detail?.text(.id) }
    #expect(words.contains { $0.contains("tenaga_kerjaa") && $0.contains("[tenaga_kerja]?") })
    #expect(words.contains { $0.contains("[catatan]") })
  }

  @Test("A lone list of workers is a draft")
  func draft() {
    let files = sectionFiles(SampleCSV.report()).filter { $0.name == "tenaga_kerja" }
    let (sink, _) = reading(zipped(files))
    #expect(sink.rules.contains("WL-BERKAS-005"))
  }

  @Test("A damaged or protected member is named, and the report is not judged")
  func damagedMember() throws {
    for change in [{ $0.checksum = 7 }, { $0.flags |= 1 }] as [(inout ZipMaker.Member) -> Void] {
      var maker = ZipMaker(sectionFiles(SampleCSV.report()).map { ($0.name + ".csv", $0.text) })
      change(&maker.members[2])
      let (sink, summary) = reading(maker.bytes)
      #expect(!summary.isUsable)
      let finding = try #require(sink.findings("WL-BERKAS-001").first)
      #expect(finding.location.member == "tenaga_kerja.csv")
    }
  }

  @Test("An archive of several reports says what it is and points to the batch")
  func archive() {
    let (sink, summary) = reading(ZipMaker([("a.csv", SampleCSV.report()), ("b.csv", SampleCSV.report())]).bytes)
    #expect(!summary.isUsable)
    #expect(sink.findings.first?.detail?.text(.id).contains("wlkp batch") == true)
  }
}

@Suite("The manifest of a ZIP is compared with what the ZIP holds")
struct ManifestTests {
  private static let rows = "nama_berkas;jumlah_baris;sha256\n"

  private func words(_ manifest: String, _ change: (inout ZipMaker) -> Void = { _ in }) -> [String] {
    var files = sectionFiles(SampleCSV.report()).map { ($0.name + ".csv", $0.text) }
    files.insert(("manifest.csv", manifest), at: 0)
    var maker = ZipMaker(files)
    change(&maker)
    let (sink, _) = reading(maker.bytes)
    return sink.findings.filter { !["WL-BERKAS-004"].contains($0.rule) }.map {
      "\($0.rule) \($0.location.member ?? "-") \($0.location.position.line) \($0.detail?.text(.id) ?? "")"
    }
  }

  @Test("A manifest that is right says nothing")
  func right() {
    // The SHA-256 of the heading and row of [identitas_perusahaan] as sha256sum gives it.
    let hash = "f05cffac0381989d5724f0811bebd46dda2fdef5dbc74bcee32ce98d70a50f0d"
    #expect(words(Self.rows + "kepala.csv;1;\nidentitas_perusahaan.csv;1;\(hash)\ntenaga_kerja.csv;1;\n").isEmpty)
  }

  @Test("A lost member, wrong rows, a wrong hash and an unlisted member are told with their line")
  func wrong() {
    let found = words(Self.rows + "kepala.csv;1;00ff\ntenaga_kerja.csv;7;\npemilik.csv;2;\n")
    #expect(found.contains { $0.hasPrefix("WL-BERKAS-020 manifest.csv 2") && $0.contains("sha256") })
    #expect(found.contains { $0.hasPrefix("WL-BERKAS-020 manifest.csv 3") && $0.contains("7 baris") })
    #expect(found.contains { $0.hasPrefix("WL-BERKAS-020 manifest.csv 4") && $0.contains("pemilik.csv") })
    #expect(found.contains { $0.hasPrefix("WL-BERKAS-020") && $0.contains("identitas_perusahaan.csv tidak disebut") })
    #expect(found.count == 4)
  }

  @Test("A manifest without its heading is told")
  func noHeading() {
    #expect(words("a,b\n1,2\n").contains { $0.contains("manifest.csv tidak dapat dibaca") })
  }
}
