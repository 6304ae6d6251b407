/// Makes ZIP files byte by byte, so that a test can tell lies in any of their numbers. Members are stored, not deflated.
struct ZipMaker {
  /// One member; what is `nil` is as it should be.
  struct Member {
    var name: [UInt8]
    var bytes: [UInt8]
    /// Another name in the directory than at the member.
    var directoryName: [UInt8]?
    var flags = 0x0800
    var method = 0
    /// The size that both headers claim.
    var claimedSize: Int?
    /// The unpacked size that the directory alone claims.
    var directorySize: Int?
    var checksum: UInt32?
    /// Where the directory says that it begins.
    var offset: Int?
    /// Upper half: Unix mode.
    var mode = 0o100644

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    init(_ name: String, _ bytes: [UInt8]) {
      self.name = Array(name.utf8)
      self.bytes = bytes
    }
  }

  var members: [Member]
  var comment: [UInt8] = []
  /// Bytes before the first member.
  var prefix: [UInt8] = []
  /// Another number of entries than there are.
  var claimedCount: Int?

  init(_ members: [Member]) { self.members = members }
  init(_ files: [(String, String)]) { members = files.map { Member($0.0, $0.1) } }

  /// The bytes of the ZIP.
  var bytes: [UInt8] {
    var result = prefix
    var directory: [UInt8] = []
    for member in members {
      let offset = result.count - prefix.count
      let size = member.claimedSize ?? member.bytes.count
      let checksum = member.checksum ?? Self.checksum(member.bytes)
      result += number(0x0403_4b50, 4) + number(20, 2) + number(member.flags, 2) + number(member.method, 2)
      result += number(0, 4) + number(Int(checksum), 4) + number(size, 4) + number(size, 4)
      result += number(member.name.count, 2) + number(0, 2) + member.name + member.bytes
      let name = member.directoryName ?? member.name
      directory += number(0x0201_4b50, 4) + number(0x0314, 2) + number(20, 2) + number(member.flags, 2)
      directory += number(member.method, 2) + number(0, 4) + number(Int(checksum), 4) + number(size, 4)
      directory += number(member.directorySize ?? size, 4) + number(name.count, 2) + number(0, 6) + number(0, 2)
      directory += number(0, 2) + number(member.mode, 2) + number(member.offset ?? offset, 4) + name
    }
    let count = claimedCount ?? members.count
    let start = result.count - prefix.count
    result += directory + number(0x0605_4b50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
    return result + number(directory.count, 4) + number(start, 4) + number(comment.count, 2) + comment
  }

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 as ZIP uses it (ISO 3309).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}

/// Makes TAR files (POSIX ustar).
enum TarMaker {
  /// A member with its type: `0` file, `1` hard link, `2` symbolic link, `5` folder, `6` pipe.
  static func member(_ name: String, _ text: String = "", type: String = "0", link: String = "") -> [UInt8] {
    let content = type == "0" ? Array(text.utf8) : []
    var header = field(name, 100) + field("0000644", 8) + field("0000000", 8) + field("0000000", 8)
    header += field(octal(content.count, 11), 12) + field("00000000000", 12) + Array("        ".utf8)
    header +=
      field(type, 1) + field(link, 100) + field("ustar", 6) + Array("00".utf8) + [UInt8](repeating: 0, count: 247)
    let sum = header.reduce(0) { $0 + Int($1) }
    header.replaceSubrange(148..<156, with: Array((octal(sum, 6) + "\0 ").utf8))
    return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// The members with the end of the archive behind them.
  static func archive(_ members: [UInt8]...) -> [UInt8] {
    members.flatMap(\.self) + [UInt8](repeating: 0, count: 1_024)
  }

  private static func field(_ text: String, _ count: Int) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(count))
    return bytes + [UInt8](repeating: 0, count: count - bytes.count)
  }

  private static func octal(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: digits - text.count) + text
  }
}

/// Makes Zstandard frames (RFC 8878) of one block that is not compressed.
enum ZstdMaker {
  /// A frame of 256 to 65,791 bytes.
  static func frame(_ bytes: [UInt8]) -> [UInt8] {
    let (size, block) = (bytes.count - 256, bytes.count << 3 | 1)
    // One segment, with its size in two bytes less 256.
    return [0x28, 0xB5, 0x2F, 0xFD, 0x60, UInt8(size & 0xFF), UInt8(size >> 8)]
      + (0..<3).map { UInt8(block >> ($0 * 8) & 0xFF) } + bytes
  }

  /// A frame that is to be skipped.
  static let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
}
