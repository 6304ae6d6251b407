#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes that can be read at any place, any number of times.
public protocol ByteSource {
  /// The size in bytes.
  var size: Int64 { get }

  /// Reads bytes from `offset` (from 0) into `buffer` and returns how many; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int
}

/// Bytes that several threads may read at the same time.
public protocol SharedByteSource: ByteSource, Sendable {}

/// A regular file, opened for reading and closed when the last reference goes.
public final class FileSource: SharedByteSource {
  /// The path, as given.
  public let path: String
  /// The size in bytes when the file was opened.
  public let size: Int64
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: a `ReadingFault` when there is none, it is a directory, or it may not be read.
  public init(path: String) throws(ReadingFault) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.fault(errno, path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw ReadingFault.readFailed(path: path, errno: number)
    }
    let kind = status.st_mode & mode_t(S_IFMT)
    guard kind == mode_t(S_IFREG) else {
      close(descriptor)
      throw kind == mode_t(S_IFDIR) ? .isDirectory(path: path) : .notRegular(path: path)
    }
    self.descriptor = descriptor
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads through `pread`, so that the position of nobody else is moved, and never beyond the size at opening.
  ///
  /// - Throws: `ReadingFault.changedWhileReading` when the file has become shorter.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    let wanted = Int(min(Int64(buffer.count), max(0, size - offset)))
    guard wanted > 0 else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, wanted, off_t(offset))
      if count > 0 { return count }
      if count == 0 { throw ReadingFault.changedWhileReading(path: path) }
      guard errno == EINTR else { throw ReadingFault.readFailed(path: path, errno: errno) }
    }
  }

  private static func fault(_ number: Int32, _ path: String) -> ReadingFault {
    switch number {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    case EISDIR: .isDirectory(path: path)
    default: .readFailed(path: path, errno: number)
    }
  }
}

/// Bytes in memory.
public struct MemorySource: SharedByteSource {
  private let bytes: [UInt8]

  /// A source over these bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A source over the UTF-8 form of a text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The size in bytes.
  public var size: Int64 { Int64(bytes.count) }

  /// Copies bytes out.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    guard offset < size, offset >= 0 else { return 0 }
    let count = min(buffer.count, bytes.count - Int(offset))
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[Int(offset)..<Int(offset) + count]))
    }
    return count
  }
}
