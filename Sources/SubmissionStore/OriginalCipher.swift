import AuditLog
import Crypto
import ReportModel

/// Seals the pieces of one original with a key of its own.
///
/// AES-256-GCM (NIST SP 800-38D). The key is used for one original only, so the number of the piece makes a nonce that
/// never comes twice; the file's hash and the number are authenticated, so that no piece takes another's place.
struct OriginalCipher: Sendable {
  private static let purpose = "wlkp original piece v1\n"
  /// Length of a key of AES-256, and of the nonce that GCM takes, in bytes.
  private static let keyLength = 32
  private static let nonceLength = 12
  private let key: SymmetricKey
  private let fileHash: AuditLog.Digest

  /// A cipher with a fresh key.
  init(fileHash: AuditLog.Digest) {
    self.init(key: SymmetricKey(data: RandomBytes.make(Self.keyLength)), fileHash: fileHash)
  }

  private init(key: SymmetricKey, fileHash: AuditLog.Digest) {
    self.key = key
    self.fileHash = fileHash
  }

  /// A piece, compressed and sealed.
  func seal(_ piece: ArraySlice<UInt8>, ordinal: Int) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Packing.pack(piece),
      using: key,
      nonce: Self.nonce(ordinal),
      authenticating: authenticated(ordinal)
    )
    return Array(box.ciphertext) + Array(box.tag)
  }

  /// The piece behind a sealed one; `nil` when it was changed, cut or moved.
  func open(_ sealed: UnsafeRawBufferPointer, ordinal: Int) -> [UInt8]? {
    guard sealed.count >= Self.tagLength,
      let box = try? AES.GCM.SealedBox(
        nonce: Self.nonce(ordinal),
        ciphertext: UnsafeRawBufferPointer(rebasing: sealed[..<(sealed.count - Self.tagLength)]),
        tag: UnsafeRawBufferPointer(rebasing: sealed[(sealed.count - Self.tagLength)...])
      ),
      let packed = try? AES.GCM.open(box, using: key, authenticating: authenticated(ordinal))
    else { return nil }
    return Packing.unpack(Array(packed), limit: PosixFile.pieceBytes)
  }

  /// A text that belongs to the original and goes with its key; there is one for each key.
  func seal(note: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(note, using: key, nonce: Self.noteNonce, authenticating: noteAuthenticated)
    return Array(box.ciphertext) + Array(box.tag)
  }

  /// The text behind a sealed one; `nil` when it was changed or belongs to another file.
  func open(note sealed: [UInt8]) -> [UInt8]? {
    guard sealed.count >= Self.tagLength,
      let box = try? AES.GCM.SealedBox(
        nonce: Self.noteNonce,
        ciphertext: sealed.dropLast(Self.tagLength),
        tag: sealed.suffix(Self.tagLength)
      )
    else { return nil }
    return (try? AES.GCM.open(box, using: key, authenticating: noteAuthenticated)).map { Array($0) }
  }

  private static let notePurpose = "wlkp confirmation v1\n"

  private var noteAuthenticated: [UInt8] { Array(Self.notePurpose.utf8) + fileHash.bytes }

  /// No piece has it: the first four bytes of theirs are zero.
  private static var noteNonce: AES.GCM.Nonce {
    get throws { try AES.GCM.Nonce(data: [1, 0, 0, 0] + bigEndian(0)) }
  }

  /// Length of the authentication tag, in bytes.
  private static let tagLength = 16

  private static func nonce(_ ordinal: Int) throws -> AES.GCM.Nonce {
    try AES.GCM.Nonce(data: [0, 0, 0, 0] + bigEndian(ordinal))
  }

  private func authenticated(_ ordinal: Int) -> [UInt8] {
    Array(Self.purpose.utf8) + fileHash.bytes + Self.bigEndian(ordinal)
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
  }
}

// MARK: - The key, wrapped

extension OriginalCipher {
  private static let wrapPurpose = "wlkp original key v1\n"

  /// The key as it is kept: sealed with a data key that lies outside the database.
  func wrapped(by dataKey: DataKey) throws -> [UInt8] {
    let bytes = key.withUnsafeBytes { Array($0) }
    let box = try AES.GCM.seal(
      bytes,
      using: dataKey.key,
      nonce: AES.GCM.Nonce(data: RandomBytes.make(Self.nonceLength)),
      authenticating: Self.wrapAuthenticated(fileHash)
    )
    // Never nil with the standard nonce of 12 bytes.
    return box.combined.map { Array($0) } ?? []
  }

  /// The cipher behind a kept key; `nil` when the key was changed or belongs to another file.
  init?(wrapped: [UInt8], by dataKey: DataKey, fileHash: AuditLog.Digest) {
    guard let box = try? AES.GCM.SealedBox(combined: wrapped),
      let bytes = try? AES.GCM.open(box, using: dataKey.key, authenticating: Self.wrapAuthenticated(fileHash))
    else { return nil }
    self.init(key: SymmetricKey(data: bytes), fileHash: fileHash)
  }

  private static func wrapAuthenticated(_ fileHash: AuditLog.Digest) -> [UInt8] {
    Array(wrapPurpose.utf8) + fileHash.bytes
  }
}
