import ReportModel

/// How far a report has arrived and been read.
struct ArrivalState: Sendable {
  /// How it ended.
  enum End: Sendable {
    case whole(ContentHash)
    case brokenOff
  }

  /// What a reader does next.
  enum Step: Sendable {
    /// Read so many bytes from the spool.
    case inSpool(Int)
    /// So many bytes were copied.
    case taken(Int)
    case wait
    case end
    case brokenOff
    /// These bytes have gone through the window already.
    case passed
  }

  /// Bytes in the spool.
  private(set) var spooled: Int64
  /// Bytes that have come.
  private(set) var arrived: Int64
  private(set) var end: End?
  /// Up to where bytes must be there for the waiting reader to go on.
  var wanted: Int64?
  /// Whoever waits for room.
  var sender: CheckedContinuation<Void, Never>?

  private var pieces: [[UInt8]] = []
  /// The first piece that is not read to its end, and how far it is.
  private var first = 0
  private var used = 0
  /// Where in the report the unread bytes of the window begin.
  private var windowStart: Int64
  private var isRead = true

  init(spooled: Int64) {
    self.spooled = spooled
    arrived = spooled
    windowStart = spooled
  }

  /// Whether no more may be added for now.
  var isFull: Bool { isRead && end == nil && arrived - windowStart >= Int64(ArrivingSource.windowBytes) }

  mutating func grow(inSpool count: Int) {
    arrived += Int64(count)
    spooled = arrived
    windowStart = arrived
  }

  mutating func grow(_ bytes: UnsafeRawBufferPointer) {
    arrived += Int64(bytes.count)
    if isRead { pieces.append([UInt8](bytes)) }
  }

  mutating func close(_ end: End) { if self.end == nil { self.end = end } }

  mutating func abandon() {
    isRead = false
    pieces = []
    (first, used) = (0, 0)
  }

  /// Whether the waiting reader has what it waits for; then it is woken, once.
  mutating func wakesReader() -> Bool {
    guard let wanted, arrived >= wanted || end != nil else { return false }
    self.wanted = nil
    return true
  }

  /// Copies what the window has, or says what else to do. A piece is given only when it is as large as asked for, or the
  /// last: so the pieces are those of a file.
  mutating func step(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) -> Step {
    if case .brokenOff = end { return .brokenOff }
    let here = arrived - offset
    guard here >= Int64(buffer.count) || end != nil else {
      wanted = offset + Int64(buffer.count)
      return .wait
    }
    guard here > 0 else { return .end }
    if offset < spooled { return .inSpool(Int(min(Int64(buffer.count), spooled - offset))) }
    guard isRead, offset == windowStart else { return .passed }
    return .taken(take(buffer))
  }

  private mutating func take(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count, first < pieces.count {
      let count = min(buffer.count - filled, pieces[first].count - used)
      pieces[first].withUnsafeBytes { piece in
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: piece[used..<used + count]))
      }
      filled += count
      used += count
      if used == pieces[first].count {
        pieces[first] = []
        (first, used) = (first + 1, 0)
      }
    }
    // Read pieces are let go at once; their places, when they are many.
    if first == pieces.count || first > 256 {
      pieces.removeFirst(first)
      first = 0
    }
    windowStart += Int64(filled)
    return filled
  }
}
