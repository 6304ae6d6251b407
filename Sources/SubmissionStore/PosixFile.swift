import AuditLog
import Glibc
import ReportModel

/// A system call on a file that did not succeed.
struct FileFault: Error, Hashable {
  let path: String
  let errno: Int32
}

/// An open file. Closed when it goes out of scope.
struct PosixFile: ~Copyable {
  /// How much is read at once: 1 MiB, also the size of a kept piece.
  static let pieceBytes = 1 << 20

  private let descriptor: Int32
  private let path: String

  /// Opens a file.
  init(_ path: String, flags: Int32, mode: mode_t = 0) throws(FileFault) {
    descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
    self.path = path
    guard descriptor >= 0 else { throw FileFault(path: path, errno: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills the buffer as far as the file goes; fewer bytes than asked for mean the end.
  func read(into buffer: inout [UInt8]) throws(FileFault) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFault(path: path, errno: errno) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(FileFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileFault(path: path, errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until what was written is on the disk.
  func synchronise() throws(FileFault) {
    guard fsync(descriptor) == 0 else { throw FileFault(path: path, errno: errno) }
  }

  /// Sets the permission bits, whatever the umask left of them.
  func setMode(_ mode: mode_t) throws(FileFault) {
    guard fchmod(descriptor, mode) == 0 else { throw FileFault(path: path, errno: errno) }
  }
}

extension PosixFile {
  /// The largest small file (a key, a header) that is read whole, in bytes.
  private static let smallBytesMax = 1 << 16

  /// The bytes of a small file; a longer one is cut and so cannot be read as what it should be.
  static func small(_ path: String) throws(FileFault) -> [UInt8] {
    let file = try PosixFile(path, flags: O_RDONLY)
    var bytes = [UInt8](repeating: 0, count: smallBytesMax)
    let count = try file.read(into: &bytes)
    return Array(bytes.prefix(count))
  }

  /// SHA-256 and size of a file, read 1 MiB at a time.
  static func hash(_ path: String) throws(FileFault) -> (hash: ContentHash, bytes: Int64) {
    let file = try PosixFile(path, flags: O_RDONLY)
    var hasher = DigestHasher()
    var total: Int64 = 0
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    while true {
      let count = try file.read(into: &piece)
      hasher.update(piece[..<count])
      total += Int64(count)
      if count < pieceBytes { return (ContentHash(hasher.finalize()), total) }
    }
  }

  /// Writes a file with exactly these permission bits and waits until it is on the disk.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(FileFault) {
    let file = try PosixFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
    try file.setMode(mode)
    try file.write(bytes)
    try file.synchronise()
  }

  /// Waits until a directory's names are on the disk.
  static func synchroniseDirectory(of path: String) throws(FileFault) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try PosixFile(directory, flags: O_RDONLY | O_DIRECTORY).synchronise()
  }

  /// Gives a file another name in one step.
  static func rename(_ old: String, to new: String) throws(FileFault) {
    guard Glibc.rename(old, new) == 0 else { throw FileFault(path: old, errno: errno) }
  }

  /// What is at a path; `nil` when nothing is.
  static func status(_ path: String) throws(FileFault) -> (isFile: Bool, mode: mode_t, bytes: Int64)? {
    var status = stat()
    if stat(path, &status) == 0 {
      return (status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o777, Int64(status.st_size))
    }
    if errno == ENOENT { return nil }
    throw FileFault(path: path, errno: errno)
  }
}

extension ContentHash {
  /// A digest as a content hash.
  init(_ digest: Digest) {
    // A digest's hex text is 64 digits in small letters, always.
    self = ContentHash(hex: digest.hex)!
  }
}
