import AuditLog
import Crypto
import Glibc
import Synchronization

/// A key that wraps the keys of originals.
struct DataKey: Sendable {
  /// Names the key where it was used: the first 16 hex digits of its SHA-256.
  let id: String
  let key: SymmetricKey

  init(bytes: [UInt8]) {
    key = SymmetricKey(data: bytes)
    id = String(AuditLog.Digest.sha256(of: bytes).hex.prefix(16))
  }

  /// A fresh key from the system's random numbers.
  static func generate() -> DataKey {
    DataKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
  }
}

/// The data keys of a store: `<store>.datakey`, one line a key, the one in use first. Secret, mode 0600.
///
/// Without this file the originals cannot be read; everything else can, and every proof holds.
struct DataKeyFile: Sendable {
  private static let prefix = "WLKP+DATA+KEY+"
  private static let ownerOnly: mode_t = 0o600
  private static let others: mode_t = 0o007

  let path: String

  init(store: String) { path = store + ".datakey" }

  /// The keys; none when there is no file.
  func read() throws(StoreError) -> [DataKey] {
    let found: (mode: mode_t, bytes: [UInt8])?
    do throws(FileFault) {
      let status = try PosixFile.status(path)
      found = try status == nil ? nil : (status?.mode ?? 0, PosixFile.small(path))
    } catch {
      throw StoreError(error)
    }
    guard let found else { return [] }
    guard found.mode & Self.others == 0 else { throw .keyExposed(keyFile: path, mode: found.mode) }
    var keys: [DataKey] = []
    for line in found.bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.starts(with: Self.prefix.utf8),
        let key = AuditLog.Digest(hex: String(decoding: line.dropFirst(Self.prefix.utf8.count), as: UTF8.self))
      else { throw .dataKeyUnreadable(keyFile: path) }
      keys.append(DataKey(bytes: key.bytes))
    }
    guard !keys.isEmpty else { throw .dataKeyUnreadable(keyFile: path) }
    return keys
  }

  /// Writes the keys anew, in one step: a crash leaves the old file or the new one.
  func write(_ keys: [DataKey]) throws(StoreError) {
    let text = keys.map { key in
      // 32 bytes, as long as a digest, and written as one.
      Self.prefix + (AuditLog.Digest(bytes: key.key.withUnsafeBytes { Array($0) })?.hex ?? "") + "\n"
    }.joined()
    do throws(FileFault) {
      try PosixFile.write(Array(text.utf8), to: path + ".new", mode: Self.ownerOnly)
      try PosixFile.rename(path + ".new", to: path)
      try PosixFile.synchroniseDirectory(of: path)
    } catch {
      throw StoreError(error)
    }
  }
}

/// The data keys that an open store holds; a rotation replaces them under those who read.
final class DataKeyRing: Sendable {
  private let keys: Mutex<[DataKey]>

  init(_ keys: [DataKey]) { self.keys = Mutex(keys) }

  var all: [DataKey] { keys.withLock { $0 } }

  /// The key that new originals are sealed with. A store always has one.
  var current: DataKey { all[0] }

  func replace(_ new: [DataKey]) { keys.withLock { $0 = new } }
}
