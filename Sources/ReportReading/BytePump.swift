/// Reads a source from a place to its end, piece by piece, in one buffer.
struct BytePump {
  let source: any ByteSource
  let chunkBytes: Int

  /// Calls `take` with each piece until it returns false or the source ends.
  func run(from start: Int64, _ take: (UnsafeRawBufferPointer) -> Bool) throws(ReadingFault) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
    defer { buffer.deallocate() }
    var offset = start
    while true {
      let count = try source.read(into: buffer, at: offset)
      guard count > 0, take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
      offset += Int64(count)
    }
  }
}
