import ReportReading

/// Where a member lies, so that another process finds it again.
struct MemberPlace: Hashable, Sendable {
  /// The archive, a file of this machine.
  let archive: String
  /// The member in it.
  let place: ArchivePlace

  /// The member's name in a batch.
  var name: String { "\(archive)!/\(place.path)" }

  /// Finds the member and hands over its bytes; false when it is not there any more.
  func open(_ reader: ReportReader, _ body: (any ByteSource) throws(ReadingFault) -> Void) throws(ReadingFault) -> Bool
  {
    let source = try FileSource(path: archive)
    var isFound = false
    _ = try ArchiveWalk(reader: reader).walk(
      source,
      name: archive,
      // The outer archive is asked for before the members in it.
      select: { $0.index == place.index && ($0.nestedIndex == nil || $0.nestedIndex == place.nestedIndex) },
      visit: { (visit) throws(ReadingFault) in
        guard case .member(let found, let bytes) = visit, found.nestedIndex == place.nestedIndex else { return true }
        isFound = true
        try body(bytes)
        return false
      }
    )
    return isFound
  }
}

extension MemberPlace {
  /// As bytes for a worker: size (8), number in the archive (8), in the nested one and one more (8), length of the archive's
  /// path (4), that path, the member's.
  func bytes(size: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(size), bytes: 8)
    bytes.append(littleEndian: UInt64(place.index), bytes: 8)
    bytes.append(littleEndian: UInt64(place.nestedIndex.map { $0 + 1 } ?? 0), bytes: 8)
    bytes.append(littleEndian: UInt64(archive.utf8.count), bytes: 4)
    return bytes + archive.utf8 + place.path.utf8
  }

  /// A place and a size from their bytes.
  static func read(_ bytes: [UInt8]) -> (MemberPlace, Int64)? {
    let head = 28
    guard bytes.count >= head else { return nil }
    let end = head + Int(bytes.littleEndian(at: 24, bytes: 4))
    guard bytes.count >= end else { return nil }
    let nested = Int(bytes.littleEndian(at: 16, bytes: 8))
    let place = ArchivePlace(
      index: Int(bytes.littleEndian(at: 8, bytes: 8)),
      nestedIndex: nested > 0 ? nested - 1 : nil,
      path: String(decoding: bytes[end...], as: UTF8.self)
    )
    let archive = String(decoding: bytes[head..<end], as: UTF8.self)
    return (MemberPlace(archive: archive, place: place), Int64(bytes.littleEndian(at: 0, bytes: 8)))
  }
}
