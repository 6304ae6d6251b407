import ReportForm
import ReportModel

/// Writes the workers row by row, in XML or CSV.
struct WorkerWriting {
  let fields: WorkerFields
  private let format: SampleFormat
  /// The columns in the order of the form.
  private let columns: [WorkerColumn]
  /// What stands before and behind each value: tags in XML, the delimiter in CSV. In one piece each: arrays of arrays
  /// would cost more than the writing.
  private let before: PackedTexts
  private let behind: PackedTexts
  private let opening: PackedTexts
  private let closing: PackedTexts

  init(_ fields: WorkerFields, section: SectionDefinition, format: SampleFormat) throws(SampleFault) {
    self.fields = fields
    self.format = format
    for column in WorkerColumn.allCases where section.shape.index(of: column.rawValue) == nil {
      throw .formLacks(section: section.name, field: column.rawValue)
    }
    columns = section.fields.compactMap { WorkerColumn(rawValue: $0.name) }
    let (row, indent) = (section.path.last ?? section.name, String(repeating: "  ", count: section.path.count))
    switch format {
    case .xml:
      before = PackedTexts(columns.map { "\(indent)  <\($0.rawValue)>" })
      behind = PackedTexts(columns.map { "</\($0.rawValue)>\n" })
      opening = PackedTexts(["\(indent)<\(row)>\n"])
      closing = PackedTexts(["\(indent)</\(row)>\n"])
    case .csv(let delimiter):
      let mark = String(decoding: [delimiter], as: UTF8.self)
      before = PackedTexts(columns.indices.map { $0 == 0 ? "" : mark })
      behind = PackedTexts(columns.map { _ in "" })
      opening = PackedTexts([""])
      closing = PackedTexts(["\n"])
    }
  }

  /// Writes one worker.
  func write(_ facts: WorkerFacts, to output: ByteOutput) {
    output.append(opening, 0)
    if let texts = fields.maker.changes[facts.index]?.texts {
      for place in columns.indices { write(place, texts, of: facts, to: output) }
    } else {
      for place in columns.indices { write(place, of: facts, to: output) }
    }
    output.append(closing, 0)
  }

  /// The text of one field of a worker, without marks around it.
  func text(of column: WorkerColumn, _ facts: WorkerFacts, _ output: ByteOutput) -> String {
    if let text = fields.maker.changes[facts.index]?.texts[column] { return text }
    fields.write(column, of: facts, to: output)
    var text = ""
    output.drain { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  private func write(_ place: Int, of facts: WorkerFacts, to output: ByteOutput) {
    let column = columns[place]
    let start = output.count
    output.append(before, place)
    switch format {
    case .xml:
      let empty = output.count
      fields.write(column, of: facts, to: output)
      if output.count == empty && !fields.isMissing(column, of: facts) { return output.cut(to: start) }
    case .csv(let delimiter):
      // A title follows the name after a comma: the only value that a delimiter can stand in.
      let isQuoted = column == .namaLengkap && facts.hasTitle && delimiter == UInt8(ascii: ",")
      if isQuoted { output.append(byte: UInt8(ascii: "\"")) }
      fields.write(column, of: facts, to: output)
      if isQuoted { output.append(byte: UInt8(ascii: "\"")) }
    }
    output.append(behind, place)
  }

  /// Writes a column of a worker with planted texts: as they are, for damage is what some of them are there for.
  private func write(_ place: Int, _ texts: [WorkerColumn: String], of facts: WorkerFacts, to output: ByteOutput) {
    guard let text = texts[columns[place]] else { return write(place, of: facts, to: output) }
    output.append(before, place)
    output.append(text)
    output.append(behind, place)
  }
}
