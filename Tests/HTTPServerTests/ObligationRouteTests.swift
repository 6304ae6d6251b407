import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Who owes which report, over HTTP")
struct ObligationRouteTests {
  @Test("The list follows the day and the region, and stays within the inspector's")
  func due() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      // Filed on 2025-12-10: the next yearly report is due by the later of December 2026 and twelve months after.
      let table: [(who: String, query: String, count: Int)] = [
        ("inspector", "asOf=2026-12-31", 0), ("inspector", "asOf=2027-01-01", 1),
        ("inspector", "asOf=2026-12-31&within=0", 1), ("inspector", "asOf=2027-01-01&region=32.73", 1),
        ("inspector", "asOf=2027-01-01&region=3204", 0), ("stranger", "asOf=2027-01-01", 0),
        ("stranger", "asOf=2027-01-01&region=32", 0), ("auditor", "asOf=2027-01-01", 1), ("inspector", "", 0),
      ]
      for row in table {
        let answer = try await client.get("/v1/obligations?\(row.query)", gate.authorization(row.who))
        let owed = try #require(try answer.json["obligations"] as? [[String: Any]], "\(answer.text)")
        #expect(owed.count == row.count, "\(row)")
        guard let first = owed.first else { continue }
        #expect(first["duty"] as? String == "TAHUNAN")
        #expect(first["due"] as? String == "2026-12-31")
        #expect(first["period"] as? Int == 2026)
        #expect(first["company"] as? String == "PT Contoh Sejahtera")
      }
    }
  }

  @Test(
    "What cannot be asked is refused",
    arguments: ["asOf=2026-02-30", "asOf=1950-01-01", "region=Bandung", "within=-1", "within=367", "limit=0", "x=1"]
  )
  func refused(query: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let answer = try await client.get("/v1/obligations?\(query)", gate.authorization("inspector"))
      #expect(answer.status == .badRequest)
    }
  }
}
