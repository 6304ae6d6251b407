import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("An account that sees its own reports")
struct OwnCompanyTests {
  private let scratch: Scratch
  private let store: SQLiteSubmissionStore

  init() throws {
    scratch = try Scratch()
    store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
  }

  private func filing(_ company: Int, period: Int = 2025) throws -> Filing {
    var sample = Sample.of(company: company)
    sample.period = period
    sample.content += Array("\(period)".utf8)
    var filing = try sample.filing(in: scratch)
    filing.scope = .own(submitter: filing.submitter)
    return filing
  }

  private func isOtherCompany(_ outcome: FilingOutcome) -> Bool {
    if case .refused(.otherCompany) = outcome { true } else { false }
  }

  @Test("Becomes with its first report the account of that company")
  func bound() throws {
    guard case .accepted = try store.file(filing(1)) as FilingOutcome,
      case .accepted = try store.file(filing(1, period: 2024)) as FilingOutcome
    else {
      Issue.record("not accepted")
      return
    }
    #expect(isOtherCompany(try store.file(filing(2))))
  }

  @Test("Of two first reports for two companies in one group, one is kept")
  func together() throws {
    let answers = store.group.write(try [1, 2].map { .filing(try store.prepare(filing($0))) })
    try inspect(answers)
  }

  @Test("Of two first reports that were both made ready before either was kept, one is kept")
  func apart() throws {
    let prepared = try [1, 2].map { try store.prepare(filing($0)) }
    try inspect(prepared.flatMap { store.group.write([.filing($0)]) })
  }

  private func inspect(_ answers: [Result<WriteAnswer, any Error>]) throws {
    guard case .success(.filing(.accepted)) = answers[0], case .success(.filing(.refused(.otherCompany))) = answers[1]
    else {
      Issue.record("\(answers)")
      return
    }
    #expect(try store.history(HistoryQuery()).submissions.count == 1)
    #expect(try store.check().isClean)
  }

  @Test("With its companies named in its scope, an account files for each of them")
  func named() throws {
    for company in [1, 2] {
      var filing = try filing(company)
      filing.scope = .everything
      guard case .accepted = try store.file(filing) as FilingOutcome else {
        Issue.record("not accepted")
        return
      }
    }
  }
}
