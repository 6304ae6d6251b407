import ReportModel
import ReportReading
import RuleEngine

extension ReportAssessor {
  /// What identifies a report, read without judging it and without its workers; `nil` when it has no header.
  func header(of source: some ByteSource) -> ReportHeader? {
    let sink = HeaderSink()
    // Either it ends early on purpose, or the judgement will say what is wrong with the file.
    _ = try? reader.read(source, into: sink)
    return sink.header
  }
}

/// Takes the header and what identifies the company, and stops before the rows.
private final class HeaderSink: RecordSink {
  struct Enough: Error {}

  private(set) var header: ReportHeader?

  func receive(_ layout: SectionLayout) {}
  func receive(_ finding: ReadingFinding) {}

  func receive(_ batch: RecordBatch) throws {
    if batch.shape.isStreamed { throw Enough() }
    guard batch.shape.isSingleRow, batch.rowCount == 1 else { return }
    func text(_ name: String) -> String? {
      guard let field = batch.shape.index(of: name), batch.state(field: field, row: 0) == .valid else { return nil }
      return batch.display(field: field, row: 0)
    }
    switch batch.shape.name {
    case "kepala":
      var found = header ?? ReportHeader()
      (found.unit, found.kind, found.filing) = (text("kodeUnit"), text("jenisLaporan"), text("jenisPenyampaian"))
      (found.period, found.region) = (text("periodeTahun").flatMap { Int($0) }, text("kodeWilayah"))
      header = found
    case "identitasPerusahaan":
      header?.companyName = text("namaPerusahaan")
      header?.nib = text("nib")
      header?.npwp = text("npwp")
    case "peristiwa":
      guard let field = batch.shape.index(of: "tanggalPeristiwa"), batch.state(field: field, row: 0) == .valid else {
        return
      }
      header?.eventDate = CivilDate(dayNumber: Int32(truncatingIfNeeded: batch.number(field: field, row: 0)))
    default: break
    }
  }
}
