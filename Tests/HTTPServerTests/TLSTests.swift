import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceLifecycle
import Testing

@testable import HTTPServer

/// A certificate for this machine, made by openssl, that goes with the test.
struct TestCertificate {
  let files: ServerConfiguration.TLSFiles

  /// - Returns: `nil` where there is no openssl.
  init?(in folder: String) throws {
    files = ServerConfiguration.TLSFiles(certificate: folder + "/tls.pem", key: folder + "/tls.key")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", files.key, "-out",
      files.certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
  }
}

@Suite("TLS")
struct TLSTests {
  /// What curl prints of a request to a running server.
  private static func curl(_ arguments: [String]) async throws -> (code: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["curl", "-s", "-S", "-i", "--max-time", "20"] + arguments
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      Thread.detachNewThread {
        do {
          try process.run()
          let output = pipe.fileHandleForReading.readDataToEndOfFile()
          process.waitUntilExit()
          continuation.resume(returning: (process.terminationStatus, String(decoding: output, as: UTF8.self)))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }

  @Test("With a certificate the server speaks TLS 1.2 and newer only, and asks browsers to stay with it")
  func live() async throws {
    let folder = try Scratch()
    let certificate = try #require(try TestCertificate(in: folder.path), "openssl is needed")
    var configuration = ServerConfiguration()
    configuration.tls = certificate.files
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let gate = try TestGate(configuration, onReady: { announce.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [gate.server], logger: gate.log.logger))
    let running = Task { try await group.run() }
    var waiting = ports.makeAsyncIterator()
    let port = try #require(await waiting.next())
    let url = "https://localhost:\(port)/healthz"
    let trusted = ["--cacert", certificate.files.certificate]
    let answer = try await Self.curl(trusted + [url])
    #expect(answer.code == 0 && answer.output.contains(" 200 "), "\(answer)")
    #expect(answer.output.lowercased().contains("strict-transport-security: max-age="))
    #expect(try await Self.curl(trusted + ["--tls-max", "1.1", url]).code != 0)
    #expect(try await Self.curl(trusted + ["--tlsv1.2", "--tls-max", "1.2", url]).code == 0)
    #expect(try await Self.curl([url]).code != 0)
    #expect(try await Self.curl(["http://localhost:\(port)/healthz"]).code != 0)
    await group.triggerGracefulShutdown()
    try await running.value
  }

  @Test("TLS 1.2 is spoken with forward secrecy and sealed ciphers only", .timeLimit(.minutes(1)))
  func ciphers() async throws {
    let folder = try Scratch()
    let certificate = try #require(try TestCertificate(in: folder.path), "openssl is needed")
    try await Self.serving(certificate) { url in
      func code(_ cipher: String) async throws -> Int32 {
        try await Self.curl(["-k", "--tls-max", "1.2", "--ciphers", cipher, url]).code
      }
      for good in ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"] {
        let end = try await code(good)
        #expect(end == 0, "\(good)")
      }
      for bad in ["ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "AES128-GCM-SHA256", "AES128-SHA"] {
        let end = try await code(bad)
        #expect(end != 0, "\(bad)")
      }
    }
  }

  @Test("A renewed certificate counts for the next connection; half of it changes nothing", .timeLimit(.minutes(1)))
  func renewal() async throws {
    let (folder, other) = (try Scratch(), try Scratch())
    let old = try #require(try TestCertificate(in: folder.path), "openssl is needed")
    let new = try #require(try TestCertificate(in: other.path), "openssl is needed")
    try await Self.serving(old) { url in
      func trusts(_ certificate: TestCertificate) async throws -> Bool {
        // Longer than the server does not look again.
        try await Task.sleep(for: .milliseconds(1100))
        return try await Self.curl(["--cacert", certificate.files.certificate, url]).code == 0
      }
      let kept = other.path + "/alt.pem"
      try FileManager.default.copyItem(atPath: old.files.certificate, toPath: kept)
      let before = try await trusts(old)
      #expect(before)
      try Data(contentsOf: URL(fileURLWithPath: new.files.certificate)).write(
        to: URL(fileURLWithPath: old.files.certificate)
      )
      try await Task.sleep(for: .milliseconds(1100))
      let half = try await Self.curl(["--cacert", kept, url]).code
      #expect(half == 0, "the key is still the old one")
      try Data(contentsOf: URL(fileURLWithPath: new.files.key)).write(to: URL(fileURLWithPath: old.files.key))
      let after = try await trusts(new)
      #expect(after)
      let late = try await Self.curl(["--cacert", kept, url]).code
      #expect(late != 0)
    }
  }

  /// Runs a server with a certificate for as long as the work takes.
  private static func serving(_ certificate: TestCertificate, _ work: (String) async throws -> Void) async throws {
    var configuration = ServerConfiguration()
    configuration.tls = certificate.files
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let gate = try TestGate(configuration, onReady: { announce.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [gate.server], logger: gate.log.logger))
    let running = Task { try await group.run() }
    var waiting = ports.makeAsyncIterator()
    let port = try #require(await waiting.next())
    try await work("https://localhost:\(port)/healthz")
    await group.triggerGracefulShutdown()
    try await running.value
  }

  @Test("Without TLS nothing is said about staying with it")
  func plain() async throws {
    try await TestGate().server.application.test(.live) { client in
      let answer = try await client.get("/healthz")
      #expect(answer.headers[.strictTransportSecurity] == nil)
    }
  }

  @Test("A key that is not the certificate's is found before the start")
  func wrongKey() throws {
    let (one, other) = (try Scratch(), try Scratch())
    let mine = try #require(try TestCertificate(in: one.path), "openssl is needed")
    let foreign = try #require(try TestCertificate(in: other.path), "openssl is needed")
    try mine.files.check()
    let mixed = ServerConfiguration.TLSFiles(certificate: mine.files.certificate, key: foreign.files.key)
    #expect(throws: (any Error).self) { try mixed.check() }
    let missing = ServerConfiguration.TLSFiles(certificate: one.path + "/none", key: mine.files.key)
    #expect(throws: (any Error).self) { try missing.check() }
  }
}
