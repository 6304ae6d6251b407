public import ReportModel

/// A code of a dated reference table, as a guide shows it.
public struct ReferenceCode: Hashable, Sendable {
  /// The code as transmitted.
  public let code: String
  /// What it stands for; the same in both languages where the table has one name only.
  public let name: Bilingual
  /// First day; `nil` for always before.
  public let from: CivilDate?
  /// Last day; `nil` for still in force.
  public let to: CivilDate?
}

extension ReferenceTables {
  /// All codes of a table in its order; empty when there is no such table.
  public func codes(in name: String) -> [ReferenceCode] {
    guard let table = table(name), let title = table.column("nama") ?? table.column("judul") else { return [] }
    let english = table.column("nama_en")
    let (from, to) = (table.column("dari"), table.column("sampai"))
    func day(_ row: Int, _ column: Int?) -> CivilDate? { column.flatMap { CivilDate(iso: table.cell(row, $0)) } }
    return (0..<table.rowCount).map { row in
      let name = table.cell(row, title)
      return ReferenceCode(
        code: table.cell(row, 0),
        name: Bilingual(id: name, en: english.map { table.cell(row, $0) } ?? name),
        from: day(row, from),
        to: day(row, to)
      )
    }
  }
}
