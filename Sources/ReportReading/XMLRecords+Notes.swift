import ReportForm
import ReportModel
import XML

// What is said about elements that are not as the form has them.
extension XMLRecords {
  func note(_ problem: ReadingProblem, _ position: XMLPosition, _ values: [String: Message.Value]) {
    ledger.note(problem) { Occurrence(location: location(position), values: values) }
  }

  /// The place of an element that is no known field: in the row that is open, if one is.
  private func location(_ position: XMLPosition) -> Location {
    guard let reading = current ?? frames.last(where: { $0.reading != nil })?.reading else {
      let path = (frames.map(\.element) + [parent]).filter { $0 > 0 }.map { plan.elements[$0].name }
      return Location(
        section: path.isEmpty ? nil : path.joined(separator: "/"),
        position: SourcePosition(position)
      )
    }
    let field = fieldElement >= 0 ? plan.elements[fieldElement].field : nil
    return reading.location(field: field?.index, row: reading.rowNumber, position: SourcePosition(position))
  }

  func passOver(_ problem: ReadingProblem, _ name: borrowing XMLName, _ position: XMLPosition) {
    passedOver = 1
    let local = name.localName
    let within = plan.elements[fieldElement].name
    note(problem, position, ["nilai": Message.Value(local), "bagian": Message.Value(within)])
  }

  func passOverFull(_ reading: SectionReading, _ position: XMLPosition) {
    passedOver = 1
    isMisleading = true
    guard !ledger.has(.sectionTooLong) else { return }
    note(
      .sectionTooLong,
      position,
      ["bagian": Message.Value(reading.layout.fileSection), "batas": Message.Value(String(reading.rows))]
    )
  }

  func noteUnknown(_ name: borrowing XMLName, in parent: Int, _ position: XMLPosition) {
    passedOver = 1
    let local = name.localName
    let isForeign = name.namespace != namespace
    let known = plan.elements[parent].children.map { plan.elements[$0].name }
    var values = ["nilai": Message.Value(local), "bagian": Message.Value(plan.elements[parent].name)]
    if isForeign { return note(.wrongElementNamespace, position, values) }
    guard ledger.lists(.unknownElementSimilar), let guess = SimilarName.nearest(toHeading: local, among: known) else {
      return note(.unknownElement, position, values)
    }
    values["usulan"] = Message.Value(guess)
    note(.unknownElementSimilar, position, values)
  }

  func checkAttributes(_ attributes: borrowing XMLAttributes, _ element: Int, _ position: XMLPosition) {
    for index in 0..<attributes.count {
      let local = attributes.localName(at: index)
      if attributes.namespace(at: index) == Self.schemaInstance, Self.schemaHints.contains(local) { continue }
      note(
        .unknownAttribute,
        position,
        ["nilai": Message.Value(local), "bagian": Message.Value(plan.elements[element].name)]
      )
    }
  }

  /// What editors write to say where the schema lies. Its kin `xsi:type` and `xsi:nil` would change what an element is.
  private static let schemaHints: Set = ["schemaLocation", "noNamespaceSchemaLocation"]
  private static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  func noteMissing(_ field: FieldPlan, _ reading: SectionReading) {
    ledger.note(.missingElement) {
      Occurrence(
        location: reading.location(field: field.index, row: reading.rowNumber, position: reading.rowPosition),
        values: [
          "nilai": Message.Value(field.definition.name), "field": Message.Value(field.definition.label),
          "bagian": Message.Value(reading.layout.fileSection),
        ]
      )
    }
  }
}
