import Dispatch
import ReportForm
import ReportModel
import RuleEngine
import Testing

/// Judging by columns is the fast way, judging row by row the definition: nothing in a result may tell them apart.
@Suite("Judging by columns says what judging row by row says")
struct ColumnAgreementTests {
  private let pack: RulePack

  init() throws { pack = try Engine().pack }

  private func judged(
    _ batches: [RecordBatch],
    by evaluation: RuleRun.Evaluation,
    isArchive: Bool = false,
    beside: (any SideWorker)? = nil
  ) -> RunResult {
    let circumstances = Circumstances(isArchive: isArchive)
    let run = RuleRun(pack: pack, circumstances: circumstances, evaluation: evaluation, beside: beside)
    for section in pack.form.sections where batches.contains(where: { $0.shape == section.shape }) {
      run.receive(
        SectionLayout(section: section.name, fileSection: section.csv, headings: section.fields.map(\.csv))
      )
    }
    for batch in batches where !batch.shape.isStreamed { run.receive(batch) }
    for batch in batches where batch.shape.isStreamed { run.receive(batch) }
    return run.finish()
  }

  @Test("Random reports come to the same result, whatever their cells hold", arguments: 0..<24)
  func randomReports(seed: UInt64) {
    var maker = RandomReports(seed: seed)
    let batches = maker.report(of: pack.form, workers: [5, 40, 300, 9])
    let isArchive = seed.isMultiple(of: 3)
    let byRows = judged(batches, by: .rows, isArchive: isArchive)
    let byColumns = judged(batches, by: .columns, isArchive: isArchive)
    expectSame(byColumns, byRows)
    #expect(!byRows.findings.isEmpty)
  }

  @Test("A batch longer than the evaluator's registers comes to the same result", arguments: 100..<102)
  func longBatches(seed: UInt64) {
    var maker = RandomReports(seed: seed)
    let batches = maker.report(of: pack.form, workers: [1_030, 17])
    expectSame(judged(batches, by: .columns), judged(batches, by: .rows))
  }

  @Test("Passes over all rows beside the rules about rows change nothing", arguments: 400..<406)
  func sharedRules(seed: UInt64) {
    var maker = RandomReports(seed: seed)
    let batches = maker.report(of: pack.form, workers: [20, 300, 1_024, 3, 700])
    let shared = judged(batches, by: .columns, beside: QueueWorker())
    expectSame(shared, judged(batches, by: .columns))
    expectSame(shared, judged(batches, by: .rows))
  }

  @Test("Many batches of rows that lack the same cells come to the same result", arguments: 500..<504)
  func knownGaps(seed: UInt64) {
    var maker = RandomReports(seed: seed)
    let sparse = CellHabit(absent: 30, empty: 25, damaged: 0)
    let batches = maker.report(of: pack.form, workers: [64, 64, 64, 64, 64, 64], habit: sparse)
    expectSame(judged(batches, by: .columns), judged(batches, by: .rows))
  }

  @Test("The comparison sees one cell in a thousand", arguments: 200..<204)
  func oneCell(seed: UInt64) throws {
    let tidy = CellHabit(absent: 0, empty: 0, damaged: 0)
    var maker = RandomReports(seed: seed)
    var same = RandomReports(seed: seed)
    let batches = maker.report(of: pack.form, workers: [200], habit: tidy)
    var changed = same.report(of: pack.form, workers: [200], habit: tidy)
    let workers = try #require(changed.firstIndex { $0.shape.isStreamed })
    let shape = changed[workers].shape
    let field = try #require(shape.index(of: "kewarganegaraan"))
    changed[workers] = changed[workers].damaged(field: field, row: 123)
    let byRows = ResultText(judged(batches, by: .rows))
    #expect(ResultText(judged(batches, by: .columns)) == byRows)
    #expect(ResultText(judged(changed, by: .columns)) != byRows)
  }

  @Test("Reports judged one after the other and side by side share buffers and nothing else")
  func keptBuffers() async {
    let reports = (300..<305).map { (seed: UInt64) in
      var maker = RandomReports(seed: seed)
      return maker.report(of: pack.form, workers: [30, 12])
    }
    let expected = reports.map { judged($0, by: .rows) }
    for (report, result) in zip(reports + reports, expected + expected) {
      expectSame(judged(report, by: .columns), result)
    }
    await withTaskGroup(of: (Int, RunResult).self) { group in
      for index in Array(reports.indices) + Array(reports.indices) {
        group.addTask { (index, judged(reports[index], by: .columns)) }
      }
      for await (index, result) in group { expectSame(result, expected[index]) }
    }
  }

  private func expectSame(_ found: RunResult, _ expected: RunResult) {
    #expect(ResultText(found).head == ResultText(expected).head)
    #expect(found.notAssessed == expected.notAssessed)
    #expect(found.findings.map(\.rule) == expected.findings.map(\.rule))
    for (one, other) in zip(found.findings, expected.findings) {
      #expect(ResultText.lines(one) == ResultText.lines(other))
    }
  }
}

/// Work on another thread, in order.
private struct QueueWorker: SideWorker {
  private let queue = DispatchQueue(label: "passes")

  func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
  func wait() { queue.sync {} }
}

/// Everything a result says, as text.
private struct ResultText: Equatable {
  let head: String
  let notAssessed: [NotAssessed]
  let findings: [[String]]

  init(_ result: RunResult) {
    let days = [result.received, result.reference].map { $0?.description ?? "-" }
    head = "\(result.header) \(result.rows) \(result.rulesAsked) \(result.faults) \(days)"
    notAssessed = result.notAssessed
    findings = result.findings.map(Self.lines)
  }

  static func lines(_ finding: Finding) -> [String] {
    let head = "\(finding.rule) \(finding.grade) \(finding.severity) \(finding.count) \(finding.confirmation ?? "-")"
    return [head]
      + finding.places.map { place in
        "\(place.location) \(place.message.text(.id, reveal: true)) \(place.value?.unmasked ?? "-")"
      }
  }
}
