import Foundation
import Testing

@Suite("wlkp schema")
struct SchemaCommandTests {
  @Test(
    "Each document is printed, and the committed one is the same",
    arguments: [
      (["xsd"], "laporan-wlkp.xsd"), (["csvw"], "laporan-wlkp.csvw.json"), (["json"], "laporan-wlkp.schema.json"),
      (["template"], "laporan-kosong.csv"), (["fields"], "panduan-isian.md"),
      (["fields", "--lang", "en"], "field-guide.md"), (["fields", "--format", "html"], "panduan-isian.html"),
    ]
  )
  func printed(arguments: [String], file: String) throws {
    let run = try BuiltProgram.run(["schema"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    let kept = try Data(contentsOf: SourceFiles.root.appendingPathComponent("Schemas/generated/1.0/\(file)"))
    #expect(run.bytes == kept)
  }

  @Test("The example it prints is accepted, and the workbook with it is the same report")
  func example() throws {
    let folder = try Folder()
    let results = try ["csv", "xlsx"].map { format in
      let file = folder.file("contoh.\(format)")
      let made = try BuiltProgram.run(["schema", "example", "--format", format, "-o", file.path])
      #expect(made.code == 0, "\(made.errors)")
      let run = try BuiltProgram.run(["validate", "--format", "json", file.path])
      #expect(run.code == 0, "\(run.output)")
      return try Result(run)
    }
    #expect(results[0].verdict == "accepted" && results[1].verdict == "accepted")
    // Sheets of the workbook that are left empty are there, without rows.
    let rows = results.map { $0.rows.filter { $0.value > 0 } }
    #expect(rows[0] == rows[1] && !rows[0].isEmpty)
  }

  @Test("The rule table names every rule of the catalogue, its id first")
  func rules() throws {
    let run = try BuiltProgram.run(["schema", "rules"])
    let ids = run.output.split(whereSeparator: \.isNewline).compactMap { line in
      line.prefixMatch(of: /"?(WL-[A-Z0-9]+-[0-9]{3})[",]/)?.output.1
    }
    #expect(Set(ids).count == 259)
  }

  /// What the program makes from the rules and the samples: kept beside the schemas, renewed like them.
  static let kept: [(arguments: [String], file: String)] = [
    (["example"], "contoh/laporan-contoh.csv"),
    (["rules"], "aturan/aturan.csv"),
    (["rules", "--format", "html"], "aturan/aturan.html"),
  ]

  @Test("The kept example and rule tables are what the program prints", arguments: kept)
  func upToDate(arguments: [String], file: String) throws {
    let run = try BuiltProgram.run(["schema"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    let url = SourceFiles.root.appendingPathComponent("Schemas/generated/\(file)")
    if SourceFiles.isRefreshing { return try run.bytes.write(to: url) }
    #expect(try Data(contentsOf: url) == run.bytes, "\(file) is stale: renew it with WLKP_REFRESH_GOLDEN=1")
  }

  @Test("The kept workbook with the example holds what the program writes", .enabled(if: hasPython, "no python3"))
  func keptWorkbook() throws {
    let folder = try Folder()
    let made = folder.file("contoh.xlsx")
    let kept = SourceFiles.root.appendingPathComponent("Schemas/generated/contoh/laporan-contoh.xlsx")
    let run = try BuiltProgram.run(["schema", "example", "--format", "xlsx", "-o", made.path])
    #expect(run.code == 0 && run.bytes.isEmpty, "\(run.errors)")
    if SourceFiles.isRefreshing {
      try? FileManager.default.removeItem(at: kept)
      return try FileManager.default.copyItem(at: made, to: kept)
    }
    #expect(try Self.content(of: made) == Self.content(of: kept), "renew it with WLKP_REFRESH_GOLDEN=1")
  }

  private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// What a workbook holds, as `scripts/read-workbook` reads it.
  private static func content(of workbook: URL) throws -> Data {
    let process = Process()
    process.executableURL = SourceFiles.root.appendingPathComponent("scripts/read-workbook")
    process.arguments = [workbook.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && !output.isEmpty)
    return output
  }

  @Test("A workbook goes to standard output as well, and is the same bytes")
  func workbook() throws {
    let folder = try Folder()
    let file = folder.file("kosong.xlsx")
    let named = try BuiltProgram.run(["schema", "template", "--format", "xlsx", "-o", file.path])
    #expect(named.code == 0, "\(named.errors)")
    let piped = try BuiltProgram.run(["schema", "template", "--format", "xlsx"])
    #expect(piped.bytes.starts(with: Data("PK".utf8)))
    #expect(try Data(contentsOf: file) == piped.bytes)
  }

  @Test("A kind of report gets its sections only")
  func kind() throws {
    let run = try BuiltProgram.run(["schema", "template", "--kind", "penghentian"])
    #expect(run.code == 0)
    #expect(run.output.contains("[peristiwa]") && !run.output.contains("[tenaga_kerja]"))
  }

  @Test(
    "What makes no sense is wrong usage, and said",
    arguments: [
      ["xsd", "--format", "csv"], ["rules", "--format", "xlsx"], ["template", "--format", "html"],
      ["template", "--format", "xlsx", "--delimiter", ";"], ["template", "--kind", "LUSTRUM"],
      ["example", "--kind", "TAHUNAN"], ["template", "--format", "xlsx", "-o", "/tidak-ada/laporan.xlsx"],
      ["xsd", "-o", "/tidak-ada/laporan.xsd"],
    ]
  )
  func wrongUsage(arguments: [String]) throws {
    let run = try BuiltProgram.run(["schema"] + arguments)
    #expect(run.code == 2)
    #expect(!run.errors.isEmpty && run.output.isEmpty)
  }

  @Test("The page of rules needs nothing but itself, and can be filtered without a script")
  func page() throws {
    let page = try BuiltProgram.run(["schema", "rules", "--format", "html"]).output
    for word in ["<script", "http://", "https://", "src=", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    let table = try BuiltProgram.run(["schema", "rules"]).output
    let ids = Set(table.matches(of: /(?m)^(WL-[A-Z0-9]+-[0-9]{3}),/).map { String($0.output.1) })
    #expect(ids.count == 259)
    for id in ids { #expect(page.contains("<article id=\"\(id)\">")) }
    for area in Set(ids.map { $0.split(separator: "-")[1] }) {
      #expect(page.contains("id=\"bidang-\(area)\"") && page.contains("body:has(#bidang-\(area):checked)"))
    }
  }
}
