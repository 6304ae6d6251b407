import Hummingbird
import HummingbirdTesting
import Testing

@testable import HTTPServer

/// A request that no honest client writes.
struct HostileRequest: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  /// Statuses that refuse it; none when the connection may be closed without a word.
  var statuses: [Int] = [400]

  var testDescription: String { name }

  private static func post(_ fields: String, _ body: String) -> String {
    "POST /v1/validations HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n\(fields)\r\n\(body)"
  }

  /// What would make two servers in a row see two different requests.
  static let smuggling: [HostileRequest] = [
    HostileRequest(
      name: "Content-Length beside Transfer-Encoding",
      text: post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n")
    ),
    HostileRequest(
      name: "Transfer-Encoding beside Content-Length",
      text: post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG")
    ),
    HostileRequest(name: "two lengths", text: post("Content-Length: 1\r\nContent-Length: 2\r\n", "xx")),
    HostileRequest(name: "a list of lengths", text: post("Content-Length: 1, 2\r\n", "xx")),
    HostileRequest(name: "a length with a sign", text: post("Content-Length: +1\r\n", "x")),
    HostileRequest(name: "a negative length", text: post("Content-Length: -1\r\n", "x")),
    HostileRequest(name: "a length beyond all numbers", text: post("Content-Length: 99999999999999999999\r\n", "x")),
    HostileRequest(
      name: "a chunk size that is none",
      text: post("Transfer-Encoding: chunked\r\n", "zz\r\nx\r\n0\r\n\r\n")
    ),
    HostileRequest(
      name: "a chunk size beyond all numbers",
      text: post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\nx\r\n0\r\n\r\n")
    ),
    HostileRequest(
      name: "a chunk that is longer than its size",
      text: post("Transfer-Encoding: chunked\r\n", "1\r\nxyz\r\n0\r\n\r\n")
    ),
    HostileRequest(
      name: "an encoding that hides behind another",
      text: post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n")
    ),
    HostileRequest(
      name: "an unknown encoding",
      text: post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
      statuses: [400, 501]
    ),
    HostileRequest(
      name: "a space before the colon",
      text: post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")
    ),
    HostileRequest(name: "a folded field", text: post("X-A: b\r\n c: d\r\nContent-Length: 1\r\n", "x")),
    HostileRequest(name: "NUL in a field", text: post("X-A: b\u{0}c\r\nContent-Length: 1\r\n", "x")),
    HostileRequest(name: "a lone carriage return in a field", text: post("X-A: b\rContent-Length: 5\r\n\r\n", "")),
    HostileRequest(name: "a field without a colon", text: post("Nonsense\r\n", "")),
    HostileRequest(name: "a field without a name", text: post(": x\r\n", "")),
    HostileRequest(
      name: "a field of one large piece",
      text: post("X-A: \(String(repeating: "a", count: 40_000))\r\n", "")
    ),
    HostileRequest(
      name: "a thousand fields",
      text: post((0..<1000).map { "X-\($0): a\r\n" }.joined(), "")
    ),
    HostileRequest(
      name: "a path of one large piece",
      text: "GET /\(String(repeating: "a", count: 70_000)) HTTP/1.1\r\n\r\n"
    ),
    HostileRequest(name: "the same length twice", text: post("Content-Length: 1\r\nContent-Length: 1\r\n", "x")),
    HostileRequest(name: "a hexadecimal length", text: post("Content-Length: 0x1\r\n", "x")),
    HostileRequest(name: "an empty length", text: post("Content-Length: \r\n", "x")),
    HostileRequest(
      name: "chunks twice",
      text: post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")
    ),
    HostileRequest(name: "chunks behind a tabulator", text: post("Transfer-Encoding: \u{B}chunked\r\n", "0\r\n\r\n")),
    HostileRequest(
      name: "chunks in HTTP/1.0, which has none",
      text: "POST /v1/validations HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    HostileRequest(
      name: "a line feed alone behind a chunk's size",
      text: post("Transfer-Encoding: chunked\r\n", "1\nx\n0\n\n")
    ),
    HostileRequest(
      name: "a line feed alone behind a chunk's extension",
      text: post("Transfer-Encoding: chunked\r\n", "1;a\nx\r\n0\r\n\r\n")
    ),
    HostileRequest(
      name: "a chunk size with a prefix",
      text: post("Transfer-Encoding: chunked\r\n", "0x1\r\nx\r\n0\r\n\r\n")
    ),
    HostileRequest(
      name: "a length behind the body",
      text: post("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\nContent-Length: 5\r\n\r\n")
    ),
    HostileRequest(name: "lines that end with a line feed alone", text: "GET /healthz HTTP/1.1\nHost: localhost\n\n"),
    HostileRequest(name: "no host", text: "GET /healthz HTTP/1.1\r\n\r\n"),
    HostileRequest(name: "two hosts", text: "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    HostileRequest(name: "a host with a name before it", text: "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
    HostileRequest(name: "a host with a path", text: "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    HostileRequest(name: "a host of markup", text: "GET / HTTP/1.1\r\nHost: \"><script>\r\n\r\n"),
    HostileRequest(
      name: "a host too long",
      text: "GET / HTTP/1.1\r\nHost: \(String(repeating: "a", count: 300))\r\n\r\n"
    ),
    HostileRequest(name: "NUL in the path", text: "GET /\u{0} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    HostileRequest(name: "a space in the path", text: "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    HostileRequest(name: "letters beyond ASCII in the path", text: "GET /é HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    HostileRequest(name: "a method in small letters", text: "get /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    HostileRequest(name: "a control character in a field", text: post("X-A: a\u{1}b\r\nContent-Length: 1\r\n", "x")),
    HostileRequest(name: "no version", text: "GET /v1/rules\r\n\r\n"),
    HostileRequest(name: "an unknown version", text: "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"),
    HostileRequest(name: "another protocol", text: "\u{16}\u{3}\u{1}\u{0}\u{5}hello\r\n\r\n"),
    HostileRequest(name: "HTTP/2 without having asked", text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  ]

  /// Paths that lead elsewhere when somebody unpacks them once too often.
  static let paths: [HostileRequest] = [
    "/%2e%2e/%2e%2e/etc/passwd", "/../../etc/passwd", "//etc/passwd", "/v1/../../etc/passwd", "/assets/..%2f..%2fetc",
    "/assets/%2e%2e/wlkp.css", "/log/tile/../../../etc/passwd", "/log/tile/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/log/tile//0/000", "/v1/submissions/..%2f..", "/v1%2fsubmissions", "/v1/rules/%00", "/v1/rules/%ff%fe",
    "/log/tile/0/x001/../../000", "/%c0%ae%c0%ae/%c0%afetc", "/assets/..%5c..%5cetc", "/assets\\..\\wlkp.css",
    "/..;/healthz",
    "//healthz/..", "/healthz;a=b", "/v1/jobs/../submissions", "/%", "/%zz",
  ].map { path in
    HostileRequest(
      name: path,
      text: "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      statuses: [400, 401, 404]
    )
  }
}

@Suite("Requests that no honest client writes")
struct HostileRequestTests {
  @Test(
    "What two servers could read differently is refused, and the connection is closed",
    arguments: HostileRequest.smuggling
  )
  func smuggling(request: HostileRequest) async throws {
    let answers = try await Self.answers(to: request.text)
    #expect(answers.count <= 1, "\(answers)")
    for status in answers { #expect(request.statuses.contains(status), "\(answers)") }
  }

  @Test("No path leads out of the routes", arguments: HostileRequest.paths)
  func paths(request: HostileRequest) async throws {
    let answers = try await Self.answers(to: request.text)
    #expect(answers.count <= 1)
    for status in answers { #expect(request.statuses.contains(status), "\(answers)") }
  }

  @Test("What came before a refused request on its connection is answered first, and nothing behind it")
  func order() async throws {
    let ask = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let bad = "GET /v1/rules HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
    #expect(try await Self.answers(to: ask + bad + ask) == [200, 400])
  }

  @Test(
    "No page links to another host, whatever was asked for and by whatever name",
    arguments: ["//lain.example/x", "/\\lain.example/x", "///lain.example", "//lain.example/../masuk", "//masuk"]
  )
  func links(path: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      await connection.send(
        "GET \(path) HTTP/1.1\r\nHost: lain.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
      )
      let page = await connection.readToEnd()
      #expect(page.contains("</html>"))
      for start in ["=\"//", "=\"/\\", "=\"http", "ke=%2F%2F", "lain.example"] {
        #expect(!page.contains(start), "\(start)")
      }
    }
  }

  @Test("Canary: an honest request on the same wire is answered, two of them twice")
  func canary() async throws {
    let ask = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let last = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    #expect(try await Self.answers(to: ask + last) == [200, 200])
  }

  /// The statuses of all answers that come until the server closes.
  private static func answers(to text: String) async throws -> [Int] {
    var configuration = ServerConfiguration()
    configuration.idleTimeout = 1
    configuration.headTimeout = 2
    configuration.requestTimeout = 2
    let gate = try TestGate(configuration)
    return try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      let connection = try #require(RawConnection(port: port))
      await connection.send(text)
      let answer = await connection.readToEnd()
      return answer.matches(of: #/HTTP/1\.1 ([0-9]{3}) /#).compactMap { Int($0.output.1) }
    }
  }
}
