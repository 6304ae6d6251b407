/// Collects the pieces of one element's text in memory that is used again and again. A class, because a struct within
/// one would be checked for exclusive access at every piece.
final class TextBuffer {
  private var room: UnsafeMutableRawBufferPointer
  private var count = 0

  init() { room = .allocate(byteCount: 4_096, alignment: 8) }

  deinit { room.deallocate() }

  func clear() { count = 0 }

  @inline(__always)
  func append(_ bytes: UnsafeRawBufferPointer) {
    if count + bytes.count > room.count { grow(to: count + bytes.count) }
    guard let source = bytes.baseAddress, let target = room.baseAddress else { return }
    (target + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// All of it. Valid until the next change.
  var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }

  /// The text without white space at its ends. Valid until the next change.
  var trimmed: UnsafeRawBufferPointer {
    var (start, end) = (0, count)
    while start < end, Self.isSpace(room[start]) { start += 1 }
    while end > start, Self.isSpace(room[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: room[start..<end])
  }

  /// White space of XML.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// Whether there is nothing but white space.
  static func areSpaces(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes where !isSpace(byte) { return false }
    return true
  }

  private func grow(to size: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, room.count * 2), alignment: 8)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
    room.deallocate()
    room = larger
  }
}
