import Foundation
import Testing

@Suite("wlkp schema")
struct SchemaCommandTests {
  @Test(
    "Each document is printed, and the committed one is the same",
    arguments: [
      (["xsd"], "laporan-wlkp.xsd"), (["csvw"], "laporan-wlkp.csvw.json"), (["json"], "laporan-wlkp.schema.json"),
      (["template"], "laporan-kosong.csv"), (["fields"], "panduan-isian.md"),
      (["fields", "--lang", "en"], "field-guide.md"),
    ]
  )
  func printed(arguments: [String], file: String) throws {
    let run = try BuiltProgram.run(["schema"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    let kept = try Data(contentsOf: SourceFiles.root.appendingPathComponent("Schemas/generated/1.0/\(file)"))
    #expect(run.bytes == kept)
  }

  @Test("The example it prints is accepted")
  func example() throws {
    let example = try BuiltProgram.run(["schema", "example"])
    let run = try BuiltProgram.run(["validate", "--format", "json", "-"], input: example.bytes)
    #expect(run.code == 0, "\(run.output)")
  }

  @Test("The rule table names every rule of the catalogue, its id first")
  func rules() throws {
    let run = try BuiltProgram.run(["schema", "rules"])
    let ids = run.output.split(whereSeparator: \.isNewline).compactMap { line in
      line.prefixMatch(of: /"?(WL-[A-Z0-9]+-[0-9]{3})[",]/)?.output.1
    }
    #expect(Set(ids).count == 259)
  }

  @Test("A workbook is not offered yet, and that is said as wrong usage")
  func workbook() throws {
    let run = try BuiltProgram.run(["schema", "template", "--format", "xlsx"])
    #expect(run.code == 2)
    #expect(!run.errors.isEmpty)
  }
}
