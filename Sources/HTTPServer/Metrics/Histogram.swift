/// Durations in buckets, as Prometheus wants them.
struct Histogram: Sendable {
  /// The upper ends of the buckets, in seconds: from an answer out of memory to a judgement of a very large report.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

  /// How many fell into each bucket, the last for those beyond all bounds.
  private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
  /// The sum of all, in seconds.
  private(set) var sum = 0.0

  /// Counts one more, in seconds.
  mutating func add(_ seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }

  /// How many in all.
  var total: Int { counts.reduce(0, +) }
}
