import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Whose reports an account may file, and what it learns of others'")
struct FilingRightTests {
  private let changed = SampleReports.accepted().replacingOccurrences(of: "Vina", with: "Vini")

  @Test("An account bound to a NIB does not file for another one, is told so, and leaves an event")
  func otherCompany() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      for report in [SampleReports.accepted(), SampleReports.rejected] {
        let answer = try await client.post("/v1/submissions", report, gate.authorization("neighbour"))
        #expect((answer.status, answer.problem) == (.forbidden, "other-company"))
        #expect(!answer.text.contains(SampleReports.nib))
      }
      // What is no report at all gets its findings.
      let unreadable = try await client.post("/v1/submissions", "x", gate.authorization("neighbour"))
      #expect((unreadable.status, unreadable.problem) == (.unprocessableContent, "rejected"))
    }
    var query = EventQuery()
    query.actor = "neighbour"
    let reasons = try await gate.store.events(query).events.map { $0.event.details.first?.value }
    #expect(reasons == ["rejected", "other-company", "other-company"])
    #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
  }

  @Test("An account that sees its own is bound to the company of its first report")
  func firstReport() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let rival = gate.authorization("rival")
      let other = SampleReports.accepted().replacingOccurrences(of: SampleReports.nib, with: "0220000990002")
      _ = try await client.filed(SampleReports.accepted(), rival)
      let foreign = try await client.post("/v1/submissions", other, rival)
      #expect((foreign.status, foreign.problem) == (.forbidden, "other-company"))
      // Its own company's other units, years and corrections go on.
      _ = try await client.filed(SampleReports.accepted(unit: "CABANG"), rival)
      _ = try await client.filed(SampleReports.accepted(year: 2024), rival)
    }
    #expect(try await gate.store.history(HistoryQuery()).submissions.count == 3)
  }

  @Test("An account that filed for several companies before accounts were bound goes on with these")
  func severalFromBefore() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let second = SampleReports.accepted().replacingOccurrences(of: SampleReports.nib, with: "0220000990002")
      let third = SampleReports.accepted().replacingOccurrences(of: SampleReports.nib, with: "0220000990003")
      _ = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      // As it was: what is filed under a NIB scope stays filed by the account when its scope becomes its own.
      try gate.store.persons.changeScope(
        of: "company",
        to: .companies(nibs: ["0220000990002"]),
        now: TestGate.now,
        by: nil
      )
      _ = try await client.filed(second, gate.authorization("company"))
      try gate.store.persons.changeScope(of: "company", to: .own(submitter: "company"), now: TestGate.now, by: nil)
      for (report, status) in [(SampleReports.accepted(unit: "B"), 201), (second, 200), (third, 403)] {
        let answer = try await client.post("/v1/submissions", report, gate.authorization("company"))
        #expect(Int(answer.status.code) == status, "\(answer.text.prefix(300))")
      }
    }
  }

  @Test("A collision names the other report only to those who may see it", arguments: ["company", "owner", "rival"])
  func collision(who: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let number = String(address.dropFirst("/v1/submissions/".count))
      // Another file for the same period, and the very same bytes.
      let other = try await client.post("/v1/submissions", changed, gate.authorization(who))
      let same = try await client.post("/v1/submissions", SampleReports.accepted(), gate.authorization(who))
      guard who == "rival" else {
        #expect((other.status, other.problem) == (.conflict, "conflict"))
        #expect(try other.json["existing"] as? String == number)
        #expect(same.status == .ok)
        return
      }
      for answer in [other, same] {
        #expect((answer.status, answer.problem) == (.conflict, "not-fileable-here"))
        #expect(!answer.text.contains(number))
      }
    }
  }

  @Test("A number on somebody's receipt is not enough to replace their report")
  func correction() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let number = String(address.dropFirst("/v1/submissions/".count))
      let correction = changed.replacingOccurrences(of: "kode_unit\n", with: "kode_unit,nomor_laporan_diperbaiki\n")
        .replacingOccurrences(of: "BARU", with: "PERBAIKAN").replacingOccurrences(
          of: ",PUSAT\n",
          with: ",PUSAT,\(number)\n"
        )
      let foreign = try await client.post("/v1/submissions", correction, gate.authorization("rival"))
      #expect((foreign.status, foreign.problem) == (.conflict, "conflict"), "\(foreign.text.prefix(800))")
      #expect(try foreign.json["existing"] is NSNull)
      let nobody = correction.replacingOccurrences(of: number, with: RouteTests.unknown)
      let unknown = try await client.post("/v1/submissions", nobody, gate.authorization("rival"))
      #expect(
        foreign.text.replacingOccurrences(of: number, with: "N").contains(
          try #require(unknown.json["detail"] as? String).replacingOccurrences(of: RouteTests.unknown, with: "N")
        )
      )
      let own = try await client.post("/v1/submissions", correction, gate.authorization("company"))
      #expect(own.status == .created, "\(own.text.prefix(800))")
    }
  }
}
