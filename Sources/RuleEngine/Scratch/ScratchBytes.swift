import ReportModel

/// Writes numbers, places and texts one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter expecting: how many bytes there will be, about.
  init(expecting: Int) { bytes.reserveCapacity(expecting) }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }
  mutating func write(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { write($0) } }
  mutating func write(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }
  mutating func write(text: UnsafeRawBufferPointer) {
    write(Int64(text.count))
    write(text)
  }

  /// Writes as many places.
  mutating func write(positions count: Int, _ position: (Int) -> SourcePosition) {
    fill(count * 16) { room in
      for index in 0..<count {
        let position = position(index)
        let place = Int64(position.line) << 32 | Int64(UInt32(clamping: position.column))
        room.storeBytes(of: position.byte.littleEndian, toByteOffset: index &* 16, as: Int64.self)
        room.storeBytes(of: place.littleEndian, toByteOffset: index &* 16 &+ 8, as: Int64.self)
      }
      return count * 16
    }
  }

  /// Writes the numbers of the rows that have a state.
  mutating func write(
    numbers: UnsafePointer<Int64>,
    _ count: Int,
    where states: UnsafePointer<UInt8>,
    _ state: UInt8
  ) {
    fill(count * 8) { room in
      var end = 0
      for row in 0..<count {
        room.storeBytes(of: numbers[row].littleEndian, toByteOffset: end, as: Int64.self)
        end &+= states[row] == state ? 8 : 0
      }
      return end
    }
  }

  /// Makes room for so many bytes; `body` fills some and says how many.
  private mutating func fill(_ most: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
    guard most > 0 else { return }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: most))
    let used = bytes.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
    bytes.removeLast(most - used)
  }
}

/// Reads back what a `ByteWriter` wrote; zeros when there is not enough. Lives no longer than the bytes.
struct ByteReader {
  private let all: UnsafeRawBufferPointer
  private var next = 0
  /// Whether more was asked for than there is.
  private(set) var isShort = false

  init(_ bytes: UnsafeRawBufferPointer) { all = bytes }

  /// Bytes not yet read.
  var left: Int { all.count - next }

  mutating func byte() -> UInt8 { take(1).first ?? 0 }
  mutating func int64() -> Int64 {
    let bytes = take(8)
    return bytes.isEmpty ? 0 : Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
  }
  mutating func position() -> SourcePosition {
    let byte = int64()
    let place = int64()
    return SourcePosition(byte: byte, line: Int(place >> 32), column: Int(UInt32(truncatingIfNeeded: place)))
  }
  mutating func text() -> UnsafeRawBufferPointer { take(Int(clamping: int64())) }

  /// So many bytes; none when there are fewer.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= left else {
      isShort = true
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    defer { next += count }
    return UnsafeRawBufferPointer(rebasing: all[next..<next + count])
  }
}
