import ReportModel
import ReportReading
import Testing

/// Rows whose cells are read a column at a time must come to the same as rows read one by one. Blanks behind a closing
/// quote, which the reader drops, send a row the slow way.
@Suite("Rows read together come to the same as rows read alone")
struct PlainBlockTests {
  private static let columns = SampleCSV.workerHeading.split(separator: ",").map(String.init)
  private static let plainRow = SampleCSV.worker.split(separator: ",").map(String.init)
  /// Cells of every kind, good and bad; none with a comma, quote or line end.
  private static let cells = [
    "", "1", "0", "-5", "007", "123456789012345678", "1234567890123456789", "1.5", "1.234.567", "Rp 4.250.000",
    "3.2E+15",
    "2020-02-29", "2021-02-29", "1970-01-01", "1900-01-01", "9999-12-31", "2020-13-01", "31/12/2020", "12-31-2020",
    "45000",
    "2020-1-2", "20200101aa", "Y", "T", "ya", "tidak", "P", "L", "W", "Pria", "ID", "id", "XX", "PKWTT", "pkwtt", "-",
    "n/a",
    " x", "x ", "é", "JUMLAH", "Total", "'0123", "=1+1", "#REF!", "3273014101909901", "327301410190990", "[x]", "\t",
    "\u{A0}",
  ]

  private func rows(seed: UInt64, count: Int) -> [[String]] {
    var state = seed
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return (0..<count).map { number in
      var row = Self.plainRow
      row[0] = String(number + 1)
      for _ in 0..<random(4) where random(3) == 0 { row[random(row.count)] = Self.cells[random(Self.cells.count)] }
      return row
    }
  }

  /// Everything that does not say where in the line a cell stands.
  private func outcome(_ text: String) -> [String] {
    let (sink, summary) = reading(text)
    let found = sink.findings.map { finding in
      "\(finding.rule) \(finding.location.row ?? 0) \(finding.location.field ?? "") \(finding.count)"
        + " \(finding.location.position.line) \(finding.detail?.text(.id, reveal: true) ?? "")"
    }
    return sink.rows("tenagaKerja").map { $0.joined(separator: "|") } + found + ["\(summary.rows) \(summary.isUsable)"]
  }

  @Test("Random rows agree", arguments: [1, 2, 3, 4, 5, 6])
  func randomRows(seed: UInt64) {
    let rows = rows(seed: seed, count: 2_100)
    let name = 2
    let together = rows.map { $0.joined(separator: ",") }
    let alone = rows.map { row in
      var row = row
      row[name] = "\"\(row[name])\" "
      return row.joined(separator: ",")
    }
    let mixed = zip(together, alone).enumerated().map { $0.offset % 7 < 4 ? $0.element.0 : $0.element.1 }
    let expected = outcome(SampleCSV.report(workers: alone))
    #expect(outcome(SampleCSV.report(workers: together)) == expected)
    #expect(outcome(SampleCSV.report(workers: mixed)) == expected)
  }

  @Test("Every cell is found where it stands in the file")
  func positions() throws {
    let rows = rows(seed: 9, count: 1_500).map { $0.joined(separator: ",") }
    let text = SampleCSV.report(workers: rows)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    let (sink, _) = reading(text)
    for batch in sink.batches where batch.shape.isStreamed {
      for row in 0..<batch.rowCount {
        for field in batch.shape.fields.indices where batch.state(field: field, row: row) == .valid {
          let place = batch.position(field: field, row: row)
          let bytes = Array(lines[place.line - 1][(place.column - 1)...].prefix { $0 != UInt8(ascii: ",") })
          let cell = String(decoding: bytes, as: UTF8.self)
          let before = lines[..<(place.line - 1)].reduce(0) { $0 + $1.count + 1 }
          #expect(place.byte == Int64(before + place.column - 1))
          if batch.shape.fields[field].kind == .text {
            let text = batch.text(field: field, row: row)
            // Codes are put into capitals, and dots within digits go.
            #expect(cell.lowercased().contains(text.lowercased()) || cell.contains("."), "\(cell)")
          }
        }
      }
    }
  }

  @Test("A batch of huge rows is handed over before it is full")
  func hugeRows() {
    let long = String(repeating: "x", count: 60_000)
    let rows = (1...300).map { "\($0),PUSAT,\(long),ID,3273014101909901,P,1990-01-01,PKWTT,4250000,40,T" }
    let (sink, _) = reading(SampleCSV.report(workers: rows))
    let sizes = sink.batches.filter(\.shape.isStreamed).map(\.rowCount)
    #expect(sizes.reduce(0, +) == 300)
    #expect(sizes.count > 3)
  }
}
