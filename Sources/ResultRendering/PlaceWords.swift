import ReportModel

/// Places in the words of the user's own file: section, row, column, cell.
public struct PlaceWords {
  let language: Language
  let kind: FileSyntax.Kind

  /// Words in a language, for a file of a kind.
  public init(language: Language, kind: FileSyntax.Kind) {
    self.language = language
    self.kind = kind
  }

  /// One place, such as `[rekap_pendidikan] baris 2, kolom jumlah_l, sel D14`; empty for the file as a whole.
  public func words(_ location: Location) -> String {
    var details: [String] = []
    if let row = location.row { details.append(Wording.row(row)[language]) }
    if let column = location.column ?? location.field {
      details.append(Wording.column(visible(column), isElement: kind == .xml)[language])
    }
    if let cell = location.cell { details.append(Wording.cell(visible(cell))[language]) }
    return [section(location), details.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The further places of a finding with the count of all of them, such as `juga pada baris 5, 9, … (seluruhnya
  /// 37 tempat)`; `nil` when there is only one place.
  func others(of finding: Finding) -> String? {
    guard finding.count > 1, let first = finding.places.first else { return nil }
    var seen: Set<String> = [name(first.location, after: first.location)]
    var names: [String] = []
    for place in finding.places.dropFirst() {
      let name = name(place.location, after: first.location)
      if !name.isEmpty, seen.insert(name).inserted { names.append(name) }
    }
    let isCut = names.count > RenderingLimits.rowsListed || finding.placesOmitted > 0
    let areRows = finding.places.allSatisfy { $0.location.row != nil && $0.location.section == first.location.section }
    return Wording.others(
      names.prefix(RenderingLimits.rowsListed).joined(separator: ", "),
      areRows: areRows,
      isCut: isCut,
      count: finding.count
    )[language]
  }

  /// The short name of a further place: its row in the first place's section, else as much as sets it apart.
  private func name(_ location: Location, after first: Location) -> String {
    guard let row = location.row else {
      if let cell = location.cell { return visible(cell) }
      return location.position.line > 0 ? Wording.line(location.position.line)[language] : words(location)
    }
    return location.section == first.section
      ? String(row) : section(location) + " " + Wording.row(row)[language]
  }

  private func section(_ location: Location) -> String {
    guard let section = location.section else { return "" }
    return kind == .xml ? visible(section) : "[\(visible(section))]"
  }

  private func visible(_ text: String) -> String {
    SafeText.visible(text, limit: RenderingLimits.valueScalars, language)
  }
}
