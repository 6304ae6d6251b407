/// Finds what somebody may have meant by a misspelt name.
public enum SimilarName {
  /// The candidate nearest to `name`, when it is near enough to be worth naming; of equally near ones the first.
  ///
  /// - Parameters:
  ///   - candidates: the names there are.
  ///   - letters: how many letters of the name there must be for each edit (a letter too much, too few, another one, or
  ///     two neighbours swapped); one edit is always allowed.
  ///   - key: what of a name is compared; by default its UTF-8 bytes in lower case.
  public static func nearest(
    to name: String,
    among candidates: some Sequence<String>,
    lettersPerEdit letters: Int = 3,
    comparing key: (String) -> [UInt8] = { Array($0.lowercased().utf8) }
  ) -> String? {
    let wanted = key(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    let allowed = max(1, wanted.count / letters)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = key(candidate)
      guard abs(other.count - wanted.count) <= allowed else { continue }
      let distance = editDistance(wanted, other)
      if distance <= allowed, distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// Longer names are not compared: the work grows with the square of the length, in bytes.
  private static let longest = 64

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
