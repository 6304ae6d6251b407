import ReportForm
import ReportModel

/// One section of a sample except the workers: small enough to be held as text.
struct SampleSection {
  /// The section's name in the form.
  let name: String
  /// Names of the fields that are filled in.
  var fields: [String]
  /// Rows of values in the order of `fields`: `nil` is left out in XML, an empty text is an empty element.
  var rows: [[String?]]

  /// A section with one row.
  init(_ name: String, _ row: KeyValuePairs<String, String?>) {
    self.name = name
    fields = row.map(\.key)
    rows = [row.map(\.value)]
  }

  /// A section with a table.
  init(_ name: String, _ fields: [String], _ rows: [[String?]]) {
    self.name = name
    self.fields = fields
    self.rows = rows
  }

  /// Whether the section has anything to say.
  var isEmpty: Bool { rows.isEmpty }

  /// A value.
  subscript(field: String, row row: Int = 0) -> String? {
    get {
      guard let column = fields.firstIndex(of: field), rows.indices.contains(row) else { return nil }
      return rows[row][column]
    }
    set {
      guard let column = fields.firstIndex(of: field), rows.indices.contains(row) else { return }
      rows[row][column] = newValue
    }
  }
}

/// Writes small sections in XML or CSV, in the order and with the names of the form.
struct SectionWriting {
  let form: FormDefinition
  let format: SampleFormat
  /// The XML elements that are open, from the root's child inwards.
  private var open: [String] = []

  init(form: FormDefinition, format: SampleFormat) {
    self.form = form
    self.format = format
  }

  /// Checks that the form has the section and all its fields.
  func check(_ section: SampleSection) throws(SampleFault) {
    guard let definition = form.section(section.name) else { throw .formLacks(section: section.name, field: nil) }
    for field in section.fields where definition.shape.index(of: field) == nil {
      throw .formLacks(section: section.name, field: field)
    }
  }

  /// Begins the file.
  func begin(_ output: ByteOutput) {
    guard format == .xml else { return }
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(form.root) xmlns=\"\(form.namespace)\">\n")
  }

  /// Ends the file.
  mutating func end(_ output: ByteOutput) {
    guard format == .xml else { return }
    moveTo([], output)
    output.append("</\(form.root)>\n")
  }

  /// Writes a section.
  mutating func write(_ section: SampleSection, to output: ByteOutput) {
    guard let definition = form.section(section.name) else { return }
    let columns = definition.fields.compactMap { field in
      section.fields.firstIndex(of: field.name).map { (field: field, column: $0) }
    }
    switch format {
    case .xml: writeXML(section, definition, columns, output)
    case .csv(let delimiter):
      open(definition, fields: columns.map(\.field), to: output)
      for row in section.rows {
        for (place, column) in columns.enumerated() {
          if place > 0 { output.append(byte: delimiter) }
          output.append(Self.quoted(row[column.column] ?? "", delimiter))
        }
        output.append(byte: UInt8(ascii: "\n"))
      }
    }
  }

  /// Opens a section whose rows others write: its elements in XML, its name and heading in CSV.
  mutating func open(_ definition: SectionDefinition, fields: [FieldDefinition], to output: ByteOutput) {
    switch format {
    case .xml: moveTo(definition.path.dropLast(), output)
    case .csv(let delimiter):
      let mark = String(decoding: [delimiter], as: UTF8.self)
      output.append("[\(definition.csv)]\n\(fields.map(\.csv).joined(separator: mark))\n")
    }
  }

  private mutating func writeXML(
    _ section: SampleSection,
    _ definition: SectionDefinition,
    _ columns: [(field: FieldDefinition, column: Int)],
    _ output: ByteOutput
  ) {
    for row in section.rows {
      moveTo(definition.path.dropLast(), output)
      moveTo(definition.path[...], output)
      for (field, column) in columns {
        guard let value = row[column] else { continue }
        for part in field.isMany ? value.split(separator: "|").map(String.init) : [value] {
          output.append("\(indent)<\(field.name)>\(Self.escaped(part))</\(field.name)>\n")
        }
      }
      if !definition.isSingleRow { moveTo(definition.path.dropLast(), output) }
    }
  }

  private var indent: String { String(repeating: "  ", count: open.count + 1) }

  /// Closes and opens elements until exactly these are open.
  private mutating func moveTo(_ path: ArraySlice<String>, _ output: ByteOutput) {
    while !path.starts(with: open) {
      let last = open.removeLast()
      output.append("\(indent)</\(last)>\n")
    }
    for element in path.dropFirst(open.count) {
      output.append("\(indent)<\(element)>\n")
      open.append(element)
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }

  private static func quoted(_ text: String, _ delimiter: UInt8) -> String {
    let isPlain = !text.utf8.contains { $0 == delimiter || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") }
    guard !isPlain else { return text }
    return "\"" + text.flatMap { $0 == "\"" ? [$0, $0] : [$0] } + "\""
  }
}
