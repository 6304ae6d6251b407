/// What must be remembered while tags are read without libxml2.
struct PlainTags {
  /// The namespace of names without prefix, as libxml2 interned it.
  private(set) var namespace: UnsafePointer<UInt8>?
  /// The depth of the outermost open element within which names mean something else: one with a prefix, or one with
  /// namespace declarations that is not the root. `Int.max` when there is none.
  private var oddDepth = Int.max
  /// The names of the elements libxml2 holds open, and how many of them still are.
  private var told: [UnsafePointer<NameEntry>] = []
  private var stillOpen = 0
  /// How often libxml2 had to be asked, and what was read without it in bytes.
  private var (questions, plainBytes) = (0, 0 as Int64)
  private var isGivenUp = false

  /// Questions before it is decided whether the document is of a kind that is read faster without libxml2.
  private static let trial = 64
  /// Bytes to be read from one question to the next on average, for asking to pay.
  private static let bytesPerQuestion: Int64 = 192

  /// Whether plain tags may follow at this depth.
  func areExpected(depth: Int) -> Bool { depth >= 1 && depth < oddDepth && !isGivenUp }

  /// libxml2 has read a start tag; `depth` counts its element.
  mutating func elementStarted(depth: Int, uri: UnsafePointer<UInt8>?, isPrefixed: Bool, declares: Bool) {
    if depth == 1 { namespace = uri }
    if isPrefixed || declares && depth > 1 { oddDepth = min(oddDepth, depth) }
  }

  /// libxml2 has read an end tag; `depth` no longer counts its element.
  mutating func elementEnded(depth: Int) {
    if depth < oddDepth { oddDepth = .max }
  }

  /// From here on tags are read without libxml2.
  mutating func begin(open: [EventRelay.OpenElement]) {
    told = open.map(\.name)
    stillOpen = told.count
  }

  /// An element has ended without libxml2; `depth` no longer counts it.
  @inline(__always)
  mutating func ended(depth: Int) {
    if depth < stillOpen { stillOpen = depth }
  }

  /// libxml2 is asked again after `bytes` bytes.
  mutating func ask(after bytes: Int64) {
    questions += 1
    plainBytes += bytes
    isGivenUp = questions > Self.trial && plainBytes < Int64(questions) * Self.bytesPerQuestion
  }

  /// The end tags of the elements that have ended without libxml2.
  var endTags: [UInt8] {
    told[stillOpen...].reversed().flatMap { name in
      Array("</".utf8) + UnsafeBufferPointer(start: name.pointee.tag, count: name.pointee.tagCount)
    }
  }

  /// The open elements that libxml2 does not know of, the outermost first.
  func begun(among open: [EventRelay.OpenElement]) -> ArraySlice<EventRelay.OpenElement> { open[stillOpen...] }

  /// The start tag of an element.
  static func startTag(_ name: UnsafePointer<NameEntry>) -> [UInt8] {
    Array("<".utf8) + UnsafeBufferPointer(start: name.pointee.tag, count: name.pointee.tagCount)
  }
}
