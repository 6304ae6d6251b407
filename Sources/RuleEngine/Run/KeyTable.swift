/// Rows by 64-bit keys: 12 bytes for each place, never more than three quarters full.
struct KeyTable {
  private var keys: [UInt64] = []
  /// The row at each place; below 0 where there is none.
  private var rows: [Int32] = []
  /// Mixed into the keys, so that nobody can choose keys that share a place.
  private let seed = UInt64.random(in: .min ... .max)
  /// How many keys there are.
  private(set) var count = 0

  private static let fewestPlaces = 16

  /// The row kept for a key.
  func first(with key: UInt64) -> Int32? {
    guard count > 0 else { return nil }
    let row = rows[place(of: key)]
    return row < 0 ? nil : row
  }

  /// The row kept for a key; when there is none, `row`, from 0, is kept for it.
  mutating func first(with key: UInt64, row: Int32) -> Int32? {
    if count * 4 >= keys.count * 3 { grow() }
    let place = place(of: key)
    if rows[place] >= 0 { return rows[place] }
    keys[place] = key
    rows[place] = row
    count += 1
    return nil
  }

  /// Gives every key with its row, in no particular order.
  func each<Failure: Error>(_ body: (_ key: UInt64, _ row: Int32) throws(Failure) -> Void) throws(Failure) {
    for place in keys.indices where rows[place] >= 0 { try body(keys[place], rows[place]) }
  }

  /// Where a key is, or would be.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = keys.count &- 1
    let product = (key ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    var place = Int(truncatingIfNeeded: product.high ^ product.low) & mask
    while rows[place] >= 0, keys[place] != key { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldRows) = (keys, rows)
    let places = max(Self.fewestPlaces, keys.count * 2)
    keys = Array(repeating: 0, count: places)
    rows = Array(repeating: -1, count: places)
    for old in oldKeys.indices where oldRows[old] >= 0 {
      let place = place(of: oldKeys[old])
      keys[place] = oldKeys[old]
      rows[place] = oldRows[old]
    }
  }
}
