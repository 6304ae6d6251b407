import Foundation
import Testing

@Suite("The live server, started as an operator starts it")
struct ServerTests {
  private let folder: Folder
  private var store: String { folder.file("wlkp.sqlite").path }

  init() throws { folder = try Folder() }

  private func sample(_ name: String) throws -> Data {
    try Data(contentsOf: SourceFiles.root.appendingPathComponent("Samples/\(name)"))
  }

  @Test("A report is judged over HTTP as it is at the desk")
  func validation() async throws {
    let server = try LiveServer(store: store)
    let answer = try await server.send("POST", "/v1/validations", body: sample("flagged/pelanggar-jujur.xml"))
    #expect(answer.status == 200)
    #expect(answer.json["verdict"] as? String == "accepted-with-findings")
    let rejected = try await server.send(
      "POST",
      "/v1/validations",
      body: sample("rejected/pelanggar-salah-jumlah.csv"),
      type: "text/csv"
    )
    #expect(rejected.status == 200)
    #expect(rejected.json["verdict"] as? String == "rejected")
  }

  @Test("A report is filed with a token, its receipt verifies offline, and the same file gets the same receipt")
  func filing() async throws {
    let server = try LiveServer(store: store)
    let body = try sample("accepted/pt-contoh-2025.xml")
    let nobody = try await server.send("POST", "/v1/submissions", body: body)
    #expect(nobody.status == 401)
    let filed = try await server.send("POST", "/v1/submissions", body: body, token: server.token)
    #expect(filed.status == 201, "\(filed.text)")
    let location = try #require(filed.location)
    let receipt = try await server.send("GET", location + "/receipt", token: server.token)
    #expect(receipt.status == 200)
    try receipt.body.write(to: folder.file("r.txt"))
    let again = try await server.send("POST", "/v1/submissions", body: body, token: server.token)
    #expect(again.status == 200)
    #expect(again.json["number"] as? String == filed.json["number"] as? String)
    let verified = try BuiltProgram.run(["receipt", "verify", folder.file("r.txt").path, "--key", store + ".pub"])
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test("A rejected report is answered with its findings and is not kept")
  func rejected() async throws {
    let server = try LiveServer(store: store)
    let answer = try await server.send(
      "POST",
      "/v1/submissions",
      body: sample("rejected/pelanggar-salah-jumlah.xml"),
      token: server.token
    )
    #expect(answer.status == 422)
    #expect(answer.text.contains("WL-SUM-004"))
    let list = try await server.send("GET", "/v1/submissions", token: server.token)
    #expect(!list.text.contains("3273-2025"))
  }

  @Test("The page takes a file without JavaScript and shows the findings in Indonesian")
  func page() async throws {
    let server = try LiveServer(store: store)
    let start = try await server.send("GET", "/")
    #expect(start.status == 200)
    #expect(start.text.contains("multipart/form-data"))
    #expect(!start.text.contains("<script"))
    let boundary = "batas-7f3a"
    var body = Data(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"laporan.csv\"\r\n\r\n".utf8
    )
    body += try sample("rejected/pelanggar-salah-jumlah.csv")
    body += Data("\r\n--\(boundary)--\r\n".utf8)
    let result = try await server.send(
      "POST",
      "/periksa",
      body: body,
      type: "multipart/form-data; boundary=\(boundary)",
      fields: ["Accept-Language": "id"]
    )
    #expect(result.status == 200)
    #expect(result.text.contains("Belum bisa diterima"))
    #expect(result.text.contains("WL-SUM-004"))
  }

  @Test("SIGTERM ends it in order, and the store is whole")
  func shutdown() async throws {
    let server = try LiveServer(store: store)
    _ = try await server.send(
      "POST",
      "/v1/submissions",
      body: sample("accepted/pt-contoh-2025.xml"),
      token: server.token
    )
    server.process.terminate()
    server.process.waitUntilExit()
    #expect(server.process.terminationReason == .exit)
    #expect(server.process.terminationStatus == 0)
    #expect(try BuiltProgram.run(["log", "check", "--store", store]).code == 0)
  }

  @Test("SIGHUP without a terminal ends nothing")
  func hangUp() async throws {
    let server = try LiveServer(store: store)
    kill(server.process.processIdentifier, SIGHUP)
    try await Task.sleep(for: .milliseconds(300))
    #expect(try await server.send("GET", "/healthz").status == 200)
  }

  @Test("After kill -9 in the middle of filing, the store checks and every receipt handed out is in it")
  func killed() async throws {
    for round in 0..<3 {
      let server = try LiveServer(store: store)
      let original = String(decoding: try sample("accepted/pt-contoh-2025.xml"), as: UTF8.self)
      let reports = (0..<12).map { index in
        Data(original.replacing("<kodeUnit>PUSAT</kodeUnit>", with: "<kodeUnit>U\(round)-\(index)</kodeUnit>").utf8)
      }
      let token = server.token
      let acknowledged = await withTaskGroup(of: String?.self) { group in
        for report in reports {
          group.addTask {
            let answer = try? await server.send("POST", "/v1/submissions", body: report, token: token)
            return answer.flatMap { $0.status == 201 ? $0.json["number"] as? String : nil }
          }
        }
        group.addTask {
          try? await Task.sleep(for: .milliseconds(300 + 400 * round))
          kill(server.process.processIdentifier, SIGKILL)
          return nil
        }
        return await group.reduce(into: [String]()) { numbers, number in
          if let number { numbers.append(number) }
        }
      }
      server.process.waitUntilExit()
      let check = try BuiltProgram.run(["log", "check", "--store", store])
      #expect(check.code == 0, "\(check.errors)")
      for number in acknowledged {
        let receipt = try BuiltProgram.run(["receipt", "show", number, "--store", store])
        #expect(receipt.code == 0, "\(number)")
      }
    }
  }
}
