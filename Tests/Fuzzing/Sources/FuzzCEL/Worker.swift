import Foundation

/// Examines inputs one after the other, within the bounds of memory.
struct Worker {
  let options: Options
  let recorder: FlightRecorder

  func run() throws {
    var limit = rlimit(rlim_cur: rlim_t(Bounds.memory), rlim_max: rlim_t(Bounds.memory))
    guard setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { exit(3) }
    let subject = HostileSubject()
    let maker = InputMaker(seed: options.seed, seeds: try Seeds.read(more: options.seedsFile))
    var slowest = 0.0
    var failed = false
    for index in options.start..<options.iterations {
      let input = maker.input(index)
      recorder.note(input, index: index)
      let before = Self.processorSeconds
      let examination = subject.examine(String(decoding: input, as: UTF8.self))
      let seconds = Self.processorSeconds - before
      recorder.compiled += examination.compiles ? 1 : 0
      slowest = max(slowest, seconds)
      if let complaint = examination.complaint {
        failed = true
        print(
          "difference at input \(index): \(complaint): \(try Findings.keep(input, as: "differs", in: options.folder))"
        )
      }
      if seconds > Bounds.seconds {
        failed = true
        print("slow (\(seconds) s) at input \(index): \(try Findings.keep(input, as: "slow", in: options.folder))")
      }
    }
    print("slowest input \(Int(slowest * 1_000)) ms of processor time, peak memory \(Self.peakMegabytes) MB")
    exit(failed ? 1 : 0)
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1_024
  }
}
