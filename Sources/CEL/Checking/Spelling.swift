/// Finds what was probably meant by a misspelt name.
enum Spelling {
  /// The nearest name within a third of the length, or nil; of equally near names the first by alphabet.
  static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let word = Array(name.lowercased().unicodeScalars)
    let limit = max(1, word.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in names where !candidate.hasPrefix("@") {
      let other = Array(candidate.lowercased().unicodeScalars)
      guard abs(other.count - word.count) <= limit else { continue }
      let distance = distance(word, other)
      guard distance <= limit else { continue }
      if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Letters to add, drop, replace or swap with their neighbour.
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var older: [Int] = []
    var previous = Array(0...second.count)
    for (line, left) in first.enumerated() {
      var row = [line + 1]
      for (column, right) in second.enumerated() {
        var best = min(previous[column] + (left == right ? 0 : 1), row[column] + 1, previous[column + 1] + 1)
        if line > 0, column > 0, left == second[column - 1], first[line - 1] == right {
          best = min(best, older[column - 1] + 1)
        }
        row.append(best)
      }
      (older, previous) = (previous, row)
    }
    return previous[second.count]
  }
}
