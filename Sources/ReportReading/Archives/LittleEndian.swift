/// Numbers of ZIP structures, lowest byte first. The caller has looked at the length.
struct LittleEndian {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// Two bytes at `offset` (from 0).
  func two(_ offset: Int) -> Int { Int(number(offset, 2)) }
  /// Four bytes at `offset`.
  func four(_ offset: Int) -> Int64 { Int64(number(offset, 4)) }
  /// Eight bytes at `offset`; numbers beyond 63 bits give `Int64.max`, which no size or place reaches.
  func eight(_ offset: Int) -> Int64 { Int64(clamping: number(offset, 8)) }

  private func number(_ offset: Int, _ count: Int) -> UInt64 {
    let start = bytes.startIndex + offset
    return bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension ByteSource {
  /// The bytes in a range; fewer when the source ends before.
  func bytes(_ range: Range<Int64>) throws(ReadingFault) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Int(range.upperBound - range.lowerBound))
    var filled = 0
    while filled < result.count {
      let count = try read(range.lowerBound, &result, filled)
      if count == 0 { break }
      filled += count
    }
    result.removeLast(result.count - filled)
    return result
  }

  private func read(_ start: Int64, _ target: inout [UInt8], _ filled: Int) throws(ReadingFault) -> Int {
    let outcome = target.withUnsafeMutableBytes { room -> Result<Int, ReadingFault> in
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
      do throws(ReadingFault) {
        return .success(try read(into: rest, at: start + Int64(filled)))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

/// A part of a source, read as a source of its own.
struct SourceSlice: ByteSource {
  let base: any ByteSource
  let range: Range<Int64>

  var size: Int64 { range.upperBound - range.lowerBound }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    guard offset >= 0, offset < size else { return 0 }
    let count = Int(min(Int64(buffer.count), size - offset))
    return try base.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: range.lowerBound + offset)
  }
}
