/// One member as the directory of a ZIP describes it (APPNOTE 6.3.10, 4.3.12).
struct ZipEntry {
  let name: MemberName
  let rawName: ArraySlice<UInt8>
  let flags: Int
  let method: Int
  let checksum: Int64
  let packedBytes: Int64
  let bytes: Int64
  /// Where its local header begins.
  let offset: Int64
  let unixMode: Int
  /// Where it ends: at the next member or the directory.
  var end: Int64 = 0

  /// Whether sizes and checksum stand behind the data instead of before it.
  var hasDescriptor: Bool { flags & 0x08 != 0 }

  /// What keeps the member from being read, as far as the directory tells.
  func fault(_ limits: ArchiveLimits) -> ArchiveFault? {
    if let fault = name.fault(limits) { return fault }
    if flags & 0x2041 != 0 { return .encrypted }
    switch unixMode & 0o170000 {
    case 0o120000: return .link
    case 0, 0o100000, 0o040000: break
    default: return .specialFile
    }
    // 0 stored, 8 deflated: what every program writes. Others need libraries and memory nobody asked for.
    if method != 0 && method != 8 { return .unsupportedMethod(method) }
    if bytes > limits.memberBytes { return .memberTooLarge(allowed: limits.memberBytes) }
    if bytes > limits.ratioFreeBytes, bytes / limits.ratio > packedBytes { return .bomb(allowed: limits.ratio) }
    return nil
  }
}

/// The directory of a ZIP, checked against the archive before anything is unpacked: no two members share bytes, and the
/// headers at the members say what the directory says. Programs that trust only one of the two would see other files.
struct ZipDirectory {
  /// All entries in the directory's order, folders included.
  let entries: [ZipEntry]

  /// Reads and checks the directory.
  init(_ source: any ByteSource, limits: ArchiveLimits) throws(WalkStop) {
    let end = try ZipEnd(source)
    guard end.directory.lowerBound >= 0, end.directory.upperBound <= source.size else { throw .archive(.cut) }
    guard end.count <= limits.entries else { throw .archive(.tooManyEntries(allowed: limits.entries)) }
    guard end.directory.count <= limits.directoryBytes else { throw .archive(.tooManyEntries(allowed: limits.entries)) }
    let bytes = try machine { () throws(ReadingFault) in try source.bytes(end.directory) }
    var entries = try Self.parse(bytes, count: end.count)
    let order = entries.indices.sorted { entries[$0].offset < entries[$1].offset }
    try Self.lay(&entries, order, before: end.directory.lowerBound)
    let total = entries.reduce(into: Int64(0)) { sum, entry in
      sum = sum.addingReportingOverflow(entry.bytes).partialValue
    }
    guard total >= 0, total <= limits.totalBytes else { throw .archive(.tooLarge(allowed: limits.totalBytes)) }
    for index in order { try Self.compare(entries[index], source) }
    self.entries = entries
  }

  private static let signature: Int64 = 0x0201_4b50
  private static let fixedBytes = 46

  private static func parse(_ bytes: [UInt8], count: Int) throws(WalkStop) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    entries.reserveCapacity(count)
    var rest = bytes[...]
    while !rest.isEmpty {
      guard rest.count >= fixedBytes, LittleEndian(rest).four(0) == signature else { throw damaged("directory entry") }
      let head = LittleEndian(rest)
      let lengths = (name: head.two(28), extra: head.two(30), comment: head.two(32))
      let length = fixedBytes + lengths.name + lengths.extra + lengths.comment
      guard length <= rest.count else { throw damaged("directory entry length") }
      let nameStart = rest.startIndex + fixedBytes
      let name = rest[nameStart..<nameStart + lengths.name]
      let extra = rest[name.endIndex..<name.endIndex + lengths.extra]
      entries.append(try entry(head, name, extra))
      rest = rest.dropFirst(length)
    }
    guard entries.count == count else { throw damaged("number of entries") }
    return entries
  }

  private static func entry(
    _ head: LittleEndian,
    _ name: ArraySlice<UInt8>,
    _ extra: ArraySlice<UInt8>
  ) throws(WalkStop) -> ZipEntry {
    var wide = ZipWideNumbers(extra)
    let bytes = try wide.number(head.four(24))
    let packedBytes = try wide.number(head.four(20))
    let offset = try wide.number(head.four(42))
    // The upper half of the attributes is the mode where the archive was made on a Unix (3) or Apple (19) system.
    let system = head.two(4) >> 8
    let mode = system == 3 || system == 19 ? head.two(40) : 0
    return ZipEntry(
      name: MemberName(Array(name)),
      rawName: name,
      flags: head.two(8),
      method: head.two(10),
      checksum: head.four(16),
      packedBytes: packedBytes,
      bytes: bytes,
      offset: offset,
      unixMode: mode
    )
  }

  /// Gives every entry its end, and refuses entries that reach into the next one.
  private static func lay(_ entries: inout [ZipEntry], _ order: [Int], before directory: Int64) throws(WalkStop) {
    if let first = order.first, entries[first].offset != 0 { throw .archive(.strayBytes) }
    if order.isEmpty, directory != 0 { throw .archive(.strayBytes) }
    for (place, index) in order.enumerated() {
      let next = place + 1 < order.count ? entries[order[place + 1]].offset : directory
      let least = 30 + Int64(entries[index].rawName.count)
      guard next <= directory, entries[index].packedBytes <= next - entries[index].offset - least else {
        let other = place + 1 < order.count ? entries[order[place + 1]].name.path : entries[index].name.path
        throw .archive(.overlapping(other: other))
      }
      entries[index].end = next
    }
  }

  /// Compares an entry with the header at the member (4.3.7).
  private static func compare(_ entry: ZipEntry, _ source: any ByteSource) throws(WalkStop) {
    let headerEnd = entry.offset + 30 + Int64(entry.rawName.count)
    let bytes = try machine { () throws(ReadingFault) in try source.bytes(entry.offset..<headerEnd) }
    guard bytes.count == 30 + entry.rawName.count, LittleEndian(bytes).four(0) == 0x0403_4b50 else {
      throw .archive(.headersDiffer)
    }
    let local = LittleEndian(bytes)
    let nameLength = local.two(26)
    guard nameLength == entry.rawName.count, bytes[30...].elementsEqual(entry.rawName), local.two(8) == entry.method,
      local.two(6) & 0x2049 == entry.flags & 0x2049
    else { throw .archive(.headersDiffer) }
    let dataStart = headerEnd + Int64(local.two(28))
    guard dataStart + entry.packedBytes <= entry.end else { throw .archive(.overlapping(other: entry.name.path)) }
    if entry.hasDescriptor { return }
    let (packed, whole) = (local.four(18), local.four(22))
    let isWide = packed == 0xFFFF_FFFF || whole == 0xFFFF_FFFF
    guard local.four(14) == entry.checksum, isWide || (packed == entry.packedBytes && whole == entry.bytes) else {
      throw .archive(.headersDiffer)
    }
  }
}

/// The 64-bit numbers of a ZIP entry whose 32-bit places are full (4.5.3), in the order of the standard.
struct ZipWideNumbers {
  private var rest: ArraySlice<UInt8> = []

  init(_ extra: ArraySlice<UInt8>) {
    var fields = extra
    while fields.count >= 4 {
      let head = LittleEndian(fields)
      let length = head.two(2)
      guard length <= fields.count - 4 else { return }
      if head.two(0) == 1 { rest = fields.dropFirst(4).prefix(length) }
      fields = fields.dropFirst(4 + length)
    }
  }

  /// The number, taken from the extra field when its own place is full.
  mutating func number(_ narrow: Int64) throws(WalkStop) -> Int64 {
    guard narrow == 0xFFFF_FFFF else { return narrow }
    guard rest.count >= 8 else { throw damaged("64-bit sizes") }
    defer { rest = rest.dropFirst(8) }
    return LittleEndian(rest).eight(0)
  }
}

/// The end of a ZIP (4.3.14 to 4.3.16): where its directory lies.
struct ZipEnd {
  let directory: Range<Int64>
  let count: Int

  private static let fixedBytes = 22
  /// The longest comment behind the end record: its length has 16 bits.
  private static let commentBytes: Int64 = 65_535

  init(_ source: any ByteSource) throws(WalkStop) {
    let start = max(0, source.size - Int64(Self.fixedBytes) - Self.commentBytes)
    let tail = try machine { () throws(ReadingFault) in try source.bytes(start..<source.size) }
    guard let place = Self.place(in: tail) else { throw .archive(.cut) }
    let head = LittleEndian(tail[place...])
    guard head.two(4) == 0, head.two(6) == 0, head.two(8) == head.two(10) else { throw .archive(.multiVolume) }
    let (count, size, offset) = (head.two(10), head.four(12), head.four(16))
    let end = start + Int64(place)
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, place >= 20,
      let wide = try Self.wide(source, LittleEndian(tail[(place - 20)...]), end - 20)
    {
      self = wide
      return
    }
    guard offset + size == end else { throw .archive(offset + size > end ? .cut : .strayBytes) }
    directory = offset..<end
    self.count = count
  }

  private init(directory: Range<Int64>, count: Int) {
    self.directory = directory
    self.count = count
  }

  /// The last end record whose comment reaches exactly to the end of the file.
  private static func place(in tail: [UInt8]) -> Int? {
    guard tail.count >= fixedBytes else { return nil }
    for place in stride(from: tail.count - fixedBytes, through: 0, by: -1) where tail[place] == 0x50 {
      let head = LittleEndian(tail[place...])
      if head.four(0) == 0x0605_4b50, place + fixedBytes + head.two(20) == tail.count { return place }
    }
    return nil
  }

  /// The 64-bit end record that the locator before the ordinary one points at.
  private static func wide(
    _ source: any ByteSource,
    _ locator: LittleEndian,
    _ locatorPlace: Int64
  ) throws(WalkStop) -> ZipEnd? {
    guard locator.four(0) == 0x0706_4b50 else { return nil }
    let place = locator.eight(8)
    guard place >= 0, place <= locatorPlace - 56 else { throw damaged("64-bit end record") }
    let bytes = try machine { () throws(ReadingFault) in try source.bytes(place..<place + 56) }
    let head = LittleEndian(bytes)
    guard bytes.count == 56, head.four(0) == 0x0606_4b50, head.four(16) == 0, head.four(20) == 0,
      head.eight(24) == head.eight(32)
    else { throw damaged("64-bit end record") }
    let (size, offset) = (head.eight(40), head.eight(48))
    guard size >= 0, offset >= 0, size <= place, offset == place - size else { throw damaged("64-bit end record") }
    return ZipEnd(directory: offset..<place, count: Int(min(head.eight(32), Int64(Int32.max))))
  }
}

/// A structure that makes no sense, named for engineers.
func damaged(_ detail: String) -> WalkStop { .archive(.damaged(detail: detail)) }

/// Runs something that may fail for the machine's reasons.
func machine<Value>(_ work: () throws(ReadingFault) -> Value) throws(WalkStop) -> Value {
  do throws(ReadingFault) {
    return try work()
  } catch {
    throw .machine(error)
  }
}
