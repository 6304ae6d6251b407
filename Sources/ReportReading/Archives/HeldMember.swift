#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A temporary file without a name, gone with its last reference: what is too large for memory lies here.
final class UnlinkedFile: ByteSource {
  private let descriptor: Int32
  private(set) var size: Int64 = 0

  /// Makes one in `$TMPDIR` or `/tmp`. Only this user could have read it, had it a name.
  init() throws(ReadingFault) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/wlkp-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .spoolFailed(errno: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(ReadingFault) {
    var rest = bytes
    while let start = rest.baseAddress, rest.count > 0 {
      let count = write(descriptor, start, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .spoolFailed(errno: errno)
      }
      size += Int64(count)
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    guard offset >= 0, offset < size, buffer.count > 0 else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      guard errno == EINTR else { throw .spoolFailed(errno: errno) }
    }
  }
}

/// Takes the bytes of one member as they are unpacked: into memory while they are few, then into a file.
struct MemberCollector {
  private let memoryBytes: Int
  private var bytes: [UInt8] = []
  private var file: UnlinkedFile?

  /// - Parameter expected: the size the archive names; only a hint.
  init(memoryBytes: Int, expected: Int64 = 0) {
    self.memoryBytes = memoryBytes
    bytes.reserveCapacity(Int(min(max(0, expected), Int64(memoryBytes))))
  }

  /// Bytes taken so far.
  var count: Int64 { file?.size ?? Int64(bytes.count) }

  /// Bytes of memory in use.
  var held: Int { file == nil ? bytes.count : 0 }

  mutating func append(_ piece: UnsafeRawBufferPointer) throws(ReadingFault) {
    if let file { return try file.append(piece) }
    if bytes.count + piece.count <= memoryBytes {
      bytes.append(contentsOf: piece)
      return
    }
    let file = try UnlinkedFile()
    if !bytes.isEmpty { try Self.write(bytes, to: file) }
    try file.append(piece)
    bytes = []
    self.file = file
  }

  /// The member as a source.
  func source() -> any ByteSource {
    if let file { return file }
    return MemorySource(bytes)
  }

  private static func write(_ bytes: [UInt8], to file: UnlinkedFile) throws(ReadingFault) {
    let outcome = bytes.withUnsafeBytes { bytes -> ReadingFault? in
      do throws(ReadingFault) {
        try file.append(bytes)
        return nil
      } catch {
        return error
      }
    }
    if let outcome { throw outcome }
  }
}
