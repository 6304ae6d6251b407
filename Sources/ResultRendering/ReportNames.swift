import ReportModel

/// What the form calls its sections and fields, for results in plain words. The module does not know the form; whoever
/// has it lends its names.
public struct ReportNames: Sendable {
  /// Titles of sections by their name.
  let sections: [String: Bilingual]
  /// Labels of fields with their section, by the names that rules use: `tk.nik`, `tenagaKerja.nik`.
  let fields: [String: Field]

  /// A field in people's words.
  struct Field: Sendable {
    /// The section's name.
    let section: String
    let label: Bilingual
  }

  /// No names: what lacks is then said as rules call it.
  public static let none = ReportNames(sections: [])

  /// One section of a form.
  public struct Section: Sendable {
    let name: String
    let aliases: [String]
    let title: Bilingual
    let fields: [(name: String, label: Bilingual)]

    /// A section with its fields; `aliases` are other names that rules know its rows by.
    public init(name: String, aliases: [String], title: Bilingual, fields: [(name: String, label: Bilingual)]) {
      self.name = name
      self.aliases = aliases
      self.title = title
      self.fields = fields
    }
  }

  /// The names of a form's sections.
  public init(sections: [Section]) {
    var titles: [String: Bilingual] = [:]
    var fields: [String: Field] = [:]
    for section in sections {
      for name in [section.name] + section.aliases {
        titles[name] = section.title
        for field in section.fields {
          fields["\(name).\(field.name)"] = Field(section: section.name, label: field.label)
        }
      }
    }
    self.sections = titles
    self.fields = fields
  }
}
