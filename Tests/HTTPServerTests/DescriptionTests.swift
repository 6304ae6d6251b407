import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("The description of the interface")
struct DescriptionTests {
  private func description() throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(DescriptionRoutes.document)) as? [String: Any])
  }

  /// Whether programs are meant; pages describe themselves.
  private func isForPrograms(_ route: String) -> Bool {
    let path = route.split(separator: " ").last ?? ""
    let exact = ["/healthz", "/readyz", "/metrics", "/openapi.json"]
    return path.hasPrefix("/v1/") || path.hasPrefix("/log/") || exact.contains(String(path))
  }

  @Test("Every route is described, and nothing that is no route")
  func routes() throws {
    let gate = try TestGate()
    let endpoints = RouteTable(gate: gate.server.gate, pages: gate.server.pages).endpoints
    let paths = try #require(try description()["paths"] as? [String: [String: Any]])
    let described = paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } }
    let real = endpoints.map { "\($0.method.rawValue) \($0.path.replacing("**", with: "{path}"))" }
    #expect(Set(described.filter(isForPrograms)) == Set(real.filter(isForPrograms)))
    #expect(Set(described).isSubset(of: real))
  }

  @Test("Every operation has its own name, and says whether it wants a token")
  func operations() throws {
    let paths = try #require(try description()["paths"] as? [String: [String: [String: Any]]])
    let operations = paths.values.flatMap(\.values)
    #expect(Set(operations.compactMap { $0["operationId"] as? String }).count == operations.count)
    for operation in operations { #expect(operation["security"] is [Any], "\(operation["operationId"] ?? "?")") }
  }

  @Test("What the routes answer is what the description says")
  func answers() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let check = SchemaCheck(document: try description())
      let company = gate.authorization("company")
      let auditor = gate.authorization("auditor")
      let filed = try await client.post("/v1/submissions", SampleReports.accepted(), company)
      try check.expect(filed, "Filed")
      let address = try #require(filed.headers[.location])
      let table: [(String, String)] = [
        ("/v1/submissions", "SubmissionPage"), (address, "Submission"), (address + "/result", "Result"),
        ("/v1/rules", "RuleList"), ("/v1/rules/WL-LAP-001", "RulePage"), ("/v1/events", "EventPage"),
        ("/v1/obligations?asOf=2027-06-01", "ObligationList"), ("/healthz", "Health"), ("/readyz", "Health"),
        ("/v1/submissions/x", "Problem"), ("/v1/submissions?limit=0", "Problem"), ("/log/tile/x", "Problem"),
      ]
      for (path, schema) in table { try check.expect(try await client.get(path, auditor), schema) }
      try check.expect(try await client.post("/v1/validations", "x"), "Result")
      try check.expect(try await client.post("/v1/submissions", SampleReports.rejected, company), "Problem")
      let text = try await client.get(address + "/receipt", company).text
      for given in [text, "x"] {
        let answer = try await client.post("/v1/receipts/verification", given, [.contentType: "text/plain"])
        try check.expect(answer, "Verification")
      }
    }
  }

  @Test("The check of answers finds what is missing, too much or of the wrong type")
  func canary() throws {
    let check = SchemaCheck(document: try description())
    #expect(check.faults(["status": "alive"], ["$ref": "#/components/schemas/Health"]).isEmpty)
    for wrong: [String: Any] in [[:], ["status": "dead"], ["status": 1], ["status": "alive", "more": 1]] {
      #expect(!check.faults(wrong, ["$ref": "#/components/schemas/Health"]).isEmpty)
    }
  }
}
