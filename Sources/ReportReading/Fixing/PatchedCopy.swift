/// Copies a source and puts other bytes in place of some of its own.
final class PatchedCopy {
  private let source: any ByteSource
  private let sink: any FixSink
  /// The first byte that is not copied yet.
  private var position: Int64 = 0
  private let buffer: UnsafeMutableRawBufferPointer
  /// Why copying stopped, if it did.
  private(set) var fault: ReadingFault?

  init(_ source: any ByteSource, chunkBytes: Int, to sink: any FixSink) {
    self.source = source
    self.sink = sink
    buffer = .allocate(byteCount: chunkBytes, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// Writes `bytes` in place of `count` bytes from `offset`, which lies behind all earlier ones.
  func replace(at offset: Int64, count: Int, with bytes: [UInt8]) {
    copy(to: offset)
    guard fault == nil else { return }
    bytes.withUnsafeBytes(write)
    position = offset + Int64(count)
  }

  /// Copies the rest.
  func finish() throws(ReadingFault) {
    copy(to: source.size)
    if let fault { throw fault }
  }

  private func copy(to end: Int64) {
    while position < end, fault == nil {
      let wanted = Int(min(end - position, Int64(buffer.count)))
      do throws(ReadingFault) {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        let count = try source.read(into: room, at: position)
        guard count > 0 else { return }
        write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        position += Int64(count)
      } catch {
        fault = error
      }
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    do { try sink.write(bytes) } catch { fault = .sinkFailed("\(error)") }
  }
}
