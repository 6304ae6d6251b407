public import ReportModel

/// The definition of the report form of one version: the single source of readers, schemas and templates.
public final class FormDefinition: Sendable {
  /// The version, the value of `versiSkema`.
  public let version: String
  /// The XML namespace.
  public let namespace: String
  /// The XML root element.
  public let root: String
  /// The first reference date (`tanggalKeadaan`) it may be used for.
  public let validFrom: CivilDate?
  /// The last reference date it may be used for.
  public let validTo: CivilDate?
  /// The sections in the order of the XML.
  public let sections: [SectionDefinition]
  /// The kinds of report (codes of `JENIS_LAPORAN`) by the mark that sections carry in `kinds`.
  public let kinds: [String: [String]]
  /// The code lists by name.
  public let lists: [String: CodeList]
  private let sectionByName: [String: Int]
  private let sectionByCSV: [String: Int]

  init(
    version: String,
    namespace: String,
    root: String,
    validFrom: CivilDate?,
    validTo: CivilDate?,
    kinds: [String: [String]],
    sections: [SectionDefinition],
    lists: [String: CodeList]
  ) {
    self.version = version
    self.namespace = namespace
    self.root = root
    self.validFrom = validFrom
    self.validTo = validTo
    self.kinds = kinds
    self.sections = sections
    self.lists = lists
    sectionByName = Dictionary(uniqueKeysWithValues: sections.enumerated().map { ($1.name, $0) })
    sectionByCSV = Dictionary(uniqueKeysWithValues: sections.enumerated().map { ($1.csv, $0) })
  }

  /// The section with this name.
  public func section(_ name: String) -> SectionDefinition? { sectionByName[name].map { sections[$0] } }

  /// The section with this CSV name.
  public func section(csv name: String) -> SectionDefinition? { sectionByCSV[name].map { sections[$0] } }

  /// The index of a section in `sections`.
  public func index(ofSection name: String) -> Int? { sectionByName[name] }
}

extension FormDefinition {
  /// Whether a kind of report, such as `TAHUNAN`, is expected to carry a section.
  public func expects(_ section: SectionDefinition, in kind: String) -> Bool {
    section.kinds == "all" || kinds[section.kinds, default: []].contains(kind)
  }

  /// The list of the kinds of report.
  public var reportKinds: CodeList? { lists["JENIS_LAPORAN"] }

  /// The sections whose rows hold personal data, by every name a file may give them: CSV section and XML path.
  public var personalSections: Set<String> {
    Set(
      sections.filter { section in section.fields.contains { $0.personal != nil } }
        .flatMap { [$0.name, $0.csv, $0.path.joined(separator: "/"), root + "/" + $0.path.joined(separator: "/")] }
    )
  }
}
