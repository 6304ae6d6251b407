import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

/// A company's person in front of a browser without JavaScript.
private struct Person {
  let client: any TestClientProtocol
  let browser: Browser

  func open(_ path: String) async throws -> TestResponse { try await client.get(path, browser.fields) }

  func press(_ path: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
    try await client.submit(path, fields, in: browser)
  }

  /// Uploads a file with the page's form; the answer.
  func upload(_ content: String, name: String = "laporan.csv", token: String? = nil) async throws -> TestResponse {
    let body =
      "------b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token ?? browser.token)\r\n"
      + "------b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"\(name)\"\r\n"
      + "Content-Type: text/csv\r\n\r\n\(content)\r\n------b--\r\n"
    var fields = browser.fields
    fields[.contentType] = "multipart/form-data; boundary=----b"
    return try await client.post("/laporan/baru", body, fields)
  }

  /// Uploads a file; the address of its draft.
  func draft(_ content: String) async throws -> String {
    let answer = try await upload(content)
    #expect(answer.status == .seeOther, "\(answer.text.prefix(400))")
    return try #require(answer.headers[.location])
  }

  /// Files a report over the API; its number.
  func filed(_ gate: TestGate, year: Int = 2025) async throws -> String {
    let address = try await client.filed(SampleReports.accepted(year: year), gate.authorization("company"))
    return String(address.dropFirst("/v1/submissions/".count))
  }

  /// Goes on to where an answer leads.
  func follow(_ answer: TestResponse) async throws -> TestResponse {
    try await open(try #require(answer.headers[.location], "\(answer.status) \(answer.text.prefix(400))"))
  }
}

extension TestGate {
  fileprivate func asPerson(
    _ name: String = "company",
    _ body: @escaping @Sendable (Person) async throws -> Void
  ) async throws {
    let browser = try browser(name)
    try await server.application.test(.router) { try await body(Person(client: $0, browser: browser)) }
  }
}

@Suite("A company's pages")
struct CompanyPageTests {
  @Test("What an account may send in a day counts its uploads on pages, too")
  func quota() async throws {
    var configuration = ServerConfiguration()
    configuration.quota.bytesPerDay = 40_000
    let gate = try TestGate(configuration)
    try await gate.asPerson { person in
      let first = try await person.upload(String(repeating: "a", count: 39_000))
      #expect(first.status == .seeOther)
      _ = try await person.upload(String(repeating: "a", count: 2000))
      let last = try await person.upload(String(repeating: "a", count: 2000))
      #expect(last.status == .tooManyRequests)
    }
  }

  @Test("The whole journey from the start page to the receipt works without a script")
  func journey() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let start = try await person.open("/")
      #expect(start.text.contains("<h1>Selamat datang</h1>") && start.text.contains("href=\"/laporan/baru\""))
      #expect(try await person.open("/laporan/baru").text.contains("name=\"token\" value=\"\(person.browser.token)\""))

      let draft = try await person.draft(SampleReports.accepted())
      let result = try await person.open(draft)
      #expect(result.text.contains("<h1 class=\"wlkp-verdict\">"))
      #expect(result.text.contains("href=\"\(draft)/pratinjau\""))

      let preview = try await person.open(draft + "/pratinjau")
      #expect(preview.text.contains("PT Contoh Sejahtera") && preview.text.contains("Laporan tahunan 2025"))
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)

      let filed = try await person.press(draft + "/kirim")
      let page = try await person.follow(filed)
      #expect(page.text.contains("Laporan sudah terkirim dan diterima"))
      let kept = try await gate.store.history(HistoryQuery()).submissions
      let number = try #require(kept.first?.number.text)
      #expect(kept.count == 1 && filed.headers[.location] == "/laporan/\(number)?baru=1")

      for (path, type) in [
        ("tanda-terima", "text/html; charset=utf-8"), ("tanda-terima.txt", "text/plain; charset=utf-8"),
        ("tanda-terima.pdf", "application/pdf"), ("berkas", "text/csv"),
      ] {
        let answer = try await person.open("/laporan/\(number)/\(path)")
        #expect(answer.status == .ok && answer.headers[.contentType] == type, "\(path)")
      }
      #expect(try await person.open("/").text.contains("/laporan/\(number)"))
      #expect(try await person.open("/laporan").text.contains("/laporan/\(number)"))
    }
    #expect(try gate.leftovers().allSatisfy { $0.hasPrefix("wlkp-naskah-") })
  }

  @Test("A double click files once")
  func twice() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let draft = try await person.draft(SampleReports.accepted())
      async let first = person.press(draft + "/kirim")
      async let second = person.press(draft + "/kirim")
      let addresses = try await [first, second].map { $0.headers[.location] ?? "-" }
      #expect(addresses[0] == addresses[1] && addresses[0].hasPrefix("/laporan/3273-"))
      #expect(try await person.press(draft + "/kirim").headers[.location] == addresses[0])
      #expect(try await gate.store.history(HistoryQuery()).submissions.count == 1)
    }
  }

  @Test("A report that is not ready says so in one sentence, shows the row with the fault marked, and cannot be filed")
  func rejected() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let draft = try await person.draft(SampleReports.personal)
      let page = try await person.open(draft)
      #expect(page.text.contains("data-verdict=\"rejected\"><h1 class=\"wlkp-verdict\">Belum bisa diterima: "))
      #expect(page.text.contains("<mark>\(SampleReports.plantedNIK)</mark>"))
      #expect(!page.text.contains("/pratinjau"))
      #expect(try await person.open(draft + "/pratinjau").headers[.location] == draft)
      #expect(try await person.press(draft + "/kirim").headers[.location] == draft)
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
    }
  }

  @Test("Nobody else sees a draft, and it is gone after an hour, when it is thrown away and when the server stops")
  func drafts() async throws {
    let gate = try TestGate()
    let rival = try gate.browser("rival")
    try await gate.asPerson { person in
      let draft = try await person.draft(SampleReports.accepted())
      #expect(try await person.client.get(draft, rival.fields).status == .notFound)
      #expect(try await person.client.submit(draft + "/kirim", [], in: rival).status == .notFound)
      let id = String(draft.dropFirst("/laporan/naskah/".count))
      let shelf = gate.server.gate.drafts
      #expect(shelf.draft(id, of: "company", now: TestGate.now) != nil)
      #expect(shelf.draft(id, of: "company", now: TestGate.now + DraftShelf.lifetime) == nil)
      let other = try await person.draft(SampleReports.accepted())
      #expect(try await person.press(other + "/buang").headers[.location] == "/")
      #expect(try await person.open(other).status == .notFound)
    }
    #expect(try gate.leftovers().isEmpty)
  }

  @Test("The oldest draft of an account gives way, and what is too much for all is refused as busy")
  func limits() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let first = try await person.draft(SampleReports.accepted())
      for _ in 0..<DraftShelf.perAccountMax { _ = try await person.draft(SampleReports.accepted()) }
      #expect(try await person.open(first).status == .notFound)
      #expect(gate.server.gate.drafts.drafts(of: "company", now: TestGate.now).count == DraftShelf.perAccountMax)
    }
  }

  @Test(
    "Every form of a draft needs its token",
    arguments: ["perbaikan", "jadikan-perbaikan", "pakai", "konfirmasi", "tunggu", "kirim", "buang"]
  )
  func token(step: String) async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let draft = try await person.draft(SampleReports.accepted())
      let answer = try await person.client.submit("\(draft)/\(step)", [("token", "x")], person.browser.fields)
      #expect(answer.status == .forbidden)
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
      #expect(try await person.upload(SampleReports.accepted(), token: "x").status == .forbidden)
    }
  }

  @Test("A repair shows its changes before it takes the file's place, and unsafe kinds only when they were ticked")
  func repair() async throws {
    let gate = try TestGate()
    let american = try sample("rejected/bulan-di-depan.csv")
    try await gate.asPerson { person in
      let draft = try await person.draft(american)
      #expect(try await person.open(draft).text.contains("name=\"jenis\" value=\"month-first\""))
      #expect(try await person.press(draft + "/perbaikan").headers[.location] == draft + "/perbaikan")
      #expect(!(try await person.open(draft + "/perbaikan").text.contains("<bdi>10/16/2002</bdi>")))

      _ = try await person.press(draft + "/perbaikan", [("jenis", "month-first")])
      let page = try await person.open(draft + "/perbaikan")
      #expect(page.text.contains("<bdi>10/16/2002</bdi>") && page.text.contains("<bdi>2002-10-16</bdi>"))
      let copy = try await person.open(draft + "/perbaikan/berkas")
      #expect(copy.text.contains("2002-10-16") && !copy.text.contains("10/16/2002"))
      #expect(try await person.open(draft).text.contains("data-verdict=\"rejected\""))
      #expect(try await person.press(draft + "/pakai").headers[.location] == draft)
      #expect(try await person.open(draft).text.contains("data-verdict=\"accepted"))
    }
  }

  /// A sample of the project.
  private func sample(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "Samples/" + name)
    return try String(contentsOf: path, encoding: .utf8)
  }

  @Test("Unusual data are filed with a reason, and without one the page says where it is missing")
  func confirmed() async throws {
    let gate = try TestGate()
    let text = try sample("needs-confirmation/nik-kosong-npwp-ganjil.csv")
    try await gate.asPerson { person in
      let draft = try await person.draft(text)
      let page = try await person.open(draft)
      #expect(page.text.contains("data-verdict=\"needs-confirmation\"") && !page.text.contains("/pratinjau"))

      let missing = try await person.press(draft + "/konfirmasi", [("alasan.WL-ID-009", "TIDAK_ADA")])
      #expect(missing.status == .unprocessableContent && missing.text.contains("href=\"#alasan-WL-ID-012\""))
      #expect(missing.text.contains("<option value=\"TIDAK_ADA\" selected>"))
      let other = [("alasan.WL-ID-009", "LAINNYA"), ("alasan.WL-ID-012", "SESUAI_KARTU")]
      let wordless = try await person.press(draft + "/konfirmasi", other)
      #expect(wordless.status == .unprocessableContent && wordless.text.contains("perlu keterangan"))

      let said = other + [("keterangan.WL-ID-009", "NIK masih diurus")]
      #expect(try await person.press(draft + "/konfirmasi", said).headers[.location] == draft)
      let preview = try await person.open(draft + "/pratinjau")
      #expect(preview.text.contains("NIK masih diurus"))
      let filed = try await person.press(draft + "/kirim")
      #expect(filed.headers[.location]?.hasSuffix("?baru=1") == true)
      let kept = try #require(try await gate.store.history(HistoryQuery()).submissions.first)
      #expect(kept.record.confirmations != nil)
    }
  }

  @Test("A report can wait for its confirmation, and is filed when somebody goes on with it")
  func waiting() async throws {
    let gate = try TestGate()
    let text = try sample("needs-confirmation/nik-kosong-npwp-ganjil.csv")
    try await gate.asPerson { person in
      let draft = try await person.draft(text)
      let waits = try await person.press(draft + "/tunggu")
      let address = try #require(waits.headers[.location])
      #expect(address.hasPrefix("/laporan/menunggu/K-"))
      #expect(try await person.open(address).text.contains("menunggu konfirmasi sampai"))
      #expect(try await person.open("/").text.contains(address))
      #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)

      let again = try #require(try await person.press(address).headers[.location])
      let reasons = [("alasan.WL-ID-009", "TIDAK_ADA"), ("alasan.WL-ID-012", "SESUAI_KARTU")]
      #expect(try await person.press(again + "/konfirmasi", reasons).headers[.location] == again)
      #expect(try await person.press(again + "/kirim").headers[.location]?.hasSuffix("?baru=1") == true)
      #expect(try await person.open(address).status == .notFound)
      #expect(try await gate.store.history(HistoryQuery()).submissions.count == 1)
    }
  }

  @Test("Pressing the button without a file says so beside the field and at the top")
  func noFile() async throws {
    try await TestGate().asPerson { person in
      let page = try await person.upload("", name: "")
      #expect(page.status == .badRequest)
      #expect(page.text.contains("class=\"error-summary\"") && page.text.contains("href=\"#berkas\""))
      #expect(page.text.contains("aria-invalid=\"true\"") && page.text.contains("<title>Perlu diperbaiki: "))
    }
  }

  @Test("A correction says what to write into the file, and the result says when it is not written")
  func correction() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let number = try await person.filed(gate)
      let form = try await person.open("/laporan/baru?memperbaiki=\(number)")
      #expect(form.text.contains("name=\"memperbaiki\" value=\"\(number)\"") && form.text.contains("PERBAIKAN"))
      #expect(try await person.open("/laporan/\(number)").text.contains("/laporan/baru?memperbaiki=\(number)"))
    }
  }

  @Test(
    "A second report of the same year is offered as a correction: a copy that names the first, shown before it is taken"
  )
  func second() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let number = try await person.filed(gate)
      let text = SampleReports.accepted().replacing("PT Contoh Sejahtera", with: "PT Contoh Sejahtera Abadi")
      let draft = try await person.draft(text)
      let page = try await person.open(draft).text
      #expect(page.contains("Laporan ini sudah ada") && page.contains("href=\"/laporan/\(number)\""))
      #expect(page.contains("action=\"\(draft)/jadikan-perbaikan\"") && !page.contains("href=\"\(draft)/pratinjau\""))

      #expect(try await person.press(draft + "/jadikan-perbaikan").headers[.location] == draft + "/perbaikan")
      let changes = try await person.open(draft + "/perbaikan").text
      #expect(changes.contains("<h1>Kirim sebagai perbaikan</h1>"))
      #expect(changes.contains("<bdi>PERBAIKAN</bdi>") && changes.contains("<bdi>\(number)</bdi>"))
      let copy = try await person.open(draft + "/perbaikan/berkas")
      #expect(copy.headers[.contentDisposition]?.contains("laporan-perbaikan.csv") == true)
      #expect(copy.text.contains(number) && copy.text.contains("PT Contoh Sejahtera Abadi"))

      #expect(try await person.press(draft + "/pakai").headers[.location] == draft)
      #expect(try await person.open(draft).text.contains("href=\"\(draft)/pratinjau\""))
      #expect(try await person.open(draft + "/pratinjau").text.contains(number))
      #expect(try await person.press(draft + "/kirim").headers[.location]?.hasSuffix("?baru=1") == true)
      let kept = try await gate.store.history(HistoryQuery()).submissions
      #expect(kept.first?.record.corrects?.text == number && kept.first?.record.version == 2)
    }
  }

  @Test("The very same file again leads to its report, and nothing more is offered")
  func sameFile() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let number = try await person.filed(gate)
      let draft = try await person.draft(SampleReports.accepted())
      let page = try await person.open(draft).text
      #expect(page.contains("Berkas yang sama persis") && page.contains("href=\"/laporan/\(number)\""))
      #expect(!page.contains("/jadikan-perbaikan"))
      #expect(try await person.press(draft + "/jadikan-perbaikan").headers[.location] == draft)
    }
  }

  @Test("Another company's report of the same unit's name is not told of")
  func noneOfOthers() async throws {
    let gate = try TestGate()
    try await gate.asPerson("rival") { person in
      let number = String(
        try await person.client.filed(SampleReports.accepted(), gate.authorization("company"))
          .dropFirst("/v1/submissions/".count)
      )
      let page = try await person.open(try await person.draft(SampleReports.accepted())).text
      #expect(!page.contains(number) && !page.contains("Laporan ini sudah ada"))
    }
  }

  @Test("What could not be assessed is told in the form's words")
  func unanswered() async throws {
    try await TestGate().asPerson { person in
      let draft = try await person.draft(SampleReports.accepted())
      for (language, words) in [
        ("id", "Laporan tahun lalu dari unit ini belum ada di sini"), ("en", "Last year&#39;s report"),
      ] {
        let page = try await person.open(draft + "?lang=" + language).text
        #expect(page.contains(words), "\(language)")
        #expect(!page.contains("adaLalu") && !page.contains("laporanLain") && !page.contains("tk."))
      }
    }
  }

  @Test("Two years stand side by side")
  func comparison() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let before = try await person.filed(gate, year: 2024)
      let after = try await person.filed(gate, year: 2025)
      let page = try await person.open("/laporan/\(after)/banding")
      #expect(page.status == .ok)
      #expect(page.text.contains("value=\"\(before)\" selected") && page.text.contains("Laporan tahunan 2024"))
      #expect(page.text.contains("<bdi>2024</bdi>") && page.text.contains("<bdi>2025</bdi>"))
    }
  }

  @Test("The history is narrowed by year, kind and unit")
  func history() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      let before = try await person.filed(gate, year: 2024)
      let after = try await person.filed(gate, year: 2025)
      let page = try await person.open("/laporan?tahun=2024&jenis=TAHUNAN&unit=PUSAT&terbaru=1")
      #expect(page.text.contains(before) && !page.text.contains(after))
      #expect(try await person.open("/laporan?tahun=1999").text.contains("Tidak ada laporan yang cocok."))
      #expect(try await person.open("/laporan?sesudah=x").status == .badRequest)
    }
  }

  @Test("Other companies' reports are not there")
  func foreign() async throws {
    let gate = try TestGate()
    try await gate.asPerson("neighbour") { person in
      let number = try await person.filed(gate)
      for path in ["", "/banding", "/berkas", "/tanda-terima", "/tanda-terima.txt", "/tanda-terima.pdf"] {
        #expect(try await person.open("/laporan/\(number)\(path)").status == .notFound, "\(path)")
      }
      #expect(!(try await person.open("/laporan").text.contains(number)))
    }
  }

  @Test("The start page says what is due when, and what is late in words")
  func due() async throws {
    let gate = try TestGate()
    try await gate.asPerson { person in
      _ = try await person.filed(gate, year: 2023)
      let page = try await person.open("/")
      #expect(page.text.contains("Laporan tahunan 2024"))
      #expect(page.text.contains("class=\"tag tag-"))
    }
  }

  @Test(
    "Everybody can take blank forms and examples along",
    arguments: ["laporan-kosong.xlsx", "laporan-kosong.csv", "laporan-contoh.xlsx", "laporan-contoh.csv"]
  )
  func examples(name: String) async throws {
    try await TestGate().server.application.test(.router) { client in
      #expect(try await client.get("/contoh").text.contains("href=\"/contoh/\(name)\""))
      let file = try await client.get("/contoh/\(name)")
      #expect(file.status == .ok && file.body.readableBytes > 1000)
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"\(name)\"")
      #expect(try await client.get("/contoh/lain.csv").status == .notFound)
    }
  }

  @Test("The filled example is accepted as it is")
  func exampleIsGood() async throws {
    let gate = try TestGate()
    let text = try #require(Example.all.first { $0.name == "laporan-contoh.csv" }?.bytes)
    try await gate.asPerson { person in
      let draft = try await person.draft(String(decoding: text, as: UTF8.self))
      #expect(try await person.open(draft).text.contains("data-verdict=\"accepted"))
    }
  }

  @Test("A chosen language stays, in a cookie that says nothing else")
  func language() async throws {
    try await TestGate().server.application.test(.router) { client in
      let chosen = try await client.get("/?lang=en")
      #expect(chosen.headers[.setCookie] == "wlkp_lang=en; Max-Age=31536000; Path=/; SameSite=Lax")
      let later = try await client.get("/", [.cookie: "wlkp_lang=en"])
      #expect(later.text.contains("<html lang=\"en\">") && later.headers[.setCookie] == nil)
      #expect(try await client.get("/", [.cookie: "wlkp_lang=xx"]).text.contains("<html lang=\"id\">"))
    }
  }
}
