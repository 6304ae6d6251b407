import ReportForm
import ReportReading

/// An element of a report that can be taken apart and put together wrongly.
final class MutableElement {
  var name: String
  /// Attributes as they are written, each with a blank in front.
  var attributes = ""
  /// Content before the children, as it is written.
  var content = ""
  var children: [MutableElement] = []

  init(_ name: String, content: String = "", _ children: [MutableElement] = []) {
    self.name = name
    self.content = content
    self.children = children
  }

  /// A copy that shares nothing.
  func copy() -> MutableElement {
    let twin = MutableElement(name, content: content, children.map { $0.copy() })
    twin.attributes = attributes
    return twin
  }

  /// The element as XML.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    text += "<\(name)\(attributes)>"
    text += content
    for child in children { child.write(to: &text) }
    text += "</\(name)>"
  }

  /// The element and everything within it.
  var all: [MutableElement] { [self] + children.flatMap(\.all) }

  /// Every element but this one, with the one around it.
  var pairs: [(parent: MutableElement, child: MutableElement)] {
    children.flatMap { child in [(self, child)] + child.pairs }
  }

  /// The child with this name, made when there is none; children keep the order in which they are asked for.
  func child(_ name: String) -> MutableElement {
    if let known = children.last(where: { $0.name == name }) { return known }
    let child = MutableElement(name)
    children.append(child)
    return child
  }

  /// Keeps this many of elements with the same name side by side.
  func keepRows(_ count: Int) {
    var seen: [String: Int] = [:]
    children.removeAll { child in
      seen[child.name, default: 0] += 1
      return seen[child.name, default: 0] > count
    }
    for child in children { child.keepRows(count) }
  }

  /// Reads the plain XML of the samples: elements with text or with elements, nothing else.
  static func parse(_ xml: String) -> MutableElement? {
    var open = [MutableElement("")]
    for piece in xml.split(separator: "<").dropFirst(xml.hasPrefix("<?") ? 1 : 0) {
      guard let end = piece.firstIndex(of: ">") else { continue }
      let tag = piece[..<end]
      if tag.hasPrefix("/") {
        let closed = open.removeLast()
        guard let parent = open.last else { return nil }
        parent.children.append(closed)
        if !closed.children.isEmpty { closed.content = "" }
      } else {
        let words = tag.split(separator: " ", maxSplits: 1)
        let element = MutableElement(String(words[0]), content: String(piece[piece.index(after: end)...]))
        if words.count > 1 { element.attributes = " " + words[1] }
        open.append(element)
      }
    }
    return open.count == 1 ? open[0].children.first : nil
  }
}

/// Reports to begin with.
enum Originals {
  /// The root of a report with only what every report must have.
  static var smallest: MutableElement {
    report { _, field in field.isRequired }
  }

  /// A report in which every section has a row and every row every field.
  static var fullest: MutableElement {
    report { _, _ in true }
  }

  /// The smallest report and one more field.
  static func smallest(with section: SectionDefinition, _ field: FieldDefinition) -> MutableElement {
    report { $1.isRequired || ($0.name == section.name && $1.name == field.name) }
  }

  private static func report(_ wanted: (SectionDefinition, FieldDefinition) -> Bool) -> MutableElement {
    let root = MutableElement(form.root)
    root.attributes = " xmlns=\"\(form.namespace)\""
    for section in form.sections {
      let fields = section.fields.filter { wanted(section, $0) }
      guard !fields.isEmpty else { continue }
      let row = section.path.reduce(root) { $0.child($1) }
      row.children += fields.map { MutableElement($0.name, content: value(of: $0)) }
    }
    return root
  }

  /// A value the field may have.
  static func value(of field: FieldDefinition) -> String {
    switch field.type {
    case .text: "Contoh"
    case .integer, .money: "12"
    case .decimal: "1"
    case .date: "2024-02-29"
    case .yesNo: "Y"
    case .code(let name):
      switch form.lists[name]?.shape {
      case .digits(let range): String(repeating: "1", count: range.upperBound)
      case .upper(let count): String(repeating: "A", count: count)
      case nil: form.lists[name]?.codes.first?.code ?? "1"
      }
    }
  }

  /// A sample of the package with the first rows of each section.
  static func sample(_ path: String) -> MutableElement? {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let source = try? FileSource(path: root + "/Samples/" + path) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(source.size))
    let count = bytes.withUnsafeMutableBytes { try? source.read(into: $0, at: 0) }
    guard count == bytes.count, let report = MutableElement.parse(String(decoding: bytes, as: UTF8.self)) else {
      return nil
    }
    report.keepRows(2)
    return report
  }
}
