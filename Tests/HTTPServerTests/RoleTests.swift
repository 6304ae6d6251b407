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
  /// Instead of a body: the fields of a page's form, such as `a=1&b=2`; the caller's token is added.
  var form: String?
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
    // A judgement that is there, its owner and all others: JobTests.
    RoleRow(route: "/v1/jobs/{id}", parameter: "none", statuses: Array(repeating: 404, count: callers.count)),
    RoleRow(route: "/v1/jobs/{id}/result", parameter: "none", statuses: Array(repeating: 404, count: callers.count)),
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
    // Who has work of another kind here is sent on to it.
    RoleRow(route: "/", statuses: [200, 200, 200, 200, 200, 303, 303, 303, 303]),
    RoleRow(route: "/assets/unggah.js", statuses: everyone), RoleRow(route: "/assets/wlkp.css", statuses: everyone),
    RoleRow(route: "/assets/ikon.svg", statuses: everyone),
    RoleRow(route: "/periksa", statuses: Array(repeating: 303, count: callers.count)),
    RoleRow(route: "/tanda-terima", statuses: everyone),
    RoleRow(method: .post, route: "/tanda-terima", body: "x", statuses: Array(repeating: 415, count: callers.count)),
    // A form is asked for here; what it may hold is the pages' tests' matter.
    RoleRow(method: .post, route: "/periksa", body: "x", statuses: Array(repeating: 415, count: callers.count)),
  ]

  private static var rows: [RoleRow] { table + persons + companies + inspection + auditing + open }

  /// Signing in, one's own account, and the administrators' pages on accounts.
  private static let persons: [RoleRow] = {
    let members = [303] + Array(repeating: 303, count: callers.count - 1)
    func own(_ status: Int) -> [Int] { [303] + Array(repeating: status, count: callers.count - 1) }
    func administration(_ status: Int) -> [Int] {
      [303] + Array(repeating: 403, count: callers.count - 2) + [status]
    }
    let nobody = Array(repeating: 410, count: callers.count)
    // The forms for who has not signed in hang on a cookie of their own, which nobody has here.
    let expired = Array(repeating: 403, count: callers.count)
    return [
      RoleRow(route: "/masuk", statuses: [200] + members.dropFirst()),
      RoleRow(method: .post, route: "/masuk", form: "nama=x&sandi=y", statuses: expired),
      RoleRow(method: .post, route: "/keluar", form: "", statuses: members),
      RoleRow(route: "/mulai/{token}", parameter: "x", statuses: nobody),
      RoleRow(method: .post, route: "/mulai/{token}", parameter: "x", form: "nama=x", statuses: expired),
      RoleRow(route: "/undangan/{token}", parameter: "x", statuses: nobody),
      RoleRow(method: .post, route: "/undangan/{token}", parameter: "x", form: "nama=x", statuses: expired),
      RoleRow(route: "/akun", statuses: own(200)),
      RoleRow(method: .post, route: "/akun/sandi", form: "lama=x", statuses: own(422)),
      RoleRow(method: .post, route: "/akun/token", form: "label=x&hari=3", statuses: own(200).dropLast() + [403]),
      RoleRow(method: .post, route: "/akun/token/cabut", form: "nomor=999999", statuses: own(404)),
      RoleRow(method: .post, route: "/akun/sesi", form: "sesi=999999", statuses: members),
      RoleRow(route: "/akun-akun", statuses: administration(200)),
      RoleRow(route: "/akun-akun/rincian", statuses: administration(404)),
      RoleRow(method: .post, route: "/akun-akun", form: "nama=baru&peran=auditor", statuses: administration(200)),
      RoleRow(method: .post, route: "/akun-akun/undang", form: "akun=company", statuses: administration(200)),
      RoleRow(
        method: .post,
        route: "/akun-akun/lingkup",
        form: "akun=company&lingkup=sendiri",
        statuses: administration(303)
      ),
      RoleRow(method: .post, route: "/akun-akun/cabut", form: "akun=company&nomor=99", statuses: administration(404)),
      RoleRow(method: .post, route: "/akun-akun/tutup", form: "akun=siapa&yakin=ya", statuses: administration(404)),
    ]
  }()

  /// A company's pages: for companies alone, and of their own reports.
  private static let companies: [RoleRow] = {
    func company(_ status: Int, foreign: Int? = nil) -> [Int] {
      [303, status, status, foreign ?? status, foreign ?? status, 403, 403, 403, 403]
    }
    let files = ["", "/banding", "/berkas", "/tanda-terima", "/tanda-terima.txt", "/tanda-terima.pdf"]
    let steps = ["perbaikan", "jadikan-perbaikan", "pakai", "konfirmasi", "tunggu", "kirim", "buang"]
    let looks = ["", "/perbaikan", "/perbaikan/berkas", "/pratinjau"] + steps.dropFirst().map { "/" + $0 }
    return files.map { RoleRow(route: "/laporan/{number}" + $0, statuses: company(200, foreign: 404)) }
      // Nobody has a draft here: whose it is, is the pages' tests' matter.
      + looks.map { RoleRow(route: "/laporan/naskah/{id}" + $0, parameter: "x", statuses: company(404)) }
      + steps.map {
        RoleRow(method: .post, route: "/laporan/naskah/{id}/" + $0, parameter: "x", form: "", statuses: company(404))
      } + [
        RoleRow(route: "/laporan", statuses: company(200)), RoleRow(route: "/laporan/baru", statuses: company(200)),
        RoleRow(method: .post, route: "/laporan/baru", body: "x", statuses: company(415)),
        RoleRow(route: "/laporan/menunggu/{id}", parameter: "x", statuses: company(404)),
        RoleRow(method: .post, route: "/laporan/menunggu/{id}", parameter: "x", form: "", statuses: company(404)),
        RoleRow(route: "/contoh", statuses: everyone),
        RoleRow(route: "/contoh/{id}", parameter: "laporan-kosong.csv", statuses: everyone),
      ]
  }()

  /// The inspectors' pages: for inspectors alone, and of their own regions.
  private static let inspection: [RoleRow] =
    ["/wilayah", "/wilayah/laporan", "/wilayah/jatuh-tempo", "/wilayah/prioritas", "/kumpulan"].map {
      RoleRow(route: $0, statuses: [303, 403, 403, 403, 403, 200, 200, 403, 403])
    }
    + ["", "/asli", "/tanda-terima"].map {
      RoleRow(route: "/wilayah/laporan/{number}" + $0, statuses: [303, 403, 403, 403, 403, 200, 404, 403, 403])
    }
    + ["", "/temuan.csv"].map {
      RoleRow(route: "/wilayah/perusahaan/{number}" + $0, statuses: [303, 403, 403, 403, 403, 200, 404, 403, 403])
    } + [
      // Which two reports are compared stands in the query.
      RoleRow(
        route: "/wilayah/perusahaan/{number}/banding",
        statuses: [303, 403, 403, 403, 403, 400, 404, 403, 403]
      ),
      RoleRow(
        route: "/wilayah/ekspor/{id}",
        parameter: "aturan.csv",
        statuses: [303, 403, 403, 403, 403, 200, 200, 403, 403]
      ),
      RoleRow(
        method: .post,
        route: "/kumpulan",
        body: "x",
        statuses: [303, 403, 403, 403, 403, 415, 415, 403, 403]
      ),
    ]
    + ["", "/keadaan", "/berkas/{nama}"].map {
      RoleRow(route: "/kumpulan/{id}" + $0, parameter: "x", statuses: [303, 403, 403, 403, 403, 404, 404, 403, 403])
    } + [
      RoleRow(
        method: .post,
        route: "/kumpulan/{id}/hapus",
        parameter: "x",
        form: "",
        statuses: [303, 403, 403, 403, 403, 404, 404, 403, 403]
      ),
      RoleRow(route: "/assets/kumpulan.js", statuses: everyone),
    ]

  /// The auditors' pages: for auditors alone.
  private static let auditing: [RoleRow] = {
    let auditor = [303, 403, 403, 403, 403, 403, 403, 200, 403]
    let routes = ["", "/ekspor", "/peristiwa", "/peristiwa/ekspor", "/log", "/laporan/{number}"].map { "/audit" + $0 }
    let files = ["bukti", "tanda-terima", "hasil"].map { "/audit/laporan/{number}/" + $0 }
    return (routes + files).map { RoleRow(route: $0, statuses: auditor) } + [
      RoleRow(method: .post, route: "/audit/laporan/{number}/ulang", form: "", statuses: auditor),
      RoleRow(
        method: .post,
        route: "/audit/log/periksa",
        form: "lingkup=pohon",
        statuses: [303, 403, 403, 403, 403, 403, 403, 303, 403]
      ),
    ]
  }()

  /// What everyone may read: the rules, and the guide to the form.
  private static let open: [RoleRow] = [
    RoleRow(route: "/aturan", statuses: everyone),
    RoleRow(route: "/aturan/{id}", parameter: "WL-LAP-001", statuses: everyone),
    RoleRow(route: "/formulir", statuses: everyone),
    RoleRow(route: "/formulir/{id}", parameter: "kepala", statuses: everyone),
    RoleRow(route: "/formulir/kode/{id}", parameter: "STATUS_HUBUNGAN", statuses: everyone),
  ]

  @Test("Every route answers every role as the table says, for its own and for foreign units and regions")
  func table() async throws {
    let gate = try TestGate()
    try await gate.store.record(StoreEvent(.packInstalled, at: TestGate.now, actor: "administrator"))
    let names = Self.callers.compactMap(\.self)
    let browsers = try Dictionary(uniqueKeysWithValues: names.map { ($0, try gate.browser($0)) })
    try await gate.server.application.test(.router) { client in
      let address = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      let number = String(address.dropFirst("/v1/submissions/".count))
      for row in Self.rows {
        let path = row.route.replacing("{number}", with: number).replacing("{id}", with: row.parameter).replacing(
          "{token}",
          with: row.parameter
        )
        .replacing("**", with: row.parameter)
        for (caller, status) in zip(Self.callers, row.statuses) {
          var headers = gate.authorization(caller)
          if row.body != nil { headers[.contentType] = "text/plain" }
          var body = row.body
          // Pages know people by their cookie, the interface knows programs by their token; both come along.
          if let caller, !path.hasPrefix("/v1/") {
            let browser = try row.form == nil ? browsers[caller] : gate.browser(caller)
            headers[.cookie] = browser?.fields[.cookie]
            body = row.form.map { "\($0)&token=\(browser?.token ?? "")" } ?? body
          }
          if row.form != nil {
            headers[.contentType] = FormFields.mediaType
            body = body ?? row.form
          }
          let answer = try await client.executeRequest(
            uri: path,
            method: row.method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0.replacing("@", with: caller ?? "nobody")) }
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
    let asked = Self.rows.map { "\($0.method) \($0.route)" }
    #expect(Set(asked) == Set(endpoints.map { "\($0.method) \($0.path)" }))
    #expect(asked.count == endpoints.count)
    for row in Self.rows { #expect(row.statuses.count == Self.callers.count, "\(row.route)") }
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
