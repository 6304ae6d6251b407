import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Reports that are judged while they arrive", .serialized)
struct ArrivingUploadTests {
  /// A gate that judges while a report arrives, and one that never does.
  private static func gate(early: Bool, _ change: (inout ServerConfiguration) -> Void = { _ in }) throws -> TestGate {
    var configuration = ServerConfiguration()
    configuration.largeBytes = early ? 1 : .max
    change(&configuration)
    return try TestGate(configuration)
  }

  /// A sample with so much white space between its rows that it has 300 KB and more.
  private static func report(_ name: String = "accepted/pt-contoh-2025.xml") throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Samples/" + name), encoding: .utf8)
    let mark = name.hasSuffix(".csv") ? "\n" : "</tenagaKerja>"
    let room = name.hasSuffix(".csv") ? "\n" : mark + String(repeating: " \n", count: 1 << 14)
    return text.components(separatedBy: mark).joined(separator: room)
  }

  private static func form(_ files: [(name: String, text: String)]) -> String {
    files.map {
      "--grenze\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\($0.name)\"\r\n\r\n\($0.text)\r\n"
    }.joined() + "--grenze--\r\n"
  }

  private static let formType: HTTPFields = [.contentType: "multipart/form-data; boundary=grenze"]

  private func head(_ path: String, length: Int?, _ more: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/xml\r\nConnection: close\r\n\(more)"
      + (length.map { "Content-Length: \($0)\r\n\r\n" } ?? "Transfer-Encoding: chunked\r\n\r\n")
  }

  /// Lends a server that judges early, with a report whose first two thirds it has and judges already.
  private func halfway(
    _ gate: TestGate,
    _ path: String = "/v1/validations",
    _ more: String = "",
    report: String,
    body: @escaping @Sendable (RawConnection, _ rest: String) async throws -> Void
  ) async throws {
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      let bytes = Array(report.utf8)
      let cut = bytes.count * 2 / 3
      await connection.send(head(path, length: bytes.count, more) + String(decoding: bytes[..<cut], as: UTF8.self))
      try await gate.wait { gate.server.gate.arriving.depth == 1 }
      try await body(connection, String(decoding: bytes[cut...], as: UTF8.self))
      try await gate.wait { gate.server.gate.arriving.depth == 0 }
      try await gate.uploadsEnd()
    }
  }

  private func content(_ answer: String) -> String { answer.components(separatedBy: "\r\n\r\n").dropFirst().joined() }

  // MARK: The same answer

  @Test(
    "A body is answered as if it had been judged afterwards",
    arguments: [
      "accepted/pt-contoh-2025.xml", "flagged/pelanggar-jujur.xml", "rejected/kode-tidak-dikenal.xml",
      "rejected/terpotong.xml", "hostile/xxe.xml", "hostile/bagian-asing.xml",
    ]
  )
  func sameAnswer(sample: String) async throws {
    let report = try Self.report(sample)
    var texts: [String] = []
    for early in [true, false] {
      let gate = try Self.gate(early: early)
      texts += try await gate.server.application.test(.live) { client in
        let raw = try await client.post("/v1/validations", report, [.contentType: "application/xml"])
        #expect(raw.status == .ok)
        let other = try Self.report()
        let files = Self.form([("a.xml", report), ("kecil.csv", SampleReports.accepted()), ("b.xml", other)])
        let list = try await client.post("/v1/validations", files, Self.formType)
        #expect(list.status == .ok)
        return [raw.text + list.text]
      }
      try await gate.uploadsEnd()
    }
    #expect(texts[0] == texts[1])
  }

  @Test("A table is read while it arrives, too, and answered the same")
  func table() async throws {
    let rows = (1...2000).map { "\($0),Nama Orang \($0),ID,3273014101\($0 + 900_000),P,1990-01-01\n" }.joined()
    let report =
      SampleReports.accepted()
      + "[tenaga_kerja]\nnomor_urut,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,tanggal_lahir\n"
      + rows
    var texts: [String] = []
    for early in [true, false] {
      let gate = try Self.gate(early: early)
      texts += try await gate.server.application.test(.live) { client in
        [try await client.post("/v1/validations", report).text]
      }
    }
    #expect(texts[0] == texts[1] && texts[0].contains("WL-"))
  }

  @Test("A report is judged before its last byte has come, and answered the same")
  func beforeTheEnd() async throws {
    let report = try Self.report("flagged/pelanggar-jujur.xml")
    let whole = try Self.gate(early: false)
    let expected = try await whole.server.application.test(.router) { client in
      try await client.post("/v1/validations", report, [.contentType: "application/xml"]).text
    }
    try await halfway(Self.gate(early: true), report: report) { connection, rest in
      await connection.send(rest)
      let answer = await connection.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 200 ") && content(answer) == expected)
    }
  }

  @Test("What is filed while it arrives is kept, with the result of judging it afterwards")
  func filing() async throws {
    let report = try Self.report()
    var results: [String] = []
    for early in [true, false] {
      let gate = try Self.gate(early: early)
      results += try await gate.server.application.test(.live) { client in
        var results: [String] = []
        var headers = gate.authorization("company")
        headers[.contentType] = "application/xml"
        let event = try Self.report("accepted/laporan-2016.xml")
        for text in [event, report, report] {
          let answer = try await client.post("/v1/submissions", text, headers)
          results.append(answer.text)
          let number = try #require(try answer.json["number"] as? String, "\(answer.text.prefix(300))")
          let original = try await client.get("/v1/submissions/\(number)/original", gate.authorization("company"))
          #expect(original.text == text)
        }
        return results
      }
      try await gate.uploadsEnd()
    }
    #expect(results[0...2] == results[3...5])
    #expect(results[1] == results[2])
  }

  @Test("A report that has an earlier one is compared with it, also while it arrives")
  func earlier() async throws {
    let report = try Self.report()
    let before = report.replacingOccurrences(of: "2025", with: "2024")
    var results: [String] = []
    for early in [true, false] {
      let gate = try Self.gate(early: early)
      results += try await gate.server.application.test(.live) { client in
        var results: [String] = []
        var headers = gate.authorization("company")
        headers[.contentType] = "application/xml"
        for text in [before, report] {
          results.append(try await client.post("/v1/submissions", text, headers).text)
        }
        return results
      }
    }
    #expect(results[0...1] == results[2...3])
  }

  // MARK: The same refusals

  @Test("A body with another digest than stated is refused when its end has come, and nothing of it is kept")
  func wrongDigest() async throws {
    let field = "Content-Digest: sha-256=:\(Digest.sha256(of: []).base64):\r\n"
    let gate = try Self.gate(early: true)
    let person = "Authorization: Bearer \(gate.tokens["company"] ?? "")\r\n"
    try await halfway(gate, "/v1/submissions", field + person, report: Self.report()) { connection, rest in
      await connection.send(rest)
      let answer = await connection.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("digest-mismatch"))
    }
    #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
  }

  @Test(
    "A sender that hangs up while its report is judged leaves nothing behind",
    arguments: ["validations", "submissions"]
  )
  func hangsUp(path: String) async throws {
    let gate = try Self.gate(early: true)
    let person = "Authorization: Bearer \(gate.tokens["company"] ?? "")\r\n"
    try await halfway(gate, "/v1/" + path, person, report: Self.report()) { connection, _ in connection.hangUp() }
    #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
    #expect(try await gate.store.events(EventQuery()).events.map(\.event.kind).contains(.refused) == false)
  }

  @Test("A body without a stated length that grows beyond the limit is refused in the middle")
  func tooLarge() async throws {
    let report = try Self.report()
    let gate = try Self.gate(early: true) { $0.bodyLimit = Int64(report.utf8.count / 2) }
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      let size = String(report.utf8.count, radix: 16)
      await connection.send(head("/v1/validations", length: nil) + "\(size)\r\n\(report)\r\n0\r\n\r\n")
      let answer = await connection.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 413 "))
      try await gate.wait { gate.server.gate.arriving.depth == 0 }
      try await gate.uploadsEnd()
    }
  }

  @Test("A report that is broken from its start is read on, and answered when all of it has come")
  func brokenStart() async throws {
    let report = "<laporanWlkp><</laporanWlkp>" + String(repeating: "x", count: 1 << 20)
    try await halfway(Self.gate(early: true), report: report) { connection, rest in
      await connection.send(rest)
      let answer = await connection.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("\"rejected\""))
      #expect(answer.contains("\"bytes\":\(report.utf8.count)") || answer.contains("\"bytes\": \(report.utf8.count)"))
    }
  }

  // MARK: Room for others

  @Test("Senders that dawdle hold only the places they have; large and small reports of others are judged meanwhile")
  func dawdlers() async throws {
    let gate = try Self.gate(early: true) {
      $0.judgingThreads = 1
      $0.judgingQueue = 1
    }
    let report = try Self.report()
    try await gate.server.application.test(.live) { client in
      let places = gate.server.gate.configuration.arrivingPlaces
      var dawdlers: [RawConnection] = []
      for _ in 0..<places {
        let connection = try RawConnection.open(to: client)
        await connection.send(head("/v1/validations", length: report.utf8.count) + report.dropLast(1000))
        dawdlers.append(connection)
      }
      try await gate.wait { gate.server.gate.arriving.depth == places }
      #expect(try await client.post("/v1/validations", SampleReports.accepted()).status == .ok)
      let large = try await client.post("/v1/validations", report, [.contentType: "application/xml"])
      #expect(large.status == .ok)
      #expect(gate.server.gate.arriving.depth == places)
      for connection in dawdlers {
        await connection.send(String(report.suffix(1000)))
        #expect(content(await connection.readToEnd()) == large.text)
      }
    }
  }

  @Test("Small reports do not wait behind large ones that have arrived")
  func ownThreads() async throws {
    let gate = try Self.gate(early: true) {
      $0.largeBytes = 10_000
      $0.judgingThreads = 1
    }
    let (started, announce) = AsyncStream.makeStream(of: Void.self)
    let released = JobProgress()
    try await gate.server.application.test(.router) { client in
      let large = gate.server.gate.largeJudging.start {
        announce.finish()
        while !released.hasBegun { usleep(1000) }
      }
      for await _ in started {}
      #expect(try await client.post("/v1/validations", SampleReports.accepted()).status == .ok)
      released.begin()
      try await large?.value
    }
  }
}
