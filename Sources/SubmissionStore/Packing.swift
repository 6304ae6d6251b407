import CZstd
import Synchronization

/// Bytes as they are kept: compressed with Zstandard (RFC 8878) where that makes them shorter.
///
/// The first byte tells which. Packing depends on the library's version; nothing is ever hashed in packed form.
enum Packing {
  /// Above this level a filing would cost more time than the disk saves.
  private static let level: Int32 = 1
  private static let plain: UInt8 = 0
  private static let zstandard: UInt8 = 1
  /// Any of the library's error codes, which are the largest numbers of its unsigned type.
  private static let noMemory = -1
  private static let contexts = PackingContexts()

  static func pack(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result = 0
    let packed = [UInt8](unsafeUninitializedCapacity: 1 + ZSTD_compressBound(bytes.count)) { target, length in
      target[0] = zstandard
      result = bytes.withUnsafeBytes { source in
        contexts.lend {
          ZSTD_compressCCtx($0, target.baseAddress! + 1, target.count - 1, source.baseAddress, source.count, level)
        } ?? noMemory
      }
      length = ZSTD_isError(result) == 0 ? 1 + result : 0
    }
    return packed.isEmpty || packed.count > bytes.count ? [plain] + bytes : packed
  }

  /// The bytes behind packed ones; `nil` when they are none, or would be longer than the limit.
  static func unpack(_ packed: [UInt8], limit: Int) -> [UInt8]? {
    guard let kind = packed.first else { return nil }
    if kind == plain { return packed.count - 1 <= limit ? Array(packed.dropFirst()) : nil }
    guard kind == zstandard else { return nil }
    return packed.withUnsafeBytes { source -> [UInt8]? in
      let start = source.baseAddress! + 1
      let size = ZSTD_getFrameContentSize(start, source.count - 1)
      // Also turns away the two largest numbers, with which the library says "unknown" and "no frame".
      guard size <= UInt64(limit) else { return nil }
      let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
        let found = ZSTD_decompress(target.baseAddress, target.count, start, source.count - 1)
        count = ZSTD_isError(found) == 0 ? found : 0
      }
      return bytes.count == Int(size) ? bytes : nil
    }
  }

  /// A kept document: packed, or, from a store of the first versions, JSON as it was.
  static func document(_ kept: [UInt8]) -> [UInt8]? {
    kept.first == UInt8(ascii: "{") ? kept : unpack(kept, limit: Int(Filing.documentBytesMax))
  }
}

/// The library's working memory, more than a megabyte each time, kept from one packing to the next.
private final class PackingContexts: Sendable {
  /// A context, used by one thread at a time: whoever took it out of the list.
  private struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let idle = Mutex<[Context]>([])

  /// Lends a context; `nil` when there is no memory for one.
  func lend<Value>(_ work: (OpaquePointer) -> Value) -> Value? {
    guard let context = idle.withLock({ $0.popLast() }) ?? ZSTD_createCCtx().map({ Context(pointer: $0) }) else {
      return nil
    }
    defer { idle.withLock { $0.append(context) } }
    return work(context.pointer)
  }
}
