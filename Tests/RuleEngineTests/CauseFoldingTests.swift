import ReportModel
import Testing

@testable import RuleEngine

@Suite("What follows from an accident folds under the finding that names it")
struct CauseFoldingTests {
  private func finding(
    _ rule: String,
    _ grade: Grade = .data(.error),
    section: String? = "tenaga_kerja",
    field: String? = "tanggalLahir",
    count: Int = 1,
    cause: NamedCause? = nil
  ) -> Finding {
    let place = Place(location: Location(section: section, row: 1, field: field), message: Message(id: rule, en: rule))
    return Finding(
      rule: rule,
      grade: grade,
      severity: grade.severity,
      title: Bilingual(id: rule, en: rule),
      count: count,
      places: [place],
      law: [],
      cause: cause
    )
  }

  private func reading(_ cause: RootCause, section: String? = "tenaga_kerja", names: Bool = false) -> CauseGroup? {
    var finding = ReadingFinding(rule: "WL-BERKAS-001", location: Location(section: section), follows: cause)
    if names { finding.cause = NamedCause(id: cause, affected: 1) }
    return CauseGroup(finding)
  }

  private func entry(_ finding: Finding, _ group: CauseGroup? = nil, at order: Int = 0) -> CauseFolding.Entry {
    CauseFolding.Entry(finding: finding, part: finding.rule, group: group, order: [order])
  }

  private let monthFirst = NamedCause(id: .monthFirstDates, affected: 9)

  @Test("Followers of a named cause are folded with their counts, and the cause is as grave as they are")
  func folds() {
    let findings = CauseFolding.fold([
      entry(finding("WL-BERKAS-010", count: 7), reading(.monthFirstDates)),
      entry(
        finding("WL-BERKAS-011", .data(.warning), cause: monthFirst),
        reading(.monthFirstDates, names: true)
      ),
    ])
    #expect(findings.map(\.rule) == ["WL-BERKAS-011"])
    #expect(findings[0].followers.map(\.count) == [7])
    #expect(findings[0].severity == .error)
    #expect(Verdict(findings: findings) == .rejected)
  }

  @Test("A suspicion that nobody named folds nothing: the parts are one finding again, in order")
  func merges() {
    let suspected = entry(finding("WL-BERKAS-010", count: 2), reading(.monthFirstDates), at: 1)
    let plain = entry(finding("WL-BERKAS-010", count: 3), at: 0)
    let findings = CauseFolding.fold([suspected, plain])
    #expect(findings.map(\.count) == [5])
    #expect(findings[0].places.count == 2)
    #expect(findings[0].followers.isEmpty)
  }

  @Test("A cause in one section explains nothing in another")
  func sections() {
    let findings = CauseFolding.fold([
      entry(finding("WL-BERKAS-011", .data(.warning), cause: monthFirst), reading(.monthFirstDates, names: true)),
      entry(finding("WL-BERKAS-010", section: "pemilik"), reading(.monthFirstDates, section: "pemilik")),
    ])
    #expect(findings.count == 2)
    #expect(findings.allSatisfy { $0.followers.isEmpty })
  }

  @Test("Rules about the column of the cause follow; what a report admits never does")
  func rules() {
    let naming = entry(
      finding("WL-BERKAS-011", .data(.warning), cause: monthFirst),
      reading(.monthFirstDates, names: true)
    )
    let findings = CauseFolding.fold([
      naming, entry(finding("WL-ID-003", .data(.warning))), entry(finding("WL-USIA-003", .compliance(.warning))),
      entry(finding("WL-ID-001", .confirmable(once: .warning), field: "nik")),
    ])
    #expect(findings.first { $0.cause != nil }?.followers.map(\.rule) == ["WL-ID-003"])
    #expect(Set(findings.map(\.rule)) == ["WL-BERKAS-011", "WL-USIA-003", "WL-ID-001"])
  }

  @Test("When nothing in a section escaped, its data findings follow and its compliance findings do not")
  func wholeSection() {
    let findings = CauseFolding.fold([
      entry(
        finding("WL-BERKAS-001", cause: NamedCause(id: .shiftedColumns, affected: 4, isWholeSection: true)),
        reading(.shiftedColumns, names: true)
      ), entry(finding("WL-ID-001", .confirmable(once: .warning), field: "nik")),
      entry(finding("WL-UPAH-004", .compliance(.warning), field: "upahSebulan")),
    ])
    #expect(findings.map(\.rule) == ["WL-BERKAS-001", "WL-UPAH-004"])
    #expect(findings[0].followers.map(\.rule) == ["WL-ID-001"])
  }

  @Test("A cause of the whole file explains its followers in every section")
  func wholeFile() {
    let findings = CauseFolding.fold([
      entry(
        finding("WL-BERKAS-003", .data(.warning), section: nil, cause: NamedCause(id: .wrongEncoding, affected: 5)),
        reading(.wrongEncoding, section: nil, names: true)
      ), entry(finding("WL-BERKAS-010", section: "pemilik"), reading(.wrongEncoding, section: "pemilik")),
    ])
    #expect(findings.map(\.rule) == ["WL-BERKAS-003"])
    #expect(findings[0].followers.count == 1)
  }

  @Test("The order in which findings come changes nothing", arguments: 0..<6)
  func deterministic(turn: Int) {
    let entries = [
      entry(finding("WL-BERKAS-010", count: 7), reading(.monthFirstDates), at: 2),
      entry(
        finding("WL-BERKAS-011", .data(.warning), cause: monthFirst),
        reading(.monthFirstDates, names: true),
        at: 3
      ),
      entry(finding("WL-BERKAS-010", field: "tanggalMulaiKerja"), at: 1),
      entry(finding("WL-BERKAS-001"), reading(.shiftedColumns), at: 0),
      entry(finding("WL-BERKAS-001", field: "nik"), at: 4), entry(finding("WL-ID-003", .data(.warning))),
    ]
    func shape(_ entries: [CauseFolding.Entry]) -> [String] {
      CauseFolding.fold(entries).map { "\($0.rule) \($0.count) \($0.followers.map(\.rule))" }
    }
    #expect(shape(Array(entries[turn...] + entries[..<turn])) == shape(entries))
    #expect(shape(entries.reversed()) == shape(entries))
  }
}
