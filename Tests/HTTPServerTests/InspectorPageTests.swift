import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

@Suite("The inspectors' pages")
struct InspectorPageTests {
  /// Files three reports of region 3273 and one of region 3171, one of them with a finding of compliance.
  private func filled(_ gate: TestGate, _ client: any TestClientProtocol) async throws -> [String] {
    var numbers: [String] = []
    for report in [
      SampleReports.accepted(), SampleReports.accepted(unit: "CABANG"), SampleReports.accepted(year: 2024),
      SampleReports.accepted(unit: "JAKARTA").replacing("3273", with: "3171"),
    ] {
      let address = try await client.filed(report, gate.authorization("company"))
      numbers.append(String(address.dropFirst("/v1/submissions/".count)))
    }
    return numbers
  }

  @Test("The dashboard counts what the inspector may see, and each number leads to a list that long")
  func dashboard() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      let page = try await client.get("/wilayah?tahun=semua", browser.fields)
      #expect(page.status == .ok)
      #expect(page.text.contains("<span class=\"tile-value\">3</span>"))
      #expect(page.text.contains("Kota Bandung"))
      #expect(!page.text.contains("3171"))
      #expect(!page.text.contains("{{"))
      let addresses = page.text.matches(of: #/<a href="(/wilayah/laporan\?[^"]*)" aria-label="[^"]*: (\d+) laporan"/#)
      #expect(addresses.count >= 2)
      for match in addresses {
        let list = try await client.get(match.1.replacing("&amp;", with: "&").description, browser.fields)
        let rows = list.text.matches(of: #/<tr><th scope="row">/#).count
        #expect(rows == Int(match.2), "\(match.1)")
      }
    }
  }

  @Test("The year that is shown first is the newest, and a form's empty choice narrows nothing")
  func filters() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      _ = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      let newest = try await client.get("/wilayah", browser.fields).text
      #expect(newest.contains("<option value=\"2025\" selected>2025</option>"))
      #expect(newest.contains("<span class=\"tile-value\">2</span>"))
      let old = try await client.get("/wilayah?wilayah=&tahun=2024", browser.fields).text
      #expect(old.contains("<span class=\"tile-value\">1</span>"))
      let other = try await client.get("/wilayah?wilayah=31&tahun=semua", browser.fields).text
      #expect(other.contains("<span class=\"tile-value\">0</span>"))
      for wrong in ["?tahun=x", "?wilayah=x", "?ukuran=x", "?apa=1"] {
        #expect(try await client.get("/wilayah/laporan" + wrong, browser.fields).status == .badRequest, "\(wrong)")
      }
    }
  }

  @Test("What is of another region is not there: no list, no count, no page names it")
  func scope() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let numbers = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      for path in ["/wilayah/laporan/", "/wilayah/perusahaan/"] {
        #expect(try await client.get(path + numbers[3], browser.fields).status == .notFound)
        #expect(try await client.get(path + numbers[0], browser.fields).status == .ok)
      }
      for path in [
        "/wilayah/laporan?tahun=semua", "/wilayah/jatuh-tempo?dalam=90", "/wilayah/prioritas?tahun=semua",
        "/wilayah/ekspor/laporan.csv?tahun=semua", "/wilayah/perusahaan/\(numbers[0])",
      ] {
        let page = try await client.get(path, browser.fields)
        #expect(page.status == .ok)
        #expect(!page.text.contains("JAKARTA"), "\(path)")
      }
      let comparison = "/wilayah/perusahaan/\(numbers[0])/banding?dari=\(numbers[3])&ke=\(numbers[0])"
      #expect(try await client.get(comparison, browser.fields).status == .badRequest)
    }
  }

  @Test("Every look leaves its event, and taking a table or a file out is an export")
  func looks() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let numbers = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      let before = try gate.looks().count
      for path in [
        "/wilayah", "/wilayah/laporan", "/wilayah/jatuh-tempo", "/wilayah/prioritas", "/wilayah/ekspor/aturan.csv",
        "/wilayah/laporan/\(numbers[0])", "/wilayah/laporan/\(numbers[0])/asli", "/wilayah/perusahaan/\(numbers[0])",
        "/wilayah/perusahaan/\(numbers[0])/banding?dari=\(numbers[2])&ke=\(numbers[0])",
      ] {
        #expect(try await client.get(path, browser.fields).status == .ok, "\(path)")
      }
      let expected = [
        "looked region -", "looked list -", "looked obligations -", "looked visits -", "exported table -",
        "looked submission \(numbers[0])", "looked result \(numbers[0])", "exported original \(numbers[0])",
        "looked company \(numbers[0])", "looked comparison \(numbers[2])", "looked comparison \(numbers[0])",
      ]
      #expect(try gate.looks().dropFirst(before).map { $0 } == expected.map { "inspector \($0)" })
    }
  }

  @Test("What cannot be logged is not shown")
  func unlogged() async throws {
    let gate = try TestGate(over: { AlteredStore(base: $0, keepsEvents: false) })
    try await gate.server.application.test(.router) { client in
      let browser = try gate.browser("inspector")
      #expect(try await client.get("/wilayah", browser.fields).status == .serviceUnavailable)
    }
  }

  @Test("Cells of an export cannot become formulas")
  func formulas() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let report = SampleReports.accepted().replacing("PT Contoh Sejahtera", with: "=HYPERLINK(1)")
      _ = try await client.filed(report, gate.authorization("company"))
      let text = try await client.get("/wilayah/ekspor/laporan.csv?tahun=semua", gate.browser("inspector").fields).text
      #expect(text.contains("\"'=HYPERLINK(1)\""))
      #expect(text.hasPrefix("\u{FEFF}\"nomor\";"))
    }
  }

  @Test("The order of visits gives a report the points that its result gives, with every reason in words")
  func visits() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let numbers = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      let page = try await client.get("/wilayah/prioritas?tahun=2025", browser.fields).text
      let one = try await client.get("/wilayah/laporan/\(numbers[0])", browser.fields).text
      let points = try #require(page.firstMatch(of: #/tag[^>]*>(\d+) poin/#)?.1)
      #expect(one.contains("\(points) poin"))
      #expect(page.contains("Data tidak ada (Upah), sehingga") || page.contains("(WL-UPAH-"))
      #expect(page.contains(" poin</li>"))
      let csv = try await client.get("/wilayah/ekspor/prioritas.csv?tahun=2025", browser.fields).text
      #expect(csv.split(separator: "\r\n").count == 3)
    }
  }

  @Test("A company's page shows its years, its versions and what differs between two of them")
  func company() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let numbers = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      let page = try await client.get("/wilayah/perusahaan/\(numbers[0])", browser.fields).text
      #expect(page.contains("Tahunan 2025") && page.contains("Tahunan 2024"))
      #expect(page.contains(">CABANG</a>"))
      let path = "/wilayah/perusahaan/\(numbers[0])/banding?dari=\(numbers[2])&ke=\(numbers[0])"
      let compared = try await client.get(path, browser.fields).text
      #expect(compared.contains("Perbandingan"))
      #expect(compared.contains("2024-12-01") || compared.contains("01-12-2024"))
      #expect(!compared.contains("Vina Contoh"))
    }
  }

  @Test("Pages speak the visitor's language", arguments: ["id", "en"])
  func languages(_ language: String) async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let numbers = try await filled(gate, client)
      let browser = try gate.browser("inspector")
      for path in [
        "/wilayah", "/wilayah/laporan", "/wilayah/jatuh-tempo", "/wilayah/prioritas", "/kumpulan",
        "/wilayah/laporan/\(numbers[0])", "/wilayah/perusahaan/\(numbers[0])",
      ] {
        let page = try await client.get("\(path)?lang=\(language)", browser.fields).text
        #expect(page.contains("<html lang=\"\(language)\">"), "\(path)")
        #expect(!page.contains("{{") && !page.contains("style="), "\(path)")
        #expect(page.matches(of: #/<h1/#).count == 1, "\(path)")
      }
    }
  }
}
