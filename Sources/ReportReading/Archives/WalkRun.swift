/// One walk over an archive and the archives in it.
final class WalkRun {
  private let reader: ReportReader
  private let limits: ArchiveLimits
  private let tally: WalkTally
  private let select: (ArchivePlace) -> Bool
  private let visitor: (ArchiveVisit) throws(ReadingFault) -> Bool
  /// Whether the visitor has enough.
  private var isEnded = false

  init(
    reader: ReportReader,
    select: @escaping (ArchivePlace) -> Bool,
    visit: @escaping (ArchiveVisit) throws(ReadingFault) -> Bool
  ) {
    self.reader = reader
    limits = reader.limits.archive
    tally = WalkTally(limits)
    self.select = select
    visitor = visit
  }

  /// Walks an archive to its end.
  func walk(_ archive: WalkedArchive) throws(WalkStop) {
    let start = try machine { () throws(ReadingFault) in
      try archive.source.bytes(0..<min(archive.source.size, Int64(FileKind.signatureBytes)))
    }
    if FileKind.isZip(start) {
      try walkZip(archive)
    } else if FileKind.isPacked(start) {
      try walkStream(archive, start)
    } else {
      throw damaged("not an archive")
    }
  }

  // MARK: ZIP

  private func walkZip(_ archive: WalkedArchive) throws(WalkStop) {
    let files = ZipFiles(archive.source, try ZipDirectory(archive.source, limits: limits), limits)
    var names = Set<String>()
    for (index, entry) in files.entries.enumerated() {
      let place = archive.place(index, entry.name)
      let isNew = names.insert(entry.name.key).inserted
      guard !isEnded, select(place) else { continue }
      try tally.count()
      if let fault = entry.fault(limits) ?? (isNew ? nil : .duplicateName) {
        try visit(.refused(place, fault))
        continue
      }
      try refusing(place) { () throws(WalkStop) in
        let bytes = try files.unpack(entry)
        try tally.add(bytes.size)
        try deliver(bytes, place, in: archive)
      }
    }
  }

  // MARK: TAR and single files

  private func walkStream(_ archive: WalkedArchive, _ start: [UInt8]) throws(WalkStop) {
    try TarEnd.check(archive.source, start)
    let stream = try ArchiveStream(archive.source, .tar, packing: Packing(start), chunkBytes: reader.limits.chunkBytes)
    let meter = StreamMeter(limits, tally)
    var names = Set<String>()
    var index = 0
    while !isEnded, let header = try stream.next() {
      let name = MemberName(header.isLoneFile ? archive.loneName : header.name)
      if header.kind == .folder || name.isFolder || name.isDropping { continue }
      let place = archive.place(index, name)
      index += 1
      try tally.count()
      let isNew = names.insert(name.key).inserted
      guard select(place) else {
        try pass(stream, meter)
        continue
      }
      if let fault = fault(header, name, isNew) {
        try visit(.refused(place, fault))
        continue
      }
      try deliver(try unpack(header, stream, meter, place), place, in: archive)
    }
    if !isEnded { try stream.finish { count throws(WalkStop) in try meter.pass(count, stream) } }
  }

  private func fault(_ header: ArchiveStream.Header, _ name: MemberName, _ isNew: Bool) -> ArchiveFault? {
    if let fault = name.fault(limits) { return fault }
    switch header.kind {
    case .link: return .link
    case .special: return .specialFile
    case .file, .folder: break
    }
    if header.expected > limits.memberBytes { return .memberTooLarge(allowed: limits.memberBytes) }
    return isNew ? nil : .duplicateName
  }

  /// Passes over a member that nobody wants.
  private func pass(_ stream: ArchiveStream, _ meter: StreamMeter) throws(WalkStop) {
    try stream.read { piece throws(WalkStop) in
      try meter.pass(piece.count, stream)
      return true
    }
  }

  /// Unpacks one member. Damage within it damages the rest of the stream, too.
  private func unpack(
    _ header: ArchiveStream.Header,
    _ stream: ArchiveStream,
    _ meter: StreamMeter,
    _ place: ArchivePlace
  ) throws(WalkStop) -> any ByteSource {
    var collector = MemberCollector(memoryBytes: limits.memoryBytes, expected: header.expected)
    do throws(WalkStop) {
      try stream.read { piece throws(WalkStop) in
        try meter.pass(piece.count, stream)
        guard collector.count + Int64(piece.count) <= limits.memberBytes else {
          throw .archive(.memberTooLarge(allowed: limits.memberBytes))
        }
        try machine { () throws(ReadingFault) in try collector.append(piece) }
        return true
      }
    } catch {
      if case .archive(let fault) = error { try visit(.refused(place, fault)) }
      throw error
    }
    return collector.source()
  }

  // MARK: Handing over

  /// Hands a member over, or walks it when it is an archive itself.
  private func deliver(_ bytes: any ByteSource, _ place: ArchivePlace, in archive: WalkedArchive) throws(WalkStop) {
    let content = try machine { () throws(ReadingFault) in try reader.content(of: bytes) }
    guard content == .archive else { return try visit(.member(place, bytes)) }
    guard archive.outer == nil, limits.nesting > 0 else { return try visit(.refused(place, .nestedTooDeep)) }
    try refusing(place) { () throws(WalkStop) in
      try walk(WalkedArchive(source: bytes, name: place.path, outer: place))
    }
  }

  /// Does something with a member whose faults are its own and do not end the walk, unless a limit of all is passed.
  private func refusing(_ place: ArchivePlace, _ work: () throws(WalkStop) -> Void) throws(WalkStop) {
    do throws(WalkStop) {
      try work()
    } catch {
      guard case .archive(let fault) = error, !tally.isOver else { throw error }
      try visit(.refused(place, fault))
    }
  }

  private func visit(_ what: ArchiveVisit) throws(WalkStop) {
    let goesOn = try machine { () throws(ReadingFault) in try visitor(what) }
    if !goesOn { isEnded = true }
  }
}
