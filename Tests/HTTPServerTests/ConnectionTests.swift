import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import HTTPServer

@Suite("Connections")
struct ConnectionTests {
  @Test("A head that comes one byte at a time is not waited for", .timeLimit(.minutes(1)))
  func slowHead() async throws {
    var configuration = ServerConfiguration()
    configuration.idleTimeout = 2
    configuration.headTimeout = 2
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      let start = ContinuousClock.now
      await connection.send("GET /healthz HTTP/1.1\r\nX-A: ")
      var isOpen = true
      while isOpen, ContinuousClock.now - start < .seconds(20) {
        try await Task.sleep(for: .milliseconds(200))
        isOpen = await connection.send("a") == 1
      }
      #expect(!isOpen)
      connection.hangUp()
    }
  }

  @Test("Beyond the limit a connection is answered 503 and closed; room is made when others leave")
  func limit() async throws {
    var configuration = ServerConfiguration()
    configuration.connectionsMax = 3
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.live) { client in
      let port = try #require(client.port)
      // The client's own connection stays open to the end.
      _ = try await client.get("/healthz")
      let held = try (0..<2).map { _ in try #require(RawConnection(port: port)) }
      for connection in held {
        await connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(await connection.readSome().contains(" 200 "))
      }
      let third = try #require(RawConnection(port: port))
      await third.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let answer = await third.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 503 "))
      #expect(answer.lowercased().contains("retry-after:"))
      for connection in held { connection.hangUp() }
      try await gate.wait { gate.server.gate.connections.openNow == 1 }
      #expect(gate.server.gate.connections.turnedAway == 1)
    }
  }

  @Test("Only a named proxy is believed when it says for whom it speaks")
  func proxies() {
    let fields: HTTPFields = [.forwardedFor: "203.0.113.9, 10.0.0.1", .forwardedProto: "https"]
    let believed = Requester(direct: "10.0.0.2", isTLS: false, proxies: ["10.0.0.1", "10.0.0.2"], fields: fields)
    #expect((believed.address, believed.isSecure) == ("203.0.113.9", true))
    let stranger = Requester(direct: "198.51.100.7", isTLS: false, proxies: ["10.0.0.1"], fields: fields)
    #expect((stranger.address, stranger.isSecure) == ("198.51.100.7", false))
    let nonsense = Requester(
      direct: "10.0.0.1",
      isTLS: false,
      proxies: ["10.0.0.1"],
      fields: [.forwardedFor: "<script>"]
    )
    #expect(nonsense.address == "10.0.0.1")
  }

  @Test("A caller cannot set our own fields")
  func ownFields() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let connection = try RawConnection.open(to: client)
      await connection.send(
        "GET / HTTP/1.1\r\nHost: localhost\r\nWlkp-Peer-Scheme: https\r\nWlkp-Peer-Address: 1.2.3.4\r\n"
          + "Connection: close\r\n\r\n"
      )
      let answer = await connection.readToEnd()
      #expect(answer.contains(" 200 "))
      #expect(!answer.lowercased().contains("strict-transport-security"))
    }
  }
}
