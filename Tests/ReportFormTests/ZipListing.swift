import Foundation

/// The members of a ZIP file with the checksums of their content (APPNOTE 4.3.12): the same for the same content, however
/// well a version of zlib packed it.
struct ZipListing {
  /// CRC-32 by name.
  let members: [String: UInt32]

  init(_ data: Data) throws {
    let bytes = [UInt8](data)
    func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    var members: [String: UInt32] = [:]
    // The end record of 22 bytes: these files have no comment behind it.
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4b50 else { throw CocoaError(.fileReadCorruptFile) }
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(place, 4) == 0x0201_4b50 else { throw CocoaError(.fileReadCorruptFile) }
      let length = number(place + 28, 2)
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self)
      members[name] = UInt32(number(place + 16, 4))
      place += 46 + length + number(place + 30, 2) + number(place + 32, 2)
    }
    self.members = members
  }
}
