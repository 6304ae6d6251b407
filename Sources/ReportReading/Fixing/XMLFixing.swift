import ReportForm
import ReportModel
import XML

/// Repairs the values of an XML report and leaves every other byte as it is.
struct XMLFixing {
  let form: FormPlan
  let limits: ReadingLimits
  let source: any ByteSource
  let allowed: Set<FixKind>
  let sink: any FixSink

  func copy() throws(ReadingFault) -> ReportFixer.Pass {
    let listener = DeafSink()
    let output = RecordOutput(sink: listener, limits: limits)
    let facts = ReportFacts(form: form, ledger: output.ledger)
    let summary = try XMLReport(form: form, source: source, output: output, facts: facts).read()
    output.letters.conclude(output.ledger)
    output.ledger.close()
    guard summary.isUsable else { return .refused(.unreadable) }
    guard summary.syntax.encoding == XMLEncoding.utf8.rawValue else { return .refused(.xmlEncoding) }
    var context = RepairContext(isStrict: true)
    context.areLettersDoubled = listener.areLettersDoubled
    let patches = PatchedCopy(source, chunkBytes: limits.chunkBytes, to: sink)
    let values = XMLValueFixing(form, context, output.dateOrders, allowed, patches, sink)
    var xmlLimits = XMLLimits()
    xmlLimits.textBytes = limits.cellBytes
    let reader = XMLReader(limits: xmlLimits, sink: values)
    try BytePump(source: source, chunkBytes: limits.chunkBytes).run(from: 0) { bytes in
      do throws(XMLError) {
        try reader.feed(bytes)
      } catch {
        // The first reading went to the end, so this one does.
        return false
      }
      return patches.fault == nil
    }
    try patches.finish()
    return .complete
  }
}

/// Follows the elements of a report and repairs the text of those that hold a value.
final class XMLValueFixing: XMLEventSink {
  private let form: FormPlan
  private let names: XMLNames
  private var context: RepairContext
  private let dates: [Int: DateOrder]
  private let allowed: Set<FixKind>
  private let patches: PatchedCopy
  private let sink: any FixSink
  private var namespace: String?
  /// The open elements of the form, outermost first; -1 stands for one that it does not have.
  private var open: [Int] = []
  private var rowNumbers: [Int]
  private var text: [UInt8] = []
  private var textStart: XMLPosition?

  init(
    _ form: FormPlan,
    _ context: RepairContext,
    _ dates: [Int: DateOrder],
    _ allowed: Set<FixKind>,
    _ patches: PatchedCopy,
    _ sink: any FixSink
  ) {
    self.form = form
    names = XMLNames(form.xml)
    self.context = context
    self.dates = dates
    self.allowed = allowed
    self.patches = patches
    self.sink = sink
    rowNumbers = [Int](repeating: 0, count: form.sections.count)
  }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    (text, textStart) = ([], nil)
    guard let parent = open.last else {
      namespace = name.namespace
      return open.append(0)
    }
    let element = parent < 0 ? nil : names.child(name, of: parent, namespace: namespace)
    open.append(element ?? -1)
    guard let element, let section = form.xml.elements[element].section else { return }
    rowNumbers[section.index] += 1
    context.nik = []
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {
    guard let element = open.last, element >= 0, form.xml.elements[element].field != nil else { return }
    if textStart == nil { textStart = position }
    text.append(contentsOf: bytes)
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    let element = open.popLast() ?? -1
    if element >= 0, let field = form.xml.elements[element].field, let start = textStart { fix(field, start, position) }
    (text, textStart) = ([], nil)
  }

  private func fix(_ field: FieldPlan, _ start: XMLPosition, _ end: XMLPosition) {
    let value = text.withUnsafeBytes { TextRange.trimmed($0) }
    if field.role == .workerNIK { context.nik = Array(text[value]) }
    // References, comments and line ends make the text differ from the bytes that write it; those stay as they are.
    guard !value.isEmpty, Int64(text.count) == end.byte - start.byte, let parent = open.last, parent >= 0,
      let section = form.xml.elements[parent].section
    else { return }
    context.dates = dates[FindingLedger.scope(section.index, field.index)]
    let repair = text.withUnsafeBytes {
      CellRepair.find(UnsafeRawBufferPointer(rebasing: $0[value]), field, context, allowed: allowed)
    }
    guard let repair else { return }
    let position = SourcePosition(
      byte: start.byte + Int64(value.lowerBound),
      line: start.line,
      column: start.column + value.lowerBound
    )
    let location = Location(
      section: section.definition.path.joined(separator: "/"),
      row: section.definition.isSingleRow ? nil : rowNumbers[section.index],
      field: field.definition.name,
      column: field.definition.name,
      position: position
    )
    let before = text[value].withUnsafeBytes { field.found($0) }
    let after = field.found(String(decoding: repair.text, as: UTF8.self))
    sink.changed(FixChange(location: location, kind: repair.kind, before: before, after: after))
    patches.replace(at: position.byte, count: value.count, with: XMLText.escaped(repair.text))
  }
}

/// Where the value of an element lies within its text.
enum TextRange {
  /// Without white space at its ends.
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var (start, end) = (0, bytes.count)
    while start < end, TextBuffer.isSpace(bytes[start]) { start += 1 }
    while end > start, TextBuffer.isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
