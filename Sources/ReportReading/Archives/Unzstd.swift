internal import CZstd

/// Unpacks Zstandard (RFC 8878), and compares the checksum of frames that have one. Several frames one after the other
/// are one file (3.1); frames to be skipped are skipped.
///
/// libarchive could do it as well, but it would not let anybody see what stands behind the end of a TAR.
final class Unzstd: Unpacker {
  private let stream: OpaquePointer?
  private let room: UnsafeMutableRawBufferPointer
  private let source: any ByteSource
  private var input: ZSTD_inBuffer
  private var isBetweenFrames = true
  /// Whether a frame may have more to give without a byte more from the source: the room was full.
  private var mayHoldMore = false
  private(set) var packedBytes: Int64 = 0
  private(set) var stop: WalkStop?

  /// The largest window that is given memory, as a power of two: 128 MiB, as far as every level of `zstd` goes.
  private static let windowLog: Int32 = 27

  init(_ source: any ByteSource, chunkBytes: Int) {
    self.source = source
    room = .allocate(byteCount: chunkBytes, alignment: 16)
    input = ZSTD_inBuffer(src: room.baseAddress, size: 0, pos: 0)
    stream = ZSTD_createDStream()
    guard let stream, ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLog)) == 0 else {
      stop = .machine(.spoolFailed(errno: 12))
      return
    }
  }

  deinit {
    ZSTD_freeDStream(stream)
    room.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    while stop == nil {
      if input.pos < input.size || mayHoldMore {
        let count = unpack(into: target)
        if count > 0 { return count }
      } else if !fill() {
        if stop == nil, isBetweenFrames { return 0 }
        if stop == nil { stop = .archive(.cut) }
      }
    }
    return -1
  }

  /// Unpacks what has been read; how many bytes came of it.
  private func unpack(into target: UnsafeMutableRawBufferPointer) -> Int {
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let left = ZSTD_decompressStream(stream, &output, &input)
    if ZSTD_isError(left) != 0 {
      stop = damaged(ZSTD_getErrorName(left).map { String(cString: $0) } ?? "zstd")
      return 0
    }
    isBetweenFrames = left == 0
    mayHoldMore = left != 0 && output.pos == output.size
    return output.pos
  }

  /// Gets more bytes from the source; false at its end, or when it cannot be read.
  private func fill() -> Bool {
    do throws(ReadingFault) {
      let count = try source.read(into: room, at: packedBytes)
      packedBytes += Int64(count)
      input = ZSTD_inBuffer(src: room.baseAddress, size: count, pos: 0)
      return count > 0
    } catch {
      stop = .machine(error)
      return false
    }
  }
}
