/// What receives the rows of a ``CSVReader``, in order and within the call that feeds bytes.
public protocol CSVRowSink: AnyObject {
  /// One row; a blank line is a row of one empty field. It may not be kept after the call returns.
  func row(_ row: borrowing CSVRow) -> CSVControl
}

/// Whether to read on.
public enum CSVControl: Hashable, Sendable {
  /// Go on.
  case `continue`
  /// Deliver no more rows; what is fed from now on is ignored.
  case stop
}

/// What to do with a quote in a field that does not begin with one, as in `Toko 19" Jaya`, and with blanks after a
/// closing quote.
public enum CSVQuoting: Hashable, Sendable {
  /// Keep the quote as data, and ``CSVRow/hasStrayQuote(_:)`` tells; drop the blanks.
  case lenient
  /// Refuse both, as RFC 4180 does.
  case strict
}

/// Where reading begins, for reading a part of a file again.
public struct CSVStart: Hashable, Sendable {
  /// Byte offset of a row, from 0, as ``CSVRow/byteOffset`` gave it.
  public let byte: Int64
  /// The physical line of that row, from 1.
  public let line: Int

  /// A row at `byte` (from 0) on `line` (from 1).
  public init(byte: Int64, line: Int) {
    self.byte = byte
    self.line = line
  }

  /// The beginning of the file.
  public static let fileStart = CSVStart(byte: 0, line: 1)
}

/// Reads a CSV file as it arrives: bytes in, rows out (RFC 4180, more lenient where `quoting` says so).
///
/// The file is never held whole: memory is bounded by ``CSVLimits`` and does not grow with its size.
///
/// ```swift
/// let reader = CSVReader(dialect: dialect, sink: sink)
/// while let piece = nextPiece() { try reader.feed(piece) }
/// try reader.finish()
/// ```
///
/// Lines end with LF, CRLF or CR, in any mixture; a last line without line end counts. The same file gives the same
/// rows, positions and error however it is cut into pieces. A reader is for one file and one thread at a time.
public final class CSVReader {
  /// The dialect being read.
  public let dialect: CSVDialect
  /// Byte offset in the *file*, from 0, of the first byte to feed. It is `start.byte` for UTF-8. A transcoded file is
  /// fed from its beginning (0), and the reader drops what lies before `start`.
  public let firstFileByte: Int64
  /// Whether the sink has asked to stop.
  public private(set) var isStopped = false

  /// What is copied and scanned at once: it stays in the processor's caches.
  private static let sliceBytes = 65_536

  private let sink: any CSVRowSink
  private let totalBytes: Int64
  private var scanner: RowScanner
  private var transcoder: Transcoder?
  private var received: Int64 = 0
  private var failure: CSVError?
  private var isFinished = false

  /// A reader whose rows go to `sink`.
  ///
  /// - parameter start: where to begin: a row's own offset and line, to read one section again. Byte order mark and
  ///   `sep=` line are passed over only at the beginning of the file.
  public init(
    dialect: CSVDialect,
    limits: CSVLimits = .standard,
    quoting: CSVQuoting = .lenient,
    from start: CSVStart = .fileStart,
    sink: any CSVRowSink
  ) {
    self.dialect = dialect
    self.sink = sink
    totalBytes = limits.totalBytes
    firstFileByte = dialect.encoding.isTranscoded ? 0 : start.byte
    scanner = RowScanner(dialect: dialect, limits: limits, quoting: quoting, start: start)
    transcoder = dialect.encoding.isTranscoded ? Transcoder(from: dialect.encoding, skipping: start.byte) : nil
  }

  /// Takes the next bytes of the file and delivers the rows they complete.
  ///
  /// - throws: the first error of the file; the same again when called after an error.
  public func feed(_ bytes: UnsafeRawBufferPointer) throws(CSVError) {
    precondition(!isFinished, "fed after finish()")
    if let failure { throw failure }
    var rest = bytes[...]
    while !rest.isEmpty && !isStopped {
      let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.sliceBytes))
      try remembering { () throws(CSVError) in try take(slice) }
      rest = rest.dropFirst(slice.count)
    }
  }

  /// Says that the file has no more bytes, and delivers a last row without line end.
  ///
  /// - throws: what only the end can show, such as an unclosed quote; an earlier error again.
  public func finish() throws(CSVError) {
    if let failure { throw failure }
    if isFinished || isStopped { return }
    isFinished = true
    try remembering { () throws(CSVError) in try takeEnd() }
  }

  private func take(_ slice: UnsafeRawBufferPointer) throws(CSVError) {
    let allowed = UnsafeRawBufferPointer(rebasing: slice.prefix(Int(min(totalBytes - received, Int64(slice.count)))))
    received += Int64(allowed.count)
    let isSound = admit(allowed)
    try scan()
    if isStopped { return }
    if !isSound { throw .invalidUTF16(at: scanner.endPosition) }
    if allowed.count < slice.count {
      throw .limitExceeded(.totalBytes, allowed: totalBytes, at: scanner.endPosition)
    }
  }

  /// Puts the bytes, as UTF-8, behind those that wait; false when they hold half a UTF-16 character.
  private func admit(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if transcoder == nil {
      scanner.append(bytes)
      return true
    }
    let room = scanner.reserve(Transcoder.maximalBytes(for: bytes.count))
    var written = 0
    let isSound = transcoder?.transcode(bytes, to: room, count: &written) ?? true
    scanner.commit(written)
    return isSound
  }

  private func takeEnd() throws(CSVError) {
    scanner.isAtEnd = true
    try scan()
    if isStopped { return }
    if let transcoder, transcoder.isWithinCharacter { throw .invalidUTF16(at: scanner.endPosition) }
    if try scanner.finish(sink) == .stop { isStopped = true }
  }

  private func scan() throws(CSVError) {
    if try scanner.scan(sink) == .stop { isStopped = true }
  }

  private func remembering(_ work: () throws(CSVError) -> Void) throws(CSVError) {
    do {
      try work()
    } catch {
      failure = error
      throw error
    }
  }
}
