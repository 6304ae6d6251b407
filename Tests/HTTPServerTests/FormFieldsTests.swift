import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import HTTPServer

@Suite("Ordinary forms")
struct FormFieldsTests {
  private func fields(_ text: String) throws(Problem) -> FormFields { try FormFields(Array(text.utf8)) }

  @Test("Fields are read as browsers write them")
  func reading() throws {
    let form = try fields("nama=Siti+Aminah&kosong=&tanda=%26%3D%2B&pilih=a&pilih=b&tanpa&%C3%A9=%F0%9F%90%B4")
    #expect(form["nama"] == "Siti Aminah")
    #expect(form["kosong"] == "")
    #expect(form["tanda"] == "&=+")
    #expect(form["pilih"] == "a")
    #expect(form.all("pilih") == ["a", "b"])
    #expect(form["tanpa"] == "")
    #expect(form["é"] == "🐴")
    #expect(form["tidak-ada"] == nil)
    #expect(form.all("tidak-ada") == [])
  }

  @Test("What cannot be read is refused as a whole", arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%FF=a", "a=%C3%28"])
  func unreadable(_ text: String) throws {
    #expect(throws: Problem.self) { _ = try fields(text) }
  }

  @Test("There are never more fields than so many")
  func bounded() throws {
    let most = Array(repeating: "a=1", count: FormFields.fieldsMax).joined(separator: "&")
    #expect(try fields(most).all("a").count == FormFields.fieldsMax)
    #expect(throws: Problem.self) { _ = try fields(most + "&a=1") }
  }

  @Test("A form that is too large, or of another kind, is refused")
  func received() async throws {
    let gate = try TestGate()
    let browser = try gate.browser("administrator")
    try await gate.server.application.test(.router) { client in
      let large = [("label", String(repeating: "x", count: FormFields.bytesMax)), ("token", browser.token)]
      #expect(try await client.submit("/akun/token", large, browser.fields).status == .contentTooLarge)
      var headers = browser.fields
      headers[.contentType] = "application/json"
      let answer = try await client.executeRequest(
        uri: "/akun/token",
        method: .post,
        headers: headers,
        body: ByteBuffer(string: "{}")
      )
      #expect(answer.status == .unsupportedMediaType)
    }
  }
}
