/// Unpacks a compressed source as it is read.
protocol Unpacker: AnyObject {
  /// Bytes read from the source.
  var packedBytes: Int64 { get }
  /// Why it cannot go on.
  var stop: WalkStop? { get }

  /// Unpacks the next piece; its length, 0 at the sound end, negative when `stop` says why not.
  func read(into room: UnsafeMutableRawBufferPointer) -> Int
}

/// How a stream of bytes is compressed.
enum Packing {
  case gzip
  case zstd

  /// By the first bytes; `nil` for what is not compressed.
  init?(_ start: [UInt8]) {
    if FileKind.isGzip(start) {
      self = .gzip
    } else if FileKind.isZstd(start) {
      self = .zstd
    } else {
      return nil
    }
  }

  /// What unpacks it.
  func unpacker(_ source: any ByteSource, chunkBytes: Int) -> any Unpacker {
    switch self {
    case .gzip: Gunzip(source, chunkBytes: chunkBytes)
    case .zstd: Unzstd(source, chunkBytes: chunkBytes)
    }
  }
}
