import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Clients that dawdle or hang up")
struct SlowClientTests {
  private func head(_ gate: TestGate, length: Int, more: String = "") -> String {
    "POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(gate.tokens["company"] ?? "")\r\n"
      + "Content-Type: text/csv\r\nContent-Length: \(length)\r\n\(more)\r\n"
  }

  @Test("A body that takes longer than the limit is refused")
  func tooSlow() async throws {
    var configuration = ServerConfiguration()
    configuration.requestTimeout = 0
    try await TestGate(configuration).server.application.test(.live) { client in
      let answer = try await client.post("/v1/validations", SampleReports.accepted())
      #expect((answer.status, answer.problem) == (.requestTimeout, "too-slow"))
    }
  }

  @Test("A connection that falls silent in the middle of a body is closed, and what came of it is gone")
  func silent() async throws {
    var configuration = ServerConfiguration()
    configuration.idleTimeout = 1
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      await connection.send(head(gate, length: 1000) + "[kepala]")
      let answer = await connection.readToEnd()
      #expect(!answer.contains(" 200 ") && !answer.contains(" 201 "))
      try await gone(gate)
    }
  }

  @Test("A client that hangs up in the middle of a body leaves nothing behind")
  func hangsUp() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      await connection.send(head(gate, length: 1000) + "[kepala]")
      try await gate.uploadBegins()
      connection.hangUp()
      try await gone(gate)
    }
  }

  /// Waits until no spool file is left, and looks that nothing was kept.
  private func gone(_ gate: TestGate) async throws {
    try await gate.uploadsEnd()
    #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
  }

  @Test("A flood that nobody wants is cut, wherever it is aimed", arguments: ["/nowhere", "/v1/validations"])
  func flood(path: String) async throws {
    var configuration = ServerConfiguration()
    configuration.bodyLimit = 1 << 20
    configuration.pageBodyLimit = 1 << 20
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      await connection.send("POST \(path) HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = "10000\r\n" + String(repeating: "x", count: 1 << 16) + "\r\n"
      let sent = await connection.send(chunk, times: 1024)
      #expect(sent < 1024)
      connection.hangUp()
      try await gone(gate)
    }
  }

  @Test(
    "Bytes that say nothing, and pieces of one byte, are cut long before the limit of honest bodies",
    .timeLimit(.minutes(2)),
    arguments: [("1;", String(repeating: "a", count: 1 << 16), 8), ("", "1\r\nx\r\n", 20_000)]
  )
  func nothingSaid(start: String, more: String, times: Int) async throws {
    var configuration = ServerConfiguration()
    configuration.bodyLimit = 1 << 20
    configuration.pageBodyLimit = 1 << 20
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      await connection.send(
        "POST /v1/validations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + start
      )
      var sent = 0
      while sent < 200, await connection.send(more, times: times) == times {
        sent += 1
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(sent < 200)
      connection.hangUp()
      try await gone(gate)
    }
  }

  @Test("A short extension behind a chunk's size is passed over, as the grammar has it")
  func shortExtension() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      await connection.send(
        "POST /v1/validations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "1;a=\"b\"\r\nx\r\n0\r\nX-Behind: a\r\n\r\n"
      )
      #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test("A client that does not take its answer is cut", .timeLimit(.minutes(2)))
  func deaf() async throws {
    var configuration = ServerConfiguration()
    configuration.requestTimeout = 1
    configuration.idleTimeout = 1
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      // Enough answers to fill what lies between the two; none is read.
      await connection.send(
        String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 400)
      )
      var turns = 0
      while gate.server.gate.connections.openNow > 0, turns < 600 {
        turns += 1
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(turns < 600)
      connection.hangUp()
    }
  }

  @Test("A client that asks before it sends is told to go on at once")
  func expectContinue() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      let report = SampleReports.accepted()
      await connection.send(
        head(gate, length: report.utf8.count, more: "Expect: 100-continue\r\nConnection: close\r\n")
      )
      let word = await connection.readSome()
      #expect(word.hasPrefix("HTTP/1.1 100 "))
      await connection.send(report)
      let answer = await connection.readToEnd()
      #expect(answer.contains("HTTP/1.1 201 "))
    }
  }

  @Test("The same report from many sides at once is kept once, and everyone gets its number")
  func manyAtOnce() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for _ in 0..<8 {
          group.addTask {
            var headers = gate.authorization("company")
            headers[.idempotencyKey] = "sekali"
            return try await client.post("/v1/submissions", SampleReports.accepted(), headers)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.filter { $0.status == .created }.count == 1)
      #expect(answers.filter { $0.status == .ok }.count == 7)
      #expect(Set(try answers.map { try $0.json["number"] as? String }).count == 1)
    }
  }
}
