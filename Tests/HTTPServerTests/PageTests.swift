import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Pages")
struct PageTests {
  private static let formType = "multipart/form-data; boundary=----b"
  private static let browser = "text/html,application/xhtml+xml,*/*;q=0.8"

  private func form(_ content: String, fileName: String) -> String {
    "------b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"\(fileName)\"\r\n"
      + "Content-Type: text/csv\r\n\r\n\(content)\r\n------b--\r\n"
  }

  private func check(
    _ client: any TestClientProtocol,
    _ body: String,
    language: String = "id"
  ) async throws -> TestResponse {
    try await client.post(
      "/periksa?lang=\(language)",
      body,
      [.contentType: Self.formType, .accept: Self.browser]
    )
  }

  @Test(
    "The start page is one form that needs no script, in both languages",
    arguments: [
      ("id", "Periksa laporan", "English"), ("en", "Check the report", "Bahasa Indonesia"),
    ]
  )
  func start(language: String, button: String, other: String) async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try await client.get("/?lang=\(language)")
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(page.text.contains("<html lang=\"\(language)\">"))
      #expect(page.text.contains(">\(button)</button>"))
      #expect(page.text.contains(">\(other)</a>"))
      for forbidden in ["<script", "style=", "<style", " on", "javascript:"] where forbidden != " on" {
        #expect(!page.text.contains(forbidden), "\(forbidden)")
      }
      #expect(!page.text.contains("{{"))
    }
  }

  @Test("A browser that prefers English gets English without asking")
  func acceptLanguage() async throws {
    try await TestGate().server.application.test(.router) { client in
      let english = try await client.get("/", [.acceptLanguage: "en-US,en;q=0.9"])
      #expect(english.text.contains("<html lang=\"en\">"))
      let plain = try await client.get("/")
      #expect(plain.text.contains("<html lang=\"id\">"))
    }
  }

  @Test("An uploaded report is judged on the page, with the person's own values shown in full")
  func judged() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      let page = try await check(client, form(SampleReports.personal, fileName: "laporan.csv"))
      #expect(page.status == .ok)
      #expect(page.text.contains("data-verdict=\"rejected\""))
      #expect(page.text.contains("laporan.csv"))
      #expect(page.text.contains(SampleReports.plantedNIK))
      #expect(page.headers[.cacheControl] == "no-store")
      let good = try await check(client, form(SampleReports.accepted(), fileName: "baik.csv"), language: "en")
      #expect(good.text.contains("data-verdict=\"accepted"))
      #expect(good.text.contains("Check another file"))
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("A name that tries to be HTML stays a name")
  func hostileName() async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try await check(client, form("x", fileName: "<img src=x onerror=alert(1)>.csv"))
      #expect(page.status == .ok)
      #expect(!page.text.contains("<img"))
      #expect(page.text.contains("&lt;img"))
    }
  }

  @Test("Pressing the button without a file says so beside the field")
  func noFile() async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try await check(client, form("", fileName: ""))
      #expect(page.status == .badRequest)
      #expect(page.text.contains("Pilih dulu berkas laporan"))
      #expect(page.text.contains("aria-invalid=\"true\""))
      #expect(page.text.contains("<title>Perlu diperbaiki: "))
    }
  }

  @Test("Two files in one form are refused")
  func twoFiles() async throws {
    try await TestGate().server.application.test(.router) { client in
      let one = form("x", fileName: "a.csv").replacingOccurrences(of: "------b--\r\n", with: "")
      let page = try await check(client, one + form("y", fileName: "b.csv"))
      #expect(page.status == .badRequest)
      #expect(page.text.contains("satu berkas saja"))
    }
  }

  @Test("A browser that goes astray gets a page, a program gets problem details")
  func astray() async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try await client.get("/tidak-ada", [.accept: Self.browser])
      #expect(page.status == .notFound)
      #expect(page.text.contains("<h1>Tidak ditemukan</h1>"))
      #expect(try await client.get("/tidak-ada").problem == "not-found")
      #expect(try await client.get("/v1/tidak-ada", [.accept: Self.browser]).problem == "not-found")
    }
  }
}
