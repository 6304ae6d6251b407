/// The text of a document that waits to be read, with room to read whole words beyond its end.
struct TextWindow: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 65_536
  private var start = 0
  private var filled = 0

  init() {
    memory = .allocate(capacity: capacity + PlainScanner.tailBytes)
    (memory + capacity).initialize(repeating: 0, count: PlainScanner.tailBytes)
  }

  deinit { memory.deallocate() }

  /// What waits. Valid until the next change.
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory + start, count: filled - start) }

  /// Adds text at the end.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let source = text.baseAddress else { return }
    if filled + text.count > capacity { makeRoom(for: text.count) }
    (memory + filled).update(from: source, count: text.count)
    filled += text.count
    // What is read beyond the end must not be what happened to lie there.
    (memory + filled).update(repeating: 0, count: PlainScanner.tailBytes)
  }

  /// Takes away the first bytes.
  mutating func drop(_ count: Int) {
    start += count
    if start == filled { (start, filled) = (0, 0) }
  }

  private mutating func makeRoom(for count: Int) {
    let waiting = filled - start
    if waiting + count <= capacity {
      memory.update(from: memory + start, count: waiting)
    } else {
      capacity = max(capacity * 2, waiting + count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + PlainScanner.tailBytes)
      larger.update(from: memory + start, count: waiting)
      memory.deallocate()
      memory = larger
    }
    (start, filled) = (0, waiting)
  }
}
