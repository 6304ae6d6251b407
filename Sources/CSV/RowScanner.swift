/// Finds fields and rows in the bytes that have come so far, and remembers where it stands in between.
///
/// It walks over the bits that mark quotes, delimiters and line ends, never over single bytes.
struct RowScanner: ~Copyable {
  private enum State {
    /// Outside of quotes.
    case plain
    /// Within quotes.
    case quoted
    /// The last byte was a quote within quotes: the closing one, or the first of a doubled one.
    case closing
    /// Behind a closing quote and a blank: only blanks may follow.
    case trailing
  }

  /// Set when no more bytes will come.
  var isAtEnd = false

  private let delimiter: UInt8
  private let quote: UInt8
  private let quoting: CSVQuoting
  private let limits: CSVLimits

  private var buffer: RowBuffer
  private var state = State.plain
  /// Line of the unfinished row, from 1.
  private var line: Int
  private let ends: UnsafeMutablePointer<UInt32>
  private var fieldCount = 0
  /// Flags of the unfinished field, and of all fields of the row so far.
  private var fieldFlags: UInt32 = 0
  private var rowFlags: UInt32 = 0
  private var rowHoldsLineEnds = false
  private var isAfterCarriageReturn = false
  private var mayBeginWithMark: Bool
  private var skipsSeparatorLine: Bool
  private var scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  private var scratchSize = 1

  init(dialect: CSVDialect, limits: CSVLimits, quoting: CSVQuoting, start: CSVStart) {
    delimiter = dialect.delimiter.rawValue
    quote = dialect.quote
    self.quoting = quoting
    var limits = limits
    limits.rowBytes = min(limits.rowBytes, 1 << 27)  // a field's end is noted in 28 bits
    self.limits = limits
    line = start.line
    buffer = RowBuffer(from: start.byte)
    ends = .allocate(capacity: max(1, limits.columnsPerRow))
    mayBeginWithMark = start.byte == 0
    skipsSeparatorLine = start.byte == 0 && dialect.hasSeparatorLine
  }

  deinit {
    ends.deallocate()
    scratch.deallocate()
  }

  /// The end of the bytes that have come so far.
  var endPosition: CSVPosition { position(of: buffer.filled) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(buffer.reserve(bytes.count)).copyMemory(from: start, byteCount: bytes.count)
    buffer.commit(bytes.count)
  }

  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> { buffer.reserve(count) }

  mutating func commit(_ count: Int) { buffer.commit(count) }

  /// Scans what has come and hands on the rows it completes.
  mutating func scan(_ sink: any CSVRowSink) throws(CSVError) -> CSVControl {
    guard passMark() else { return .continue }
    let sound = SoundText.prefix(
      of: UnsafeBufferPointer(start: buffer.memory + buffer.checked, count: buffer.filled - buffer.checked)
    )
    buffer.checked += sound.count
    while buffer.scanned < buffer.checked {
      let count = min(ByteBlock.size, buffer.checked &- buffer.scanned)
      let block = ByteBlock(buffer.memory + buffer.scanned, count: count, quote: quote, delimiter: delimiter)
      let control =
        block.quotes == 0 && state == .plain
        ? try walkPlain(block, sink) : try walkQuoted(block, count, sink)
      if control == .stop { return .stop }
      buffer.scanned &+= count
    }
    if let violation = sizeViolation(upTo: buffer.checked) { throw violation }
    if let fault = sound.fault { throw error(for: fault) }
    return .continue
  }

  /// Hands on a last row that has no line end.
  mutating func finish(_ sink: any CSVRowSink) throws(CSVError) -> CSVControl {
    if buffer.checked < buffer.filled { throw .invalidUTF8(at: position(of: buffer.checked), byte: nil) }
    if state == .quoted { throw .unclosedQuote(at: position(of: buffer.fieldStart)) }
    guard buffer.filled > buffer.rowStart else { return .continue }
    if isAfterCarriageReturn && buffer.filled == buffer.rowStart { return .continue }
    return try endRow(buffer.filled, sink)
  }

  // MARK: Walking

  /// False when it cannot be told yet whether the stream begins with a byte order mark.
  private mutating func passMark() -> Bool {
    guard mayBeginWithMark else { return true }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = UnsafeBufferPointer(start: buffer.memory, count: min(3, buffer.filled))
    if start.count < 3 && !isAtEnd && mark.starts(with: start) { return false }
    mayBeginWithMark = false
    if start.elementsEqual(mark) { buffer.passOver(3) }
    return true
  }

  /// A block without quotes, outside of quotes: nearly all of a usual file.
  @inline(__always)
  private mutating func walkPlain(_ block: ByteBlock, _ sink: any CSVRowSink) throws(CSVError) -> CSVControl {
    var delimiters = block.delimiters
    var lineEnds = block.lineEnds
    while lineEnds != 0 {
      let bit = lineEnds & (0 &- lineEnds)
      try endFields(delimiters & (bit &- 1))
      delimiters &= 0 &- bit
      lineEnds &= lineEnds &- 1
      if try endLine(buffer.scanned &+ bit.trailingZeroBitCount, sink) == .stop { return .stop }
    }
    try endFields(delimiters)
    return .continue
  }

  /// Ends fields at the delimiters of a block, one bit each.
  @inline(__always)
  private mutating func endFields(_ delimiters: UInt64) throws(CSVError) {
    var left = delimiters
    if left == 0 { return }
    // The first may belong to a field with flags; it and too many are left to the careful way.
    if fieldFlags != 0 || fieldCount &+ left.nonzeroBitCount > limits.columnsPerRow {
      while left != 0 {
        try endField(buffer.scanned &+ left.trailingZeroBitCount)
        left &= left &- 1
      }
      return
    }
    let base = buffer.scanned &- buffer.rowStart
    var count = fieldCount
    var last = 0
    while left != 0 {
      last = left.trailingZeroBitCount
      ends[count] = UInt32(truncatingIfNeeded: base &+ last)
      count &+= 1
      left &= left &- 1
    }
    fieldCount = count
    buffer.fieldStart = buffer.scanned &+ last &+ 1
  }

  private mutating func walkQuoted(
    _ block: ByteBlock,
    _ count: Int,
    _ sink: any CSVRowSink
  ) throws(CSVError) -> CSVControl {
    let structurals = block.delimiters | block.lineEnds
    var left = ~(0 as UInt64) >> UInt64(ByteBlock.size - count)
    while left != 0 {
      let candidates =
        switch state {
        case .plain, .trailing: (block.quotes | structurals) & left
        case .quoted: block.quotes & left
        case .closing: left
        }
      let found = candidates & (0 &- candidates)
      if state == .quoted, block.lineEnds & left & (found &- 1) != 0 { rowHoldsLineEnds = true }
      if found == 0 { return .continue }
      left &= ~(found | (found &- 1))
      let index = buffer.scanned &+ found.trailingZeroBitCount
      if block.quotes & found != 0 {
        try meetQuote(index)
      } else if structurals & found != 0 {
        try leaveQuotes(index)
        if block.delimiters & found != 0 {
          try endField(index)
        } else if try endLine(index, sink) == .stop {
          return .stop
        }
      } else {
        try meetTextAfterQuote(index)
      }
    }
    return .continue
  }

  private mutating func meetQuote(_ index: Int) throws(CSVError) {
    switch state {
    case .plain where index == buffer.fieldStart:
      fieldFlags |= FieldEnd.quoted
      state = .quoted
    case .plain:
      if quoting == .strict { throw sizeViolation(upTo: index) ?? .quoteInUnquotedField(at: position(of: index)) }
      fieldFlags |= FieldEnd.strayQuote
    case .quoted:
      state = .closing
    case .closing:
      fieldFlags |= FieldEnd.doubledQuotes
      state = .quoted
    case .trailing:
      throw textAfterQuote(upTo: index + 1) ?? .textAfterClosingQuote(at: endPosition, opened: endPosition)
    }
  }

  private mutating func meetTextAfterQuote(_ index: Int) throws(CSVError) {
    if quoting == .strict || !Blank.contains(buffer.memory[index]) {
      throw sizeViolation(upTo: index)
        ?? .textAfterClosingQuote(at: position(of: index), opened: position(of: buffer.fieldStart))
    }
    fieldFlags |= FieldEnd.trailingBlanks
    state = .trailing
  }

  private mutating func leaveQuotes(_ index: Int) throws(CSVError) {
    if state == .trailing, let error = textAfterQuote(upTo: index) { throw error }
    state = .plain
  }

  /// The error for the first byte that is no blank between the unfinished field's closing quote and `end`.
  private func textAfterQuote(upTo end: Int) -> CSVError? {
    let bytes = buffer.memory
    var index = buffer.fieldStart + 1
    while bytes[index] != quote || bytes[index + 1] == quote { index += bytes[index] == quote ? 2 : 1 }
    index += 1
    while index < end, Blank.contains(bytes[index]) { index += 1 }
    guard index < end else { return nil }
    return sizeViolation(upTo: index)
      ?? .textAfterClosingQuote(at: position(of: index), opened: position(of: buffer.fieldStart))
  }

  // MARK: Fields and rows

  @inline(__always)
  private mutating func endLine(_ index: Int, _ sink: any CSVRowSink) throws(CSVError) -> CSVControl {
    let byte = buffer.memory[index]
    if byte == 0x0A && isAfterCarriageReturn && index == buffer.rowStart {
      isAfterCarriageReturn = false
      buffer.rowStart = index &+ 1
      buffer.fieldStart = index &+ 1
      return .continue
    }
    isAfterCarriageReturn = byte == 0x0D
    return try endRow(index, sink)
  }

  @inline(__always)
  private mutating func endField(_ index: Int) throws(CSVError) {
    if fieldCount >= limits.columnsPerRow {
      throw sizeViolation(upTo: index) ?? exceeded(.columnsPerRow, limits.columnsPerRow, at: buffer.fieldStart)
    }
    ends[fieldCount] = UInt32(truncatingIfNeeded: index &- buffer.rowStart) | fieldFlags
    rowFlags |= fieldFlags
    fieldFlags = 0
    fieldCount &+= 1
    buffer.fieldStart = index &+ 1
  }

  private mutating func endRow(_ index: Int, _ sink: any CSVRowSink) throws(CSVError) -> CSVControl {
    try leaveQuotes(index)
    try endField(index)
    if index - buffer.rowStart > limits.unconditional, let violation = sizeViolation(upTo: index) { throw violation }
    let start = UnsafePointer(buffer.memory + buffer.rowStart)
    let length = index - buffer.rowStart
    let lines = rowHoldsLineEnds ? LineEnds.measure(UnsafeBufferPointer(start: start, count: length)).lines + 1 : 1
    if rowFlags & FieldEnd.doubledQuotes != 0 { enlargeScratch(length) }
    let row = CSVRow(
      fieldCount: fieldCount,
      line: line,
      lineCount: lines,
      byteOffset: buffer.byteBase + Int64(buffer.rowStart),
      byteCount: length,
      flags: rowFlags,
      base: start,
      ends: UnsafePointer(ends),
      scratch: scratch
    )
    let control = skipsSeparatorLine ? .continue : sink.row(row)
    skipsSeparatorLine = false
    line += lines
    fieldCount = 0
    rowFlags = 0
    rowHoldsLineEnds = false
    buffer.rowStart = index + 1
    buffer.fieldStart = index + 1
    return control
  }

  private mutating func enlargeScratch(_ size: Int) {
    guard scratchSize < size else { return }
    scratch.deallocate()
    scratchSize = max(size, 4_096)
    scratch = .allocate(capacity: scratchSize)
  }

  // MARK: Errors

  private func position(of index: Int) -> CSVPosition {
    buffer.position(of: index, line: line, field: fieldCount)
  }

  private func exceeded(_ limit: CSVLimit, _ allowed: Int, at index: Int) -> CSVError {
    .limitExceeded(limit, allowed: Int64(allowed), at: position(of: index))
  }

  private func error(for fault: SoundText.Fault) -> CSVError {
    let place = position(of: buffer.checked)
    return switch fault {
    case .nul: .nulByte(at: place)
    case .invalidUTF8: .invalidUTF8(at: place, byte: buffer.memory[buffer.checked])
    }
  }

  /// The first limit of size that the unfinished row breaks in its bytes up to `end`: the same one whether the row
  /// came at once or byte by byte.
  private func sizeViolation(upTo end: Int) -> CSVError? {
    let length = end - buffer.rowStart
    guard length > limits.unconditional else { return nil }
    var start = 0
    for index in 0...fieldCount {
      let fieldEnd = index < fieldCount ? Int(ends[index] & FieldEnd.offset) : length
      let tooLong = start + limits.fieldBytes < min(fieldEnd, limits.rowBytes)
      if tooLong {
        let isQuoted = (index < fieldCount ? ends[index] : fieldFlags) & FieldEnd.quoted != 0
        let place = buffer.position(of: buffer.rowStart + start, line: line, field: index)
        return .limitExceeded(
          isQuoted ? .quotedFieldBytes : .fieldBytes,
          allowed: Int64(limits.fieldBytes),
          at: place
        )
      }
      start = fieldEnd + 1
    }
    guard length > limits.rowBytes else { return nil }
    return .limitExceeded(
      .rowBytes,
      allowed: Int64(limits.rowBytes),
      at: buffer.position(of: buffer.rowStart, line: line, field: 0)
    )
  }
}
