import Glibc

/// A temporary file without a name that outlives it: what cannot be read twice (standard input, an upload) is written
/// here first.
public final class Spool {
  /// Bytes moved at a time.
  public static let chunkBytes = 1 << 18
  /// The most a spool takes, in bytes: a report of twenty million workers; beyond, somebody fills the disk.
  public static let standardLimit: Int64 = 8 << 30

  /// The path; the file goes when the spool does.
  public let path: String
  private var descriptor: Int32
  private let isHidden: Bool
  private let limit: Int64
  /// Bytes written.
  public private(set) var size: Int64 = 0

  /// Why spooling stopped.
  public enum Fault: Error, Hashable, Sendable {
    /// More bytes came than the limit allows.
    case tooLarge(limit: Int64)
    /// The system could not write; `errno`.
    case system(Int32)
  }

  /// Opens a spool in `directory`, or in `$TMPDIR` or `/tmp`. Only this user can read it.
  ///
  /// - Parameter isHidden: whether the file has no name in the folder, so that it goes even when this process is killed;
  ///   its path then leads through this process and serves no other.
  public init(
    directory: String? = nil,
    limit: Int64 = Spool.standardLimit,
    isHidden: Bool = false
  ) throws(Fault) {
    let folder = directory ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/wlkp-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .system(errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if isHidden { unlink(name) }
    path = isHidden ? "/proc/self/fd/\(descriptor)" : name
    self.isHidden = isHidden
    self.limit = limit
  }

  deinit {
    if descriptor >= 0 { Glibc.close(descriptor) }
    if !isHidden { SpoolRemoval.remove(path, size: size) }
  }

  /// Writes bytes at the end.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    guard size + Int64(bytes.count) <= limit else { throw .tooLarge(limit: limit) }
    var written = 0
    while written < bytes.count {
      let count = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      written += count
    }
    size += Int64(bytes.count)
  }

  /// Ends writing; the file can be opened by its path until the spool goes.
  public func close() {
    // The path of a hidden one leads through the descriptor.
    guard descriptor >= 0, !isHidden else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }

  /// Writes everything that a descriptor gives until its end.
  public func append(from input: Int32) throws(Fault) {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkBytes, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = read(input, chunk.baseAddress, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      if count == 0 { return }
      try append(UnsafeRawBufferPointer(rebasing: chunk[0..<count]))
    }
  }
}
