import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Synchronization
import Testing

@testable import HTTPServer

@Suite("Judgements that nobody waits for")
struct JobTests {
  private static let wish: HTTPFields = [.prefer: "respond-async"]

  /// The state once the work is done.
  private func done(
    _ address: String,
    _ client: some TestClientProtocol,
    _ headers: HTTPFields
  ) async throws -> TestResponse {
    for _ in 0..<100 {
      let answer = try await client.get(address, headers)
      if try answer.status != .ok || answer.json["state"] as? String == "done" { return answer }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CancellationError()
  }

  @Test("A filing is taken at once; its address tells its state, and then the very answer")
  func filing() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company").merging(Self.wish)
      let taken = try await client.post("/v1/submissions", SampleReports.accepted(), headers)
      #expect(taken.status == .accepted)
      #expect(taken.headers[.preferenceApplied] == "respond-async")
      let address = try #require(taken.headers[.location])
      let state = try await done(address, client, headers)
      #expect(try state.json["status"] as? Int == 201)
      let result = try await client.get(address + "/result", headers)
      #expect(result.status == .created)
      let number = try #require(try result.json["number"] as? String)
      #expect(result.headers[.location] == "/v1/submissions/\(number)")
      #expect(try await gate.store.submission(number) != nil)
    }
  }

  @Test("A problem is the result, too")
  func rejected() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company").merging(Self.wish)
      let taken = try await client.post("/v1/submissions", SampleReports.rejected, headers)
      let address = try #require(taken.headers[.location])
      _ = try await done(address, client, headers)
      let result = try await client.get(address + "/result", headers)
      #expect((result.status, result.problem) == (.unprocessableContent, "rejected"))
    }
  }

  @Test("Only the account that sent it finds it; one of nobody in particular is found by its address")
  func owner() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company").merging(Self.wish)
      let taken = try await client.post("/v1/validations", SampleReports.accepted(), headers)
      let address = try #require(taken.headers[.location])
      for caller in [nil, "rival", "auditor", "administrator"] {
        for path in [address, address + "/result"] {
          #expect(try await client.get(path, gate.authorization(caller)).status == .notFound)
        }
      }
      #expect(try await client.get(address, gate.authorization("company")).status == .ok)
      let open = try await client.post("/v1/validations", SampleReports.accepted(), Self.wish)
      #expect(try await done(try #require(open.headers[.location]), client, [:]).status == .ok)
      #expect(try await client.get("/v1/jobs/\(String(repeating: "0", count: 32))").status == .notFound)
    }
  }

  @Test("There are no more of them than allowed")
  func bounded() async throws {
    var configuration = ServerConfiguration()
    configuration.jobsMax = 1
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.router) { client in
      #expect(try await client.post("/v1/validations", "x", Self.wish).status == .accepted)
      let answer = try await client.post("/v1/validations", "x", Self.wish)
      #expect((answer.status, answer.problem) == (.serviceUnavailable, "busy"))
    }
  }

  @Test("After its time a result is gone, and so is its file")
  func expiry() async throws {
    let time = Mutex(TestGate.now)
    let scratch = try Scratch()
    var configuration = ServerConfiguration()
    configuration.spoolDirectory = scratch.path
    configuration.jobKept = 10
    let board = JobBoard(configuration, clock: { time.withLock { $0 } })
    let logger = LogCatcher().logger
    let job = try board.accept(owner: nil, bytes: 1, language: .id, logger: logger) { _ in MadeAnswer("{}") }
    for _ in 0..<100 where board.job(job.id, for: nil)?.end == nil { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 1)
    #expect(board.job(job.id, for: nil)?.end?.answer?.whole?.text == "{}")
    time.withLock { $0 += 11_000 }
    #expect(board.job(job.id, for: nil) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test(
    "Only the wish itself counts, in any company",
    arguments: [
      ("respond-async", true), ("wait=10, respond-async", true), ("RESPOND-ASYNC;x=1", true), ("respond-async2", false),
      ("return=minimal", false), ("", false),
    ]
  )
  func preference(header: String, isWanted: Bool) {
    let request = Request(
      head: .init(method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.prefer: header]),
      body: .init(buffer: .init())
    )
    #expect(RespondAsync.isWanted(request) == isWanted)
  }
}

extension HTTPFields {
  /// Both together.
  func merging(_ others: HTTPFields) -> HTTPFields {
    var all = self
    for field in others { all[field.name] = field.value }
    return all
  }
}
