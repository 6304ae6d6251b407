import Glibc

/// Files that commands write for their user.
enum OutputFile {
  /// Writes a file whole, or says why not.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw fault(path)
      }
      offset += count
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault(path) }
  }

  private static func fault(_ path: String) -> CommandFault {
    CommandFault(.fault, "wlkp: \(path): \(String(cString: strerror(errno)))")
  }

  /// Reads a small file whole.
  static func read(_ path: String, limit: Int) throws(CommandFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandFault(.usage, fault(path).message) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw CommandFault(.usage, fault(path).message) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
    }
    throw CommandFault(.usage, "wlkp: \(path): more than \(limit) bytes")
  }
}
