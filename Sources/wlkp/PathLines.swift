import Glibc
import Intake

/// Paths, one a line, as they come from a file or standard input.
final class PathLines {
  private let descriptor: Int32
  private var buffer: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// Opens the list.
  init(_ path: String) throws(SystemFault) {
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault(number: errno) }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// Whether the next path, or the end, can be had without waiting.
  var isReady: Bool {
    if isAtEnd || buffer.contains(0x0A) { return true }
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) != 0
  }

  /// The next path; empty lines are passed over.
  func next() -> String? {
    while true {
      while let end = buffer.firstIndex(of: 0x0A) {
        let line = buffer[buffer.startIndex..<end]
        buffer = buffer[(end + 1)...]
        if !line.isEmpty { return String(decoding: line, as: UTF8.self) }
      }
      if isAtEnd {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
      }
      fill()
    }
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 && errno == EINTR { return }
    if count <= 0 { isAtEnd = true } else { buffer = ArraySlice(Array(buffer) + chunk[..<count]) }
  }
}
