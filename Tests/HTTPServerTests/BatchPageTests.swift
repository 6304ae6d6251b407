import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SubmissionStore
import Testing

@testable import HTTPServer

/// The program that this package builds, which workers of a batch are.
private let builtProgram = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: ".build/debug/wlkp").path

@Suite("Uploaded batches")
struct BatchPageTests {
  /// A gate whose batches are judged by this program.
  private func gate(program: String = builtProgram) throws -> TestGate {
    var configuration = ServerConfiguration()
    configuration.batchProgram = program
    configuration.batchWorkers = 1
    return try TestGate(configuration)
  }

  /// A TAR of small files (POSIX ustar).
  private static func archive(_ files: [(name: String, content: String)]) -> String {
    func field(_ text: String, _ width: Int) -> [UInt8] {
      Array(text.utf8) + Array(repeating: 0, count: width - text.utf8.count)
    }
    func octal(_ number: Int, _ width: Int) -> [UInt8] {
      let digits = String(number, radix: 8)
      return field(String(repeating: "0", count: width - 1 - digits.count) + digits, width)
    }
    var bytes: [UInt8] = []
    for (name, content) in files {
      var head = field(name, 100) + octal(0o644, 8) + octal(0, 8) + octal(0, 8) + octal(content.utf8.count, 12)
      head += octal(0, 12) + Array("        0".utf8) + field("", 100) + Array("ustar\u{0}00".utf8)
      head += Array(repeating: 0, count: 512 - head.count)
      head.replaceSubrange(148..<156, with: octal(head.reduce(0) { $0 + Int($1) }, 7) + [0x20])
      bytes += head + Array(content.utf8)
      bytes += Array(repeating: 0, count: (512 - content.utf8.count % 512) % 512)
    }
    return String(decoding: bytes + Array(repeating: 0, count: 1024), as: UTF8.self)
  }

  private func upload(
    _ client: any TestClientProtocol,
    _ content: String,
    name: String = "arsip.tar",
    token: String? = nil,
    in browser: Browser
  ) async throws -> TestResponse {
    let body =
      "------b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token ?? browser.token)\r\n"
      + "------b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"\(name)\"\r\n"
      + "Content-Type: application/octet-stream\r\n\r\n\(content)\r\n------b--\r\n"
    var fields = browser.fields
    fields[.contentType] = "multipart/form-data; boundary=----b"
    return try await client.executeRequest(
      uri: "/kumpulan",
      method: .post,
      headers: fields,
      body: ByteBuffer(string: body)
    )
  }

  /// Waits until a batch is no longer open; what its page says then.
  private func finished(_ client: any TestClientProtocol, _ address: String, in browser: Browser) async throws -> String
  {
    for _ in 0..<300 {
      let state = try await client.get(address + "/keadaan", browser.fields).json
      if state["open"] as? Bool == false { return try await client.get(address, browser.fields).text }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("waited in vain")
    return ""
  }

  @Test(
    "An archive is judged and can be taken away in every form, by its owner alone",
    .enabled(if: FileManager.default.isExecutableFile(atPath: builtProgram))
  )
  func judged() async throws {
    let gate = try gate()
    try await gate.server.application.test(.live) { client in
      let browser = try gate.browser("inspector")
      let archive = Self.archive([
        ("a.csv", SampleReports.accepted()), ("b.csv", SampleReports.rejected), ("c.csv", SampleReports.personal),
      ])
      let answer = try await upload(client, archive, in: browser)
      #expect(answer.status == .seeOther)
      let address = try #require(answer.headers[.location])
      let page = try await finished(client, address, in: browser)
      #expect(page.contains("Selesai: 3 berkas"))
      #expect(!page.contains("{{"))
      let lines = try await client.get(address + "/berkas/hasil.jsonl", browser.fields).text
      #expect(lines.split(separator: "\n").count >= 3)
      #expect(lines.contains("arsip.tar!/a.csv"))
      #expect(!lines.contains(gate.scratch.path))
      for (name, start) in [
        ("ringkasan.csv", "\u{FEFF}\"dimension\";"), ("ringkasan.json", "{"), ("hasil.sarif", "{"),
        ("laporan.html", "<!DOCTYPE html>"),
      ] {
        let file = try await client.get(address + "/berkas/" + name, browser.fields)
        #expect(file.text.hasPrefix(start), "\(name)")
        #expect(file.headers[.contentDisposition] == "attachment; filename=\"\(name)\"")
        for planted in [SampleReports.plantedName, SampleReports.plantedWage] {
          #expect(!file.text.contains(planted), "\(name)")
        }
      }
      for path in [address, address + "/keadaan", address + "/berkas/hasil.jsonl"] {
        #expect(try await client.get(path, gate.browser("stranger").fields).status == .notFound, "\(path)")
      }
      let removed = try await client.submit(address + "/hapus", [], in: browser)
      #expect(removed.status == .seeOther)
      #expect(try await client.get(address, browser.fields).status == .notFound)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("A worker that cannot work is a fault of ours, and the server goes on")
  func broken() async throws {
    let gate = try gate(program: "/bin/false")
    try await gate.server.application.test(.live) { client in
      let browser = try gate.browser("inspector")
      let answer = try await upload(client, Self.archive([("a.csv", SampleReports.accepted())]), in: browser)
      let page = try await finished(client, try #require(answer.headers[.location]), in: browser)
      #expect(page.contains("gangguan pada sistem kami"))
      #expect(try await client.get("/healthz").status == .ok)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("Without the page's token nothing is taken, and nothing of it stays")
  func token() async throws {
    let gate = try gate(program: "/bin/false")
    try await gate.server.application.test(.router) { client in
      let browser = try gate.browser("inspector")
      #expect(try await upload(client, "x", token: "", in: browser).status == .forbidden)
      #expect(try await upload(client, "x", token: "other", in: browser).status == .forbidden)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("One account has no more than its share of the queue")
  func share() throws {
    var shelf = BatchShelf()
    func batch(_ owner: String) -> UploadedBatch { UploadedBatch(name: "a", bytes: 1, owner: owner, at: 0) }
    for _ in 0..<BatchShelf.openOfOneMax { try shelf.add(batch("a")) }
    #expect(throws: BatchShelf.Refusal.ownQueueFull) { try shelf.add(batch("a")) }
    for serial in BatchShelf.openOfOneMax..<BatchShelf.openMax { try shelf.add(batch("b\(serial)")) }
    #expect(throws: BatchShelf.Refusal.queueFull) { try shelf.add(batch("c")) }
  }

  @Test("Results go after a day, and the oldest when there are too many")
  func expiry() throws {
    var shelf = BatchShelf()
    for serial in 0...BatchShelf.keptOfOneMax {
      let batch = UploadedBatch(name: "\(serial)", bytes: 1, owner: "a", at: Int64(serial))
      try shelf.add(batch)
      shelf.finish(batch.id, .failed(.ours), at: Int64(serial))
    }
    #expect(shelf.removeExpired(at: 100).map(\.name) == ["0"])
    #expect(shelf.removeExpired(at: BatchShelf.keptFor + 10).map(\.name) == (1..<10).reversed().map { "\($0)" })
    #expect(shelf.batches(of: "a").count == 11)
  }
}
