import CEL

/// Finds values that occurred before, holding 12 bytes or so for each and never the value itself: in memory as far as
/// the space goes, beyond that by sorting, which tells only at the end.
struct DuplicateSearch {
  private let space: ScratchSpace
  private var firstRows = KeyTable()
  private var sorter: PairSorter?
  /// The row from which on nothing is said at once.
  private var spilledFrom: Int32 = 0

  init(_ space: ScratchSpace) { self.space = space }

  /// Values held in memory: a table of them has some 16 bytes each in all, empty places counted.
  private var limit: Int { max(1, space.memoryBytes / 16) }

  /// Whether rows with a value that occurred before may only be known at the end.
  var hasSpilled: Bool { sorter != nil }

  /// A 64-bit key of a value: the number itself for up to 18 digits, else its FNV-1a hash.
  static func key(of value: Value) -> UInt64? {
    switch value {
    case .int(let number): return UInt64(bitPattern: number)
    case .string(let text):
      if text.isEmpty { return nil }
      return text.utf8.count <= 18 ? UInt64(text).map { $0 | 1 << 63 } ?? hash(text) : hash(text)
    default: return nil
    }
  }

  /// The same key for a text from its UTF-8.
  static func key(ofText bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard !bytes.isEmpty else { return nil }
    guard bytes.count <= 18 else { return hash(bytes) }
    return key(ofDigits: bytes) ?? key(of: .string(String(decoding: bytes, as: UTF8.self)))
  }

  private static func key(ofDigits bytes: UnsafeRawBufferPointer) -> UInt64? {
    var number: UInt64 = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + UInt64(byte - 48)
    }
    return number | 1 << 63
  }

  private static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash & ~(1 << 63)
  }

  /// For each row of some that follow each other the row in which its key occurred first, as one by one; keys of 0 are
  /// left out, and rows that only the end can tell of keep what stands there.
  mutating func first(with keys: [UInt64], from firstRow: Int, _ found: inout [Int32]) throws(ScratchFault) {
    var index = 0
    while index < keys.count, sorter == nil {
      if keys[index] != 0, let first = try first(with: keys[index], row: Int32(truncatingIfNeeded: firstRow + index)) {
        found[index] = first
      }
      index += 1
    }
    guard index < keys.count, var sorter else { return }
    // Taken out while it works, so that it is changed in place.
    self.sorter = nil
    defer { self.sorter = sorter }
    while index < keys.count {
      if keys[index] != 0 {
        let row = UInt64(Int32(truncatingIfNeeded: firstRow + index))
        try sorter.add(Pair(first: keys[index], second: row))
      }
      index += 1
    }
  }

  /// The row in which the key occurred first, or `nil` when this is the first time or only the end can tell.
  mutating func first(with key: UInt64, row: Int32) throws(ScratchFault) -> Int32? {
    if sorter == nil {
      if firstRows.count < limit { return firstRows.first(with: key, row: row) }
      if let first = firstRows.first(with: key) { return first }
      var sorter = PairSorter(space)
      try firstRows.each { key, row throws(ScratchFault) in try sorter.add(Pair(first: key, second: UInt64(row))) }
      firstRows = KeyTable()
      spilledFrom = row
      self.sorter = sorter
    }
    try sorter?.add(Pair(first: key, second: UInt64(row)))
    return nil
  }

  /// Ends the search: gives every row that was not told at once, with the first row of the same value.
  mutating func finish(_ found: (_ row: Int, _ first: Int) throws(ScratchFault) -> Void) throws(ScratchFault) {
    guard var pairs = try sorter?.finish() else { return }
    sorter = nil
    var first: Pair?
    while let pair = try pairs.next() {
      guard let known = first, known.first == pair.first else {
        first = pair
        continue
      }
      if pair.second >= UInt64(spilledFrom) { try found(Int(pair.second), Int(known.second)) }
    }
  }
}
