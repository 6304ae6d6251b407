/// Numbers for names, keyed by the addresses of libxml2's interned strings, which are the same for equal strings
/// within one parser context.
struct NameTable: ~Copyable {
  /// Open addressing, never more than half full; the entries stay where they are.
  private var slots = [UnsafePointer<NameEntry>?](repeating: nil, count: 256)
  /// Names known so far.
  private(set) var count = 0

  deinit {
    for case let entry? in slots {
      entry.pointee.tag.deallocate()
      entry.deallocate()
    }
  }

  /// The entry of a name, a new one when it has not been seen; `isNew` says which.
  mutating func entry(
    local: UnsafePointer<UInt8>,
    uri: UnsafePointer<UInt8>?
  ) -> (entry: UnsafePointer<NameEntry>, isNew: Bool) {
    let mask = slots.count - 1
    var index = Self.hash(local, uri) & mask
    while let entry = slots[index] {
      if entry.pointee.local == local && entry.pointee.uri == uri { return (entry, false) }
      index = (index + 1) & mask
    }
    let entry = UnsafeMutablePointer<NameEntry>.allocate(capacity: 1)
    let (tag, tagCount) = Self.tag(local)
    entry.initialize(to: NameEntry(id: count, local: local, uri: uri, tag: tag, tagCount: tagCount))
    slots[index] = UnsafePointer(entry)
    count += 1
    if count * 2 > slots.count { grow() }
    return (UnsafePointer(entry), true)
  }

  /// The name and a `>`, with a word of zeros behind.
  private static func tag(_ local: UnsafePointer<UInt8>) -> (UnsafePointer<UInt8>, Int) {
    var count = 0
    while local[count] != 0 { count += 1 }
    let tag = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 9)
    tag.initialize(repeating: 0, count: count + 9)
    tag.update(from: local, count: count)
    tag[count] = UInt8(ascii: ">")
    return (UnsafePointer(tag), count + 1)
  }

  private mutating func grow() {
    let old = slots
    slots = [UnsafePointer<NameEntry>?](repeating: nil, count: old.count * 2)
    for case let entry? in old {
      var index = Self.hash(entry.pointee.local, entry.pointee.uri) & (slots.count - 1)
      while slots[index] != nil { index = (index + 1) & (slots.count - 1) }
      slots[index] = entry
    }
  }

  private static func hash(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> Int {
    let mixed = UInt(bitPattern: local) ^ UInt(bitPattern: uri) &* 31
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
