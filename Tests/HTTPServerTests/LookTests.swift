import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Every look at others' reports leaves an event")
struct LookTests {
  @Test("Inspectors and auditors leave one event per look, companies that look at their own none")
  func looks() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let number = String(address.dropFirst("/v1/submissions/".count))
      for who in ["company", "owner", "rival", "stranger", "inspector", "auditor"] {
        for path in ["", "/receipt", "/result", "/original"] {
          _ = try await client.get(address + path, gate.authorization(who))
        }
      }
      // Nothing was seen of what is not there for somebody.
      #expect(
        try gate.looks()
          == ["inspector", "auditor"].flatMap { who in
            [
              "\(who) looked submission \(number)", "\(who) looked receipt \(number)", "\(who) looked result \(number)",
              "\(who) exported original \(number)",
            ]
          }
      )
    }
  }

  @Test("Lists leave what was asked for in codes, and never the words that were typed")
  func lists() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let path = "/v1/submissions?company=Wulandari+Rahasia&kind=Wulandari+Rahasia&region=32&period=2025"
      _ = try await client.get(path, gate.authorization("inspector"))
      _ = try await client.get("/v1/obligations?region=32.73", gate.authorization("inspector"))
      _ = try await client.get("/v1/events", gate.authorization("auditor"))
    }
    let events = try await gate.store.events(EventQuery()).events.reversed().map(\.event).filter { $0.kind == .looked }
    #expect(
      try gate.looks() == ["inspector looked list -", "inspector looked obligations -", "auditor looked events -"]
    )
    let list = events[0].details.map { "\($0.name)=\($0.value)" }
    #expect(list == ["what=list", "kind=-", "region=32", "period=2025-2025", "by-company=yes", "count=0"])
    let owed = events[1].details.map { "\($0.name)=\($0.value)" }
    #expect(owed == ["what=obligations", "region=3273", "as-of=2025-12-10", "count=0"])
  }

  @Test("What cannot be logged is not shown")
  func failClosed() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let closed = try TestGate(over: { _ in AlteredStore(base: gate.store, keepsEvents: false) })
      try await closed.server.application.test(.router) { other in
        for path in ["", "/receipt", "/result", "/original"] {
          let answer = try await other.get(address + path, gate.authorization("auditor"))
          #expect((answer.status, answer.problem) == (.serviceUnavailable, "store-unavailable"), "\(path)")
          #expect(try await other.get(address + path, gate.authorization("company")).status == .ok)
        }
        let list = try await other.get("/v1/submissions", gate.authorization("auditor"))
        #expect(list.status == .serviceUnavailable)
      }
    }
  }

  @Test("Auditors turn the events page by page and narrow them")
  func events() async throws {
    let gate = try TestGate()
    for number in 1...3 {
      try await gate.store.record(
        StoreEvent(
          .exported,
          at: TestGate.now,
          actor: "inspector",
          subject: "s\(number)",
          details: [.init("what", "original")]
        )
      )
    }
    try await gate.server.application.test(.router) { client in
      let auditor = gate.authorization("auditor")
      var subjects: [String] = []
      var after: String? = nil
      repeat {
        let path = "/v1/events?kind=exported&limit=1" + (after.map { "&after=\($0)" } ?? "")
        let page = try await client.get(path, auditor).json
        let rows = try #require(page["events"] as? [[String: Any]])
        subjects += rows.compactMap { $0["subject"] as? String }
        after = page["next"] as? String
      } while after != nil && subjects.count < 5
      #expect(subjects == ["s3", "s2", "s1"])
      let one = try await client.get("/v1/events?subject=s2", auditor).json
      let row = try #require((one["events"] as? [[String: Any]])?.first)
      #expect(row["actor"] as? String == "inspector")
      #expect(row["at"] as? String == "2025-12-10T05:00:00.000Z")
      #expect((row["details"] as? [String: Any])?["what"] as? String == "original")
      for (query, count) in [
        ("from=2025-12-10&subject=s1", 1), ("before=2025-12-10&subject=s1", 0), ("actor=company", 0),
      ] {
        let found = try await client.get("/v1/events?\(query)", auditor).json
        #expect((found["events"] as? [Any])?.count == count, "\(query)")
      }
      for query in ["kind=nonsense", "from=x", "limit=0", "after=x", "who=x"] {
        #expect(try await client.get("/v1/events?\(query)", auditor).status == .badRequest, "\(query)")
      }
    }
  }
}
