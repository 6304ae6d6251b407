import XML

/// Which element of the form a name means within another element: resolved once per name, then looked up by number.
final class XMLNames {
  /// What the reader needs of an element at every tag, as plain bits.
  struct Element {
    let ordinal: Int32
    /// The field; not counted up and down at every tag, the plan keeps it alive.
    let field: Unmanaged<FieldPlan>?
  }

  private let plan: XMLPlan
  /// Room for this many names per element; grows when a document has more.
  private var width = 128
  /// Per element of the form `width` entries by the reader's number of the name: 0 not resolved, -1 unknown, else the
  /// element plus 1. Unmanaged memory, because a counted array would be counted up and down at every tag.
  private var table: UnsafeMutablePointer<Int16>
  private let elements: UnsafeMutablePointer<Element>

  init(_ plan: XMLPlan) {
    self.plan = plan
    table = Self.room(plan.elements.count * width)
    elements = .allocate(capacity: plan.elements.count)
    for (index, element) in plan.elements.enumerated() {
      (elements + index).initialize(
        to: Element(ordinal: Int32(element.ordinal), field: element.field.map(Unmanaged.passUnretained))
      )
    }
  }

  deinit {
    table.deallocate()
    elements.deallocate()
  }

  /// What is needed of an element; `index` must be one of the plan's.
  @inline(__always)
  func element(_ index: Int) -> Element { elements[index] }

  /// The child of `parent` with this name; `nil` when there is none.
  @inline(__always)
  func child(_ name: borrowing XMLName, of parent: Int, namespace: String?) -> Int? {
    if name.id < width {
      let known = table[parent &* width &+ name.id]
      if known > 0 { return Int(known) &- 1 }
      if known < 0 { return nil }
    }
    return resolve(name, parent, namespace)
  }

  private func resolve(_ name: borrowing XMLName, _ parent: Int, _ namespace: String?) -> Int? {
    while name.id >= width { widen() }
    let local = name.localName
    let isOurs = name.namespace == namespace
    let found = plan.elements[parent].children.first { isOurs && plan.elements[$0].name == local }
    table[parent * width + name.id] = found.map { Int16($0 + 1) } ?? -1
    return found
  }

  private func widen() {
    let count = plan.elements.count
    let wider = Self.room(count * width * 2)
    for element in 0..<count {
      (wider + element * width * 2).update(from: table + element * width, count: width)
    }
    table.deallocate()
    table = wider
    width *= 2
  }

  private static func room(_ count: Int) -> UnsafeMutablePointer<Int16> {
    let room = UnsafeMutablePointer<Int16>.allocate(capacity: count)
    room.initialize(repeating: 0, count: count)
    return room
  }
}
