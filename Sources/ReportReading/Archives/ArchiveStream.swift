internal import CLibArchive

/// Reads an archive, or one member of a ZIP, through libarchive, from a source and to a collector; only the formats
/// named here are switched on, and nothing is opened by name.
final class ArchiveStream {
  /// What is expected.
  enum Format {
    /// One member of a ZIP: its local header and data.
    case zipMember
    /// TAR, or one compressed file, either as it is or compressed by gzip or zstd.
    case tar
  }

  /// A member's header.
  struct Header {
    let name: [UInt8]
    let kind: Kind
    /// The size the archive names; 0 when it does not.
    let expected: Int64
    /// Whether this is a compressed file and no archive at all.
    let isLoneFile: Bool

    /// What kind of thing a member is.
    enum Kind { case file, folder, link, special }
  }

  private let handle: OpaquePointer
  private let feed: ArchiveFeed

  /// - Parameter packing: how the source is compressed; only for `.tar`.
  init(_ source: any ByteSource, _ format: Format, packing: Packing? = nil, chunkBytes: Int) throws(WalkStop) {
    guard let handle = archive_read_new() else { throw .machine(.spoolFailed(errno: 12)) }
    self.handle = handle
    feed = ArchiveFeed(source, packing, chunkBytes: chunkBytes)
    switch format {
    case .zipMember: archive_read_support_format_zip_streamable(handle)
    case .tar:
      archive_read_support_format_tar(handle)
      // No filter: what is unpacked on the way in is a TAR or a file by now. libarchive would unpack layer under layer.
      archive_read_support_format_raw(handle)
    }
    archive_read_set_read_callback(handle, ArchiveFeed.readPiece)
    archive_read_set_skip_callback(handle, ArchiveFeed.skipPiece)
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(feed).toOpaque())
    guard archive_read_open1(handle) == ARCHIVE_OK else { throw stop() }
  }

  deinit { archive_read_free(handle) }

  /// Compressed bytes consumed so far.
  var packedBytes: Int64 { feed.packedBytes }

  /// The next member; `nil` after the last.
  func next() throws(WalkStop) -> Header? {
    var entry: OpaquePointer?
    let status = archive_read_next_header(handle, &entry)
    if let trouble = feed.trouble { throw trouble }
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw stop() }
    let isRaw = archive_format(handle) & Self.formatFamily == Self.rawFormat
    return Header(
      name: Self.name(entry),
      kind: Self.kind(entry),
      expected: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0,
      isLoneFile: isRaw
    )
  }

  /// Unpacks the member whose header came last, until `take` wants no more; false when it stopped before the end.
  @discardableResult
  func read(_ take: (UnsafeRawBufferPointer) throws(WalkStop) -> Bool) throws(WalkStop) -> Bool {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: feed.chunkBytes, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count = archive_read_data(handle, room.baseAddress, room.count)
      if let trouble = feed.trouble { throw trouble }
      if count == 0 { return true }
      guard count > 0 else { throw stop() }
      guard try take(UnsafeRawBufferPointer(rebasing: room[..<count])) else { return false }
    }
  }

  /// Reads what stands behind the last member, so that the checksum at the very end is compared, too. Only zeros may
  /// stand there: behind the end of one TAR another could follow, which most readers would never see.
  func finish(_ pass: (Int) throws(WalkStop) -> Void) throws(WalkStop) {
    let end = archive_filter_bytes(handle, 0)
    while true {
      guard feed.isBlank(from: end) else { throw .archive(.strayBytes) }
      let count = feed.next(nil)
      if let trouble = feed.trouble { throw trouble }
      guard count > 0 else { return }
      try pass(count)
    }
  }

  private static let formatFamily: Int32 = 0xff0000
  private static let rawFormat: Int32 = 0x90000

  /// The name as stored. libarchive gives one of the two, by how the archive stores it and what the locale knows.
  private static func name(_ entry: OpaquePointer) -> [UInt8] {
    guard let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { return [] }
    return String.bytes(of: name)
  }

  private static func kind(_ entry: OpaquePointer) -> Header.Kind {
    if archive_entry_hardlink(entry) != nil || archive_entry_hardlink_utf8(entry) != nil { return .link }
    return switch archive_entry_filetype(entry) & 0o170000 {
    case 0o100000, 0: .file
    case 0o040000: .folder
    case 0o120000: .link
    default: .special
    }
  }

  /// Why libarchive cannot go on. When it had read to the very end and wanted more, the archive is cut.
  private func stop() -> WalkStop {
    if let trouble = feed.trouble { return trouble }
    if feed.isExhausted { return .archive(.cut) }
    return damaged(archive_error_string(handle).map { String(cString: $0) } ?? "unknown")
  }
}

extension String {
  fileprivate static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    var result: [UInt8] = []
    var place = text
    while place.pointee != 0 {
      result.append(UInt8(bitPattern: place.pointee))
      place += 1
    }
    return result
  }
}
