import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Filing over a real socket")
struct FilingTests {
  private func digest(_ text: String) -> String { "sha-256=:\(Digest.sha256(of: Array(text.utf8)).base64):" }

  @Test("A good report is kept, and everything about it can be read back")
  func filed() async throws {
    let gate = try TestGate()
    let report = SampleReports.accepted()
    try await gate.server.application.test(.live) { client in
      var headers = gate.authorization("company")
      headers[.contentDigest] = digest(report)
      headers[.contentDisposition] = "attachment; filename=\"laporan 2025.csv\""
      let answer = try await client.post("/v1/submissions", report, headers)
      #expect(answer.status == .created, "\(answer.text.prefix(600))")
      let json = try answer.json
      let number = try #require(json["number"] as? String)
      #expect(ReportNumber(number) != nil)
      #expect(answer.headers[.location] == "/v1/submissions/\(number)")
      #expect(json["receipt"] as? String == "/v1/submissions/\(number)/receipt")
      #expect((json["verdict"] as? String)?.hasPrefix("accepted") == true)
      #expect((json["result"] as? [String: Any])?["verdict"] as? String == json["verdict"] as? String)

      let one = try await client.get("/v1/submissions/\(number)", gate.authorization("company")).json
      #expect(one["fileSha256"] as? String == Digest.sha256(of: Array(report.utf8)).hex)
      #expect(one["fileName"] as? String == "laporan 2025.csv")
      #expect(one["receivedAt"] as? String == "2025-12-10T05:00:00.000Z")
      #expect((one["versions"] as? [Any])?.count == 1)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("The receipt comes byte for byte and verifies with the public key")
  func receipt() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let company = gate.authorization("company")
      let address = try #require(
        try await client.post("/v1/submissions", SampleReports.accepted(), company).headers[.location]
      )
      let receipt = try await client.get(address + "/receipt", company)
      #expect(receipt.headers[.contentType] == "text/plain; charset=utf-8")
      let bytes = Array(receipt.body.readableBytesView)
      let number = String(address.dropFirst("/v1/submissions/".count))
      let kept = try #require(try await gate.store.receipt(number))
      #expect(bytes == Array(kept.text.utf8))
      let key = try VerifierKey(
        parsing: String(try await client.get("/log/key").text.dropLast())
      )
      #expect(Receipt.verify(bytes, publicKey: key).allSatisfy { $0.outcome == .holds })
      let result = try await client.get(address + "/result", company)
      let document = try await gate.store.document(number)
      #expect(Array(result.body.readableBytesView) == document)
      let checkpoint = try gate.store.checkpoint().text
      #expect(try await client.get("/log/checkpoint").text == checkpoint)
    }
  }

  @Test("The same file twice gets the first receipt, and 200 instead of 201")
  func sameFileTwice() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let first = try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization("company"))
      let again = try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization("company"))
      #expect((first.status, again.status) == (.created, .ok))
      #expect(try first.json["receipt"] as? String == again.json["receipt"] as? String)
      let list = try await client.get("/v1/submissions", gate.authorization("company")).json
      #expect((list["submissions"] as? [Any])?.count == 1)
    }
  }

  @Test("A retry with the same key does nothing twice; the same key with other bytes is refused")
  func idempotentRetry() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      var headers = gate.authorization("company")
      headers[.idempotencyKey] = "\"kunci-1\""
      let first = try await client.post("/v1/submissions", SampleReports.accepted(), headers)
      headers[.idempotencyKey] = "kunci-1"
      let again = try await client.post("/v1/submissions", SampleReports.accepted(), headers)
      #expect((first.status, again.status) == (.created, .ok))
      #expect(try first.json["number"] as? String == again.json["number"] as? String)
      let other = try await client.post("/v1/submissions", SampleReports.accepted(unit: "CABANG"), headers)
      #expect((other.status, other.problem) == (.unprocessableContent, "idempotency-key-reused"))
      // Another account's key is another key.
      var rival = gate.authorization("rival")
      rival[.idempotencyKey] = "kunci-1"
      let theirs = try await client.post("/v1/submissions", SampleReports.accepted(unit: "LAIN"), rival)
      #expect(theirs.status == .created)
    }
  }

  @Test("A refused report comes back with its result and is not kept")
  func refused() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let answer = try await client.post("/v1/submissions", SampleReports.rejected, gate.authorization("company"))
      #expect((answer.status, answer.problem) == (.unprocessableContent, "rejected"))
      let result = try #require(try answer.json["result"] as? [String: Any])
      #expect(result["verdict"] as? String == "rejected")
      #expect((result["findings"] as? [Any])?.isEmpty == false)
      let list = try await client.get("/v1/submissions", gate.authorization("auditor")).json
      #expect((list["submissions"] as? [Any])?.isEmpty == true)
    }
  }

  @Test("A second report for the same unit and year collides and names the first")
  func collision() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let first = try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization("company"))
      let changed = SampleReports.accepted().replacingOccurrences(of: "Vina", with: "Vini")
      let second = try await client.post("/v1/submissions", changed, gate.authorization("company"))
      #expect((second.status, second.problem) == (.conflict, "conflict"))
      #expect(try second.json["existing"] as? String == first.json["number"] as? String)
    }
  }

  @Test(
    "A report is seen by those in whose scope it is; to others its number does not exist",
    arguments: [
      ("company", true), ("inspector", true), ("auditor", true), ("rival", false), ("stranger", false),
    ]
  )
  func scopes(who: String, sees: Bool) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let address = try #require(
        try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization("company"))
          .headers[.location]
      )
      for path in [address, address + "/receipt", address + "/result"] {
        let answer = try await client.get(path, gate.authorization(who))
        #expect(answer.status == (sees ? .ok : .notFound), "\(path)")
        guard !sees else { continue }
        // Word for word what a number that nobody got is answered.
        let nobody = try await client.get("/v1/submissions/\(RouteTests.unknown)", gate.authorization(who))
        #expect(answer.text == nobody.text)
      }
      let list = try await client.get("/v1/submissions", gate.authorization(who)).json
      #expect((list["submissions"] as? [Any])?.count == (sees ? 1 : 0))
    }
  }

  @Test("A list is turned page by page")
  func pages() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      for unit in ["SATU", "DUA", "TIGA"] {
        let answer = try await client.post(
          "/v1/submissions",
          SampleReports.accepted(unit: unit),
          gate.authorization("company")
        )
        #expect(answer.status == .created)
      }
      var numbers: Set<String> = []
      var after: String? = nil
      for _ in 0..<3 {
        let path = "/v1/submissions?limit=1" + (after.map { "&after=\($0)" } ?? "")
        let page = try await client.get(path, gate.authorization("auditor")).json
        let rows = try #require(page["submissions"] as? [[String: Any]])
        #expect(rows.count == 1)
        numbers.formUnion(rows.compactMap { $0["number"] as? String })
        after = page["next"] as? String
      }
      #expect(numbers.count == 3)
      #expect(after == nil)
    }
  }

  @Test(
    "Bytes that changed on their way are refused before anybody reads them",
    arguments: [
      HTTPField.Name.contentDigest, .reprDigest,
    ]
  )
  func digestMismatch(field: HTTPField.Name) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      var headers = gate.authorization("company")
      headers[field] = digest("something else")
      let answer = try await client.post("/v1/submissions", SampleReports.accepted(), headers)
      #expect((answer.status, answer.problem) == (.badRequest, "digest-mismatch"))
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("A body beyond the limit is refused, whether its length is told or not, and leaves nothing behind")
  func tooLarge() async throws {
    var configuration = ServerConfiguration()
    configuration.bodyLimit = 1 << 20
    configuration.pageBodyLimit = 1 << 20
    let gate = try TestGate(configuration)
    let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: (1 << 20) + 1)
    try await gate.server.application.test(.live) { client in
      let answer = try await client.executeRequest(uri: "/v1/validations", method: .post, headers: [:], body: body)
      #expect((answer.status, answer.problem) == (.contentTooLarge, "too-large"))
      let page = try await client.executeRequest(
        uri: "/periksa",
        method: .post,
        headers: [.contentType: "multipart/form-data; boundary=B", .accept: "text/html"],
        body: body
      )
      #expect(page.status == .contentTooLarge)
      #expect(page.text.contains("1 MiB"))
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      await connection.send(
        "POST /v1/validations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "100001\r\n\(String(buffer: body))\r\n0\r\n\r\n"
      )
      let untold = await connection.readToEnd()
      #expect(untold.hasPrefix("HTTP/1.1 413 "))
      let fits = try await client.executeRequest(
        uri: "/v1/validations",
        method: .post,
        headers: [:],
        body: body.getSlice(at: 0, length: 1 << 20)
      )
      #expect(fits.status == .ok)
    }
    #expect(try gate.leftovers().isEmpty)
  }
}
