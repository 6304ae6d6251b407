import Foundation

/// A file in memory of both processes that holds the input being examined, so that it outlives a crash.
///
/// Layout: input number (8 bytes), sources that compiled (8), length (8), the input.
final class FlightRecorder {
  private let base: UnsafeMutableRawPointer
  private static let head = 24

  /// The file could not be made or mapped.
  struct Failure: Error {
    let path: String
  }

  init(path: String) throws {
    let size = Self.head + Bounds.inputBytes
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    guard file >= 0, ftruncate(file, off_t(size)) == 0 else { throw Failure(path: path) }
    defer { close(file) }
    guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), base != MAP_FAILED else {
      throw Failure(path: path)
    }
    self.base = base
  }

  var index: UInt64 {
    get { base.load(as: UInt64.self) }
    set { base.storeBytes(of: newValue, as: UInt64.self) }
  }

  var compiled: UInt64 {
    get { base.load(fromByteOffset: 8, as: UInt64.self) }
    set { base.storeBytes(of: newValue, toByteOffset: 8, as: UInt64.self) }
  }

  /// Notes an input before it is examined.
  func note(_ input: [UInt8], index: UInt64) {
    let length = min(input.count, Bounds.inputBytes)
    base.storeBytes(of: 0, toByteOffset: 16, as: UInt64.self)
    input.withUnsafeBytes {
      (base + Self.head).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: length)
    }
    base.storeBytes(of: UInt64(length), toByteOffset: 16, as: UInt64.self)
    self.index = index
  }

  /// The input that was being examined.
  var input: [UInt8] {
    let length = min(Int(base.load(fromByteOffset: 16, as: UInt64.self)), Bounds.inputBytes)
    return Array(UnsafeRawBufferPointer(start: base + Self.head, count: length))
  }
}

/// Findings as files.
enum Findings {
  /// Keeps an input as `KIND-HASH.cel`; gives the path.
  static func keep(_ input: [UInt8], as kind: String, in folder: String) throws -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for byte in input { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/\(kind)-" + String(repeating: "0", count: 16 - digits.count) + digits + ".cel"
    try Data(input).write(to: URL(filePath: path))
    return path
  }
}
