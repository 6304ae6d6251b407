import Glibc

/// What the system says of this process.
struct ProcessFigures {
  /// Memory that is really there, in bytes.
  let residentBytes: Int64
  /// Time on processors, in seconds.
  let processorSeconds: Double
  /// Open files and connections.
  let openFiles: Int

  /// The figures now.
  static var now: ProcessFigures {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return ProcessFigures(
      residentBytes: resident,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      openFiles: openFilesNow
    )
  }

  /// The second number of statm, in pages.
  private static var resident: Int64 {
    let bytes = SmallFile.read("/proc/self/statm", limit: 256) ?? []
    let pages = String(decoding: bytes, as: UTF8.self).split(separator: " ").dropFirst().first.flatMap { Int64($0) }
    return (pages ?? 0) * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static var openFilesNow: Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // The folder itself, its parent, and the handle that reads it.
    return max(0, count - 3)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
