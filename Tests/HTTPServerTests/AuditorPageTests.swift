import AuditLog
import Dispatch
import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Synchronization
import Testing

@testable import HTTPServer

@Suite("The auditor's pages")
struct AuditorPageTests {
  /// A gate with some reports, an auditor's browser, and the numbers of the reports.
  private func with(
    reports: [String] = [SampleReports.accepted()],
    over wrap: (@Sendable (SQLiteSubmissionStore) -> any SubmissionStore)? = nil,
    _ test: @escaping @Sendable (TestGate, any TestClientProtocol, Browser, [String]) async throws -> Void
  ) async throws {
    let gate = try TestGate()
    let browser = try gate.browser("auditor")
    try await gate.server.application.test(.router) { client in
      var filed: [String] = []
      for report in reports {
        let address = try await client.filed(report, gate.authorization("company"))
        filed.append(String(address.dropFirst("/v1/submissions/".count)))
      }
      let numbers = filed
      guard let wrap else { return try await test(gate, client, browser, numbers) }
      let other = try TestGate(over: { _ in wrap(gate.store) })
      try await other.server.application.test(.router) { try await test(gate, $0, browser, numbers) }
    }
  }

  // MARK: Search

  @Test("Every filter of the search narrows, and an empty field does not")
  func filters() async throws {
    let reports = [SampleReports.accepted(), SampleReports.accepted(unit: "CABANG", year: 2024)]
    try await with(reports: reports) { _, client, browser, numbers in
      let all = "perusahaan=&wilayah=&putusan=&jenis=&tahun_dari=&tahun_sampai=&nib="
      let everything = try await listed(client, browser, all)
      #expect(everything == Set(numbers))
      let table: [(query: String, found: Set<Int>)] = [
        ("perusahaan=sejahtera+contoh", [0, 1]), ("perusahaan=lain", []), ("wilayah=32.73", [0, 1]), ("wilayah=31", []),
        ("tahun_dari=2025", [0]), ("tahun_sampai=2024", [1]), ("tahun_dari=2024&tahun_sampai=2025", [0, 1]),
        ("unit=cabang", [1]), ("nib=0220000990001", [0, 1]), ("nib=9120001112223", []), ("jenis=tahunan", [0, 1]),
        ("jenis=PERISTIWA", []), ("pengirim=company", [0, 1]), ("pengirim=rival", []),
        ("diterima_dari=2025-12-10", [0, 1]), ("diterima_sampai=2025-12-09", []),
        ("diterima_sampai=2025-12-10", [0, 1]),
        ("aturan=WL-LAP-999", []), ("temuan_dari=1000", []), ("tak_dinilai=100", []), ("sektor=99", []),
        ("npwp=999999999999999", []), ("terbaru=1", [0, 1]),
      ]
      for (query, found) in table {
        let seen = try await listed(client, browser, query)
        #expect(seen == Set(found.map { numbers[$0] }), "\(query)")
      }
    }
  }

  private func listed(_ client: any TestClientProtocol, _ browser: Browser, _ query: String) async throws -> Set<String>
  {
    let page = try await client.get("/audit?\(query)", browser.fields)
    #expect(page.status == .ok, "\(query)")
    return Set(page.text.matches(of: /href="\/audit\/laporan\/([0-9-]+)"/).map { String($0.1) })
  }

  @Test("A value that cannot be read is named beside its field, and nothing is searched")
  func unreadable() async throws {
    try await with { gate, client, browser, _ in
      let before = try gate.looks().count
      let page = try await client.get("/audit?tahun_dari=abc&tak_dinilai=101&putusan=baik", browser.fields)
      #expect(page.status == .badRequest)
      for field in ["tahun_dari", "tak_dinilai", "putusan"] {
        #expect(page.text.contains("<a href=\"#\(field)\">"), "\(field)")
        #expect(page.text.contains("id=\"\(field)-fault\""), "\(field)")
      }
      #expect(!page.text.contains("/audit/laporan/"))
      #expect(try gate.looks().count == before)
    }
  }

  @Test("The search is turned page by page without a gap")
  func pages() async throws {
    let years = 1970...(1970 + HistorySearch.pageSize)
    try await with(reports: years.map { SampleReports.accepted(unit: "U\($0)", year: 2020) }) {
      _,
      client,
      browser,
      numbers in
      let first = try await client.get("/audit", browser.fields).text
      let next = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)).1.replacing("&amp;", with: "&")
      let second = try await client.get(String(next), browser.fields).text
      let seen = [first, second].map { page in
        page.matches(of: /href="\/audit\/laporan\/([0-9-]+)"/).map { String($0.1) }
      }
      #expect(seen.map(\.count) == [HistorySearch.pageSize, 1])
      #expect(Set(seen.joined()) == Set(numbers))
      #expect(!second.contains("rel=\"next\"") && second.contains("Kembali ke awal"))
    }
  }

  @Test("Looks and exports are on record with codes only, never with what was typed")
  func looks() async throws {
    try await with { gate, client, browser, numbers in
      _ = try await client.get("/audit?perusahaan=Wulandari+Rahasia&wilayah=32", browser.fields)
      _ = try await client.get("/audit/laporan/\(numbers[0])", browser.fields)
      for file in ["bukti", "tanda-terima", "hasil"] {
        #expect(try await client.get("/audit/laporan/\(numbers[0])/\(file)", browser.fields).status == .ok)
      }
      _ = try await client.get("/audit/ekspor?bentuk=csv&perusahaan=Wulandari+Rahasia", browser.fields)
      _ = try await client.get("/audit/peristiwa", browser.fields)
      _ = try await client.get("/audit/peristiwa/ekspor?bentuk=json", browser.fields)
      _ = try await client.get("/audit/log", browser.fields)
      let number = numbers[0]
      #expect(
        try gate.looks() == [
          "auditor looked list -", "auditor looked submission \(number)", "auditor looked proof \(number)",
          "auditor looked receipt \(number)", "auditor looked result \(number)", "auditor exported list-export -",
          "auditor looked events -", "auditor exported event-export -", "auditor looked log -",
        ]
      )
      let details = try await gate.store.events(EventQuery()).events.flatMap(\.event.details)
      #expect(!details.contains { $0.value.contains("Wulandari") })
      #expect(details.contains { $0.name == "by-company" && $0.value == "yes" })
    }
  }

  @Test("What cannot be logged is not shown")
  func failClosed() async throws {
    let silent = { @Sendable (store: SQLiteSubmissionStore) -> any SubmissionStore in
      AlteredStore(base: store, keepsEvents: false)
    }
    try await with(over: silent) { _, client, browser, numbers in
      let report = "/audit/laporan/\(numbers[0])"
      let paths = [
        "/audit", "/audit/ekspor", "/audit/peristiwa", "/audit/peristiwa/ekspor", "/audit/log", report,
        report + "/bukti",
        report + "/hasil", report + "/tanda-terima",
      ]
      for path in paths {
        let page = try await client.get(path, browser.fields)
        #expect(page.status == .serviceUnavailable && !page.text.contains("PT Contoh"), "\(path)")
      }
    }
  }

  @Test("Exports hold all that matches, as CSV that no spreadsheet runs and as JSON that says it is complete")
  func exports() async throws {
    let formula = SampleReports.accepted().replacing("PT Contoh Sejahtera", with: "=1+1 PT Rumus")
    try await with(reports: [formula, SampleReports.accepted(unit: "B")]) { _, client, browser, numbers in
      let csv = try await client.get("/audit/ekspor?bentuk=csv", browser.fields)
      #expect(csv.headers[.contentDisposition] == "attachment; filename=\"laporan.csv\"")
      #expect(csv.text.components(separatedBy: "\r\n").count == 4)
      #expect(csv.text.contains("\"'=1+1 PT Rumus\""))
      let json = try await client.get("/audit/ekspor?bentuk=json&unit=B", browser.fields).json
      #expect((json["rows"] as? [[String: Any]])?.map { $0["number"] as? String } == [numbers[1]])
      #expect(json["complete"] as? Bool == true)
      let events = try await client.get("/audit/peristiwa/ekspor?bentuk=json&jenis=exported", browser.fields).json
      #expect((events["rows"] as? [Any])?.count == 3)
      #expect(try await client.get("/audit/ekspor?bentuk=pdf", browser.fields).status == .badRequest)
      #expect(try await client.get("/audit/ekspor?tahun_dari=x", browser.fields).status == .badRequest)
    }
  }

  // MARK: One report

  @Test("One report shows its chain of versions, its events, and a proof that holds outside")
  func oneReport() async throws {
    let others = (1...4).map { SampleReports.accepted(unit: "U\($0)") }
    try await with(reports: [SampleReports.accepted()] + others) { gate, client, browser, numbers in
      let correction = SampleReports.accepted().replacing("kode_unit\n", with: "kode_unit,nomor_laporan_diperbaiki\n")
        .replacing("BARU", with: "PERBAIKAN").replacing(",PUSAT\n", with: ",PUSAT,\(numbers[0])\n")
      let address = try await client.filed(correction, gate.authorization("company"))
      let newer = String(address.dropFirst("/v1/submissions/".count))
      let page = try await client.get("/audit/laporan/\(numbers[0])", browser.fields).text
      #expect(page.contains("/audit/laporan/\(newer)") && page.contains("sudah diperbaiki"))
      #expect(page.contains("Diperiksa barusan: entri laporan ini ada"))
      #expect(page.contains("auditor"))
      let text = try await client.get("/audit/laporan/\(numbers[2])/bukti", browser.fields).text
      let proof = try TlogProof(parsing: text)
      let receipt = try #require(try await gate.store.receipt(numbers[2]))
      let leaf = try #require(receipt.text.firstMatch(of: /leaf:? ([0-9a-f]{64})/)).1
      _ = try proof.verify(leafHash: #require(Digest(hex: leaf)), key: gate.store.publicKey)
      #expect(proof.inclusion.index == 2 && proof.inclusion.size == 6)
    }
  }

  @Test("A replay says that the same bytes came out, and is on record")
  func replay() async throws {
    try await with { gate, client, browser, numbers in
      let page = try await client.submit("/audit/laporan/\(numbers[0])/ulang", [], in: browser)
      #expect(page.status == .ok)
      #expect(page.text.contains("Sama: penilaian ulang menghasilkan dokumen yang sama"))
      // The other language is offered where a browser can open it.
      #expect(page.text.contains("href=\"/audit/laporan/\(numbers[0])?lang=en\""))
      #expect(try gate.looks().contains("auditor looked replay \(numbers[0])"))
      let forged = try await client.submit("/audit/laporan/\(numbers[0])/ulang", [("token", "x")], browser.fields)
      #expect(forged.status == .forbidden)
    }
  }

  @Test("A report whose original was erased says so, and its proof stays")
  func erased() async throws {
    try await with { gate, client, browser, numbers in
      _ = try gate.store.eraseOriginal(
        numbers[0],
        by: ErasureOrder(orderedBy: "administrator", agreedBy: "auditor", reason: "putusan-1", at: TestGate.now)
      )
      let page = try await client.submit("/audit/laporan/\(numbers[0])/ulang", [], in: browser)
      #expect(page.text.contains("Dihapus: berkas asli dihapus atas perintah"))
      #expect(page.text.contains("Diperiksa barusan: entri laporan ini ada"))
    }
  }

  @Test("A number that nobody got, and one that is none, are not found")
  func strangers() async throws {
    try await with { _, client, browser, _ in
      for number in ["3273-2025-00000099-9", "x", "3273-2025-00000001-0"] {
        let page = try await client.get("/audit/laporan/\(number)", browser.fields)
        #expect(page.status == .notFound, "\(number)")
      }
    }
  }

  // MARK: Events and log

  @Test("Events are narrowed by kind, account, subject and days")
  func events() async throws {
    try await with { gate, client, browser, numbers in
      _ = try await client.get("/v1/submissions/\(numbers[0])", gate.authorization("inspector"))
      _ = try await client.get("/v1/submissions/\(numbers[0])/original", gate.authorization("inspector"))
      let table: [(query: String, rows: Int)] = [
        ("jenis=exported", 1), ("pelaku=inspector", 2), ("pelaku=rival", 0), ("subjek=\(numbers[0])", 2),
        ("dari=2025-12-10&pelaku=inspector", 2), ("sampai=2025-12-09&pelaku=inspector", 0),
        ("sampai=2025-12-10&jenis=exported", 1),
      ]
      for (query, rows) in table {
        let page = try await client.get("/audit/peristiwa?\(query)", browser.fields).text
        #expect(page.components(separatedBy: "data-label=\"Akun\"").count - 1 == rows, "\(query)")
      }
      #expect(try await client.get("/audit/peristiwa?dari=kemarin", browser.fields).status == .badRequest)
    }
  }

  @Test("Every kind of event has words")
  func kinds() {
    for kind in StoreEvent.Kind.allCases {
      #expect(EventWording.kind(kind).id != kind.rawValue, "\(kind.rawValue)")
    }
  }

  @Test("Two sizes of the log are proved consistent for every pair, with roots from the public tiles")
  func consistency() async throws {
    try await with(reports: (1...5).map { SampleReports.accepted(unit: "U\($0)") }) { gate, client, browser, _ in
      let store = gate.store
      for new in 1...5 {
        for old in 0...new {
          let comparison = try SizeComparison.make(old: old, new: new, givenRoot: nil, of: .submissions, in: store)
          #expect(comparison.holds, "\(old) \(new)")
        }
      }
      let root = try store.root(of: .submissions, at: 3).base64
      let path = "/audit/log?pohon=laporan&lama=3&baru=5&akar="
      let fits = try await client.get(path + PageAddress.encoded(root), browser.fields).text
      #expect(fits.contains("Cocok: akar yang Anda pegang adalah akar pada ukuran 3"))
      let other = try store.root(of: .submissions, at: 4).base64
      let differs = try await client.get(path + PageAddress.encoded(other), browser.fields).text
      #expect(differs.contains("Tidak cocok: akar yang Anda pegang bukan akar"))
      for query in ["lama=9", "lama=3&baru=2", "lama=-1", "lama=1&akar=xyz", "pohon=lain&lama=1"] {
        #expect(try await client.get("/audit/log?\(query)", browser.fields).status == .badRequest, "\(query)")
      }
      let page = try await client.get("/audit/log", browser.fields).text
      #expect(page.contains(try store.checkpoint(of: .submissions).unverified.head.root.base64))
      #expect(page.contains("Tanda tangan sah") && page.contains(store.accessKey.text))
    }
  }

  @Test("The root at every size is the one a frontier that grows has", arguments: [1, 2, 255, 256, 257, 520])
  func roots(size: Int) throws {
    let gate = try TestGate()
    for number in 1...size {
      try gate.store.record(StoreEvent(.looked, at: Int64(number), actor: "a"))
    }
    let total = try gate.store.checkpoint(of: .access).unverified.head
    #expect(try gate.store.root(of: .access, at: total.size) == total.root)
    for old in Set([0, 1, size / 2, size - 1]) {
      let proof = try gate.store.consistency(from: old, to: total.size, of: .access)
      let root = try gate.store.root(of: .access, at: old)
      try proof.verify(oldRoot: root, newRoot: total.root)
    }
  }

  @Test("A whole check runs beside the requests, one at a time, and its result stays to be read")
  func wholeCheck() async throws {
    try await with { gate, client, browser, _ in
      #expect(try await client.get("/audit/log", browser.fields).text.contains("Belum ada pemeriksaan"))
      for extent in ["pohon", "semua"] {
        let begun = try await client.submit("/audit/log/periksa", [("lingkup", extent)], in: browser)
        #expect(begun.status == .seeOther)
        try await gate.wait { if case .running = gate.server.gate.logCheck.state { false } else { true } }
        let page = try await client.get("/audit/log", browser.fields).text
        #expect(page.contains("Semua sesuai dengan yang pernah disimpan."))
      }
      #expect(try gate.looks().filter { $0.contains("log-check") }.count == 2)
      let unknown = try await client.submit("/audit/log/periksa", [("lingkup", "x")], in: browser)
      let forged = try await client.submit("/audit/log/periksa", [("lingkup", "pohon")], browser.fields)
      #expect((unknown.status, forged.status) == (.badRequest, .forbidden))
    }
  }

  @Test("A second check does not begin while one runs")
  func oneAtATime() async throws {
    let job = LogCheckJob()
    let gate = try TestGate()
    let end = DispatchSemaphore(value: 0)
    let isFirst = Mutex(true)
    // The clock is asked at the beginning and at the end; the end waits.
    let clock: @Sendable () -> Int64 = {
      if isFirst.withLock({ first in
        defer { first = false }; return !first
      }) {
        end.wait()
      }
      return 0
    }
    let isBegun = job.start(.trees, of: gate.store, by: "auditor", clock: clock)
    let isBegunAgain = job.start(.whole, of: gate.store, by: "auditor") { 0 }
    #expect(isBegun && !isBegunAgain)
    guard case .running(let run, _, _) = job.state else { throw CancellationError() }
    #expect((run.extent, run.actor) == (.trees, "auditor"))
    end.signal()
    try await gate.wait { if case .finished = job.state { true } else { false } }
    let isBegunAtLast = job.start(.whole, of: gate.store, by: "auditor") { 0 }
    #expect(isBegunAtLast)
  }

  @Test("A store that closes does not wait for a whole check")
  func closing() async throws {
    try await with(reports: (1...3).map { SampleReports.accepted(unit: "U\($0)") }) { gate, _, _, _ in
      let store = gate.store
      var steps = 0
      #expect(throws: StoreError.busy(path: store.path, waitedFor: 0)) {
        try store.checkLog { _ in
          steps += 1
          DispatchQueue.global().async { try? store.close() }
          // Long enough for the closing to begin.
          usleep(300_000)
        }
      }
      #expect(steps == 1)
    }
  }
}
