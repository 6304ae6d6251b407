import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import HTTPServer

@Suite("Metrics")
struct MetricsTests {
  /// The page of a gate, without a socket.
  private func page(_ gate: TestGate) async -> String { await MetricsPage(gate: gate.server.gate).text() }

  @Test("Requests, judgements, findings and filings are counted by route, verdict, rule and outcome")
  func counts() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization("company"))
      _ = try await client.post("/v1/submissions", SampleReports.rejected, gate.authorization("company"))
      _ = try await client.post("/v1/validations", SampleReports.personal)
      _ = try await client.get("/v1/submissions/x", gate.authorization("company"))
      _ = try await client.get("/nowhere")
    }
    let page = await page(gate)
    for line in [
      #"wlkp_http_requests_total{method="POST",route="/v1/submissions",status="201"} 1"#,
      #"wlkp_http_requests_total{method="POST",route="/v1/submissions",status="422"} 1"#,
      #"wlkp_http_requests_total{method="GET",route="/v1/submissions/{number}",status="404"} 1"#,
      #"wlkp_http_request_seconds_count{route="/v1/submissions"} 2"#,
      #"wlkp_filings_total{outcome="filed"} 1"#, #"wlkp_filings_total{outcome="not-accepted"} 1"#,
      #"wlkp_judgements_total{verdict="rejected"} 2"#, #"wlkp_problems_total{type="rejected"} 1"#,
      #"wlkp_findings_total{rule="WL-ID-001"} 1"#, "wlkp_log_submissions_leaves 1",
    ] { #expect(page.contains(line + "\n"), "\(line)") }
    #expect(page.contains(#"wlkp_http_request_seconds_bucket{route="/v1/submissions",le="+Inf"} 2"#))
  }

  @Test("Every family is described once, and every line is a number with a name")
  func form() async throws {
    let gate = try TestGate()
    let lines = await page(gate).split(separator: "\n")
    var families: Set<Substring> = []
    for line in lines {
      let words = line.split(separator: " ")
      if line.hasPrefix("# TYPE ") {
        #expect(families.insert(words[2]).inserted, "\(line)")
      } else if !line.hasPrefix("#") {
        #expect(words.count == 2 && Double(words[1]) != nil, "\(line)")
        let name = words[0].prefix { $0 != "{" }
        #expect(families.contains { name.hasPrefix($0) }, "\(line)")
      }
    }
    #expect(families.contains("process_resident_memory_bytes"))
  }

  @Test("They are on a port of their own, which the other does not have")
  func ownPort() async throws {
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    var configuration = ServerConfiguration()
    configuration.metricsPort = 0
    let gate = try TestGate(configuration, onMetricsReady: { announce.yield($0) })
    try await gate.server.application.test(.live) { client in
      #expect(try await client.get("/metrics").status == .notFound)
      var waiting = ports.makeAsyncIterator()
      let port = try #require(await waiting.next())
      for path in ["/metrics", "/healthz", "/readyz"] {
        let connection = try #require(RawConnection(port: port))
        await connection.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let answer = await connection.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(path) \(answer.prefix(200))")
      }
    }
  }

  @Test("A histogram counts into the right bucket, up to its bound")
  func histogram() {
    var histogram = Histogram()
    for seconds in [0, 0.005, 0.0051, 299, 301] { histogram.add(seconds) }
    #expect(histogram.counts.first == 2)
    #expect(histogram.counts[1] == 1)
    #expect(histogram.counts.suffix(2) == [1, 1])
    #expect(histogram.total == 5)
  }
}

@Suite("Whether the server can do its work")
struct ReadinessTests {
  @Test(
    "Without its key file, without room, and on its way out, it is not ready and says why",
    arguments: NotReady.allCases
  )
  func notReady(reason: NotReady) async throws {
    var configuration = ServerConfiguration()
    if reason == .disk { configuration.diskReserve = .max }
    if reason == .files { configuration.neededFiles = ["/nonexistent/wlkp.key"] }
    if reason == .queue { configuration.requestTimeout = 0 }
    let gate =
      reason == .store
      ? try TestGate(configuration, over: { AlteredStore(base: $0, checkpointFails: true) })
      : try TestGate(configuration)
    if reason == .stopping { gate.server.gate.stop.set() }
    let judging = gate.server.gate.judging
    try await gate.server.application.test(.router) { client in
      let released = JobProgress()
      let held = Task {
        if reason == .queue { try await judging.run { while !released.hasBegun { usleep(1000) } } }
      }
      try await gate.wait { judging.depth == (reason == .queue ? 1 : 0) }
      try await Task.sleep(for: .milliseconds(10))
      let answer = try await client.get("/readyz")
      #expect((answer.status, answer.problem) == (.serviceUnavailable, "not-ready"))
      #expect(try answer.json["reasons"] as? [String] == [reason.rawValue])
      #expect(answer.headers[.retryAfter] != nil)
      #expect(try await client.get("/healthz").status == .ok)
      released.begin()
      try await held.value
    }
  }

  @Test("A store whose own disk is full is not ready")
  func storeDisk() async throws {
    var configuration = ServerConfiguration()
    // A folder of the kernel's, which never has room.
    configuration.storePath = "/proc/self/wlkp.sqlite"
    try await TestGate(configuration).server.application.test(.router) { client in
      let answer = try await client.get("/readyz")
      #expect(try answer.json["reasons"] as? [String] == ["disk"])
    }
  }

  @Test("With all of it, it is ready")
  func ready() async throws {
    try await TestGate().server.application.test(.router) { client in
      let answer = try await client.get("/readyz")
      #expect(answer.status == .ok)
    }
  }

  @Test("An upload for which there is no room is answered 503, and nothing is judged")
  func noRoom() async throws {
    var configuration = ServerConfiguration()
    configuration.diskReserve = .max
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.router) { client in
      let answer = try await client.post("/v1/validations", SampleReports.accepted())
      #expect((answer.status, answer.problem) == (.serviceUnavailable, "no-room"))
    }
  }
}
