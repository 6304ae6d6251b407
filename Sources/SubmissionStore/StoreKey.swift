import AuditLog
import Glibc

/// The files that hold a store's key: `<store>.key` (secret, mode 0600) and `<store>.pub` (to give away).
struct StoreKey {
  let keyFile: String
  let publicKeyFile: String
  /// Where a key waits until the store that it signs for is durable.
  private let newKeyFile: String

  private static let ownerOnly: mode_t = 0o600
  private static let forAll: mode_t = 0o644
  /// Bits that let anybody on the machine read or write.
  private static let others: mode_t = 0o007

  init(store path: String) {
    keyFile = path + ".key"
    publicKeyFile = path + ".pub"
    newKeyFile = path + ".key.new"
  }

  /// Whether a key file is there.
  func exists() throws(StoreError) -> Bool {
    try Self.faults { () throws(FileFault) in try PosixFile.status(keyFile) != nil }
  }

  /// Writes a new key beside its place. It has signed nothing yet: one left by an interrupted start is written over.
  func prepare(_ key: SigningKey) throws(StoreError) {
    try Self.faults { () throws(FileFault) in
      try PosixFile.write(Array(key.privateText.utf8), to: newKeyFile, mode: Self.ownerOnly)
      try PosixFile.write(Array((key.verifier.text + "\n").utf8), to: publicKeyFile, mode: Self.forAll)
      try PosixFile.synchroniseDirectory(of: newKeyFile)
    }
  }

  /// Puts the prepared key into its place, when it is the one that the store names and none is there yet.
  ///
  /// So a start that was interrupted after the store became durable is finished by the next one.
  func install(for verifier: VerifierKey) throws(StoreError) {
    guard try !exists() else { return }
    let isPrepared = try Self.faults { () throws(FileFault) in try PosixFile.status(newKeyFile) != nil }
    guard isPrepared, try Self.read(newKeyFile).verifier == verifier else {
      throw .keyMissing(keyFile: keyFile)
    }
    try Self.faults { () throws(FileFault) in
      try PosixFile.rename(newKeyFile, to: keyFile)
      try PosixFile.synchroniseDirectory(of: keyFile)
    }
  }

  /// The key of a store whose log was begun with this verifier.
  func read(for verifier: VerifierKey) throws(StoreError) -> SigningKey {
    let status = try Self.faults { () throws(FileFault) in try PosixFile.status(keyFile) }
    guard let status else { throw .keyMissing(keyFile: keyFile) }
    guard status.mode & Self.others == 0 else { throw .keyExposed(keyFile: keyFile, mode: status.mode) }
    let key = try Self.read(keyFile)
    guard key.verifier == verifier else {
      throw .keyDiffers(keyFile: keyFile, expected: verifier.text, found: key.verifier.text)
    }
    return key
  }

  private static func read(_ path: String) throws(StoreError) -> SigningKey {
    let bytes = try faults { () throws(FileFault) in try PosixFile.small(path) }
    do throws(LogError) {
      return try SigningKey(parsing: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .keyUnreadable(keyFile: path, error)
    }
  }

  private static func faults<Value>(_ work: () throws(FileFault) -> Value) throws(StoreError) -> Value {
    do throws(FileFault) {
      return try work()
    } catch {
      throw StoreError(error)
    }
  }
}

extension StoreError {
  init(_ fault: FileFault) {
    self = .fileFailed(path: fault.path, errno: fault.errno)
  }
}
