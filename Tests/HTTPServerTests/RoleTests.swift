import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SubmissionStore
import Testing

@testable import HTTPServer

/// One line of the table: a route, and the status that each caller gets.
private struct RoleRow {
  var method = HTTPRequest.Method.get
  /// The route's pattern, as the server knows it.
  let route: String
  /// What stands for the pattern's parameter.
  var parameter = ""
  /// The body, with the caller's name for `@`, so that every caller files for a unit of its own.
  var body: String?
  /// In the order of ``RoleTests/callers``.
  let statuses: [Int]
}

@Suite("Who may do what")
struct RoleTests {
  /// Nobody; the filer; an account bound to the company's NIB; another filer; an account bound to another NIB; the
  /// inspector of the region and of another; the auditor; the administrator.
  static let callers: [String?] = [
    nil, "company", "owner", "rival", "neighbour", "inspector", "stranger", "auditor", "administrator",
  ]

  private static let everyone = Array(repeating: 200, count: callers.count)

  /// `{number}` is a report of `company`, in region 3273.
  private static let table: [RoleRow] = [
    RoleRow(route: "/v1/submissions/{number}", statuses: [401, 200, 200, 404, 404, 200, 404, 200, 403]),
    RoleRow(route: "/v1/submissions/{number}/receipt", statuses: [401, 200, 200, 404, 404, 200, 404, 200, 403]),
    RoleRow(route: "/v1/submissions/{number}/result", statuses: [401, 200, 200, 404, 404, 200, 404, 200, 403]),
    RoleRow(route: "/v1/submissions/{number}/original", statuses: [401, 200, 200, 404, 404, 200, 404, 200, 403]),
    RoleRow(route: "/v1/submissions", statuses: [401, 200, 200, 200, 200, 200, 200, 200, 403]),
    RoleRow(
      method: .post,
      route: "/v1/submissions",
      body: SampleReports.accepted(unit: "@"),
      statuses: [401, 201, 201, 201, 403, 403, 403, 403, 403]
    ),
    RoleRow(route: "/v1/obligations", statuses: [401, 403, 403, 403, 403, 200, 200, 200, 403]),
    RoleRow(route: "/v1/events", statuses: [401, 403, 403, 403, 403, 403, 403, 200, 403]),
    RoleRow(
      route: "/log/access/tile/**",
      parameter: "0/000.p/1",
      statuses: [401, 403, 403, 403, 403, 403, 403, 200, 403]
    ),
    RoleRow(route: "/log/tile/**", parameter: "0/000.p/1", statuses: everyone),
    RoleRow(route: "/log/checkpoint", statuses: everyone), RoleRow(route: "/log/key", statuses: everyone),
    RoleRow(route: "/log/access/checkpoint", statuses: everyone),
    RoleRow(route: "/log/access/key", statuses: everyone),
    RoleRow(method: .post, route: "/v1/validations", body: SampleReports.accepted(), statuses: everyone),
    RoleRow(method: .post, route: "/v1/receipts/verification", body: "x", statuses: everyone),
    RoleRow(route: "/v1/rules", statuses: everyone),
    RoleRow(route: "/v1/rules/{id}", parameter: "WL-LAP-001", statuses: everyone),
    RoleRow(route: "/openapi.json", statuses: everyone),
    RoleRow(route: "/healthz", statuses: everyone), RoleRow(route: "/readyz", statuses: everyone),
    RoleRow(route: "/", statuses: everyone), RoleRow(route: "/assets/wlkp.css", statuses: everyone),
    RoleRow(route: "/assets/ikon.svg", statuses: everyone),
    RoleRow(route: "/periksa", statuses: Array(repeating: 303, count: callers.count)),
    RoleRow(route: "/tanda-terima", statuses: everyone),
    RoleRow(method: .post, route: "/tanda-terima", body: "x", statuses: Array(repeating: 415, count: callers.count)),
    // A form is asked for here; what it may hold is the pages' tests' matter.
    RoleRow(method: .post, route: "/periksa", body: "x", statuses: Array(repeating: 415, count: callers.count)),
  ]

  @Test("Every route answers every role as the table says, for its own and for foreign units and regions")
  func table() async throws {
    let gate = try TestGate()
    try await gate.store.record(StoreEvent(.packInstalled, at: TestGate.now, actor: "administrator"))
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let number = String(address.dropFirst("/v1/submissions/".count))
      for row in Self.table {
        let path = row.route.replacing("{number}", with: number).replacing("{id}", with: row.parameter)
          .replacing("**", with: row.parameter)
        for (caller, status) in zip(Self.callers, row.statuses) {
          var headers = gate.authorization(caller)
          if row.body != nil { headers[.contentType] = "text/plain" }
          let answer = try await client.executeRequest(
            uri: path,
            method: row.method,
            headers: headers,
            body: row.body.map { ByteBuffer(string: $0.replacing("@", with: caller ?? "nobody")) }
          )
          let asked = "\(row.method) \(path) by \(caller ?? "nobody"): \(answer.text.prefix(200))"
          #expect(Int(answer.status.code) == status, "\(asked)")
        }
      }
    }
  }

  @Test("No route and no caller is missing from the table")
  func tableIsComplete() throws {
    let gate = try TestGate()
    let endpoints = RouteTable(gate: gate.server.gate, pages: gate.server.pages).endpoints
    let asked = Self.table.map { "\($0.method) \($0.route)" }
    #expect(Set(asked) == Set(endpoints.map { "\($0.method) \($0.path)" }))
    #expect(asked.count == endpoints.count)
    for row in Self.table { #expect(row.statuses.count == Self.callers.count, "\(row.route)") }
  }

  @Test("Lists hold what is in the caller's scope and nothing else")
  func lists() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      _ = try await client.filed(SampleReports.accepted(unit: "LAIN"), gate.authorization("rival"))
      let seen = ["company": 1, "rival": 1, "owner": 2, "neighbour": 0, "inspector": 2, "stranger": 0, "auditor": 2]
      for (caller, count) in seen {
        let list = try await client.get("/v1/submissions", gate.authorization(caller)).json
        #expect((list["submissions"] as? [Any])?.count == count, "\(caller)")
      }
    }
  }
}
