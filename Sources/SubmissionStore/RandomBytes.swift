import Glibc

/// Random bytes from the operating system.
enum RandomBytes {
  /// Up to so many bytes are given at once (getentropy(3)).
  private static let atOnceMax = 256

  /// Fresh bytes, fit for keys and salts: one call for all of them, where the language's generator makes one for eight.
  static func make(_ count: Int) -> [UInt8] {
    precondition(count <= atOnceMax)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
      // It fails only where the call itself is forbidden; a key must never be made of anything else.
      precondition(getentropy(buffer.baseAddress, count) == 0, "no random numbers")
      length = count
    }
  }
}
