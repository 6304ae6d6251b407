import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Findings in the form that is asked for")
struct FindingsFormTests {
  @Test("Every form names the rule and masks what is personal", arguments: ResultForm.allCases)
  func validation(form: ResultForm) async throws {
    try await TestGate().server.application.test(.router) { client in
      let answer = try await client.post("/v1/validations?lang=en", SampleReports.personal, [.accept: form.rawValue])
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentType]?.hasPrefix(form.rawValue) == true)
      #expect(answer.headers[.vary]?.contains("Accept") == true)
      #expect(answer.text.contains("WL-ID-001"))
      for value in [SampleReports.plantedName, SampleReports.plantedNIK, SampleReports.plantedWage] {
        #expect(!answer.text.contains(value))
      }
    }
  }

  @Test("A form that is not made is refused with those that are")
  func unknown() async throws {
    try await TestGate().server.application.test(.router) { client in
      let answer = try await client.post("/v1/validations", SampleReports.accepted(), [.accept: "image/png"])
      #expect((answer.status, answer.problem) == (.notAcceptable, "not-acceptable"))
    }
  }

  @Test("A kept result comes in every form; JSON is what was kept", arguments: ResultForm.allCases)
  func kept(form: ResultForm) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), headers)
      let answer = try await client.get(address + "/result", headers.merging([.accept: form.rawValue]))
      #expect(answer.status == .ok, "\(answer.text.prefix(300))")
      #expect(answer.headers[.contentType]?.hasPrefix(form.rawValue) == true)
      guard form == .json else { return }
      let number = String(address.dropFirst("/v1/submissions/".count))
      #expect(try await gate.store.document(number).map { String(decoding: $0, as: UTF8.self) } == answer.text)
    }
  }

  @Test("Several files in one form are judged one by one, in order")
  func several() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let parts = [("a.csv", SampleReports.accepted()), ("b.csv", SampleReports.rejected)].map { name, text in
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n"
      }
      let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=B"]
      let answer = try await client.post("/v1/validations", parts.joined() + "--B--\r\n", headers)
      let results = try #require(try answer.json["results"] as? [[String: Any]])
      #expect(results.compactMap { $0["verdict"] as? String } == ["accepted", "rejected"])
      #expect(results.compactMap { ($0["file"] as? [String: Any])?["name"] as? String } == ["a.csv", "b.csv"])
      let none = try await client.post("/v1/validations", "--B--\r\n", headers)
      #expect(none.status == .badRequest)
      #expect(try gate.leftovers().isEmpty)
    }
  }

  @Test(
    "Who has the very bytes already gets 304 instead",
    arguments: ["result", "receipt", "/v1/rules", "/v1/rules/WL-LAP-001", "/openapi.json"]
  )
  func conditional(path: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let headers = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), headers)
      let url = path.hasPrefix("/") ? path : "\(address)/\(path)"
      let first = try await client.get(url, headers)
      let tag = try #require(first.headers[.eTag])
      for given in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let again = try await client.get(url, headers.merging([.ifNoneMatch: given]))
        #expect((again.status, again.text) == (.notModified, ""), "\(given)")
        #expect(again.headers[.eTag] == tag)
      }
      #expect(try await client.get(url, headers.merging([.ifNoneMatch: "\"x\""])).status == .ok)
    }
  }
}
