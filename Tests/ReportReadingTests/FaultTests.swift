import ReportModel
import ReportReading
import Testing

@Suite("Faults of the machine and of the sink")
struct FaultTests {
  @Test("A missing file and a directory are faults with a sentence, not findings")
  func files() {
    #expect(throws: ReadingFault.notFound(path: "/tidak/ada.csv")) { try FileSource(path: "/tidak/ada.csv") }
    #expect(throws: ReadingFault.isDirectory(path: "/tmp")) { try FileSource(path: "/tmp") }
    #expect(throws: ReadingFault.notRegular(path: "/dev/null")) { try FileSource(path: "/dev/null") }
    #expect(ReadingFault.isDirectory(path: "/tmp").sentence.id.contains("folder"))
  }

  @Test("A file is read through its source like memory")
  func fromDisk() throws {
    let source = try FileSource(path: #filePath)
    let sink = Recording()
    let summary = try ReportReader(form: form).read(source, into: sink)
    #expect(!summary.isUsable)
    #expect(sink.rules == ["WL-BERKAS-001"])
  }

  private final class Refusing: RecordSink {
    struct Refusal: Error {}
    var batches = 0
    func receive(_ layout: SectionLayout) {}
    func receive(_ batch: RecordBatch) throws {
      batches += 1
      throw Refusal()
    }
    func receive(_ finding: ReadingFinding) {}
  }

  @Test("A sink that refuses a batch stops the reading", arguments: [SampleCSV.report(), SampleXML.report()])
  func refusal(text: String) {
    let sink = Refusing()
    #expect(throws: ReadingFault.self) { try ReportReader(form: form).read(MemorySource(text), into: sink) }
    #expect(sink.batches == 1)
  }

  @Test("Limits are findings: file size, rows of a section, section lines")
  func limits() {
    var limits = ReadingLimits()
    limits.fileBytes = 100
    #expect(reading(SampleCSV.report(), limits: limits).0.rules == ["WL-BERKAS-002"])
    limits = .standard
    limits.streamedRows = 3
    let csv = reading(SampleCSV.report(workers: [String](repeating: SampleCSV.worker, count: 5)), limits: limits)
    #expect(csv.0.rules == ["WL-BERKAS-002"])
    #expect(!csv.1.isUsable)
    let xml = reading(SampleXML.report(workers: [String](repeating: SampleXML.worker, count: 5)), limits: limits)
    #expect(xml.0.rules == ["WL-BERKAS-002"])
    #expect(!xml.1.isUsable)
    limits = .standard
    limits.sectionLines = 3
    let many = SampleCSV.head + String(repeating: "[a]\nb\n", count: 9)
    #expect(reading(many, limits: limits).0.rules.contains("WL-BERKAS-002"))
  }
}
