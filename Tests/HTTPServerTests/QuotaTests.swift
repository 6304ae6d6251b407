import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import HTTPServer

@Suite("What one account may send")
struct QuotaTests {
  private func gate(_ change: (inout AccountQuota) -> Void) throws -> TestGate {
    var configuration = ServerConfiguration()
    change(&configuration.quota)
    return try TestGate(configuration)
  }

  @Test("More filings than allowed in an hour are answered 429, with the time to wait; others go on")
  func filings() async throws {
    let gate = try gate { $0.filingsPerHour = 2 }
    try await gate.server.application.test(.router) { client in
      for unit in ["A", "B"] {
        let answer = try await client.post(
          "/v1/submissions",
          SampleReports.accepted(unit: unit),
          gate.authorization("company")
        )
        #expect(answer.status == .created)
      }
      let answer = try await client.post(
        "/v1/submissions",
        SampleReports.accepted(unit: "C"),
        gate.authorization("company")
      )
      #expect((answer.status, answer.problem) == (.tooManyRequests, "quota-filings"))
      // 2025-12-10T05:00:00Z is a full hour.
      #expect(answer.headers[.retryAfter] == "3600")
      let rival = try await client.post(
        "/v1/submissions",
        SampleReports.accepted(unit: "D"),
        gate.authorization("rival")
      )
      #expect(rival.status == .created)
    }
  }

  @Test("More bytes than allowed in a day are answered 429 before they are received")
  func bytes() async throws {
    let size = Int64(SampleReports.accepted().utf8.count)
    let gate = try gate { $0.bytesPerDay = size + 10 }
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company")
      #expect(try await client.post("/v1/validations", SampleReports.accepted(), headers).status == .ok)
      let answer = try await client.post("/v1/validations", SampleReports.accepted(), headers)
      // The day ends at midnight in Western Indonesia, twelve hours on.
      #expect((answer.status, answer.problem) == (.tooManyRequests, "quota-bytes"))
      #expect(answer.headers[.retryAfter] == "43200")
      #expect(try await client.post("/v1/validations", SampleReports.accepted()).status == .ok)
    }
  }

  @Test("More uploads at once than allowed are answered 429; when one ends, the next may come")
  func parallel() async throws {
    let gate = try gate { $0.parallelUploads = 1 }
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      let token = gate.tokens["company"] ?? ""
      await connection.send(
        "POST /v1/validations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
          + "Content-Type: text/csv\r\nContent-Length: 1000\r\n\r\n[kepala]"
      )
      try await gate.uploadBegins()
      let answer = try await client.post("/v1/validations", SampleReports.accepted(), gate.authorization("company"))
      #expect((answer.status, answer.problem) == (.tooManyRequests, "quota-parallel"))
      connection.hangUp()
      try await gate.uploadsEnd()
      try await Task.sleep(for: .milliseconds(100))
      let next = try await client.post("/v1/validations", SampleReports.accepted(), gate.authorization("company"))
      #expect(next.status == .ok)
    }
  }
}
