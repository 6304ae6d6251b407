import Intake
import ReportModel
import RuleEngine
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("Events and scopes in words")
struct EventWordingTests {
  private func details(_ kind: StoreEvent.Kind, _ pairs: [(String, String)], _ language: Language) throws -> String {
    let engine = try TestGate().server.gate.engine
    let event = StoreEvent(kind, at: 0, actor: "a", details: pairs.map { StoreEvent.Detail($0.0, $0.1) })
    return EventDetails(words: ReportWords(engine: engine, language: language)).text(event)
  }

  @Test("Every kind of event, everything that can be looked at and every change has words in both languages")
  func complete() {
    for kind in StoreEvent.Kind.allCases {
      let words = EventWording.kind(kind)
      #expect(words.id != kind.rawValue && words.en != kind.rawValue && words.id != words.en, "\(kind)")
    }
    let all = [EventWording.changes, EventWording.refusals, EventWording.replays, EventWording.narrowed].flatMap(
      \.values
    )
    for words in all { #expect(words.id != words.en && !words.id.isEmpty && !words.en.isEmpty) }
  }

  @Test("Details are phrases, not names and codes")
  func phrases() throws {
    let list = [("what", "list"), ("region", "32"), ("kind", "TAHUNAN"), ("by-company", "yes"), ("count", "1200")]
    #expect(
      try details(.looked, list, .id)
        == "daftar laporan; Jawa Barat (32); Laporan tahunan; dicari menurut perusahaan; 1.200 baris"
    )
    #expect(
      try details(.looked, list, .en)
        == "list of reports; Jawa Barat (32); Yearly report; looked for by company; 1,200 rows"
    )
    let made = [("change", "created"), ("role", "inspector"), ("scope", "wilayah:32@2026-01-01..2026-12-31")]
    #expect(
      try details(.accountChanged, made, .id)
        == "akun dibuat; Pengawas; Jawa Barat (32), 1 Januari 2026 sampai 31 Desember 2026"
    )
    let hash = String(repeating: "ab", count: 32)
    #expect(
      try details(.refused, [("reason", "duplicate-period"), ("findings", "1"), ("pack", hash)], .en)
        == "a report of that period exists; 1 finding; rule pack abababababab…"
    )
    #expect(
      try details(.looked, [("what", "region"), ("region", "-"), ("year", "2025")], .id) == "angka wilayah; tahun 2025"
    )
    #expect(
      try details(.waiting, [("expires", "1765508400000"), ("questions", "2")], .id)
        == "sampai 12 Desember 2025 pukul 10.00 WIB; 2 hal ditanyakan"
    )
  }

  @Test(
    "A scope is told by its regions, companies and units",
    arguments: [
      ("*", "Semua laporan", "All reports"), ("-", "Tidak ada laporan", "No reports"),
      ("sendiri", "Laporan perusahaan yang dikirim akun ini", "Reports that this account filed"),
      ("nib:9120001112223", "Perusahaan dengan NIB 9120001112223", "The company with NIB 9120001112223"),
      (
        "nib:9120001112223#PUSAT,9120001112223#CABANG-1",
        "Unit PUSAT dan CABANG-1 dari perusahaan dengan NIB 9120001112223",
        "Unit PUSAT and CABANG-1 of the company with NIB 9120001112223"
      ),
      (
        "wilayah:32,3171", "Jawa Barat (32) dan Kota Administrasi Jakarta Pusat (3171)",
        "Jawa Barat (32) and Kota Administrasi Jakarta Pusat (3171)"
      ),
    ]
  )
  func scopes(written: String, indonesian: String, english: String) throws {
    let words = ScopeWording(tables: try TestGate().server.gate.engine.tables)
    let scope = try #require(AccessScope(written, account: "a"))
    #expect(words.text(scope) == Bilingual(id: indonesian, en: english))
  }

  @Test("Moments are told with the month by name, in Western Indonesian Time")
  func moments() {
    #expect(PageTime.moment(1_765_508_645_000, .id) == "12 Desember 2025 pukul 10.04 WIB")
    #expect(PageTime.moment(1_765_508_645_000, .en) == "12 December 2025, 10:04 WIB")
    #expect(PageTime.second(1_765_508_645_000, .id) == "10.04.05 WIB")
    #expect(PageTime.moment(-1, .en) == "1 January 1970, 06:59 WIB")
  }
}
