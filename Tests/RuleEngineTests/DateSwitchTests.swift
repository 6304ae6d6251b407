import ReportModel
import RuleEngine
import Testing

/// Rules whose answer changes with the date, asked on both sides of the change.
@Suite("The date chooses the law")
struct DateSwitchTests {
  private let engine: Engine
  private let source = BuiltInSchemas()

  init() throws { engine = try Engine(source: source) }

  @Test(
    "The families of successive versions cover both sides of their change",
    arguments: [
      ("WL-JAM-006", "2020-11-01", "WL-JAM-007", "2020-11-02"),
      ("WL-JAM-008", "2020-11-01", "WL-JAM-009", "2020-11-02"),
      ("WL-PKWT-003", "2021-02-01", "WL-PKWT-007", "2021-02-02"),
      ("WL-K3-001", "2025-11-16", "WL-K3-002", "2025-11-17"),
    ]
  )
  func families(before: String, lastDay: String, after: String, firstDay: String) throws {
    let old = try #require(engine.pack.rule(before))
    let new = try #require(engine.pack.rule(after))
    let last = try #require(CivilDate(iso: lastDay))
    let first = try #require(CivilDate(iso: firstDay))
    #expect(old.interval(on: last) != nil)
    #expect(old.interval(on: first) == nil)
    #expect(new.interval(on: first) != nil)
    #expect(new.interval(on: last) == nil)
  }

  @Test("Every rule with a dated beginning has a case on each side of it")
  func bothSides() {
    let (cases, faults) = engine.pack.cases(from: source)
    #expect(faults.isEmpty)
    let tested = Dictionary(grouping: cases, by: \.rule)
    for rule in engine.pack.rules where !rule.isReading {
      #expect(tested[rule.key]?.contains { $0.expectation == .finds } ?? false, "\(rule.key)")
      #expect(tested[rule.key]?.contains { $0.expectation == .passes } ?? false, "\(rule.key)")
    }
  }
}
