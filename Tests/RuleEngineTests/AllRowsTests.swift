import Foundation
import ReportForm
import ReportModel
import RuleEngine
import Testing

/// Medians, groups and duplicates need all rows at once; how much memory they get must not change what is said.
@Suite("Rules that need all rows say the same in little memory")
struct AllRowsTests {
  private let pack: RulePack

  init() throws { pack = try Engine().pack }

  private func judged(_ batches: [RecordBatch], _ scratch: ScratchSpace, only: Set<String>? = nil) -> RunResult {
    let run = RuleRun(pack: pack, circumstances: Circumstances(scratch: scratch), only: only)
    for section in pack.form.sections where batches.contains(where: { $0.shape == section.shape }) {
      run.receive(
        SectionLayout(section: section.name, fileSection: section.csv, headings: section.fields.map(\.csv))
      )
    }
    for batch in batches where !batch.shape.isStreamed { run.receive(batch) }
    for batch in batches where batch.shape.isStreamed { run.receive(batch) }
    return run.finish()
  }

  private func lines(_ result: RunResult) -> [String] {
    result.findings.map { finding in
      "\(finding.rule) \(finding.severity) \(finding.count) "
        + finding.places.map { "\($0.location) \($0.message.text(.id, reveal: true))" }.joined(separator: " / ")
    } + result.notAssessed.map { "\($0)" } + result.faults.map { "\($0)" }
  }

  @Test("Random reports come to the same result", arguments: 300..<306, [0, 64, 5_000])
  func randomReports(seed: UInt64, memory: Int) {
    var maker = RandomReports(seed: seed)
    let habit = CellHabit(absent: 0, empty: 2, damaged: 1)
    let batches = maker.report(of: pack.form, workers: [70, 9, 300], habit: habit)
    let plenty = lines(judged(batches, .standard))
    #expect(lines(judged(batches, ScratchSpace(memoryBytes: memory))) == plenty)
    #expect(!plenty.isEmpty)
  }

  /// A header that says the day.
  private func header() throws -> RecordBatch {
    let shape = try #require(pack.form.section("kepala")?.shape)
    var builder = RecordBatchBuilder(shape: shape)
    builder.beginRow(at: .unknown)
    let day = try #require(CivilDate(iso: "2025-12-01"))
    builder.set(
      number: Int64(day.dayNumber),
      field: try #require(shape.index(of: "tanggalKeadaan")),
      at: .unknown
    )
    builder.endRow()
    return builder.finish()
  }

  /// A header, and workers with these NIK in batches of a few rows.
  private func workers(_ niks: [String]) throws -> [RecordBatch] {
    let shape = try #require(pack.form.section("tenagaKerja")?.shape)
    let nik = try #require(shape.index(of: "nik"))
    var builder = RecordBatchBuilder(shape: shape, present: shape.fields.indices.map { $0 == nik })
    var batches = [try header()]
    for (row, text) in niks.enumerated() {
      builder.beginRow(at: SourcePosition(byte: Int64(row * 100), line: row + 2, column: 1))
      Array(text.utf8).withUnsafeBytes {
        builder.set(text: $0, field: nik, at: SourcePosition(byte: Int64(row * 100 + 3), line: row + 2, column: 4))
      }
      builder.endRow()
      if row % 7 == 6 { batches.append(builder.finish()) }
    }
    return batches + [builder.finish()]
  }

  @Test("Every duplicate is found beyond memory, at its place and with its first row", arguments: [0, 32, 320])
  func duplicates(memory: Int) throws {
    let niks = (0..<100).map { "31710141019\($0 % 40 + 10001)" }
    let rule = try #require(pack.rules.first { $0.text.each == "tenagaKerja" && $0.text.id == "WL-ID-007" })
    let batches = try workers(niks)
    let plenty = judged(batches, .standard, only: [rule.key])
    let little = judged(batches, ScratchSpace(memoryBytes: memory), only: [rule.key])
    #expect(plenty.findings.first?.count == 60)
    #expect(lines(little) == lines(plenty))
    #expect(little.findings.first?.places.first?.location.position.line == 42)
  }

  @Test("No room at all is a fault of ours, never the report's pass")
  func noRoom() throws {
    let scratch = ScratchSpace(memoryBytes: 0, directory: "/nowhere/at/all")
    let result = judged(try workers(["3171014101909901", "3171014101909902"]), scratch, only: ["WL-ID-007a"])
    #expect(result.faults.map(\.error) == ["scratch-errno-2"])
  }
}

@Suite("Values over all rows")
struct CollectionTests {
  private static let definitions = """
    - name: tengah
      type: decimal
      each: waktuKerja
      where: has(wk.hariPerMinggu)
      median: wk.hariPerMinggu
      meaning: {id: x, en: x}
    - name: berbeda
      type: int
      each: waktuKerja
      distinct: wk.polaWaktuKerja
      meaning: {id: x, en: x}
    - name: pola
      each: waktuKerja
      group: {nama: wk.polaWaktuKerja}
      columns:
        banyak: {count: "true"}
        jumlah: {sum: wk.hariPerMinggu, where: has(wk.hariPerMinggu)}
        tengah: {median: wk.hariPerMinggu, where: has(wk.hariPerMinggu)}
        besar: {max: wk.hariPerMinggu, where: has(wk.hariPerMinggu)}
      meaning: {id: x, en: x}
    """
  private static let rows = """
    {polaWaktuKerja: "NORMAL_5", hariPerMinggu: 5}, {polaWaktuKerja: "NORMAL_6", hariPerMinggu: 6}, \
    {polaWaktuKerja: "NORMAL_5", hariPerMinggu: 4}, {polaWaktuKerja: "SHIFT", hariPerMinggu: null}
    """

  private func answer(_ holds: String, memory: Int = 1 << 20) throws -> RuleCase.Answer {
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    let names =
      form.sections.first { $0.name == "waktuKerja" }?.shape.fields.compactMap { field -> [String]? in
        if field.name == "polaWaktuKerja", case .code(let codes) = field.kind { codes.codes } else { nil }
      }.first ?? []
    var rows = Self.rows
    for (index, name) in ["NORMAL_5", "NORMAL_6", "SHIFT"].enumerated() where index < names.count {
      rows = rows.replacing("\"\(name)\"", with: "\"\(names[index])\"")
    }
    let rule = MadeUpSchemas.rule(each: nil, holds: "'\(holds)'")
    let head = rule.prefix(upTo: try #require(rule.range(of: "cases:")).upperBound)
    let cases = ["true", "false"].map { "\n    - {on: 2025-12-31, given: {waktuKerja: [\(rows)]}, finds: \($0)}" }
    let source = MadeUpSchemas(rules: head + cases.joined(), definitions: Self.definitions)
    let pack = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
    let first = try #require(pack.cases(from: source).cases.first)
    guard case .given(let batches) = first.report else { return try #require(nil) }
    var circumstances = first.circumstances
    circumstances.scratch = ScratchSpace(memoryBytes: memory)
    return pack.answer(first.rule, about: batches, in: circumstances)
  }

  @Test(
    "Medians, different values and groups are what they are by hand",
    arguments: [
      "tengah == 5", "berbeda == 3", "pola.size() == 3", "pola[0].banyak == 2 && pola[0].jumlah == 9",
      "pola[0].tengah == decimal(\"4.5\") && pola[1].tengah == 6", "pola[0].besar == 5",
      "!has(pola[2].tengah) && pola[2].jumlah == 0",
    ],
    [0, 1 << 20]
  )
  func values(_ holds: String, memory: Int) throws {
    #expect(try answer(holds, memory: memory).said == .passes)
  }

  @Test("Canary: a wrong value is found")
  func canary() throws {
    #expect(try answer("tengah == 6").said == .finds)
  }

  @Test("A rule about rows that reads such a value must say that it waits for all rows")
  func mustBeSaid() throws {
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    let definitions = """
      - name: tengah
        type: decimal
        each: tenagaKerja
        median: tk.upahSebulan
        meaning: {id: x, en: x}
      """
    func faults(_ extra: String) -> [PackFault] {
      let rule = MadeUpSchemas.rule(each: "tenagaKerja", holds: "tk.upahSebulan <= tengah", extra: extra)
      let source = MadeUpSchemas(rules: rule, definitions: definitions)
      do throws(PackRefusal) {
        _ = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
        return []
      } catch {
        return error.faults
      }
    }
    #expect(faults("").map(\.problem) == [.needsAllRows(key: "holds", name: "tengah")])
    #expect(faults("all_rows: true").isEmpty)
  }
}
