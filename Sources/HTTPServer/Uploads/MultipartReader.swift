/// Reads a multipart/form-data body (RFC 7578) that comes in pieces of any size. Keeps no more than one piece, a
/// boundary and the header of one part; the total size is the caller's to limit.
struct MultipartReader {
  /// The most parts in a form: ours has two fields, a stranger's program may add some.
  static let partsMax = 16
  /// The most bytes of the header of one part: a disposition with a long file name, several times over.
  static let partHeaderMax = 8 << 10
  /// The longest boundary, in characters (RFC 2046 section 5.1.1).
  static let boundaryMax = 70

  /// What a body consists of, in order.
  enum Event: Equatable {
    /// A part begins.
    case part(PartHeader)
    /// The next bytes of the part; never empty.
    case bytes(ArraySlice<UInt8>)
    /// The part is over.
    case partEnd
  }

  /// What the header of a part says.
  struct PartHeader: Equatable, Sendable {
    /// The field's name.
    var name: String
    /// The file's name; `nil` for a plain field.
    var fileName: String?
  }

  private enum State { case preamble, afterDelimiter, header, content, epilogue }

  private let delimiter: [UInt8]
  private var state = State.preamble
  // A line end before the first boundary makes it look like all the others.
  private var pending: [UInt8] = [13, 10]
  private var start = 0
  private var parts = 0

  /// A reader for bodies of this Content-Type.
  init(contentType: String) throws(MultipartFault) {
    guard let header = HeaderParameters(contentType), header.value == "multipart/form-data",
      let boundary = header.parameters["boundary"], Self.isAllowed(boundary)
    else { throw .boundaryUnusable }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  private static func isAllowed(_ boundary: String) -> Bool {
    guard (1...boundaryMax).contains(boundary.utf8.count), !boundary.hasSuffix(" ") else { return false }
    return boundary.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122: true
      default: "'()+_,-./:=? ".utf8.contains(byte)
      }
    }
  }

  /// Takes the next bytes and tells what they contain.
  mutating func read(
    _ bytes: UnsafeRawBufferPointer,
    _ tell: (Event) throws -> Void
  ) throws {
    pending.append(contentsOf: bytes)
    while try step(tell) {}
    pending.removeSubrange(..<start)
    start = 0
  }

  /// Ends the body; the last boundary must have come.
  func finish() throws(MultipartFault) {
    guard state != .epilogue else { return }
    throw parts == 0 && state == .preamble ? .startMissing : .endMissing
  }

  // MARK: - One step

  /// Goes on as far as the pending bytes allow; `false` when more are needed.
  private mutating func step(_ tell: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .preamble: return try readPreamble()
    case .afterDelimiter: return try readDelimiterEnd(tell)
    case .header: return try readHeader(tell)
    case .content: return try readContent(tell)
    case .epilogue:
      start = pending.count
      return false
    }
  }

  private mutating func readPreamble() throws -> Bool {
    guard pending.count - start >= delimiter.count else { return false }
    // RFC 7578 forms have no preamble; whatever stands there is not ours to guess at.
    guard pending[start...].starts(with: delimiter) else { throw MultipartFault.startMissing }
    start += delimiter.count
    state = .afterDelimiter
    return true
  }

  private mutating func readContent(_ tell: (Event) throws -> Void) throws -> Bool {
    if let found = find() {
      try tellBytes(until: found, tell)
      start = found + delimiter.count
      state = .afterDelimiter
      return true
    }
    try tellBytes(until: max(start, pending.count - delimiter.count + 1), tell)
    return false
  }

  /// What follows a boundary: two hyphens end the body, a line end begins a part, and anything else shows that the
  /// boundary was only the beginning of a longer line, which belongs to the content.
  private mutating func readDelimiterEnd(_ tell: (Event) throws -> Void) throws -> Bool {
    let rest = pending[start...]
    if rest.starts(with: [45, 45]) {
      if parts > 0 { try tell(.partEnd) }
      state = .epilogue
      return true
    }
    let padding = rest.prefix { $0 == 32 || $0 == 9 }.count
    let line = rest.dropFirst(padding)
    if line.count < 2, padding <= Self.boundaryMax, line.isEmpty || line.first == 13 || line.elementsEqual([45]) {
      return false
    }
    guard line.starts(with: [13, 10]), padding <= Self.boundaryMax else { return try readAsContent(tell) }
    if parts > 0 { try tell(.partEnd) }
    parts += 1
    guard parts <= Self.partsMax else { throw MultipartFault.tooManyParts(limit: Self.partsMax) }
    start += padding + 2
    state = .header
    return true
  }

  private mutating func readAsContent(_ tell: (Event) throws -> Void) throws -> Bool {
    guard parts > 0 else { throw MultipartFault.startMissing }
    try tell(.bytes(delimiter[...]))
    state = .content
    return true
  }

  private mutating func readHeader(_ tell: (Event) throws -> Void) throws -> Bool {
    guard let end = headerEnd() else {
      guard pending.count - start <= Self.partHeaderMax else { throw tooLong }
      return false
    }
    guard end - start <= Self.partHeaderMax else { throw tooLong }
    let header = try Self.header(pending[start..<end])
    start = end + 2
    state = .content
    try tell(.part(header))
    return true
  }

  private var tooLong: MultipartFault { .partHeaderTooLong(limit: Self.partHeaderMax) }

  private mutating func tellBytes(until end: Int, _ tell: (Event) throws -> Void) throws {
    guard end > start else { return }
    try tell(.bytes(pending[start..<end]))
    start = end
  }

  // MARK: - Finding

  /// Where the next delimiter begins.
  private func find() -> Int? {
    pending.withUnsafeBufferPointer { bytes in
      var from = start
      while from + delimiter.count <= bytes.count {
        guard let mark = bytes[from...].firstIndex(of: 13), mark + delimiter.count <= bytes.count else { return nil }
        if bytes[mark..<mark + delimiter.count].elementsEqual(delimiter) { return mark }
        from = mark + 1
      }
      return nil
    }
  }

  /// Where the empty line after a part's header begins, counted so that its line end is left.
  private func headerEnd() -> Int? {
    var from = start
    while let mark = pending[from...].firstIndex(of: 13) {
      if pending[mark...].starts(with: [13, 10, 13, 10]) { return mark + 2 }
      from = mark + 1
    }
    return nil
  }

  private static func header(_ bytes: ArraySlice<UInt8>) throws(MultipartFault) -> PartHeader {
    var disposition: HeaderParameters?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "\t" else {
        throw .partHeaderUnreadable
      }
      guard line[..<colon].lowercased() == "content-disposition" else { continue }
      guard disposition == nil, let read = HeaderParameters(line[line.index(after: colon)...]) else {
        throw .partHeaderUnreadable
      }
      disposition = read
    }
    guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"] else {
      throw .partHeaderUnreadable
    }
    return PartHeader(name: name, fileName: disposition.fileName)
  }
}
