/// Numbers for names, keyed by the addresses of libxml2's interned strings, which are the same for equal strings
/// within one parser context.
struct NameTable: ~Copyable {
  /// Open addressing, never more than half full; the entries stay where they are.
  private var slots = [UnsafePointer<NameEntry>?](repeating: nil, count: 256)
  /// Names known so far.
  private(set) var count = 0

  deinit {
    for case let entry? in slots { entry.deallocate() }
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
    entry.initialize(to: NameEntry(id: count, local: local, uri: uri))
    slots[index] = UnsafePointer(entry)
    count += 1
    if count * 2 > slots.count { grow() }
    return (UnsafePointer(entry), true)
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
