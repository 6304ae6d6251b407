import ReportForm
import ReportModel
import XML

/// Turns the elements of an XML report into records, by the form's tree of elements.
final class XMLRecords: XMLEventSink {
  /// An element around the one that is open.
  struct Frame {
    var element: Int
    var ordinal: Int32
    var reading: SectionReading?
  }

  let form: FormPlan
  let plan: XMLPlan
  let output: RecordOutput
  let facts: ReportFacts
  private let names: XMLNames
  var namespace: String?
  /// The elements around the open one, the root's surroundings first.
  var frames: [Frame] = []
  /// The element that is open and is no field; -1 outside the root.
  var parent = -1
  /// The place in the form's order of its last child; -1 before the first.
  private var ordinal: Int32 = -1
  /// The section whose row it is, if it is one.
  var current: SectionReading? {
    didSet { currentUncounted = current.map(Unmanaged.passUnretained) }
  }
  /// The same, not counted up and down for every field; `current` keeps it alive.
  private var currentUncounted: Unmanaged<SectionReading>?
  /// The last element in which stray text was noted: once is enough.
  private var strayTextIn = -1
  /// Open elements within one that is passed over; 0 when none is.
  var passedOver = 0
  /// The element of the field whose text is being collected; -1 when none is.
  var fieldElement = -1
  private var fieldPosition = SourcePosition.unknown
  private let text = TextBuffer()
  private var readings: [SectionReading?]
  private var isClosed: [Bool]
  private var hasSeen: [Bool]
  private var rowMarks: UInt8 = 0
  private var hasSeenNames = false

  /// Whether reading on is pointless: it is another kind of document.
  private(set) var isHopeless = false
  /// Whether judging what was read would mislead.
  var isMisleading = false

  var ledger: FindingLedger { output.ledger }

  init(form: FormPlan, output: RecordOutput, facts: ReportFacts) {
    self.form = form
    plan = form.xml
    self.output = output
    self.facts = facts
    names = XMLNames(plan)
    readings = [SectionReading?](repeating: nil, count: form.sections.count)
    isClosed = [Bool](repeating: false, count: form.sections.count)
    hasSeen = [Bool](repeating: false, count: plan.elements.count)
    frames.reserveCapacity(16)
  }

  // MARK: Events

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    guard passedOver == 0, !isHopeless else {
      passedOver += 1
      return
    }
    guard fieldElement < 0 else { return passOver(.elementInField, name, position) }
    guard parent >= 0 else { return openRoot(name, attributes, position) }
    guard let element = names.child(name, of: parent, namespace: namespace) else {
      return noteUnknown(name, in: parent, position)
    }
    if attributes.count > 0 { checkAttributes(attributes, element, position) }
    let form = names.element(element)
    if form.ordinal > ordinal {
      ordinal = form.ordinal
    } else if !mayStandAgain(element, position) {
      return
    }
    if form.field != nil {
      fieldElement = element
      fieldPosition = SourcePosition(position)
      text.clear()
    } else {
      openElement(element, position)
    }
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {
    if passedOver > 0 {
      passedOver -= 1
    } else if fieldElement >= 0 {
      endField(fieldElement)
      fieldElement = -1
    } else {
      close()
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {
    guard passedOver == 0, !isHopeless else { return }
    if fieldElement >= 0 {
      text.append(bytes)
    } else if parent >= 0, parent != strayTextIn, !TextBuffer.areSpaces(bytes) {
      strayTextIn = parent
      note(.textBetweenElements, position, ["bagian": Message.Value(plan.elements[parent].name)])
    }
  }

  // MARK: Opening

  private func openRoot(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes, _ position: XMLPosition) {
    let local = name.localName
    let wanted = form.form.namespace
    guard local == form.form.root else {
      isHopeless = true
      isMisleading = true
      let values = ["nilai": Message.Value(local), "usulan": Message.Value(form.form.root)]
      return note(.wrongRoot, position, values)
    }
    namespace = name.namespace
    var values = ["field": Message.Value(local), "usulan": Message.Value(wanted)]
    if let namespace, namespace != wanted {
      values["nilai"] = Message.Value(namespace)
      note(.wrongNamespace, position, values)
    } else if namespace == nil {
      note(.missingNamespace, position, values)
    }
    if attributes.count > 0 { checkAttributes(attributes, 0, position) }
    push(0, nil)
  }

  private func openElement(_ element: Int, _ position: XMLPosition) {
    hasSeen[element] = true
    guard let section = plan.elements[element].section else { return push(element, nil) }
    let reading = reading(of: section)
    guard !reading.isFull else { return passOverFull(reading, position) }
    reading.rowPosition = SourcePosition(position)
    reading.builder.beginRow(at: reading.rowPosition)
    push(element, reading)
    if section.definition.isStreamed { rowMarks = 0 }
  }

  private func push(_ element: Int, _ reading: SectionReading?) {
    frames.append(Frame(element: parent, ordinal: ordinal, reading: current))
    parent = element
    ordinal = -1
    current = reading
  }

  private func pop() {
    guard let frame = frames.popLast() else { return }
    parent = frame.element
    ordinal = frame.ordinal
    current = frame.reading
  }

  private func reading(of section: SectionPlan) -> SectionReading {
    if let reading = readings[section.index] { return reading }
    let layout = SectionLayout(
      section: section.definition.name,
      fileSection: section.definition.path.joined(separator: "/"),
      headings: section.fields.map(\.definition.name)
    )
    let reading = SectionReading(plan: section, layout: layout, output: output, present: nil)
    // Nested sections fill at the same time; each is handed over when its outermost element ends.
    reading.isHeld = !section.definition.isStreamed
    readings[section.index] = reading
    facts.open(section, layout)
    if section.definition.isStreamed { output.send(layout) }
    return reading
  }

  /// Whether an element that is not further on in the order may stand here; notes what is wrong. What may not stand twice
  /// is passed over.
  private func mayStandAgain(_ element: Int, _ position: XMLPosition) -> Bool {
    let this = plan.elements[element]
    if this.ordinal == ordinal && this.isRepeatable { return true }
    let stoodBefore = this.field.map { current?.builder.isSet(field: $0.index) ?? false } ?? hasSeen[element]
    let values = ["nilai": Message.Value(this.name), "field": Message.Value(this.name)]
    if stoodBefore && !this.isRepeatable {
      note(.elementRepeated, position, values)
      passedOver = 1
      return false
    }
    noteDisorder(position, values)
    return true
  }

  private func noteDisorder(_ position: XMLPosition, _ values: [String: Message.Value]) {
    let later = plan.elements[plan.elements[parent].children[Int(ordinal)]]
    var values = values
    values["batas"] = Message.Value(later.name)
    note(parent == 0 ? .sectionOutOfOrder : .elementOutOfOrder, position, values)
    // Workers would be judged without what comes after them.
    if parent == 0, let streamed = form.streamed, readings[streamed.index] != nil { isMisleading = true }
  }

  // MARK: Closing

  private func endField(_ element: Int) {
    guard let reading = currentUncounted, let field = names.element(element).field else { return }
    let bytes = text.trimmed
    let position = fieldPosition
    field._withUnsafeGuaranteedRef { field in
      if bytes.count > 0 { rowMarks |= field.identityMark }
      reading._withUnsafeGuaranteedRef { $0.readElement(bytes, field, at: position) }
    }
  }

  private func close() {
    if let reading = current {
      reading.setCollected()
      checkRow(reading)
      reading.endRow(&reading.builder)
    }
    let element = parent
    pop()
    if parent == 0 { closeSections(under: element) }
  }

  private func checkRow(_ reading: SectionReading) {
    if reading.plan.definition.isStreamed { return checkIdentity(reading) }
    guard reading.plan.isRequired else { return }
    for field in reading.plan.fields where field.definition.isRequired && !reading.builder.isSet(field: field.index) {
      noteMissing(field, reading)
    }
  }

  private func checkIdentity(_ reading: SectionReading) {
    if rowMarks & FieldPlan.nameMark != 0 {
      hasSeenNames = true
    } else if rowMarks == 0 || hasSeenNames {
      ledger.note(rowMarks == 0 ? .noIdentity : .noName) {
        Occurrence(
          location: reading.location(row: reading.rowNumber, position: reading.rowPosition),
          values: ["baris": Message.Value(String(reading.rowNumber))]
        )
      }
    }
  }

  /// Hands over the sections within one element below the root.
  private func closeSections(under element: Int) {
    for (index, path) in plan.paths.enumerated() where path[0] == element && !isClosed[index] {
      closeSection(index, path)
    }
  }

  private func closeSection(_ index: Int, _ path: [Int]) {
    if readings[index] == nil, path.count > 1, hasSeen[path[path.count - 2]], plan.isDedicated(path[path.count - 2]) {
      _ = reading(of: form.sections[index])
    }
    guard let reading = readings[index] else { return }
    isClosed[index] = true
    if reading.isHeld { output.send(reading.layout) }
    reading.close()
    reading.noteMixedDates()
    facts.close(reading)
  }

  /// Ends the document: hands over what is open after a cut, notes sections that are missing.
  func conclude(isCut: Bool) {
    if isCut || isHopeless {
      while parent >= 0 {
        if let reading = current { reading.endRow(&reading.builder) }
        pop()
      }
    }
    for (index, path) in plan.paths.enumerated() where !isClosed[index] { closeSection(index, path) }
    guard !isCut, !isHopeless else { return }
    for section in form.sections where section.isRequired && !facts.has(section) {
      let name = Message.Value(section.definition.path.joined(separator: "/"))
      ledger.note(.missingSectionElement, values: ["nilai": name, "field": name])
    }
  }
}
