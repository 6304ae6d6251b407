import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Receipts over HTTP")
struct ReceiptRouteTests {
  private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

  @Test(
    "A receipt comes in the form that is asked for",
    arguments: [
      (nil, "text/plain; charset=utf-8"), ("*/*", "text/plain; charset=utf-8"), ("text/*", "text/plain; charset=utf-8"),
      ("application/pdf", "application/pdf"), ("application/*", "application/pdf"),
      ("text/plain;q=0.5, application/pdf", "application/pdf"), (browser, "text/html; charset=utf-8"),
    ]
  )
  func forms(accept: String?, type: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      var headers = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), headers)
      headers[.accept] = accept
      let answer = try await client.get(address + "/receipt", headers)
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentType] == type)
      #expect(answer.headers[.vary] == "Accept, Accept-Language")
      let start = String(decoding: answer.body.readableBytesView.prefix(5), as: UTF8.self)
      switch type {
      case "application/pdf": #expect(start == "%PDF-")
      case "text/plain; charset=utf-8": #expect(answer.headers[.contentDisposition]?.hasSuffix(".txt\"") == true)
      default: #expect(start == "<!DOC")
      }
    }
  }

  @Test("The page of a receipt keeps to the content policy and speaks both languages")
  func page() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      var headers = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), headers)
      headers[.accept] = "text/html"
      let indonesian = try await client.get(address + "/receipt", headers)
      let english = try await client.get(address + "/receipt?lang=en", headers)
      #expect(indonesian.text.contains("Tanda terima laporan"))
      #expect(english.text.contains("Receipt for a company labour report"))
      for text in [indonesian.text, english.text] {
        #expect(text.contains("PT Contoh Sejahtera") && text.contains("wlkp-qr"))
        #expect(!text.contains("style=") && !text.contains("<style") && !text.contains("<script"))
      }
      headers[.accept] = "image/png"
      #expect(try await client.get(address + "/receipt", headers).problem == "not-acceptable")
    }
  }

  @Test("A receipt and its code are proved genuine step by step, until a byte is changed")
  func verification() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let company = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), company)
      let text = try await client.get(address + "/receipt", company).text
      let receipt = try Receipt(parsing: Array(text.utf8))
      for given in [text, receipt.code, "QR-Code:" + receipt.code + "\r\n"] {
        let answer = try await client.post("/v1/receipts/verification", given, [.contentType: "text/plain"]).json
        #expect(answer["genuine"] as? Bool == true)
        #expect(answer["corrected"] as? Bool == false)
        #expect((answer["receipt"] as? [String: Any])?["number"] as? String == receipt.number.text)
        let steps = try #require(answer["steps"] as? [[String: Any]])
        #expect(steps.allSatisfy { $0["outcome"] as? String == "holds" })
        #expect(steps.map { $0["step"] as? String } == ["form", "head", "commitment", "leaf", "tree", "checkpoint"])
      }
      let forged = text.replacing("PT Contoh Sejahtera", with: "PT Contoh Sejahterb")
      let answer = try await client.post("/v1/receipts/verification", forged, [.contentType: "text/plain"])
      #expect(try answer.json["genuine"] as? Bool == false)
      // What is not proved is not repeated.
      #expect(!answer.text.contains("Sejahterb"))
    }
  }

  @Test("People get the steps of a verification as a page, and a forged receipt gets no comfort")
  func verificationPage() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let company = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), company)
      let text = try await client.get(address + "/receipt", company).text
      let headers: HTTPFields = [.contentType: "text/plain", .accept: Self.browser, .acceptLanguage: "en"]
      let genuine = try await client.post("/v1/receipts/verification", text, headers)
      #expect(genuine.text.contains("This receipt is genuine.") && genuine.text.contains("PT Contoh Sejahtera"))
      #expect(genuine.text.contains("class=\"step-holds\"") && !genuine.text.contains("step-fails"))
      let forged = try await client.post("/v1/receipts/verification", "<b>" + text, headers)
      #expect(forged.text.contains("not proved genuine") && forged.text.contains("step-fails"))
      #expect(!forged.text.contains("<b>-"))
    }
  }

  @Test("The form of the page checks an uploaded receipt without a script, in both languages", arguments: ["id", "en"])
  func form(language: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let company = gate.authorization("company")
      let address = try await client.filed(SampleReports.accepted(), company)
      let text = try await client.get(address + "/receipt", company).text
      let page = try await client.get("/tanda-terima?lang=\(language)")
      #expect(page.text.contains("<html lang=\"\(language)\">") && page.text.contains("name=\"berkas\""))
      #expect(!page.text.contains("{{") && !page.text.contains("<script"))
      let body =
        "--B\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"t.txt\"\r\n\r\n\(text)\r\n--B--\r\n"
      let answer = try await client.post(
        "/tanda-terima?lang=\(language)",
        body,
        [.contentType: "multipart/form-data; boundary=B", .accept: Self.browser]
      )
      #expect(answer.status == .ok)
      #expect(answer.text.contains(language == "id" ? "Tanda terima ini asli." : "This receipt is genuine."))
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("The verification takes no more than a receipt may hold, and nothing but texts")
  func bounds() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let long = String(repeating: "x", count: Receipt.byteLimit + 1)
      let answer = try await client.post("/v1/receipts/verification", long, [.contentType: "text/plain"])
      #expect((answer.status, answer.problem) == (.contentTooLarge, "too-large"))
      let csv = try await client.post("/v1/receipts/verification", "x", [.contentType: "text/csv"])
      #expect((csv.status, csv.problem) == (.unsupportedMediaType, "media-type"))
    }
  }

  @Test("The original comes back byte for byte, under a name of ours")
  func original() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let company = gate.authorization("company")
      let report = SampleReports.accepted()
      let address = try await client.filed(report, company)
      let number = address.dropFirst("/v1/submissions/".count)
      let answer = try await client.get(address + "/original", company)
      #expect(answer.text == report)
      #expect(answer.headers[.contentType] == "text/csv")
      #expect(answer.headers[.contentLength] == String(report.utf8.count))
      #expect(answer.headers[.contentDisposition] == "attachment; filename=\"laporan-\(number).csv\"")
    }
    #expect(try gate.leftovers().isEmpty)
  }
}
