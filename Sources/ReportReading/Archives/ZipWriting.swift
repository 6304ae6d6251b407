internal import CLibArchive

/// Writes a ZIP through libarchive, member by member, to a sink of bytes. Members carry no time, so that the same members
/// give the same bytes.
final class ZipWriting {
  private let handle: OpaquePointer
  private let output: Output

  /// What libarchive calls back to.
  private final class Output {
    let sink: any FixSink
    var failure: String?

    init(_ sink: any FixSink) { self.sink = sink }
  }

  /// Begins a ZIP.
  init(to sink: any FixSink) throws(ReadingFault) {
    guard let handle = archive_write_new() else { throw .spoolFailed(errno: 12) }
    self.handle = handle
    output = Output(sink)
    archive_write_set_format_zip(handle)
    // libarchive would gather 10 KB; members are handed over in larger pieces already.
    archive_write_set_bytes_per_block(handle, 0)
    let context = Unmanaged.passUnretained(output).toOpaque()
    let status = archive_write_open(handle, context, nil, Self.take, nil)
    guard status == ARCHIVE_OK else { throw fault }
  }

  deinit { archive_write_free(handle) }

  private static let take: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Int = {
    _,
    context,
    bytes,
    count in
    guard let context else { return -1 }
    return Unmanaged<Output>.fromOpaque(context)._withUnsafeGuaranteedRef { output in
      do {
        try output.sink.write(UnsafeRawBufferPointer(start: bytes, count: count))
        return count
      } catch {
        output.failure = "\(error)"
        return -1
      }
    }
  }

  /// Writes a member.
  ///
  /// - Parameter name: the bytes of its name, as the ZIP they come from has them.
  func add(_ name: some Sequence<UInt8>, _ source: any ByteSource, chunkBytes: Int) throws(ReadingFault) {
    guard let entry = archive_entry_new() else { throw .spoolFailed(errno: 12) }
    defer { archive_entry_free(entry) }
    let path = name.map { CChar(bitPattern: $0) } + [0]
    archive_entry_set_pathname(entry, path)
    archive_entry_set_filetype(entry, UInt32(0o100000))
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, source.size)
    guard archive_write_header(handle, entry) == ARCHIVE_OK else { throw fault }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
    defer { room.deallocate() }
    var offset: Int64 = 0
    while offset < source.size {
      let count = try source.read(into: room, at: offset)
      guard count > 0, archive_write_data(handle, room.baseAddress, count) == count else { throw fault }
      offset += Int64(count)
    }
  }

  /// Writes the directory.
  func finish() throws(ReadingFault) {
    guard archive_write_close(handle) == ARCHIVE_OK else { throw fault }
  }

  private var fault: ReadingFault {
    .sinkFailed(output.failure ?? archive_error_string(handle).map { String(cString: $0) } ?? "ZIP")
  }
}
