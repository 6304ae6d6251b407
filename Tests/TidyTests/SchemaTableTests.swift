import Foundation
import Testing

@Suite("Files compiled into the program")
struct SchemaTableTests {
  /// The paths below Schemas that a table names.
  static func named(in table: String) -> Set<String> {
    Set(
      table.components(separatedBy: "#embed \"../../../Schemas/").dropFirst()
        .compactMap { $0.split(separator: "\"").first.map(String.init) }
    )
  }

  @Test("The table names every file under Schemas and no other; after adding one, run make schemas")
  func complete() throws {
    let files =
      (SourceTree.files(under: "Schemas", suffix: ".yaml") + SourceTree.files(under: "Schemas", suffix: ".tsv"))
      .map { String($0.dropFirst("Schemas/".count)) }
    let table = try SourceTree.text("Sources/CLibraries/CSchemas/schemas.c")
    #expect(Self.named(in: table) == Set(files))
  }

  @Test("Canary: a table that lacks a file differs")
  func canary() {
    #expect(Self.named(in: "#embed \"../../../Schemas/rules/a.yaml\"\n") == ["rules/a.yaml"])
  }
}
