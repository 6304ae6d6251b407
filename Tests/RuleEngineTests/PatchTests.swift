import ReportForm
import ReportModel
import RuleEngine
import Testing

@Suite("A patch changes a rule from a day, and never moves it between classes")
struct PatchTests {
  private static let rule = MadeUpSchemas.rule(grade: "compliance.warning", extra: "in_force: [{ from: 2020-01-01 }]")

  private static func patch(_ lines: String, cases: String = "[{on: 2025-12-31, finds: false}]") -> String {
    """
    - patch: T-1
      \(lines)
      authority: Direktorat
      law: [Surat 1/2026]
      reason: {id: alasan, en: reason}
      cases: \(cases)
    """
  }

  private func source(_ patches: String...) -> PatchedSchemas {
    let files = patches.enumerated().map { (name: "\($0).yaml", bytes: Array($1.utf8)) }
    return PatchedSchemas(MadeUpSchemas(rules: Self.rule), adding: files)
  }

  private func pack(_ source: any SchemaSource) throws -> RulePack {
    let builtIn = BuiltInSchemas()
    let form = try FormDefinition.load { builtIn.text("report/1.0/" + $0) }
    return try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
  }

  private func faults(_ patches: String...) throws -> [PackFault] {
    let files = patches.enumerated().map { (name: "\($0).yaml", bytes: Array($1.utf8)) }
    do {
      _ = try pack(PatchedSchemas(MadeUpSchemas(rules: Self.rule), adding: files))
      return []
    } catch let refusal as PackRefusal {
      return refusal.faults
    }
  }

  private func windows(_ patches: String...) throws -> [String] {
    let files = patches.enumerated().map { (name: "\($0).yaml", bytes: Array($1.utf8)) }
    let rule = try #require(try pack(PatchedSchemas(MadeUpSchemas(rules: Self.rule), adding: files)).rules.first)
    return rule.intervals.map { interval in
      "\(interval.from?.description ?? "")/\(interval.to?.description ?? "")/\((interval.grade ?? rule.grade).name)"
    }
  }

  @Test("Deactivating leaves the days before it as they were")
  func deactivate() throws {
    #expect(
      try windows(Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01"))
        == ["2020-01-01/2025-12-31/compliance.warning"]
    )
  }

  @Test("Deactivating for a time splits the interval")
  func deactivateForATime() throws {
    #expect(
      try windows(Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2021-01-01\n  to: 2021-12-31"))
        == ["2020-01-01/2020-12-31/compliance.warning", "2022-01-01//compliance.warning"]
    )
  }

  @Test("Re-grading keeps the days and changes the grade from its day on")
  func regrade() throws {
    #expect(
      try windows(Self.patch("rule: WL-X-001\n  action: regrade\n  grade: compliance.info\n  from: 2026-01-01"))
        == ["2020-01-01/2025-12-31/compliance.warning", "2026-01-01//compliance.info"]
    )
  }

  @Test("Activating puts a rule in force on days it was not")
  func activate() throws {
    #expect(
      try windows(Self.patch("rule: WL-X-001\n  action: activate\n  from: 2018-01-01\n  to: 2018-12-31"))
        == ["2018-01-01/2018-12-31/compliance.warning", "2020-01-01//compliance.warning"]
    )
  }

  @Test("Later patches apply on top of earlier ones")
  func order() throws {
    let off = Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01")
    let on = Self.patch("rule: WL-X-001\n  action: activate\n  grade: compliance.info\n  from: 2027-01-01")
      .replacing("T-1", "T-2")
    #expect(
      try windows(off, on) == ["2020-01-01/2025-12-31/compliance.warning", "2027-01-01//compliance.info"]
    )
  }

  @Test("A patch is part of the pack's identity and told with its rule")
  func identity() throws {
    let plain = try pack(MadeUpSchemas(rules: Self.rule))
    let patched = try pack(source(Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01")))
    #expect(plain.hash != patched.hash)
    #expect(patched.rules.first?.patches.map(\.id) == ["T-1"])
    #expect(patched.rules.first?.writtenIntervals.count == 1)
    let without = try pack(
      PatchedSchemas(withoutPatches: source(Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01")))
    )
    #expect(without.hash == plain.hash)
  }

  @Test(
    "A faulty patch is refused with its place",
    arguments: [
      ("rule: WL-X-002\n  action: deactivate\n  from: 2026-01-01", "patches/~1-0.yaml:2:9", "the pack has no rule"),
      ("rule: WL-X-001\n  action: silence\n  from: 2026-01-01", "patches/~1-0.yaml:3:11", "is not a value of “action”"),
      ("rule: WL-X-001\n  action: regrade\n  from: 2026-01-01", "patches/~1-0.yaml:1:3", "“grade” is missing"),
      (
        "rule: WL-X-001\n  action: regrade\n  grade: data.error\n  from: 2026-01-01", "patches/~1-0.yaml:4:10",
        "different classes"
      ),
      (
        "rule: WL-X-001\n  action: regrade\n  grade: compliance.error\n  from: 2026-01-01", "patches/~1-0.yaml:4:10",
        "may not have severity error"
      ),
      ("rule: WL-X-001\n  action: deactivate", "patches/~1-0.yaml:1:3", "“from” is missing"),
      (
        "rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01\n  to: 2025-01-01", "patches/~1-0.yaml:5:7",
        "not before “from”"
      ),
    ]
  )
  func faulty(lines: String, place: String, words: String) throws {
    let faults = try faults(Self.patch(lines)).map(\.description)
    #expect(faults.contains { $0.hasPrefix(place) && $0.contains(words) }, "\(faults)")
  }

  @Test("A patch without a case is refused")
  func withoutCase() throws {
    let patch = Self.patch("rule: WL-X-001\n  action: deactivate\n  from: 2026-01-01", cases: "[]")
    #expect(try faults(patch).map(\.problem) == [.missingPatchCase])
  }

  @Test("A grade of an interval may not leave the class either")
  func intervalGrade() throws {
    let rule = MadeUpSchemas.rule(
      grade: "compliance.info",
      extra: "in_force: [{ from: 2020-01-01, grade: data.error }]"
    )
    do {
      _ = try pack(MadeUpSchemas(rules: rule))
      Issue.record("accepted")
    } catch let refusal as PackRefusal {
      #expect(refusal.faults.map(\.problem) == [.classChange(from: "compliance.info", to: "data.error")])
    }
  }
}

extension String {
  fileprivate func replacing(_ word: String, _ other: String) -> String {
    let parts = split(separator: word, omittingEmptySubsequences: false)
    return parts.joined(separator: other)
  }
}
