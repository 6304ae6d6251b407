/// Finds what somebody may have meant.
enum SimilarName {
  /// The candidate nearest to `name`, when it is near enough to be worth naming: at most one edit in four letters.
  static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = key(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = key(candidate)
      guard abs(other.count - wanted.count) <= allowed(wanted.count) else { continue }
      let distance = editDistance(wanted, other)
      if distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    guard let best, best.distance <= allowed(wanted.count) else { return nil }
    return best.candidate
  }

  /// Longer names are not compared: the work grows with the square of the length.
  private static let longest = 64

  private static func allowed(_ length: Int) -> Int { max(1, length / 4) }

  /// Letters and digits only, in lower case.
  private static func key(_ name: String) -> [UInt8] {
    NameKey.key(Array(name.utf8))
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}

/// The form in which headings, sections and spellings of codes are compared.
enum NameKey {
  /// ASCII letters and digits in lower case; everything else (spaces, `_`, `*`, BOM, NBSP) is left out.
  static func key(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
      default: break
      }
    }
    return result
  }

  /// The same of a text.
  static func key(_ text: String) -> [UInt8] { key(text.utf8) }
}
