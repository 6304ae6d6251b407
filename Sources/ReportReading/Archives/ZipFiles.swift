/// The files of a checked ZIP, each to be unpacked by itself, in any order and any number of times.
struct ZipFiles {
  /// The files in the directory's order, without folders and what operating systems drop.
  let entries: [ZipEntry]
  private let source: any ByteSource
  private let limits: ArchiveLimits

  init(_ source: any ByteSource, _ directory: ZipDirectory, _ limits: ArchiveLimits) {
    self.source = source
    self.limits = limits
    entries = directory.entries.filter { !$0.name.isFolder && !$0.name.isDropping }
  }

  /// Unpacks a file into memory or a temporary file. Its size and checksum must be those of the directory.
  ///
  /// - Parameter memoryBytes: up to which size it is held in memory; by default the limit's.
  func unpack(_ entry: ZipEntry, memoryBytes: Int? = nil) throws(WalkStop) -> any ByteSource {
    var collector = MemberCollector(memoryBytes: memoryBytes ?? limits.memoryBytes, expected: entry.bytes)
    try stream(entry) { piece throws(WalkStop) in
      try machine { () throws(ReadingFault) in try collector.append(piece) }
      return true
    }
    return collector.source()
  }

  /// Unpacks a file piece by piece, until `take` wants no more.
  func stream(
    _ entry: ZipEntry,
    _ take: (UnsafeRawBufferPointer) throws(WalkStop) -> Bool
  ) throws(WalkStop) {
    if let fault = entry.fault(limits) { throw .archive(fault) }
    // libarchive looks for the longest descriptor there is, beyond a shorter one that ends the member.
    let end = entry.hasDescriptor ? min(entry.end + Self.descriptorBytes, source.size) : entry.end
    let slice = SourceSlice(base: source, range: entry.offset..<end)
    do throws(WalkStop) {
      let stream = try ArchiveStream(slice, .zipMember, chunkBytes: Self.chunkBytes)
      guard try stream.next() != nil else { throw damaged("no member") }
      var count: Int64 = 0
      let isWhole = try stream.read { piece throws(WalkStop) in
        count += Int64(piece.count)
        guard count <= entry.bytes else { throw damaged("size") }
        return try take(piece)
      }
      guard !isWhole || count == entry.bytes else { throw damaged("size") }
    } catch {
      // The directory has been checked: a member that ends early is damaged, the archive is not cut.
      if case .archive(.cut) = error { throw damaged("member ends early") }
      throw error
    }
  }

  /// The file of this name; upper and lower case alike.
  func entry(named name: String) -> ZipEntry? {
    let wanted = name.lowercased()
    return entries.first { $0.name.key == wanted }
  }

  /// Bytes of a data descriptor with its mark and 64-bit sizes (4.3.9).
  private static let descriptorBytes: Int64 = 24
  /// Bytes unpacked at a time.
  private static let chunkBytes = 65_536
}
