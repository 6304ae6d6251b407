public import ReportForm
public import ResultRendering

extension ReportNames {
  /// The names that a form gives its sections and fields.
  public init(form: FormDefinition) {
    self.init(
      sections: form.sections.map { section in
        Section(
          name: section.name,
          aliases: [section.csv, section.rowVariable].compactMap { $0 }.filter { $0 != section.name },
          title: section.title,
          fields: section.fields.map { ($0.name, $0.label) }
        )
      }
    )
  }
}
