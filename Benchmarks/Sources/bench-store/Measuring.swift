import Foundation

/// Seconds that work takes on the wall clock.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let time = try ContinuousClock().measure(work)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// Seconds of processor time that all threads of this process have used: what a machine shared with others does not
/// disturb.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Uses so much processor time of this thread.
func spend(microseconds: Double) {
  func used() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
  let end = used() + microseconds
  while used() < end {}
}

/// Runs work on so many threads at once, as clients of a server would; waits for all of them.
func atOnce(_ threads: Int, _ work: @escaping @Sendable (Int) -> Void) {
  let group = DispatchGroup()
  for number in 0..<threads {
    group.enter()
    Thread.detachNewThread {
      work(number)
      group.leave()
    }
  }
  group.wait()
}

/// Prints one line of the report: what, and how many a second.
func report(_ name: String, perSecond value: Double, _ note: String = "") {
  let padded = name + String(repeating: " ", count: max(0, 44 - name.count))
  print(padded + String(format: "%10.0f /s", value) + (note.isEmpty ? "" : "   " + note))
}

/// Median and slowest of some times.
struct Times {
  let median: Double
  let slowest: Double

  init(_ times: [Double]) {
    let sorted = times.sorted()
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    slowest = sorted.last ?? 0
  }
}
