import Glibc

/// A small temporary file, read whole.
enum SmallFile {
  /// The bytes, at most `limit` of them; `nil` when the file cannot be read.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), limit - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { isWhole = false }
        guard got > 0 else { break }
        count += got
      }
    }
    return isWhole ? bytes : nil
  }
}
