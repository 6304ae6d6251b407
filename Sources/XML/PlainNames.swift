/// Finds the entry of a name by its bytes in the document, for tags read without libxml2.
struct PlainNames: ~Copyable {
  /// Open addressing, never more than half full.
  private var slots = [UnsafePointer<NameEntry>?](repeating: nil, count: 512)
  private var count = 0
  /// By the number of a tag's name, the name of the start tag that followed it last: documents of records repeat.
  private var followers = [UnsafePointer<NameEntry>?](repeating: nil, count: 256)

  /// The entry whose start tag followed the tag with this number last.
  @inline(__always)
  func follower(of id: Int) -> UnsafePointer<NameEntry>? { id < followers.count ? followers[id] : nil }

  /// Remembers what followed.
  mutating func note(_ entry: UnsafePointer<NameEntry>, after id: Int) {
    while followers.count <= id { followers += [UnsafePointer<NameEntry>?](repeating: nil, count: followers.count) }
    followers[id] = entry
  }

  /// The entry with these bytes; `nil` when it is not known yet.
  func entry(_ name: UnsafePointer<UInt8>, _ length: Int) -> UnsafePointer<NameEntry>? {
    var index = Self.hash(name, length) & (slots.count - 1)
    while let entry = slots[index] {
      if entry.pointee.tagCount == length + 1, Self.areEqual(entry.pointee.tag, name, length) { return entry }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds an entry that is not known yet.
  mutating func add(_ entry: UnsafePointer<NameEntry>) {
    count += 1
    if count * 2 > slots.count { grow() }
    place(entry)
  }

  private mutating func place(_ entry: UnsafePointer<NameEntry>) {
    var index = Self.hash(entry.pointee.tag, entry.pointee.tagCount - 1) & (slots.count - 1)
    while slots[index] != nil { index = (index + 1) & (slots.count - 1) }
    slots[index] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = [UnsafePointer<NameEntry>?](repeating: nil, count: old.count * 2)
    for case let entry? in old { place(entry) }
  }

  private static func hash(_ name: UnsafePointer<UInt8>, _ length: Int) -> Int {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for index in 0..<length { hash = (hash ^ UInt64(name[index])) &* 1_099_511_628_211 }
    return Int(truncatingIfNeeded: hash &>> 32)
  }

  /// Whether the first `count` bytes are the same; both can be read in whole words.
  @inline(__always)
  static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var index = 0
    while index &+ 8 <= count {
      if word(left, index) != word(right, index) { return false }
      index &+= 8
    }
    if index == count { return true }
    let unheeded = UInt64(truncatingIfNeeded: (8 &- (count &- index)) &* 8)
    return (word(left, index) ^ word(right, index)) &<< unheeded == 0
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
