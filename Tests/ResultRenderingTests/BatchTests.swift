import ReportModel
import Testing

@testable import ResultRendering

@Suite("A line of a batch says what its file came to")
struct BatchLineTests {
  @Test("What is written is read back")
  func roundTrip() throws {
    let assessment = Fixture.everything()
    let entry = try BatchEntry(
      line: Array(BatchLine.text(assessment, number: 7, brokenRules: ["WL-X-1: overflow"]).utf8)
    )
    #expect(entry.number == 7)
    #expect(entry.name == "laporan.csv")
    #expect(entry.bytes == 12_345)
    #expect(entry.verdict == assessment.verdict)
    #expect(entry.header.companyName == "PT Contoh Makmur")
    #expect(entry.header.workers == 37)
    #expect(entry.findings.map(\.rule) == assessment.findings.map(\.rule))
    #expect(entry.findings.map(\.count) == assessment.findings.map(\.count))
    #expect(entry.findings[0].location == assessment.findings[0].places[0].location)
    #expect(entry.unanswered.map(\.reason) == assessment.notAssessed.map(\.reason))
    #expect(entry.fault == nil)
  }

  @Test("The entry made from an assessment is the one its line gives")
  func sameEntry() throws {
    let assessment = Fixture.everything()
    let read = try BatchEntry(line: Array(BatchLine.text(assessment, number: 1).utf8))
    let made = BatchEntry(assessment)
    #expect(read.findings.map(\.message) == made.findings.map(\.message))
    #expect(read.pack == made.pack)
    #expect(VisitPriority(of: read).reasons == VisitPriority(of: assessment).reasons)
  }

  @Test("A fault keeps its name, its cause and the file", arguments: [BatchFault.Cause.file, .usage, .ours])
  func fault(_ cause: BatchFault.Cause) throws {
    let fault = BatchFault(kind: "crashed", cause: cause, message: Bilingual(id: "a \"b\"\n", en: "c\u{202E}"))
    let entry = try BatchEntry(line: Array(BatchLine.text(fault, number: 3, name: "x/\u{E9}\t.csv").utf8))
    #expect(entry.fault == fault)
    #expect(entry.name == "x/\u{E9}\t.csv")
    #expect(entry.verdict == (cause == .file ? .rejected : .notAssessed))
  }

  @Test(
    "What is not a line is refused",
    arguments: [
      "", "{", "{}", "[]", "{\"format\":\"wlkp-batch/2\"}", "{\"format\":\"wlkp-batch/1\"} x",
      "{\"format\":\"wlkp-batch/1\",\"number\":1.5}", "{\"format\":\"wlkp-batch/1\",\"name\":\"\\ud800\"}",
      "{\"format\":\"wlkp-batch/1\",\"x\":" + String(repeating: "[", count: 100_000),
    ]
  )
  func refused(_ text: String) {
    #expect(throws: JSONReader.Fault.self) { try BatchEntry(line: Array(text.utf8)) }
  }

  @Test("Keys of a later version are passed over")
  func laterKeys() throws {
    let text = "{\"format\":\"wlkp-batch/1\",\"baru\":[1,-2.5e3,{\"a\":\"\\\"\\u00e9\"},null,true],\"number\":4}"
    #expect(try BatchEntry(line: Array(text.utf8)).number == 4)
  }
}

@Suite("A summary counts a batch")
struct BatchSummaryTests {
  static func entry(_ number: Int, _ rules: [(String, Int)], workers: Int? = 37, region: String = "3273") -> BatchEntry
  {
    let places = { (count: Int) in Fixture.finding("", .compliance(.warning), places: [Fixture.place()], count: count) }
    var entry = BatchEntry(
      Fixture.assessment(
        rules.map { rule, count in
          var finding = places(count)
          finding.rule = rule
          return finding
        },
        name: "\(number).csv"
      ),
      number: number
    )
    entry.header.workers = workers
    entry.header.region = region
    return entry
  }

  @Test("Files, places, regions, sizes and verdicts are counted")
  func counts() {
    var summary = BatchSummary()
    summary.add(Self.entry(1, [("WL-UPAH-004", 3), ("WL-UPAH-004", 2)]))
    summary.add(Self.entry(2, [("WL-UPAH-004", 1), ("WL-K3-001", 1)], workers: 100, region: "3171"))
    summary.add(Self.entry(3, []))
    #expect(summary.files == 3)
    #expect(summary.rules["WL-UPAH-004"]?.files == 2)
    #expect(summary.rules["WL-UPAH-004"]?.places == 6)
    #expect(summary.areas["UPAH"]?.files == 2)
    #expect(summary.regions["3273"]?.files == 2)
    #expect(summary.regions["3273"]?.withFindings == 1)
    #expect(summary.sectors["14"]?.files == 3)
    #expect(summary.sizes[.large]?.files == 1)
    #expect(summary.verdicts[.accepted] == 1)
  }

  @Test("Points are weight times spread, and every one has its reason")
  func points() {
    let priority = VisitPriority(of: Self.entry(1, [("WL-K3-001", 100), ("WL-HI-001", 10), ("WL-LAP-004", 1)]))
    #expect(priority.reasons.map(\.points) == [15, 4, 1])
    #expect(priority.points == 20)
    #expect(priority.level == .high)
  }

  @Test("Missing data of a vital area is one point, missing earlier reports are none")
  func missing() {
    var entry = Self.entry(1, [])
    entry.unanswered = [
      BatchUnanswered(rule: "WL-UPAH-001", reason: .missingData, count: 4),
      BatchUnanswered(rule: "WL-UPAH-002", reason: .missingData, count: 1),
      BatchUnanswered(rule: "WL-TREN-001", reason: .needsPriorReports, count: 1),
      BatchUnanswered(rule: "WL-HI-001", reason: .missingData, count: 1),
    ]
    #expect(VisitPriority(of: entry).reasons.map(\.subject) == ["UPAH"])
    #expect(VisitPriority(of: entry).points == 1)
  }

  @Test("Data errors give no points")
  func dataErrors() {
    #expect(VisitPriority(of: Fixture.assessment([Fixture.finding(places: [Fixture.place()])])).points == 0)
  }

  @Test("The list of visits is bounded and keeps the first, whatever order they come in")
  func visits() {
    var (forward, backward) = (BatchSummary(), BatchSummary())
    let entries = (1...500).map { Self.entry($0, [("WL-K3-001", $0 % 7 * 20 + 1)], workers: $0 % 11) }
    for entry in entries { forward.add(entry) }
    for entry in entries.reversed() { backward.add(entry) }
    #expect(forward.visits.count == BatchSummary.visitsKept)
    #expect(forward.visits.map(\.number) == backward.visits.map(\.number))
    #expect(forward.visits.first?.priority.points == 15)
  }

  @Test("Every form says the same number of files and hides what a name could do")
  func forms() {
    var summary = BatchSummary()
    var entry = Self.entry(1, [("WL-K3-001", 1)])
    entry.name = "</script><img src=x>\u{1B}[2J.csv"
    entry.header.companyName = "=HYPERLINK(\"x\")<b>"
    summary.add(entry)
    let names = BatchNames(regions: ["3273": "Kota Bandung"])
    for language in Language.allCases {
      let text = BatchText(language: language, names: names).render(summary)
      let csv = BatchCSV(language: language, names: names).render(summary)
      let page = BatchPage(language: language, names: names)
      let html = page.beginning(summary) + page.row(entry) + page.ending()
      for form in [text, csv, html] {
        #expect(form.contains("Kota Bandung"))
        #expect(!form.unicodeScalars.contains("\u{1B}"))
      }
      #expect(csv.contains("\"'=HYPERLINK"))
      #expect(!html.contains("</script><img"))
      #expect(!html.contains("<b>\""))
      #expect(html.contains("<svg") && html.contains("<table>"))
    }
    #expect(BatchJSON(names: names).render(summary).contains("\"files\": 1"))
  }
}
