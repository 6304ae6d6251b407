import Dispatch
import Glibc

/// Removes large temporary files a piece at a time.
///
/// A file that goes at once gives all its blocks back in one transaction of the file system, and where that also tells
/// the disk (`discard`), whoever makes something durable meanwhile waits for all of it: half a second for a gigabyte.
enum SpoolRemoval {
  /// Files up to this size, in bytes, go at once: a few milliseconds.
  static let wholeBytes: Int64 = 32 << 20
  /// What goes at a time, in bytes, and how long others then have the disk, in microseconds: 800 MB a second.
  private static let stepBytes: Int64 = 16 << 20
  private static let pause: UInt32 = 20_000

  /// One after the other, however many wait.
  private static let queue = DispatchQueue(label: "wlkp-spool-removal", qos: .utility)

  /// Removes the file. Its name goes at once, so that nothing is left when this process ends meanwhile.
  static func remove(_ path: String, size: Int64) {
    let descriptor = size > wholeBytes ? open(path, O_WRONLY | O_CLOEXEC) : -1
    unlink(path)
    guard descriptor >= 0 else { return }
    queue.async {
      var rest = size
      while rest > stepBytes {
        rest -= stepBytes
        guard ftruncate(descriptor, off_t(rest)) == 0 else { break }
        usleep(pause)
      }
      close(descriptor)
    }
  }
}
