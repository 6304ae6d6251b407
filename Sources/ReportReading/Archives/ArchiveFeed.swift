/// What libarchive reads from: the source as it is, or unpacked from gzip or zstd on the way.
final class ArchiveFeed {
  let source: any ByteSource
  let chunkBytes: Int
  private let unpacker: (any Unpacker)?
  private let buffer: UnsafeMutableRawBufferPointer
  private var offset: Int64 = 0
  /// Bytes handed over so far, as they are unpacked, and how many of them the buffer holds.
  private var (delivered, held) = (Int64(0), 0)
  /// Why no more can be read.
  private(set) var trouble: WalkStop?
  /// Whether somebody wanted bytes behind the last.
  private(set) var isExhausted = false

  init(_ source: any ByteSource, _ packing: Packing?, chunkBytes: Int) {
    self.source = source
    // No larger than what there is to read: most members of archives are small.
    self.chunkBytes = packing != nil ? chunkBytes : Int(max(1, min(Int64(chunkBytes), source.size)))
    unpacker = packing?.unpacker(source, chunkBytes: chunkBytes)
    buffer = .allocate(byteCount: self.chunkBytes, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// Bytes taken from the source, as they are stored.
  var packedBytes: Int64 { unpacker?.packedBytes ?? offset }

  /// The next piece; its length, 0 at the end, negative when there is trouble.
  func next(_ piece: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    let count = take()
    if count == 0 { isExhausted = true }
    held = max(0, count)
    delivered += Int64(held)
    piece?.pointee = UnsafeRawPointer(buffer.baseAddress)
    return count
  }

  /// Whether what was handed over last holds nothing but zeros from a place on, counted in unpacked bytes.
  func isBlank(from place: Int64) -> Bool {
    let start = max(0, Int(clamping: place - (delivered - Int64(held))))
    return start >= held || buffer[start..<held].allSatisfy { $0 == 0 }
  }

  private func take() -> Int {
    if let unpacker {
      let count = unpacker.read(into: buffer)
      trouble = unpacker.stop
      return count
    }
    do throws(ReadingFault) {
      let count = try source.read(into: buffer, at: offset)
      offset += Int64(count)
      return count
    } catch {
      trouble = .machine(error)
      return -1
    }
  }

  /// Passes over bytes that nobody wants; what is unpacked on the way cannot be passed over.
  private func skip(_ count: Int64) -> Int64 {
    guard unpacker == nil else { return 0 }
    let passed = max(0, min(count, source.size - offset))
    offset += passed
    (delivered, held) = (delivered + passed, 0)
    return passed
  }

  /// libarchive's calls, with the feed as their data.
  static let readPiece:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
    ) -> Int = { _, feed, piece in
      guard let feed else { return -1 }
      return Unmanaged<ArchiveFeed>.fromOpaque(feed).takeUnretainedValue().next(piece)
    }

  static let skipPiece: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int64) -> Int64 = { _, feed, count in
    guard let feed else { return 0 }
    return Unmanaged<ArchiveFeed>.fromOpaque(feed).takeUnretainedValue().skip(count)
  }
}
