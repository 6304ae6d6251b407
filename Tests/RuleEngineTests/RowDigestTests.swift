import ReportForm
import ReportModel
import Testing

@testable import RuleEngine

@Suite("Rows are compared by their digests")
struct RowDigestTests {
  private func workers(seed: UInt64) throws -> RecordBatch {
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    let tidy = CellHabit(absent: 0, empty: 0, damaged: 0)
    var maker = RandomReports(seed: seed)
    return try #require(maker.report(of: form, workers: [60], habit: tidy).first { $0.shape.isStreamed })
  }

  @Test("The same rows have the same digests, whatever their running numbers")
  func same() throws {
    let batch = try workers(seed: 1)
    let again = try workers(seed: 1)
    #expect(RowDigest.all(in: batch) == RowDigest.all(in: again))
    #expect(Set(RowDigest.all(in: batch)).count == batch.rowCount)
    let number = try #require(batch.shape.index(of: "nomorUrut"))
    #expect(RowDigest.all(in: batch.damaged(field: number, row: 0)) == RowDigest.all(in: batch))
  }

  @Test("A changed cell changes the digest of its row alone", arguments: ["jenisKelamin", "tanggalLahir", "upahPokok"])
  func changed(name: String) throws {
    let batch = try workers(seed: 2)
    let field = try #require(batch.shape.index(of: name))
    let row = try #require((0..<batch.rowCount).first { batch.state(field: field, row: $0) == .valid })
    let before = RowDigest.all(in: batch)
    let after = RowDigest.all(in: batch.damaged(field: field, row: row))
    #expect(before.indices.filter { before[$0] != after[$0] } == [row])
  }
}
