import Crypto
import Glibc

/// A temporary file that nobody else can open or read: it loses its name at once, and its key lives in memory only.
final class ScratchFile {
  private let descriptor: Int32
  private let key = SymmetricKey(size: .bits256)
  private let limit: Int64
  private var end: Int64 = 0
  private var places: [(offset: Int64, count: Int)] = []

  /// Opens a file in the folder of the space.
  init(_ space: ScratchSpace) throws(ScratchFault) {
    let folder = space.directory ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/wlkp-scratch-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .system(errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    limit = space.fileBytes
    unlink(&template)
  }

  deinit { close(descriptor) }

  /// Pieces written so far.
  var count: Int { places.count }

  /// Encrypts and appends a piece; its number is the count before. A nonce is the piece's number, so none comes twice
  /// under a key.
  func append(_ bytes: [UInt8]) throws(ScratchFault) {
    guard let sealed = seal(bytes) else { throw .damaged }
    guard end + Int64(sealed.count) <= limit else { throw .full(limit: limit) }
    var written = 0
    while written < sealed.count {
      let count = sealed.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress?.advanced(by: written), sealed.count - written, off_t(end) + off_t(written))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      written += count
    }
    places.append((end, sealed.count))
    end += Int64(sealed.count)
  }

  /// Reads a piece back.
  func read(_ number: Int) throws(ScratchFault) -> [UInt8] {
    let place = places[number]
    var sealed = [UInt8](repeating: 0, count: place.count)
    var filled = 0
    while filled < place.count {
      let count = sealed.withUnsafeMutableBytes {
        pread(
          descriptor,
          $0.baseAddress?.advanced(by: filled),
          place.count - filled,
          off_t(place.offset) + off_t(filled)
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw count == 0 ? .damaged : .system(errno) }
      filled += count
    }
    guard let bytes = open(sealed, number) else { throw .damaged }
    return bytes
  }

  private static let tagBytes = 16

  private func nonce(_ number: Int) -> AES.GCM.Nonce? {
    var bytes = [UInt8](repeating: 0, count: 12)
    withUnsafeBytes(of: UInt64(number).littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    return try? AES.GCM.Nonce(data: bytes)
  }

  private func seal(_ bytes: [UInt8]) -> [UInt8]? {
    guard let nonce = nonce(places.count), let box = try? AES.GCM.seal(bytes, using: key, nonce: nonce) else {
      return nil
    }
    return Array(box.ciphertext) + Array(box.tag)
  }

  private func open(_ sealed: [UInt8], _ number: Int) -> [UInt8]? {
    guard sealed.count >= Self.tagBytes, let nonce = nonce(number) else { return nil }
    let cut = sealed.count - Self.tagBytes
    guard let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: sealed[..<cut], tag: sealed[cut...]),
      let bytes = try? AES.GCM.open(box, using: key)
    else { return nil }
    return Array(bytes)
  }
}
