import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportForm
import ReportModel
import RuleEngine
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Pages that are open to everyone")
struct OpenPageTests {
  private static let browser: HTTPFields = [.accept: "text/html"]

  /// What stands inside the main part of a page.
  private func main(_ page: TestResponse) throws -> Substring {
    let start = try #require(page.text.range(of: "<main"))
    let end = try #require(page.text.range(of: "</main>"))
    return page.text[start.upperBound..<end.lowerBound]
  }

  private func count(_ text: some StringProtocol, _ part: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  @Test("The catalogue shows every rule over its pages, those that are not assessed among them")
  func catalogue() async throws {
    let pack = try sharedEngine.get().pack
    let all = Set(pack.rules.map(\.text.id)).union(pack.notExpressible.map(\.id))
    try await TestGate().server.application.test(.router) { client in
      var seen: Set<String> = []
      var address: String? = "/aturan"
      while let next = address, seen.count < all.count {
        let page = try main(try await client.get(next, Self.browser))
        let ids = page.matches(of: /\/aturan\/(WL-[A-Z0-9-]+)"/).map { String($0.1) }
        #expect(!ids.isEmpty && seen.isDisjoint(with: ids))
        seen.formUnion(ids)
        address = page.firstMatch(of: /rel="next" href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
      }
      #expect(seen == all)
      #expect(address == nil)
    }
  }

  /// What a search is for, and which rules belong to it.
  struct Narrowing: Sendable {
    let query: String
    var id = ""
    var law: String?
    var grade = ""

    func takes(_ rule: Rule) -> Bool {
      rule.text.id.hasPrefix(id) && rule.grade.name.hasPrefix(grade)
        && law.map { law in rule.text.law.contains { $0.hasPrefix(law) } } ?? true
    }
  }

  @Test(
    "The catalogue is narrowed by area, law, class and words, alone and together",
    arguments: [
      Narrowing(query: "bidang=JAM", id: "WL-JAM-"), Narrowing(query: "hukum=PP+35%2F2021", law: "PP 35/2021"),
      Narrowing(query: "kelas=confirmable", grade: "confirmable"),
      Narrowing(query: "q=wl-pkwt-007", id: "WL-PKWT-007"),
      Narrowing(
        query: "bidang=JAM&hukum=PP+35%2F2021&kelas=compliance&q=&hal=",
        id: "WL-JAM-",
        law: "PP 35/2021",
        grade: "compliance"
      ),
    ]
  )
  func narrowed(_ narrowing: Narrowing) async throws {
    var seen: Set<String> = []
    // The first part of a rule stands for it.
    let firsts = try sharedEngine.get().pack.rules.filter { seen.insert($0.text.id).inserted }
    let rules = firsts.filter(narrowing.takes).map(\.text.id)
    // Those that are not assessed have an area, but neither law nor grade.
    let isByArea = narrowing.law == nil && narrowing.grade.isEmpty
    let gaps = try sharedEngine.get().pack.notExpressible.map(\.id).filter { isByArea && $0.hasPrefix(narrowing.id) }
    let expected = Set(rules + gaps)
    try await TestGate().server.application.test(.router) { client in
      let page = try main(try await client.get("/aturan?\(narrowing.query)", Self.browser))
      let listed = page.matches(of: /\/aturan\/(WL-[A-Z0-9-]+)"/).map { String($0.1) }
      #expect(!expected.isEmpty && listed.count == min(expected.count, RuleCatalogue.pageSize))
      #expect(Set(listed).isSubset(of: expected))
    }
  }

  @Test("A search without a match says so, and repeats nothing unescaped")
  func nothing() async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try await client.get("/aturan?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", Self.browser)
      #expect(page.text.contains("Tidak ada aturan yang cocok"))
      #expect(!page.text.contains("<script>alert"))
      #expect(try await client.get("/aturan?warna=merah", Self.browser).status == .badRequest)
    }
  }

  @Test("Every rule has its page in both languages, whole and without a gap")
  func everyRule() async throws {
    let engine = try sharedEngine.get()
    var seen: Set<String> = []
    let rules = engine.pack.rules.filter { seen.insert($0.text.id).inserted }
    try await TestGate().server.application.test(.router) { client in
      for rule in rules {
        for language in Language.allCases {
          let page = try await client.get("/aturan/\(rule.text.id)?lang=\(language.rawValue)", Self.browser)
          #expect(page.status == .ok, "\(rule.text.id)")
          let text = try main(page)
          #expect(count(text, "<h1>") == 1 && !text.contains("{{"), "\(rule.text.id)")
          #expect(page.text.utf8.count < 100_000, "\(rule.text.id)")
          let title = rule.text.title[language].replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
          #expect(text.contains(title) || title.contains("'") || title.contains("<"), "\(rule.text.id)")
        }
      }
      for gap in engine.pack.notExpressible {
        let page = try await client.get("/aturan/\(gap.id)", Self.browser)
        #expect(page.status == .ok && page.text.contains("Tidak dinilai"), "\(gap.id)")
      }
    }
  }

  @Test("A rule's page says what it asks, since when, by which law, and shows how to put it right")
  func oneRule() async throws {
    try await TestGate().server.application.test(.router) { client in
      let page = try main(try await client.get("/aturan/wl-pkwt-007?lang=en", Self.browser))
      for part in [
        "Contract longer than 60 months", "PP 35/2021 Ps 8(1)-(2)", "since 2 February 2021", "An example that is right",
        "An example that is found", "“2026-03-31” becomes “2026-02-28”", "60 months", "36 months",
        "/formulir/tenaga_kerja#tanggal_akhir_kontrak", "/aturan/WL-PKWT-003",
        "does not stand in the way of acceptance",
      ] {
        #expect(page.contains(part), "\(part)")
      }
      #expect(!page.contains("dibaca:"))
    }
  }

  @Test("A mistyped id gets the nearest one, an absurd one a plain answer")
  func unknown() async throws {
    try await TestGate().server.application.test(.router) { client in
      let near = try await client.get("/aturan/WL-PKWT-07", Self.browser)
      #expect(near.status == .notFound)
      #expect(near.text.contains("Maksud Anda"))
      let far = try await client.get("/aturan/\(String(repeating: "x", count: 500))", Self.browser)
      #expect(far.status == .notFound && !far.text.contains("Maksud Anda"))
    }
  }

  @Test("The guide leads to every section and every code list, and finds fields by their words")
  func guide() async throws {
    let form = try sharedEngine.get().form
    try await TestGate().server.application.test(.router) { client in
      let guide = try main(try await client.get("/formulir", Self.browser))
      for section in form.sections { #expect(guide.contains("\"/formulir/\(section.csv)\""), "\(section.csv)") }
      for list in form.lists.keys { #expect(guide.contains("\"/formulir/kode/\(list)\""), "\(list)") }
      let found = try main(try await client.get("/formulir?q=tanggal+akhir+kontrak", Self.browser))
      #expect(found.contains("/formulir/tenaga_kerja#tanggal_akhir_kontrak"))
      #expect(try await client.get("/formulir?q=zzzzzz", Self.browser).text.contains("0 isian cocok"))
      #expect(try await client.get("/formulir/tidak_ada", Self.browser).status == .notFound)
      #expect(try await client.get("/formulir/kode/TIDAK_ADA", Self.browser).status == .notFound)
    }
  }

  @Test("A section's page has every field with its names, its type and the rules that look at it")
  func sections() async throws {
    let form = try sharedEngine.get().form
    try await TestGate().server.application.test(.router) { client in
      for section in form.sections {
        let page = try await client.get("/formulir/\(section.csv)", Self.browser)
        let text = try main(page)
        #expect(page.text.utf8.count < 100_000, "\(section.csv): \(page.text.utf8.count)")
        for field in section.fields { #expect(text.contains("id=\"\(field.csv)\""), "\(field.csv)") }
      }
      let workers = try main(try await client.get("/formulir/tenaga_kerja", Self.browser))
      #expect(workers.contains("/aturan/WL-PKWT-007"))
      #expect(workers.contains("/formulir/kode/STATUS_HUBUNGAN"))
    }
  }

  @Test("Codes of dated tables are searched and turned page by page")
  func codes() async throws {
    try await TestGate().server.application.test(.router) { client in
      let bandung = try main(try await client.get("/formulir/kode/WILAYAH?q=kota+bandung", Self.browser))
      #expect(bandung.contains("3273") && bandung.contains("Kota Bandung"))
      let first = try main(try await client.get("/formulir/kode/WILAYAH", Self.browser))
      #expect(count(first, "<tr>") == CodeGuide.pageSize + 1)
      let address = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)).1.replacing("&amp;", with: "&")
      let second = try main(try await client.get(String(address), Self.browser))
      #expect(second.contains("rel=\"prev\"") && !second.contains(">1101</th>"))
      let english = try main(try await client.get("/formulir/kode/NEGARA?q=united+arab&lang=en", Self.browser))
      #expect(english.contains("United Arab Emirates"))
    }
  }

  @Test("The act of a citation is its name up to the year")
  func acts() {
    #expect(LawName.act("PP 35/2021 Ps 8(1)-(2)") == "PP 35/2021")
    #expect(LawName.act("UU 11/2020 Ps 81 no. 22 (UU 13/2003 Ps 78(1)b)") == "UU 11/2020")
    #expect(LawName.act("Peraturan Menteri Investasi/BKPM 5/2025 Ps 22") == "Peraturan Menteri Investasi/BKPM 5/2025")
    #expect(LawName.act("UU KUP") == nil)
  }
}
