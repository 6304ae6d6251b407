/// Text as CEL sees it: code points, compared one by one. Swift's own `==` takes canonically equivalent text as equal.
enum Text {
  /// Whether two texts are the same code points.
  @inline(__always)
  static func equal(_ left: String, _ right: String) -> Bool {
    // What Swift takes as unequal is unequal; of the rest only canonically equivalent text needs a second look.
    guard left.utf8.count == right.utf8.count, left == right else { return false }
    return isSame(left, right)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    let first = left.utf8.withContiguousStorageIfAvailable { one in
      right.utf8.withContiguousStorageIfAvailable { two in one.elementsEqual(two) }
    }
    return (first ?? nil) ?? left.utf8.elementsEqual(right.utf8)
  }

  /// Negative, zero or positive, by code points (which is the order of the UTF-8 bytes).
  static func compare(_ left: String, _ right: String) -> Int {
    var first = left.utf8.makeIterator()
    var second = right.utf8.makeIterator()
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return 0
      case (nil, _): return -1
      case (_, nil): return 1
      case (let one?, let other?) where one != other: return one < other ? -1 : 1
      default: continue
      }
    }
  }

  static func hash(_ text: String, into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The number of code points.
  static func size(_ text: String) -> Int {
    var continuation = 0
    for byte in text.utf8 where byte & 0xC0 == 0x80 { continuation += 1 }
    return text.utf8.count - continuation
  }
}
