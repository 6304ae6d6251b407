import ReportModel
import Testing

@testable import SubmissionStore

@Suite("History, on every back end")
struct HistoryContractTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Six reports that differ in one thing each from the first.
  private func filled(_ backEnd: BackEnd) throws -> any SubmissionStore {
    let store = try backEnd.open(scratch)
    let changes: [(inout Sample) -> Void] = [
      { _ in },
      { $0.kind = "PENDIRIAN" },
      { $0.period = 2023 },
      { ($0.verdict, $0.rules) = (.accepted, []) },
      { $0.region = "3171" },
      { ($0.submitter, $0.receivedAt) = ("budi@contoh.example", 1_800_000_000_000) },
    ]
    for (serial, change) in changes.enumerated() {
      var sample = Sample.of(company: serial + 1)
      change(&sample)
      try store.keep(sample, in: scratch)
    }
    return store
  }

  private func serials(_ store: any SubmissionStore, _ narrow: (inout HistoryQuery) -> Void) throws -> [Int] {
    var query = HistoryQuery()
    narrow(&query)
    return try store.history(query).submissions.map { $0.logPosition + 1 }
  }

  @Test("Each filter finds what it says and nothing else", arguments: BackEnd.all)
  func filters(_ backEnd: BackEnd) throws {
    let store = try filled(backEnd)
    #expect(try serials(store) { _ in } == [6, 5, 4, 3, 2, 1])
    #expect(try serials(store) { $0.kind = "PENDIRIAN" } == [2])
    #expect(try serials(store) { $0.periods = 2020...2024 } == [3])
    #expect(try serials(store) { $0.verdict = .accepted } == [4])
    #expect(try serials(store) { $0.region = "31" } == [5])
    #expect(try serials(store) { $0.region = "3171" } == [5])
    #expect(try serials(store) { $0.submitter = "budi@contoh.example" } == [6])
    #expect(try serials(store) { $0.receivedFrom = 1_800_000_000_000 } == [6])
    #expect(try serials(store) { $0.receivedBefore = 1_800_000_000_000 } == [5, 4, 3, 2, 1])
    #expect(try serials(store) { $0.rule = "WL-PKWT-007" } == [6, 5, 3, 2, 1])
    #expect(try serials(store) { $0.rule = "WL-PKWT-00" } == [])
    #expect(try serials(store) { $0.nib = "9120000000003" } == [3])
    #expect(try serials(store) { $0.company = "pt. contoh 4" } == [4])
    #expect(try serials(store) { $0.company = "%" } == [6, 5, 4, 3, 2, 1])
    #expect(try serials(store) { ($0.company, $0.region) = ("contoh", "32") } == [6, 4, 3, 2, 1])
  }

  @Test("A scope narrows every answer", arguments: BackEnd.all)
  func scopes(_ backEnd: BackEnd) throws {
    let store = try filled(backEnd)
    #expect(try serials(store) { $0.scope = .nothing } == [])
    #expect(try serials(store) { $0.scope = .own(submitter: "budi@contoh.example") } == [6])
    #expect(try serials(store) { $0.scope = .companies(nibs: ["9120000000001", "9120000000002"]) } == [2, 1])
    #expect(try serials(store) { $0.scope = .companies(nibs: []) } == [])
    #expect(try serials(store) { $0.scope = .regions(codes: ["31", "12"]) } == [5])
    #expect(try serials(store) { $0.scope = .regions(codes: []) } == [])
    let scopes: [AccessScope] = [
      .everything, .nothing, .own(submitter: "budi@contoh.example"), .companies(nibs: ["9120000000001"]),
      .regions(codes: ["3171"]),
    ]
    for submission in try store.history(HistoryQuery()).submissions {
      for scope in scopes {
        let found = try serials(store) { $0.scope = scope }.contains(submission.logPosition + 1)
        #expect(scope.includes(submission) == found)
      }
    }
  }

  @Test("Pages follow each other without gap or repetition while new reports arrive", arguments: BackEnd.all)
  func paging(_ backEnd: BackEnd) throws {
    let store = try filled(backEnd)
    var query = HistoryQuery()
    query.limit = 4
    let first = try store.history(query)
    try store.keep(.of(company: 99), in: scratch)
    query.after = first.next
    let second = try store.history(query)
    #expect(first.submissions.map(\.logPosition) == [5, 4, 3, 2])
    #expect(second.submissions.map(\.logPosition) == [1, 0])
    #expect(second.next == nil)
  }

  @Test("A page that ends the answer has no next one; limits are brought into range", arguments: BackEnd.all)
  func limits(_ backEnd: BackEnd) throws {
    let store = try filled(backEnd)
    var query = HistoryQuery()
    query.limit = 6
    #expect(try store.history(query).next == nil)
    query.limit = 0
    #expect(try store.history(query).submissions.count == 1)
    query.limit = .max
    #expect(try store.history(query).submissions.count == 6)
    for cursor in ["", "x", "s", "s-1", "s0", "6"] {
      query.after = cursor
      let query = query
      #expect(throws: StoreError.cursorUnusable) { _ = try store.history(query) }
    }
  }

  @Test("Only the latest versions, when asked", arguments: BackEnd.all)
  func latestOnly(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    try store.keep(Sample().correcting(first.number), in: scratch)
    #expect(try serials(store) { $0.latestOnly = true } == [2])
    #expect(try serials(store) { _ in } == [2, 1])
  }
}
