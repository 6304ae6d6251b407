import Glibc
import ReportReading
import ResultRendering

/// The results of a batch in a file, one line each in the order of the batch: what was written is a true beginning of
/// the whole, so that an interrupted batch goes on behind its last line.
///
/// Whole lines are appended with one `write` and flushed to the disk in groups. After a kill the last line may be cut;
/// resuming removes it and judges that file again.
final class ResultLog {
  private let descriptor: Int32
  private let path: String
  private let linesPerFlush: Int
  private var pending: [UInt8] = []
  private var linesPending = 0

  /// Opens the file, new or to go on with.
  ///
  /// - Throws: when it is there already and not to be resumed, when another batch writes to it, or it cannot be opened.
  init(path: String, resume: Bool, linesPerFlush: Int) throws(BatchRun.Fault) {
    self.path = path
    self.linesPerFlush = linesPerFlush
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .log(path: path, SystemFault(number: errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .logInUse(path: path) }
    guard resume || lseek(descriptor, 0, SEEK_END) == 0 else { throw .logExists(path: path) }
  }

  deinit { close(descriptor) }

  /// Reads the lines that are there, oldest first, and removes what is behind the last whole one, or behind the last
  /// for which `take` gave true.
  func replay(_ take: ([UInt8]) throws(BatchRun.Fault) -> Bool) throws(BatchRun.Fault) {
    var line: [UInt8] = []
    var end: Int64 = 0
    var offset: Int64 = 0
    var chunk = [UInt8](repeating: 0, count: Spool.chunkBytes)
    reading: while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .log(path: path, SystemFault(number: errno)) }
      if count == 0 { break }
      var rest = chunk[..<count]
      while let newline = rest.firstIndex(of: 0x0A) {
        line += rest[rest.startIndex..<newline]
        guard try take(line) else { break reading }
        end = offset + Int64(newline) + 1
        line.removeAll(keepingCapacity: true)
        rest = rest[(newline + 1)...]
      }
      line += rest
      offset += Int64(count)
    }
    guard ftruncate(descriptor, off_t(end)) == 0, lseek(descriptor, off_t(end), SEEK_SET) >= 0 else {
      throw .log(path: path, SystemFault(number: errno))
    }
  }

  /// Appends a line.
  func append(_ line: [UInt8]) throws(BatchRun.Fault) {
    pending += line
    pending.append(0x0A)
    linesPending += 1
    if pending.count >= 1 << 16 { try write() }
    if linesPending >= linesPerFlush { try flush() }
  }

  /// Hands what waits to the system: it outlives this process.
  func write() throws(BatchRun.Fault) {
    var sent = 0
    while sent < pending.count {
      let count = pending.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .log(path: path, SystemFault(number: errno)) }
      sent += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts what was written on the disk: it outlives a power failure.
  func flush() throws(BatchRun.Fault) {
    try write()
    linesPending = 0
    guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw .log(path: path, SystemFault(number: errno))
    }
  }
}
