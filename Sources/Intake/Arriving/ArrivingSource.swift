import Dispatch
import Glibc
public import ReportModel
public import ReportReading
import Synchronization

/// A report that is read while it still arrives. Whoever asks for bytes that are not there yet waits for them, on a
/// thread of their own; what they are given is the same, piece by piece, as from the whole file.
///
/// The beginning lies in a spool. What follows either goes there too (``spooled(_:)``: it can be read any number of
/// times), or is handed over through a bounded window in memory (``add(_:)``: it is read once, from front to back, and
/// never touches the disk). One thread reads.
public final class ArrivingSource: ByteSource, Sendable {
  /// What may wait in memory for its reader, in bytes: four of the pieces that a reader takes, so that it and the network can
  /// run unevenly; more was not faster.
  public static let windowBytes = 1 << 20

  private let path: String
  private let stated: Int64?
  private let descriptor: Int32
  private let state: Mutex<ArrivalState>
  private let news = DispatchSemaphore(value: 0)

  /// A source whose beginning is what the spool holds now.
  ///
  /// - Parameter stated: the size of the whole in bytes, where the sender said so.
  public init(spool: Spool, stated: Int64?) throws(ReadingFault) {
    path = spool.path
    self.stated = stated
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .readFailed(path: spool.path, errno: errno) }
    state = Mutex(ArrivalState(spooled: spool.size))
  }

  deinit { close(descriptor) }

  // MARK: For whoever receives

  /// Says that so many more bytes are in the spool.
  public func spooled(_ count: Int) { tell { $0.grow(inSpool: count) } }

  /// Hands over bytes that are not in the spool; from the first on, none may go there.
  public func add(_ bytes: UnsafeRawBufferPointer) { tell { $0.grow(bytes) } }

  /// Waits until the window has room, or nobody reads any more.
  public func room() async {
    guard state.withLock({ $0.isFull }) else { return }
    await withCheckedContinuation { continuation in
      let isFull = state.withLock { state in
        if state.isFull { state.sender = continuation }
        return state.isFull
      }
      if !isFull { continuation.resume() }
    }
  }

  /// Says that everything has arrived, and what its hash is.
  public func end(hash: ContentHash) { tell { $0.close(.whole(hash)) } }

  /// Says that no more will come although it was not all.
  public func breakOff() { tell { $0.close(.brokenOff) } }

  private func tell(_ change: (inout ArrivalState) -> Void) {
    let isAwaited = state.withLock { state in
      change(&state)
      return state.wakesReader()
    }
    if isAwaited { news.signal() }
  }

  // MARK: For whoever reads

  /// The size in bytes: what the sender said it would be; else what is there, which is the truth at the end.
  public var size: Int64 { state.withLock { $0.end == nil ? stated ?? $0.arrived : $0.arrived } }

  /// Whether nothing more will come.
  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// The first bytes, as far as they have arrived.
  public func beginning(_ count: Int) throws(ReadingFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(min(Int64(count), state.withLock { $0.spooled })))
    var fault: ReadingFault?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(ReadingFault) {
        if !buffer.isEmpty { _ = try readSpool(buffer, 0) }
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }

  /// Reads as many bytes as fit, waiting for them; fewer only at the end.
  ///
  /// - Throws: `ReadingFault.readFailed` when the rest will never come.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try readSome(rest, offset + Int64(filled))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  private func readSome(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) throws(ReadingFault) -> Int {
    while true {
      switch state.withLock({ $0.step(buffer, offset) }) {
      case .inSpool(let count): return try readSpool(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), offset)
      case .taken(let count):
        wakeSender()
        return count
      case .wait: news.wait()
      case .end: return 0
      case .brokenOff: throw .readFailed(path: path, errno: ECONNRESET)
      case .passed: throw .changedWhileReading(path: path)
      }
    }
  }

  private func readSpool(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) throws(ReadingFault) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count > 0 { return count }
      if count == 0 { throw .changedWhileReading(path: path) }
      guard errno == EINTR else { throw .readFailed(path: path, errno: errno) }
    }
  }

  /// Waits for the end without reading what is left, and tells the hash of everything.
  func finalHash() throws(ReadingFault) -> ContentHash {
    abandon()
    while true {
      let end = state.withLock { state in
        if state.end == nil { state.wanted = .max }
        return state.end
      }
      switch end {
      case nil: news.wait()
      case .whole(let hash): return hash
      case .brokenOff: throw .readFailed(path: path, errno: ECONNRESET)
      }
    }
  }

  /// Says that nobody reads on: what comes is counted and passed over.
  public func abandon() {
    state.withLock { $0.abandon() }
    wakeSender()
  }

  private func wakeSender() {
    let sender = state.withLock { state in
      guard !state.isFull else { return CheckedContinuation<Void, Never>?.none }
      defer { state.sender = nil }
      return state.sender
    }
    sender?.resume()
  }
}
