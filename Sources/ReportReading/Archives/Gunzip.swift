internal import CZLib

/// Unpacks gzip (RFC 1952), and compares the checksum and size behind each part: a flipped bit in a wage must not pass
/// for another wage. Several parts one after the other are one file, as gzip has it.
final class Gunzip: Unpacker {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private let source: any ByteSource
  private var isBetweenParts = true
  private(set) var packedBytes: Int64 = 0
  private(set) var stop: WalkStop?

  init(_ source: any ByteSource, chunkBytes: Int) {
    self.source = source
    input = .allocate(byteCount: chunkBytes, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window there is; 16 more: expect gzip's own head and tail.
    if wlkp_inflate_init(stream, 15 + 16) != Z_OK { stop = .machine(.spoolFailed(errno: 12)) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = room.baseAddress?.assumingMemoryBound(to: UInt8.self), stop == nil else { return -1 }
    stream.pointee.next_out = start
    stream.pointee.avail_out = UInt32(room.count)
    while stream.pointee.avail_out == room.count {
      if stream.pointee.avail_in == 0, !fill() { return stop == nil ? 0 : -1 }
      guard inflatePiece() else { return -1 }
    }
    return room.count - Int(stream.pointee.avail_out)
  }

  private func inflatePiece() -> Bool {
    if isBetweenParts, inflateReset(stream) != Z_OK { return end(damaged("gzip")) }
    isBetweenParts = false
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return true
    case Z_STREAM_END:
      isBetweenParts = true
      return true
    default: return end(damaged(stream.pointee.msg.map { String(cString: $0) } ?? "gzip"))
    }
  }

  /// Gets more bytes from the source; false at its end.
  private func fill() -> Bool {
    do throws(ReadingFault) {
      let count = try source.read(into: input, at: packedBytes)
      if count == 0 { return isBetweenParts ? false : end(.archive(.cut)) }
      packedBytes += Int64(count)
      stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_in = UInt32(count)
      return true
    } catch {
      return end(.machine(error))
    }
  }

  private func end(_ reason: WalkStop) -> Bool {
    stop = reason
    return false
  }
}
