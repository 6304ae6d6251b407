import ReportForm

/// The elements of the form as a tree, laid out in an array; made once from the sections' paths.
final class XMLPlan {
  /// One element of the form.
  final class Element {
    let name: String
    /// Its place among the children of its parent: XML order is fixed.
    let ordinal: Int
    /// The section one row of which this element is.
    fileprivate(set) var section: SectionPlan?
    /// The field whose value it holds.
    let field: FieldPlan?
    /// The elements within it, in order.
    fileprivate(set) var children: [Int] = []
    /// Whether it may stand several times side by side.
    var isRepeatable: Bool { field?.isMany ?? section.map { !$0.definition.isSingleRow } ?? false }

    fileprivate init(name: String, ordinal: Int, field: FieldPlan?) {
      self.name = name
      self.ordinal = ordinal
      self.field = field
    }
  }

  /// The elements; the root is the first.
  let elements: [Element]
  /// For each section of the form, the elements on its path below the root.
  let paths: [[Int]]

  init(_ sections: [SectionPlan], root: String) {
    var elements = [Element(name: root, ordinal: 0, field: nil)]
    var paths: [[Int]] = []
    func child(_ name: String, of parent: Int) -> Int {
      if let known = elements[parent].children.first(where: { elements[$0].name == name }) { return known }
      elements.append(Element(name: name, ordinal: elements[parent].children.count, field: nil))
      elements[parent].children.append(elements.count - 1)
      return elements.count - 1
    }
    for section in sections {
      var path: [Int] = []
      for name in section.definition.path { path.append(child(name, of: path.last ?? 0)) }
      let row = path[path.count - 1]
      elements[row].section = section
      for field in section.fields {
        elements.append(
          Element(name: field.definition.name, ordinal: elements[row].children.count, field: field)
        )
        elements[row].children.append(elements.count - 1)
      }
      paths.append(path)
    }
    self.elements = elements
    self.paths = paths
  }

  /// Whether an element is there for the rows of one section only (`daftarTenagaKerja`, `rekapStatus`): its presence
  /// is the section's, even without rows.
  func isDedicated(_ element: Int) -> Bool {
    elements[element].section == nil && elements[element].children.count == 1
  }
}
