import ReportModel
import Testing

@testable import SubmissionStore

@Suite("What a unit owes")
struct ObligationTests {
  private static let terms = ReportingTerms(daysAfterEvent: 30, annualMonth: 12, monthsOfStopMax: 12)

  private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  /// Reports as "KIND period received [event]".
  private func unit(_ lines: [String]) throws -> UnitReports {
    UnitReports(
      reports: try lines.enumerated().map { index, line in
        let words = line.split(separator: " ").map(String.init)
        return UnitReports.Report(
          number: ReportNumber(region: "3273", period: 2025, serial: Int64(index + 1)),
          kind: words[0],
          period: try #require(Int(words[1])),
          received: try Self.day(words[2]),
          event: words.count > 3 ? try Self.day(words[3]) : nil
        )
      }
    )
  }

  @Test(
    "Follows from what it filed",
    arguments: [
      (["TAHUNAN 2024 2024-12-10"], "2025-12-31", ["TAHUNAN 2025-12-31"]),
      // Filed late in January: twelve months later is later than December.
      (["TAHUNAN 2024 2025-01-20"], "2026-02-01", ["TAHUNAN 2026-01-20"]),
      (["TAHUNAN 2024 2024-12-10", "TAHUNAN 2025 2025-12-09"], "2026-03-01", ["TAHUNAN 2026-12-31"]),
      // What came after the day that is asked about is not known yet.
      (["TAHUNAN 2024 2024-12-10", "TAHUNAN 2025 2026-02-09"], "2026-01-05", ["TAHUNAN 2025-12-31"]),
      (["PENDIRIAN 2024 2024-03-10 2024-03-01"], "2025-06-01", ["TAHUNAN 2025-12-31"]),
      (["PENDIRIAN 2024 2024-03-10 2024-03-01", "TAHUNAN 2024 2024-12-02"], "2025-06-01", ["TAHUNAN 2025-12-31"]),
      (
        ["TAHUNAN 2025 2025-12-02", "PINDAH_SEBELUM 2026 2026-01-02 2026-03-01"], "2026-03-02",
        ["PINDAH_SESUDAH 2026-03-31", "TAHUNAN 2026-12-31"]
      ),
      // The move is still ahead.
      (["TAHUNAN 2025 2025-12-02", "PINDAH_SEBELUM 2026 2026-01-02 2026-03-01"], "2026-02-28", ["TAHUNAN 2026-12-31"]),
      (
        [
          "TAHUNAN 2025 2025-12-02", "PINDAH_SEBELUM 2026 2026-01-02 2026-03-01",
          "PINDAH_SESUDAH 2026 2026-03-20 2026-03-01",
        ], "2026-04-02", ["TAHUNAN 2026-12-31"]
      ),
      (
        ["TAHUNAN 2024 2024-12-02", "PENGHENTIAN 2025 2025-01-02 2025-02-28"], "2026-01-15",
        ["JALAN_KEMBALI 2026-02-28"]
      ),
      (
        [
          "TAHUNAN 2024 2024-12-02", "PENGHENTIAN 2025 2025-01-02 2025-02-28",
          "JALAN_KEMBALI 2025 2025-06-10 2025-06-01",
        ], "2026-01-15", ["TAHUNAN 2025-12-31"]
      ),
      (["TAHUNAN 2024 2024-12-02", "PEMBUBARAN 2025 2025-01-02 2025-02-28"], "2026-01-15", []),
      // Dissolution announced, its day not come: the yearly report is still owed.
      (["TAHUNAN 2024 2024-12-02", "PEMBUBARAN 2025 2025-12-02 2026-02-28"], "2026-01-15", ["TAHUNAN 2025-12-31"]),
      ([], "2026-01-15", []),
    ]
  )
  func follows(_ reports: [String], _ day: String, _ expected: [String]) throws {
    let found = try unit(reports).obligations(on: Self.day(day), Self.terms)
    #expect(found.map { "\($0.duty.rawValue) \($0.due)" } == expected)
  }

  @Test("Is found per region as of any day, the longest overdue first", arguments: BackEnd.all)
  func query(_ backEnd: BackEnd) throws {
    let scratch = try Scratch()
    let store = try backEnd.open(scratch)
    for (index, region) in ["3273", "3171", "3204"].enumerated() {
      var sample = Sample.of(company: index)
      (sample.region, sample.period) = (region, 2024 - index)
      // 2024-12-02, and a year earlier for each next one.
      sample.receivedAt = 1_733_100_000_000 - Int64(index) * 31_536_000_000
      try store.keep(sample, in: scratch)
    }
    var query = ObligationQuery(day: try Self.day("2026-01-10"), terms: Self.terms)
    #expect(try store.obligations(query).map(\.region) == ["3204", "3171", "3273"])
    query.regions = ["32"]
    #expect(try store.obligations(query).map(\.region) == ["3204", "3273"])
    #expect(try store.obligations(query).map { $0.obligation.daysOverdue(on: query.day) } == [741, 10])
    query.daysOverdueMin = 11
    #expect(try store.obligations(query).count == 1)
    query.day = try Self.day("2025-12-31")
    query.daysOverdueMin = 1
    #expect(try store.obligations(query).map(\.region) == ["3204"])
    query.daysOverdueMin = -30
    #expect(try store.obligations(query).count == 2)
    query.scope = .regions(codes: ["31"])
    #expect(try store.obligations(query).isEmpty)
  }
}
