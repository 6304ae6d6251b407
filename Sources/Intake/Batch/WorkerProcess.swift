import FoundationEssentials
import Glibc

/// What runs as a worker: this program with other arguments.
public struct WorkerCommand: Sendable {
  /// Path of the program.
  public var program: String
  /// Its arguments, without its name.
  public var arguments: [String]

  /// A command.
  public init(program: String = "/proc/self/exe", arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }
}

/// A worker of a batch: a process that judges one file after the other, so that a file that ends or hangs it costs no
/// more than its own result.
final class WorkerProcess {
  /// The process.
  let id: pid_t
  /// Where jobs are written to; does not block.
  let input: Int32
  /// Where answers come from; does not block.
  let output: Int32
  /// Jobs sent and not yet answered, oldest first; the first is the one in work.
  private(set) var jobs: [BatchJob] = []
  /// When the first job came to the front, in seconds of the monotonic clock.
  var frontSince = 0.0
  /// Whether it has said that it is ready.
  var isReady = false
  private var outbox: [UInt8] = []
  private var sent = 0
  private var inbox: [UInt8] = []

  /// `F_SETPIPE_SZ` of <fcntl.h>, not imported.
  private static let setPipeSize: Int32 = 1_031
  /// Bytes of a pipe: some jobs fit in, so that a worker that is done need not wait for us.
  private static let pipeBytes: Int32 = 1 << 20

  /// Starts a worker.
  ///
  /// - Throws: `errno` of the call that failed.
  init(_ command: WorkerCommand) throws(SystemFault) {
    let (jobsRead, jobsWrite) = try Self.pipe()
    let (answersRead, answersWrite) = try Self.pipe()
    defer {
      Glibc.close(jobsRead)
      Glibc.close(answersWrite)
    }
    var process: pid_t = 0
    let code = Self.spawn(command, input: jobsRead, output: answersWrite, &process)
    guard code == 0 else {
      Glibc.close(jobsWrite)
      Glibc.close(answersRead)
      throw SystemFault(number: code)
    }
    id = process
    input = jobsWrite
    output = answersRead
    for descriptor in [input, output] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, Self.setPipeSize, Self.pipeBytes)
    }
  }

  private static func pipe() throws(SystemFault) -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw SystemFault(number: errno) }
    // Only one thread of this process starts others, so nothing can inherit the ends in between.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(_ command: WorkerCommand, input: Int32, output: Int32, _ id: inout pid_t) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var arguments = (["wlkp"] + command.arguments).map { strdup($0) } + [nil]
    var environment = Self.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    return posix_spawn(&id, command.program, &actions, nil, &arguments, &environment)
  }

  /// A worker keeps its memory between files instead of giving it back and asking again (a quarter of the time of a
  /// small report), and ends without a trace of what it read.
  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging([
      "MALLOC_TRIM_THRESHOLD_": "268435456", "MALLOC_MMAP_THRESHOLD_": "67108864", "MALLOC_TOP_PAD_": "4194304",
      "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }
  }

  // MARK: Jobs and answers

  /// Whether bytes wait to be written.
  var wantsToWrite: Bool { sent < outbox.count }

  /// Bytes that wait to be written.
  var waitingBytes: Int { outbox.count - sent }

  /// Takes a job behind those it has.
  func take(_ job: BatchJob, at time: Double) {
    if jobs.isEmpty { frontSince = time }
    jobs.append(job)
    append(job.message)
  }

  /// Whether a job was sent and is not yet answered.
  func has(_ number: Int) -> Bool { jobs.contains { $0.number == number } }

  /// Forgets the jobs: the process is gone.
  func forgetJobs() { jobs = [] }

  /// More bytes of a streamed job.
  func append(_ bytes: [UInt8]) {
    if sent == outbox.count {
      outbox = bytes
      sent = 0
    } else {
      outbox += bytes
    }
  }

  /// Writes as much as the pipe takes.
  func write() {
    while wantsToWrite {
      let count = outbox.withUnsafeBytes { Glibc.write(input, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
      if count < 0 {
        if errno == EINTR { continue }
        return  // Full, or the worker is gone, which its output tells.
      }
      sent += count
    }
    outbox.removeAll(keepingCapacity: outbox.count < 1 << 20)
    sent = 0
  }

  /// Reads what there is; false when the worker has closed its end.
  func read() -> Bool {
    let chunk = 65_536
    while true {
      let start = inbox.count
      inbox.append(contentsOf: repeatElement(0, count: chunk))
      let count = inbox.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress?.advanced(by: start), chunk) }
      inbox.removeLast(chunk - max(0, count))
      if count == 0 { return false }
      if count < 0 && errno != EINTR { return errno == EAGAIN }
      if count > 0 && count < chunk { return true }
    }
  }

  /// The next whole answer that was read.
  func nextAnswer() -> [UInt8]? {
    guard inbox.count >= 4 else { return nil }
    let length = Int(inbox.littleEndian(at: 0, bytes: 4))
    guard inbox.count >= 4 + length else { return nil }
    let answer = Array(inbox[4..<4 + length])
    inbox.removeFirst(4 + length)
    return answer
  }

  /// The job in work was answered.
  func finishFront(at time: Double) -> BatchJob? {
    guard !jobs.isEmpty else { return nil }
    frontSince = time
    return jobs.removeFirst()
  }

  /// Ends the worker at once and says how it ended: `waitpid`'s status.
  func end() -> Int32 {
    kill(id, SIGKILL)
    return close()
  }

  /// Lets the worker end by itself and waits for it.
  func close() -> Int32 {
    Glibc.close(input)
    Glibc.close(output)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

/// A system call that failed.
public struct SystemFault: Error, Hashable, Sendable {
  /// `errno`.
  public let number: Int32

  /// A failure with its `errno`.
  public init(number: Int32) { self.number = number }
}
