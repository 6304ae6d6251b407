import ReportForm
import ReportModel

/// The codes of one list, found by their bytes: no `String` is made for a cell.
final class CodeTable {
  let list: CodeList
  /// The codes as the form writes them.
  let exact: ByteTable
  private let lenient: ByteTable
  /// The one length of all codes when they are digits (`01` … `29`): spreadsheets drop the leading zeros.
  private let digitLength: Int?

  init(_ list: CodeList) {
    self.list = list
    exact = ByteTable(list.codes.enumerated().map { (Array($1.code.utf8), $0) })
    let spellings = list.codes.enumerated().flatMap { index, code in
      ([code.code] + code.aliases).map { (text: $0, index: index) }
    }
    lenient = ByteTable(
      spellings.map { (Self.key($0.text.utf8), $0.index) }
        + spellings.compactMap { spelling in Self.compactKey(spelling.text.utf8).map { ($0, spelling.index) } }
    )
    let lengths = Set(list.codes.map(\.code.utf8.count))
    let areDigits = list.codes.allSatisfy { $0.code.utf8.allSatisfy { (48...57).contains($0) } }
    digitLength = areDigits && lengths.count == 1 ? lengths.first : nil
  }

  /// The index of exactly these bytes.
  @inline(__always)
  func index(of bytes: UnsafeRawBufferPointer) -> Int? { exact.value(of: bytes) }

  /// The index of a code or alias, whatever its case, spaces and marks, and with lost leading zeros put back.
  func lenientIndex(of bytes: UnsafeRawBufferPointer) -> Int? {
    var key = Self.key(bytes)
    if let found = key.withUnsafeBytes({ lenient.value(of: $0) }) { return found }
    if let compact = Self.compactKey(bytes) { return compact.withUnsafeBytes { lenient.value(of: $0) } }
    guard let digitLength, !key.isEmpty, key.count < digitLength, key.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    key = [UInt8](repeating: 48, count: digitLength - key.count) + key
    return key.withUnsafeBytes { exact.value(of: $0) }
  }
}

extension CodeTable {
  /// Letters in lower case and digits, everything between them as one `_`: `PKWT jangka-waktu` is `pkwt_jangka_waktu`.
  fileprivate static func key(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isApart = false
    for byte in bytes {
      guard let letter = NameKey.key(CollectionOfOne(byte)).first else {
        isApart = true
        continue
      }
      if isApart && !result.isEmpty { result.append(UInt8(ascii: "_")) }
      isApart = false
      result.append(letter)
    }
    return result
  }

  /// The same without `_`, so that `D-3` is `D3`; `nil` without a letter, because `13` is not `1_3`.
  fileprivate static func compactKey(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    let key = NameKey.key(bytes)
    return key.contains { $0 > UInt8(ascii: "9") } ? key : nil
  }
}

/// A small hash table from byte strings to numbers, with open addressing. Its memory is its own: a counted array would
/// be counted up and down for every cell.
final class ByteTable {
  private struct Slot {
    var start: Int32
    /// -1 marks a free slot.
    var count: Int32
    var value: Int32
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let keys: UnsafeMutablePointer<UInt8>

  /// A table over these keys; the first of equal ones counts.
  init(_ entries: [(key: [UInt8], value: Int)]) {
    var capacity = 4
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(start: 0, count: -1, value: 0), count: capacity)
    keys = .allocate(capacity: max(1, entries.reduce(0) { $0 + $1.key.count }))
    var used = 0
    for entry in entries { insert(entry.key, entry.value, &used) }
  }

  deinit {
    slots.deallocate()
    keys.deallocate()
  }

  /// The value of exactly these bytes.
  @inline(__always)
  func value(of bytes: UnsafeRawBufferPointer) -> Int? {
    if bytes.count == 0 { return nil }
    var place = Self.hash(bytes) & mask
    while true {
      let slot = slots[place]
      if slot.count < 0 { return nil }
      if Int(slot.count) == bytes.count && matches(slot, bytes) { return Int(slot.value) }
      place = (place &+ 1) & mask
    }
  }

  private func insert(_ key: [UInt8], _ value: Int, _ used: inout Int) {
    guard key.withUnsafeBytes({ self.value(of: $0) }) == nil else { return }
    var place = key.withUnsafeBytes(Self.hash) & mask
    while slots[place].count >= 0 { place = (place + 1) & mask }
    slots[place] = Slot(start: Int32(used), count: Int32(key.count), value: Int32(value))
    for byte in key {
      keys[used] = byte
      used += 1
    }
  }

  @inline(__always)
  private func matches(_ slot: Slot, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let text = bytes.baseAddress else { return true }
    let key = UnsafeRawPointer(keys + Int(slot.start))
    var index = 0
    while index &+ 8 <= bytes.count {
      if Self.word(key, index) != Self.word(text, index) { return false }
      index &+= 8
    }
    while index < bytes.count {
      if key.load(fromByteOffset: index, as: UInt8.self) != bytes[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Mixes the length with the first and last bytes, at most sixteen: codes are short, and hostile cells shall not cost
  /// more.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let text = bytes.baseAddress else { return 0 }
    let count = bytes.count
    let first: UInt64
    let last: UInt64
    if count >= 8 {
      first = word(text, 0)
      last = word(text, count &- 8)
    } else if count >= 4 {
      first = UInt64(text.loadUnaligned(as: UInt32.self))
      last = UInt64(text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    } else {
      first = UInt64(bytes[0])
      last = UInt64(bytes[count &>> 1]) &<< 8 | UInt64(bytes[count &- 1])
    }
    let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: count)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> 40)
  }
}
