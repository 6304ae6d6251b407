import ServiceLifecycle
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Stopping")
struct ShutdownTests {
  @Test("A report whose upload has begun is still received, judged, kept and answered; nobody new gets in")
  func acceptedRequestIsFinished() async throws {
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let gate = try TestGate(onReady: { announce.yield($0) })
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [gate.server], logger: gate.log.logger)
    )
    let running = Task { try await group.run() }
    var waiting = ports.makeAsyncIterator()
    let port = try #require(await waiting.next())
    #expect(port > 0)

    let report = SampleReports.accepted()
    let connection = try #require(RawConnection(port: port))
    let token = gate.tokens["company"] ?? ""
    await connection.send(
      "POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
        + "Content-Type: text/csv\r\nContent-Length: \(report.utf8.count)\r\n\r\n" + report.prefix(100)
    )
    try await gate.uploadBegins()
    await group.triggerGracefulShutdown()
    try await gate.wait { RawConnection(port: port)?.hangUp() == nil }

    await connection.send(String(report.dropFirst(100)))
    let answer = await connection.readToEnd()
    #expect(answer.hasPrefix("HTTP/1.1 201 "), "\(answer.prefix(200))")
    try await running.value
    let kept = try await gate.store.history(HistoryQuery()).submissions
    #expect(kept.count == 1)
    #expect(kept.allSatisfy { answer.contains($0.number.text) })
  }

  @Test("A server that nobody speaks to stops at once")
  func idle() async throws {
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let gate = try TestGate(onReady: { announce.yield($0) })
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [gate.server], logger: gate.log.logger)
    )
    let running = Task { try await group.run() }
    var waiting = ports.makeAsyncIterator()
    _ = await waiting.next()
    let start = ContinuousClock.now
    await group.triggerGracefulShutdown()
    try await running.value
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
