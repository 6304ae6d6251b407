import AuditLog
import ReportForm
import ReportModel
import Yams

/// Builds the batches of a case from its `given`: sections that are not given are absent from the file, fields that are
/// not given are absent columns, `null` is an empty cell and `{damaged: x}` one that could not be understood.
struct CaseBuilder {
  let form: FormDefinition
  let source: CaseSource
  let faults: PackYAML.FaultList

  mutating func report() -> RuleCase.Report? {
    if let text = source.csv ?? source.xml { return .file(text) }
    var written: [(section: String, rows: [Node.Mapping])] = []
    if let given = source.yaml.mapping("given") {
      for name in given.keys {
        guard let node = given.node(name) else {
          written.append((name, []))
          continue
        }
        written.append((name, rows(of: node)))
      }
    }
    var batches: [RecordBatch] = []
    if !written.contains(where: { $0.section == "kepala" }) {
      written.insert(("kepala", [[:]]), at: 0)
    }
    for (name, rows) in written {
      guard let section = form.section(name) else {
        source.yaml.fault(
          .unknownField(name, suggestion: nearest(name, among: form.sections.map(\.name))),
          at: "given"
        )
        return nil
      }
      guard let batch = batch(section, rows) else { return nil }
      batches.append(batch)
    }
    return .given(batches)
  }

  /// The earlier reports of the case; `nil` when it gives none.
  func prior() -> PriorReports? {
    guard let written = source.prior else { return nil }
    let reports = written.enumerated().compactMap { number, source -> PriorReport? in
      var builder = CaseBuilder(form: form, source: source, faults: faults)
      guard case .given(let batches)? = builder.report() else { return nil }
      let collector = PriorReportCollector(form: form)
      for batch in batches { collector.receive(batch) }
      return collector.finish(hash: ContentHash(digest: .sha256(of: Array("\(number)".utf8))))
    }
    return try? PriorReports(reports)
  }

  private func rows(of node: Node) -> [Node.Mapping] {
    switch node {
    case .mapping(let mapping): [mapping]
    case .sequence(let sequence):
      sequence.compactMap { if case .mapping(let mapping) = $0 { mapping } else { nil } }
    default: []
    }
  }

  private func batch(_ section: SectionDefinition, _ rows: [Node.Mapping]) -> RecordBatch? {
    var present = Array(repeating: false, count: section.fields.count)
    for row in rows {
      for key in row.keys {
        guard let name = key.string, let index = section.shape.index(of: name) else {
          let name = key.string ?? "?"
          source.yaml.fault(
            .unknownField(
              "\(section.name).\(name)",
              suggestion: nearest(name, among: section.fields.map(\.name))
            ),
            at: "given"
          )
          return nil
        }
        present[index] = true
      }
    }
    let dateField =
      section.name == "kepala" && source.on != nil ? section.shape.index(of: "tanggalKeadaan") : nil
    let addsDate = dateField.map { !present[$0] } ?? false
    if addsDate, let dateField { present[dateField] = true }
    var builder = RecordBatchBuilder(shape: section.shape, present: present)
    for row in rows {
      builder.beginRow(at: .unknown)
      if addsDate, let dateField, let on = source.on {
        builder.set(number: Int64(on.dayNumber), field: dateField, at: .unknown)
      }
      for (key, value) in row {
        guard let name = key.string, let index = section.shape.index(of: name) else { continue }
        guard set(value, section.fields[index], index, in: &builder) else {
          source.yaml.fault(
            .badValue(
              key: "\(section.name).\(name)",
              value: value.string ?? "?",
              expected: section.fields[index].type.notation
            ),
            at: "given"
          )
          return nil
        }
      }
      builder.endRow()
    }
    return builder.finish()
  }

  /// Sets one cell; false when the value is not of the field's type.
  private func set(
    _ node: Node,
    _ field: FieldDefinition,
    _ index: Int,
    in builder: inout RecordBatchBuilder
  ) -> Bool {
    if let damaged = node.mapping?["damaged"]?.string {
      withBytes(damaged) { builder.set(damaged: $0, field: index, at: .unknown) }
      return true
    }
    if let values = node.sequence {
      guard field.isMany else { return false }
      let joined = values.compactMap(\.string).joined(separator: "|")
      withBytes(joined) { builder.set(text: $0, field: index, at: .unknown) }
      return true
    }
    guard let scalar = node.scalar else { return false }
    if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
      builder.setEmpty(field: index, at: .unknown)
      return true
    }
    let text = scalar.string
    if field.isMany {
      withBytes(text) { builder.set(text: $0, field: index, at: .unknown) }
      return true
    }
    switch builder.shape.fields[index].kind {
    case .text, .list:
      withBytes(text) { builder.set(text: $0, field: index, at: .unknown) }
    default:
      guard let number = number(text, builder.shape.fields[index].kind) else { return false }
      builder.set(number: number, field: index, at: .unknown)
    }
    return true
  }

  private func number(_ text: String, _ kind: CellKind) -> Int64? {
    switch kind {
    case .integer: return Int64(text)
    case .decimal(let scale):
      guard let number = ExactDecimal(text), number.scale <= scale else { return nil }
      return (0..<(scale - number.scale)).reduce(number.mantissa) { digits, _ in digits * 10 }
    case .date: return CivilDate(iso: text).map { Int64($0.dayNumber) }
    case .yesNo:
      switch text {
      case "true", "Y": return 1
      case "false", "T": return 0
      default: return nil
      }
    case .code(let names): return names.codes.firstIndex(of: text).map(Int64.init)
    case .text, .list: return nil
    }
  }

  private func withBytes(_ text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
    var text = text
    text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
