import Glibc
import Intake

/// A temporary folder that only this process uses and that goes with this object; held by a lock, so that the next
/// server can tell what a killed one left.
final class OwnFolder: Sendable {
  /// What a folder is for: how its name begins.
  enum Purpose: String {
    case drafts = "wlkp-naskah-"
    case batches = "wlkp-kumpulan-"
  }

  private static let lockName = "kunci"

  /// Where it is.
  let path: String
  private let lock: Int32

  /// Where folders are made: inside `directory`, `$TMPDIR` or `/tmp`.
  static func parent(_ directory: String?) -> String {
    directory ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  /// Makes one that only this user can enter.
  init(in parent: String, for purpose: Purpose) throws(Spool.Fault) {
    // mkdtemp(3) puts letters of its own in place of the X.
    var template = Array((parent + "/" + purpose.rawValue + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw .system(errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    lock = open(path + "/" + Self.lockName, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let fault = errno
      if lock >= 0 { close(lock) }
      Self.remove(path)
      throw .system(fault)
    }
  }

  deinit {
    Self.remove(path)
    close(lock)
  }

  /// Removes the folders whose server is gone.
  static func removeAbandoned(in parent: String, for purpose: Purpose) {
    for name in names(in: parent) where name.hasPrefix(purpose.rawValue) {
      let path = parent + "/" + name
      let lock = open(path + "/" + lockName, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      close(lock)
    }
  }

  private static func remove(_ path: String) {
    for name in names(in: path) { unlink(path + "/" + name) }
    rmdir(path)
  }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
