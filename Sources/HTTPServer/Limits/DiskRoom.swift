import Glibc

/// Room on the disk where uploads wait, or where the store lies.
struct DiskRoom: Sendable {
  /// A folder on it.
  let directory: String
  /// What must stay free, in bytes.
  let reserve: Int64

  /// - Parameter reserve: in bytes.
  init(directory: String, reserve: Int64) {
    self.directory = directory
    self.reserve = reserve
  }

  /// The room for uploads.
  init(_ configuration: ServerConfiguration) {
    directory = configuration.spoolDirectory ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    reserve = configuration.diskReserve
  }

  /// The bytes that are free for this process; `nil` when the folder does not answer.
  var free: Int64? {
    var status = statvfs()
    guard statvfs(directory, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }

  /// Refuses an upload of this size, in bytes, for which there is no room.
  func require(_ bytes: Int64) throws(Problem) {
    guard let free, free - bytes >= reserve else { throw .noRoom }
  }

  /// Whether a file can be written there, and room is left.
  var isUsable: Bool { access(directory, W_OK) == 0 && (free ?? 0) >= reserve }

  /// The folder in which a file lies.
  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }
}
