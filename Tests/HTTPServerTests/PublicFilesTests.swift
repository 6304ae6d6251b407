import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("The log's public files")
struct PublicFilesTests {
  /// Writes what the server gives as a mirror would, and has a program that shares no code with ours verify it.
  private func verify(
    _ client: any TestClientProtocol,
    _ log: String,
    _ headers: HTTPFields,
    folder: String
  ) async throws -> Int32 {
    let head = try SignedCheckpoint(parsing: try await client.get(log + "checkpoint").text).unverified.head
    var paths = ["checkpoint"]
    paths += Tile.covering(size: head.size).map(\.path)
    paths += Tile.entries(size: head.size).map(\.path)
    for path in paths {
      let answer = try await client.get(log + path, headers)
      try #require(answer.status == .ok, "\(path)")
      let file = URL(fileURLWithPath: folder).appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(answer.body.readableBytesView).write(to: file)
    }
    let key = try await client.get(log + "key").text.trimmingCharacters(in: .newlines)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SubmissionStoreTests/verify_log.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, key, folder]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("A program of others verifies both logs from what the server gives")
  func foreignVerifier() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      for unit in ["SATU", "DUA", "TIGA"] {
        _ = try await client.filed(SampleReports.accepted(unit: unit), gate.authorization("company"))
      }
      let folder = gate.scratch.path
      #expect(try await verify(client, "/log/", [:], folder: folder + "/a") == 0)
      #expect(try await verify(client, "/log/access/", gate.authorization("auditor"), folder: folder + "/b") == 0)
    }
  }

  @Test("Full tiles are kept for ever, partial ones for a while, the checkpoint not at all")
  func caching() async throws {
    let gate = try TestGate()
    for _ in 1...257 { try await gate.store.record(StoreEvent(.looked, at: TestGate.now, actor: "a")) }
    let store = gate.store
    // The tree of events is filled fast; the same bytes stand for the public tree here.
    let swapped = try TestGate(over: { _ in AlteredStore(base: store, swapsTrees: true) })
    try await swapped.server.application.test(.router) { client in
      let full = try await client.get("/log/tile/0/000")
      #expect(full.body.readableBytes == 256 * 32)
      #expect(full.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(full.headers[.contentType] == "application/octet-stream")
      // The accounts of the test left events, too.
      let partial = try await client.get("/log/tile/0/001.p/1")
      #expect(partial.body.readableBytes == 32)
      #expect(partial.headers[.cacheControl] == "public, max-age=3600")
      #expect(try await client.get("/log/tile/1/000.p/1").status == .ok)
      #expect(try await client.get("/log/tile/entries/000").headers[.cacheControl]?.hasSuffix("immutable") == true)
      #expect(try await client.get("/log/checkpoint").headers[.cacheControl] == "no-cache")
    }
  }

  @Test(
    "What the signed tree does not have, and what is no tile's address, is not there",
    arguments: [
      "0/000", "0/000.p/2", "0/001", "1/000.p/1", "0/x001/000", "entries/000", "0/0", "0/000.p/0", "0/000.p/256",
      "64/000",
      "0/000.p/1/", "0/%30%30%30.p/1", "0//000.p/1", "../key", "x", "",
    ]
  )
  func absent(path: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await client.filed(SampleReports.accepted(), gate.authorization("company"))
      #expect(try await client.get("/log/tile/0/000.p/1").status == .ok)
      let answer = try await client.get("/log/tile/" + path)
      #expect((answer.status, answer.problem) == (.notFound, "not-found"))
    }
  }

  @Test("The access log shows its checkpoint to all, its entries to auditors, and neither is mixed up")
  func accessLog() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let checkpoint = try await client.get("/log/access/checkpoint").text
      #expect(checkpoint == (try gate.store.checkpoint(of: .access).text))
      let tile = try await client.get("/log/access/tile/0/000.p/1", gate.authorization("auditor"))
      #expect(tile.headers[.cacheControl] == "private, no-store")
      #expect(try await client.get("/log/tile/0/000.p/1").status == .notFound)
    }
  }
}
