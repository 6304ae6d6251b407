import Foundation

/// Times work in nanoseconds of processor time and prints `name TAB nanoseconds`, one line a measurement, for the
/// report to gather. All that is measured runs on one thread, so processor time is what it would take on a machine of
/// its own.
enum Stopwatch {
  /// Long enough that the clock's own cost vanishes, short enough for a machine that is shared with others.
  static let nanosecondsPerSample = 2_000_000.0
  /// Samples of which the best counts in a round; the report takes the median of the rounds.
  static let samples = 5

  static func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return Double(processorTime() - start)
  }

  private static func processorTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The best of some runs of `body`.
  static func best(of count: Int = samples, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<count { best = min(best, try nanoseconds(body)) }
    return best
  }

  /// Nanoseconds of one `body`, from so many in a row that a sample is long enough.
  static func perCall(_ body: () throws -> Void) rethrows -> Double {
    var count = 1
    while true {
      let time = try nanoseconds { for _ in 0..<count { try body() } }
      if time >= nanosecondsPerSample { break }
      count = time < nanosecondsPerSample / 20 ? count * 10 : Int(Double(count) * nanosecondsPerSample / time * 1.1) + 1
    }
    return try best { for _ in 0..<count { try body() } } / Double(count)
  }

  static func report(_ name: String, _ nanoseconds: Double) {
    print("\(name)\t\(nanoseconds)")
  }
}

/// Keeps the optimiser from dropping work whose result nobody reads.
@inline(never) func keep<T>(_ value: T) {}
