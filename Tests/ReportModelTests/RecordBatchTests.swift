import ReportModel
import Testing

@Suite("Record batches")
struct RecordBatchTests {
  private let shape = SectionShape(
    name: "tenagaKerja",
    isSingleRow: false,
    isStreamed: true,
    fields: [
      FieldShape(name: "nik", kind: .text, personal: .nik), FieldShape(name: "upahPokok", kind: .integer),
      FieldShape(name: "jamKerja", kind: .decimal(scale: 2)),
    ]
  )

  private func set(_ text: String, field: Int, in builder: inout RecordBatchBuilder, damaged: Bool = false) {
    var text = text
    text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      if damaged {
        builder.set(damaged: raw, field: field, at: .unknown)
      } else {
        builder.set(text: raw, field: field, at: .unknown)
      }
    }
  }

  @Test("Cells not set are empty where the file has the column and absent where it has not")
  func presence() {
    var builder = RecordBatchBuilder(shape: shape, present: [true, true, false])
    builder.beginRow(at: .unknown)
    set("3273", field: 0, in: &builder)
    builder.endRow()
    let batch = builder.finish()
    #expect(batch.state(field: 0, row: 0) == .valid)
    #expect(batch.state(field: 1, row: 0) == .empty)
    #expect(batch.state(field: 2, row: 0) == .absent)
    #expect(batch.text(field: 0, row: 0) == "3273")
  }

  @Test("A column that first appears in a later row is empty in the rows of the batch before, as CSV would have it")
  func lateColumn() {
    var builder = RecordBatchBuilder(shape: shape)
    builder.beginRow(at: .unknown)
    builder.endRow()
    builder.beginRow(at: .unknown)
    builder.set(number: 4_000, field: 2, at: .unknown)
    builder.endRow()
    let batch = builder.finish()
    #expect(batch.state(field: 2, row: 0) == .empty)
    #expect(batch.display(field: 2, row: 1) == "40")
  }

  @Test("Damaged cells keep what was written")
  func damaged() {
    var builder = RecordBatchBuilder(shape: shape, present: [true, true, true])
    builder.beginRow(at: .unknown)
    set("empat juta", field: 1, in: &builder, damaged: true)
    builder.endRow()
    let batch = builder.finish()
    #expect(batch.state(field: 1, row: 0) == .damaged)
    #expect(batch.display(field: 1, row: 0) == "empat juta")
  }

  @Test("Row numbers go on from batch to batch")
  func numbering() {
    var builder = RecordBatchBuilder(shape: shape, present: [true, false, false])
    for _ in 0..<3 {
      builder.beginRow(at: .unknown)
      builder.endRow()
    }
    #expect(builder.finish().firstRow == 1)
    builder.beginRow(at: .unknown)
    builder.endRow()
    #expect(builder.finish().firstRow == 4)
  }

  @Test(
    "Spreadsheet cells are named as the sheet names them",
    arguments: [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")]
  )
  func cellNames(column: Int, expected: String) {
    #expect(Location.cellName(column: column, line: 7) == expected)
  }
}
