public import ReportModel
public import ReportReading

extension ReportAssessor {
  /// Reads confirmations from a file of their own: the form's section `konfirmasi` in any syntax that a report may have.
  ///
  /// A cell that cannot be read is a fault and not left out: without its row number a row would confirm every row.
  public func confirmations(in source: some ByteSource) throws(IntakeDesk.Fault) -> [Confirmation] {
    let sink = ConfirmationSink()
    do throws(ReadingFault) {
      _ = try reader.read(source, into: sink)
    } catch {
      throw .reading(error)
    }
    if let row = sink.unreadable { throw .confirmation(.rowUnreadable(row)) }
    return sink.rows
  }
}

/// Takes the rows of the section `konfirmasi`.
private final class ConfirmationSink: RecordSink {
  private(set) var rows: [Confirmation] = []
  /// The first row that cannot be read, from 1.
  private(set) var unreadable: Int?

  func receive(_ layout: SectionLayout) {}
  func receive(_ finding: ReadingFinding) {}

  func receive(_ batch: RecordBatch) {
    guard batch.shape.name == "konfirmasi" else { return }
    for row in 0..<batch.rowCount {
      if let confirmation = Self.confirmation(batch, row) {
        rows.append(confirmation)
      } else if unreadable == nil {
        unreadable = batch.firstRow + row
      }
    }
  }

  private static func confirmation(_ batch: RecordBatch, _ row: Int) -> Confirmation? {
    let states = batch.shape.fields.indices.map { batch.state(field: $0, row: row) }
    guard !states.contains(.damaged) else { return nil }
    func text(_ name: String) -> String? {
      guard let field = batch.shape.index(of: name), states[field] == .valid else { return nil }
      return batch.display(field: field, row: row)
    }
    guard let rule = text("aturan"), let reason = text("alasan") else { return nil }
    return Confirmation(
      rule: rule.uppercased(),
      section: text("bagian") ?? "",
      row: text("nomorUrut").flatMap { Int($0) },
      column: text("kolom"),
      reason: reason,
      note: text("keterangan")
    )
  }
}
