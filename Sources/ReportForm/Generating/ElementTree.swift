/// The elements of the form's XML in their order, from the sections' paths.
final class ElementTree {
  let name: String
  /// The section one row of which this element is.
  private(set) var section: SectionDefinition?
  /// The field whose value it holds, and the section of the field.
  let field: FieldDefinition?
  private(set) var children: [ElementTree] = []

  private init(name: String, field: FieldDefinition? = nil) {
    self.name = name
    self.field = field
  }

  /// The tree of a whole form, its root element at the top.
  convenience init(_ form: FormDefinition) {
    self.init(name: form.root)
    for section in form.sections {
      var element = self
      for name in section.path { element = element.child(name) }
      element.section = section
      element.children += section.fields.map { ElementTree(name: $0.name, field: $0) }
    }
  }

  private func child(_ name: String) -> ElementTree {
    if let known = children.first(where: { $0.name == name }) { return known }
    let child = ElementTree(name: name)
    children.append(child)
    return child
  }

  /// Whether a report without it is incomplete by structure: it is, or holds, what names the report itself.
  var isRequired: Bool {
    field?.isRequired ?? children.contains { $0.isRequired }
  }

  /// Whether it may stand several times side by side.
  var isRepeatable: Bool { field?.isMany ?? section.map { !$0.isSingleRow } ?? false }
}
