import ReportModel

/// The reporter's confirmations of data that are nearly always a mistake (section `konfirmasi`).
struct Confirmations {
  private struct Key: Hashable {
    let rule: String
    let section: String
    let row: Int64?
    let field: String?
  }
  private var reasons: [Key: String] = [:]
  /// Of those that came beside the file, the ones for every row of a section, or of any section.
  private var wide: [Key: String] = [:]

  /// Reads the rows of the section; rows without a rule or a reason confirm nothing.
  init(_ batches: [RecordBatch]) {
    for batch in batches {
      func text(_ field: String, _ row: Int) -> String? {
        batch.shape.index(of: field).flatMap { index in
          batch.state(field: index, row: row) == .valid ? batch.display(field: index, row: row) : nil
        }
      }
      for row in 0..<batch.rowCount {
        guard let rule = text("aturan", row), let reason = text("alasan", row) else { continue }
        let key = Key(
          rule: rule.uppercased(),
          section: Self.plain(text("bagian", row) ?? ""),
          row: text("nomorUrut", row).flatMap { Int64($0) },
          field: text("kolom", row).map(Self.plain)
        )
        reasons[key] = reason
      }
    }
  }

  /// Takes confirmations that came beside the file. What the file itself says of a place comes first.
  mutating func add(_ rows: [Confirmation]) {
    for row in rows {
      let key = Key(
        rule: row.rule.uppercased(),
        section: Self.plain(row.section),
        row: row.row.map { Int64($0) },
        field: row.column.map(Self.plain)
      )
      if key.row == nil {
        wide[key] = wide[key] ?? row.reason
      } else {
        reasons[key] = reasons[key] ?? row.reason
      }
    }
  }

  /// Whether there are none.
  var isEmpty: Bool { reasons.isEmpty && wide.isEmpty }

  /// The reason's code when a finding was confirmed. A confirmation without row or column covers the section's only row
  /// or every column; one that came beside the file without a row covers every row.
  func reason(rule: String, section: String, row: Int64?, field: String?) -> String? {
    narrowReason(rule: rule, section: section, row: row, field: field) ?? wideReason(rule, Self.plain(section), field)
  }

  private func wideReason(_ rule: String, _ section: String, _ field: String?) -> String? {
    guard !wide.isEmpty else { return nil }
    let field = field.map(Self.plain)
    for section in [section, ""] {
      for field in [field, nil] {
        if let reason = wide[Key(rule: rule, section: section, row: nil, field: field)] { return reason }
      }
    }
    return nil
  }

  private func narrowReason(rule: String, section: String, row: Int64?, field: String?) -> String? {
    guard !reasons.isEmpty else { return nil }
    let section = Self.plain(section)
    let field = field.map(Self.plain)
    for candidate in [
      Key(rule: rule, section: section, row: row, field: field),
      Key(rule: rule, section: section, row: row, field: nil),
      Key(rule: rule, section: section, row: nil, field: field),
    ] {
      if candidate.row == nil, let row, row > 1 { continue }
      if let reason = reasons[candidate] { return reason }
    }
    return nil
  }

  /// Names compare without regard to case, underscores and brackets, so that element and column name are alike.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "[" && $0 != "]" && $0 != " " }
  }
}
