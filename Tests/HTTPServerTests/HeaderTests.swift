import AuditLog
import Hummingbird
import ReportModel
import Testing

@testable import HTTPServer

@Suite("Headers")
struct HeaderTests {
  @Test(
    "The file name is found in a disposition",
    arguments: [
      ("form-data; name=\"a\"; filename=\"laporan.xml\"", "laporan.xml"),
      ("form-data;name=a;filename=laporan.xml", "laporan.xml"),
      ("attachment; filename=\"a;b.csv\"", "a;b.csv"),
      ("attachment; filename=\"a\\\"b.csv\"", "a\"b.csv"),
      ("form-data; filename=\"C:\\Data\\laporan.csv\"", "laporan.csv"),
      ("form-data; filename=\"../../etc/passwd\"", "passwd"),
      ("attachment; filename=\"x\"; filename*=UTF-8''lap%C3%B6ran.csv", "lapöran.csv"),
      ("attachment; filename*=iso-8859-1''a; filename=\"b\"", "b"),
      ("attachment; filename*=UTF-8''%ZZ; filename=\"b\"", "b"),
      ("attachment; FileName=\"laporan tahun.xml\" ; x=y;", "laporan tahun.xml"),
    ]
  )
  func fileNames(header: String, name: String) {
    #expect(HeaderParameters(header)?.fileName == name)
  }

  @Test(
    "A disposition that is not closed is not read",
    arguments: ["form-data; name=\"a", "form-data; name=\"a\"b", "form-data; name"]
  )
  func brokenDispositions(header: String) {
    #expect(HeaderParameters(header) == nil)
  }

  @Test("A name is tidied before it is shown")
  func tidyNames() {
    #expect(FileName.tidy("") == "laporan")
    #expect(FileName.tidy("a/b\u{0}\u{1b}[31m\u{202e}c.xml") == "b[31mc.xml")
    #expect(FileName.tidy(String(repeating: "a", count: 1000)).count == FileName.lengthMax)
  }

  @Test(
    "The caller's language follows Accept-Language, Indonesian first",
    arguments: [
      ("", Language.id), ("id", .id), ("en", .en), ("en-US,en;q=0.9", .en), ("id-ID,id;q=0.9,en;q=0.8", .id),
      ("en;q=0.5,id;q=0.5", .id), ("en;q=0.8,id;q=0.5", .en), ("fr", .id), ("fr,*;q=0.5", .id), ("en;q=0", .id),
      ("en;q=zzz", .id), ("id;q=0,*", .en), (String(repeating: "x,", count: 5000) + "en", .id),
    ]
  )
  func languages(header: String, language: Language) {
    #expect(CallerLanguage.preferred(header) == language)
  }

  @Test(
    "Accept is heeded",
    arguments: [
      ("", true), ("*/*", true), ("application/json", true), ("application/*", true), ("text/html", false),
      ("text/html, */*;q=0.1", true), ("application/json;q=0, */*", false), ("image/png,text/plain", false),
    ]
  )
  func accepting(header: String, takes: Bool) {
    #expect(Accepting(header: header).takes("application/json") == takes)
  }

  @Test("The sha-256 of a digest field is read among others")
  func digests() throws {
    let digest = Digest.sha256(of: Array("halo".utf8))
    let text = "unixsum=:AAA=:, sha-256=:\(digest.base64):"
    #expect(try BodyDigest.read(text, "Content-Digest") == digest)
    #expect(try BodyDigest.read("sha-512=:AAAA:", "Content-Digest") == nil)
  }

  @Test(
    "A digest field that cannot be read is refused",
    arguments: ["sha-256", "sha-256=abc", "sha-256=:abc:", "sha-256=::"]
  )
  func brokenDigests(text: String) {
    #expect(throws: Problem.self) { try BodyDigest.read(text, "Content-Digest") }
  }

  @Test("A bearer token is read, and nothing else is taken for one")
  func bearer() {
    #expect(Gate.bearer("Bearer abc") == "abc")
    #expect(Gate.bearer("bearer  abc") == "abc")
    for header in ["", "Bearer", "Basic abc", "Bearer a b", "abc"] { #expect(Gate.bearer(header) == nil) }
  }

  @Test("A moment is written in UTC to the millisecond")
  func instants() {
    #expect(SubmissionJSON.instant(TestGate.now + 7) == "2025-12-10T05:00:00.007Z")
  }

  @Test("JSON text escapes what it must")
  func json() {
    let value = JSONValue.object([.init("a\"\\\n\u{1}", .list([.number(1), .flag(false), .null, .text("é")]))])
    #expect(value.text == "{\"a\\\"\\\\\\n\\u0001\":[1,false,null,\"é\"]}")
  }
}
