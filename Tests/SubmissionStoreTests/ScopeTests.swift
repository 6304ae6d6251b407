import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Scopes")
struct ScopeTests {
  @Test(
    "A scope's text is read back as it was written",
    arguments: [
      "nib:9120001112223#PUSAT", "nib:9120001112223#PUSAT,9120001112223#CABANG-1",
      "wilayah:32@2025-01-01..2026-12-31", "wilayah:32@2025-01-01..2026-12-31,3171",
    ]
  )
  func text(_ text: String) { #expect(AccessScope(text, account: "a")?.text == text) }

  @Test(
    "What is no scope is refused",
    arguments: [
      "nib:", "nib:x", "nib:1#", "nib:1#A,2#B", "nib:1#A,1", "nib:1#A B", "nib:#A", "nib:1#A#B,",
      "wilayah:32@", "wilayah:32@2025-01-01", "wilayah:32@2025-01-01..", "wilayah:32@2026-01-01..2025-01-01",
      "wilayah:@2025-01-01..2025-12-31", "wilayah:32@2025-02-30..2025-12-31", "wilayah:32@2025-01-01.2025-12-31",
      "wilayah:32@2025-01-01..2025-12-31@x", "", "sendiri ", "**", "wilayah:32, 31",
    ]
  )
  func refused(_ text: String) { #expect(AccessScope(text, account: "a") == nil) }

  @Test("An appointment holds from its first day to its last, in Western Indonesian Time")
  func appointment() throws {
    let scope = try #require(AccessScope("wilayah:32@2025-01-01..2025-12-31,3171", account: "a"))
    let account = Account(name: "a", role: .inspector, scope: scope, createdAt: 0)
    /// 2025-01-01T00:00:00+07:00
    let start: Int64 = 1_735_664_400_000
    #expect(account.asOf(start - 1).scope == .regions(codes: ["3171"]))
    #expect(account.asOf(start).scope == .regions(codes: ["32", "3171"]))
    #expect(account.asOf(start + 365 * 86_400_000 - 1).scope == .regions(codes: ["32", "3171"]))
    #expect(account.asOf(start + 365 * 86_400_000).scope == .regions(codes: ["3171"]))
    let ended = try #require(AccessScope("wilayah:32@2025-01-01..2025-01-01", account: "a"))
    #expect(Account(name: "a", role: .inspector, scope: ended, createdAt: 0).asOf(start + 86_400_000).scope == .nothing)
  }

  @Test("An appointment as such shows nothing, nor lets anything be filed")
  func appointmentAlone() throws {
    let scope = try #require(AccessScope("wilayah:32@2025-01-01..2026-12-31", account: "a"))
    var header = ReportHeader()
    header.region = "3273"
    #expect(!scope.allowsFiling(header))
    var query = HistoryQuery()
    query.scope = scope
    #expect(try FacetQuery(query).conditions.contains { $0.isEmpty })
  }

  @Test("A scope of units files for these units of this company only, however they are written")
  func units() throws {
    let scope = try #require(AccessScope("nib:9120001112223#CABANG-1", account: "a"))
    for (nib, unit, mayFile) in [
      ("9120001112223", "CABANG-1", true), ("9120001112223", "cabang 1", true), ("9120001112223", "PUSAT", false),
      ("9120001112224", "CABANG-1", false), (nil, "CABANG-1", false), ("9120001112223", nil, false),
    ] as [(String?, String?, Bool)] {
      var header = ReportHeader()
      (header.nib, header.unit) = (nib, unit)
      #expect(scope.allowsFiling(header) == mayFile, "\(nib ?? "-") \(unit ?? "-")")
    }
  }

  @Test("A scope of units sees what it may file", arguments: BackEnd.all)
  func unitsSeen(_ backEnd: BackEnd) throws {
    let scratch = try Scratch()
    let store = try backEnd.open(scratch)
    for (nib, unit) in [("9120001112223", "PUSAT"), ("9120001112223", "CABANG-1"), ("9120001112224", "CABANG-1")] {
      var sample = Sample()
      (sample.nib, sample.unit) = (nib, unit)
      sample.content = Array("kepala;\(nib);\(unit)\r\n".utf8)
      _ = try store.keep(sample, in: scratch)
    }
    var query = HistoryQuery()
    query.scope = try #require(AccessScope("nib:9120001112223#CABANG-1", account: "a"))
    let seen = try store.history(query).submissions
    #expect(seen.map(\.record.unit) == ["CABANG-1"])
    #expect(seen.map(\.details.nib) == ["9120001112223"])
    let all = try store.history(HistoryQuery()).submissions
    #expect(all.filter { query.scope.includes($0) } == seen)
  }

  @Test("What is owed is shown to companies for their own units only", arguments: BackEnd.all)
  func owed(_ backEnd: BackEnd) throws {
    let scratch = try Scratch()
    let store = try backEnd.open(scratch)
    _ = try store.keep(.of(company: 1), in: scratch)
    _ = try store.keep(.of(company: 2), in: scratch)
    let day = try #require(CivilDate(iso: "2027-06-01"))
    func count(_ scope: AccessScope) throws -> Int {
      var query = ObligationQuery(
        day: day,
        terms: ReportingTerms(daysAfterEvent: 30, annualMonth: 12, monthsOfStopMax: 24)
      )
      query.scope = scope
      return try store.obligations(query).count
    }
    let both = try count(.everything)
    #expect(both > 1)
    let nib = try #require(try store.history(HistoryQuery()).submissions.first?.details.nib)
    #expect(try count(.companies(nibs: [nib])) * 2 == both)
    #expect(try count(.own(submitter: "somebody else")) == 0)
    #expect(try count(.nothing) == 0)
  }
}
