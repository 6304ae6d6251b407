import Foundation
import Testing

/// Workbooks, ZIPs and archives through the built program.
@Suite("Workbooks and ZIPs")
struct PackageTests {
  private func validate(_ path: String, _ more: String...) throws -> BuiltProgram.Run {
    try BuiltProgram.run(["validate", "--as-of", "2025-12-12", path] + more)
  }

  @Test("The same report has the same rows and findings as XML, CSV, ZIP and workbook")
  func sameReport() throws {
    let results = try ["xml", "csv", "zip", "xlsx"].map { ending in
      try Result(validate("Samples/accepted/pt-contoh-2025.\(ending)", "--format", "json"))
    }
    for result in results.dropFirst() {
      #expect(result.verdict == results[0].verdict)
      #expect(result.rows == results[0].rows)
      #expect(result.summary == results[0].summary)
    }
  }

  @Test("A workbook saved by LibreOffice is judged with the cells that a person finds in it")
  func cells() throws {
    let run = try validate("Samples/rejected/tanggal-mustahil.xlsx")
    #expect(run.code == 1)
    #expect(run.output.contains("tanggal-mustahil.xlsx/tenaga_kerja:4"))
    #expect(run.output.contains("sel G4"))
    #expect(run.output.contains("sel S5"))
    // The bytes of a workbook are no lines to show.
    #expect(!run.output.contains("PK"))
    let json = try Result(validate("Samples/rejected/tanggal-mustahil.xlsx", "--format", "json"))
    let places = json.findings.compactMap { $0["location"] as? [String: Any] }
    #expect(places.compactMap { $0["cell"] as? String }.sorted() == ["G4", "S5"])
    #expect(places.allSatisfy { $0["member"] as? String == "tenaga_kerja" && $0["byte"] == nil })
  }

  @Test("How a file is written is said in text and JSON")
  func syntax() throws {
    let text = try validate("Samples/flagged/pt-contoh-2025-excel.csv").output
    for word in ["UTF-8", "titik koma", "dengan BOM", "akhir baris CRLF", "tanggal dd/mm/yyyy"] {
      #expect(text.contains(word), "\(word)")
    }
    let json = try Result(validate("Samples/flagged/pt-contoh-2025-excel.csv", "--format", "json")).json
    let syntax = (json["file"] as? [String: Any])?["syntax"] as? [String: Any]
    #expect(syntax?["lineEnding"] as? String == "crlf")
    #expect(syntax?["byteOrderMark"] as? Bool == true)
    let book = try Result(validate("Samples/accepted/pt-contoh-2025.xlsx", "--format", "json")).json
    #expect(((book["file"] as? [String: Any])?["syntax"] as? [String: Any])?["kind"] as? String == "xlsx")
  }

  @Test("An archive of reports is named as one and points to the batch")
  func archive() throws {
    let run = try validate("Tests/ReportReadingTests/Fixtures/small.tar.gz")
    #expect(run.code == 1)
    #expect(run.output.contains("wlkp batch"))
    let zip = try validate("Tests/ReportReadingTests/Fixtures/streamed.zip")
    #expect(zip.output.contains("2 berkas"))
  }
}
