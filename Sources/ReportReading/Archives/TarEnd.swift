/// The end of a TAR (POSIX pax, "ustar Interchange Format"): two blocks of zeros. A TAR cut between two members looks
/// whole to most readers; only the missing end gives it away.
enum TarEnd {
  static let blockBytes: Int64 = 512

  /// Refuses a TAR without its end. `start` are the first bytes; what is compressed has an end of its own.
  static func check(_ source: any ByteSource, _ start: [UInt8]) throws(WalkStop) {
    guard FileKind.isTar(start) else { return }
    guard source.size % blockBytes == 0, source.size >= 3 * blockBytes else { throw .archive(.cut) }
    let last = try machine { () throws(ReadingFault) in
      try source.bytes(source.size - 2 * blockBytes..<source.size)
    }
    guard last.allSatisfy({ $0 == 0 }) else { throw .archive(.cut) }
  }
}
