/// The name of a member as an archive gives it: bytes of any kind, to be looked at before they are believed.
struct MemberName: Hashable {
  /// The name for people and results: UTF-8, folders parted by `/`; bytes that are no UTF-8 as `\xE9`.
  let path: String
  /// Whether it stands for a folder.
  let isFolder: Bool
  private let raw: [UInt8]

  init(_ raw: [UInt8]) {
    self.raw = raw
    // Windows programs part folders by a backslash, which therefore climbs out just as well.
    let parted = raw.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    isFolder = parted.last == UInt8(ascii: "/")
    path = Self.shown(parted)
  }

  /// What is wrong with the name, if anything.
  func fault(_ limits: ArchiveLimits) -> ArchiveFault? {
    if raw.count > limits.nameBytes { return .nameTooLong(allowed: limits.nameBytes) }
    let isDrive = raw.count >= 2 && raw[1] == UInt8(ascii: ":")
    let hasControl = raw.contains { $0 < 0x20 || $0 == 0x7F }
    if raw.isEmpty || path.hasPrefix("/") || isDrive || hasControl { return .unsafeName }
    let parts = path.split(separator: "/")
    if parts.contains("..") || parts.isEmpty { return .unsafeName }
    return parts.count > limits.folders ? .nameTooLong(allowed: limits.folders) : nil
  }

  /// Whether the operating system dropped it there: `__MACOSX/…`, `.DS_Store`, `Thumbs.db` and the like.
  var isDropping: Bool {
    let parts = path.split(separator: "/")
    guard let last = parts.last?.lowercased() else { return false }
    return parts.first == "__MACOSX" || last.hasPrefix("._") || Self.droppings.contains(last)
  }

  /// The name without folders.
  var lastPart: Substring { path.split(separator: "/").last ?? "" }

  /// The name by which duplicates are found: without empty and `.` parts, letters of both cases alike, because half of
  /// the world's file systems would put one over the other.
  var key: String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/").lowercased()
  }

  private static let droppings: Set<String> = [".ds_store", "thumbs.db", "desktop.ini"]

  private static func shown(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
