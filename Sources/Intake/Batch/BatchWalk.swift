import Glibc
import ReportForm
import ReportReading
import ResultRendering

/// Finds the files of a batch, always in the same order: paths as given, folders by the bytes of their names, archives
/// in stored order, nested ones in place. Hidden files (their name begins with a full stop) are passed over and counted.
final class BatchWalk {
  /// Something found.
  enum Found {
    /// A file of this machine.
    case path(String)
    /// A member of an archive, its bytes valid during the call.
    case member(any ByteSource, MemberPlace)
    /// Something that cannot be judged.
    case fault(BatchFault)
  }

  /// Takes what was found under its name; false ends the walk.
  typealias Visit = (_ name: String, _ found: Found) -> Bool

  private let limits: BatchLimits
  private let form: () -> FormDefinition?
  private var reader: ReportReader?
  /// Hidden files passed over.
  private(set) var hidden = 0
  /// Bytes of the files given that lie behind.
  private(set) var bytesBehind: Int64 = 0
  /// What the first walk learns of members.
  private let census: MemberCensus
  /// Whether the next file is wanted, asked of members that are one file each; one that is not is passed over and never
  /// visited. `nil` in the first walk, which wants all.
  private let choose: (() -> Bool)?
  /// Told how far an archive was read.
  private let position = ReadPosition()

  /// - Parameters:
  ///   - form: loads the form, asked for only when something looks like an archive.
  ///   - census: what the first walk over the same paths has learnt.
  ///   - choose: see above.
  init(
    limits: BatchLimits,
    form: @escaping () -> FormDefinition?,
    census: MemberCensus = MemberCensus(),
    choose: (() -> Bool)? = nil
  ) {
    self.limits = limits
    self.form = form
    self.census = census
    self.choose = choose
  }

  /// Bytes read so far, as far as is known.
  var progress: Int64 { bytesBehind + position.farthest }

  /// Walks one path; false when the visitor ended it.
  func walk(_ path: String, _ visit: Visit) -> Bool {
    walk(path, depth: 0) { visit(limits.called($0), $1) }
  }

  private func walk(_ path: String, depth: Int, _ visit: Visit) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return visit(path, .path(path)) }
    if status.st_mode & S_IFMT == S_IFDIR { return walk(folder: path, depth: depth, visit) }
    defer { bytesBehind += Int64(status.st_size) }
    guard status.st_mode & S_IFMT == S_IFREG, let source = Self.archive(path) else { return visit(path, .path(path)) }
    return walk(source, path, visit)
  }

  // MARK: Folders

  private func walk(folder: String, depth: Int, _ visit: Visit) -> Bool {
    guard depth < limits.folderDepth else {
      return visit(folder, .fault(BatchFaults.tooDeep(limit: limits.folderDepth)))
    }
    guard let stream = opendir(folder) else { return visit(folder, .fault(BatchFaults.folder(errno: errno))) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      if name.hasPrefix(".") { hidden += 1 } else { names.append(name) }
    }
    closedir(stream)
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names {
      // A link to a folder could lead back to where it lies.
      if Self.isLinkToFolder(base + name) { continue }
      guard walk(base + name, depth: depth + 1, visit) else { return false }
    }
    return true
  }

  private static func isLinkToFolder(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: Archives

  /// The file when its first bytes are those of some kind of archive: ZIP, gzip, zstd or tar.
  private static func archive(_ path: String) -> FileSource? {
    guard let source = try? FileSource(path: path) else { return nil }
    var start = [UInt8](repeating: 0, count: 512)
    let count = start.withUnsafeMutableBytes { (try? source.read(into: $0, at: 0)) ?? 0 }
    let looksRight =
      start.starts(with: [0x50, 0x4B]) || start.starts(with: [0x1F, 0x8B])
      || start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || start[257..<262].elementsEqual("ustar".utf8)
    return count > 0 && looksRight ? source : nil
  }

  private func walk(_ file: FileSource, _ path: String, _ visit: Visit) -> Bool {
    guard let reader = reader ?? form().map({ ReportReader(form: $0) }) else { return visit(path, .path(path)) }
    self.reader = reader
    let source = WatchedSource(source: file, position: position)
    defer { position.farthest = 0 }
    var isWanted = true
    do throws(ReadingFault) {
      guard case .archive = try reader.content(of: source) else { return visit(path, .path(path)) }
      let fault = try ArchiveWalk(reader: reader).walk(
        source,
        name: path,
        select: { select($0, of: path) }
      ) { (found) throws(ReadingFault) in
        census.count()
        switch found {
        case .member(let place, let member):
          let place = MemberPlace(archive: path, place: place)
          isWanted = visit(place.name, .member(member, place))
        case .refused(let place, let fault):
          isWanted = visit("\(path)!/\(place.path)", .fault(BatchFaults.archive(fault)))
        }
        return isWanted
      }
      if choose == nil { census.end() }
      if isWanted, let fault { isWanted = visit(path, .fault(BatchFaults.archive(fault))) }
    } catch {
      isWanted = visit(path, .fault(BatchFaults.reading(error)))
    }
    return isWanted
  }

  private func select(_ place: ArchivePlace, of archive: String) -> Bool {
    guard let choose else {
      census.begin(place, of: archive)
      return true
    }
    return place.nestedIndex != nil || !census.isOneFile(place, of: archive) || choose()
  }

  /// Bytes of all files under the paths, for the remaining time.
  static func bytes(under paths: [String]) -> Int64 {
    paths.reduce(0) { $0 + bytes(under: $1, depth: 0) }
  }

  private static func bytes(under path: String, depth: Int) -> Int64 {
    var status = stat()
    guard depth < 64, stat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int64(status.st_size) }
    guard let stream = opendir(path) else { return 0 }
    defer { closedir(stream) }
    var sum: Int64 = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), !isLinkToFolder(path + "/" + name) {
        sum += bytes(under: path + "/" + name, depth: depth + 1)
      }
    }
    return sum
  }
}

/// How far a source was read.
private final class ReadPosition {
  var farthest: Int64 = 0
}

/// A source that remembers how far it was read.
private struct WatchedSource: ByteSource {
  let source: FileSource
  let position: ReadPosition

  var size: Int64 { source.size }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReadingFault) -> Int {
    let count = try source.read(into: buffer, at: offset)
    // The end of a ZIP is read first: its list of members says nothing about how far the judging is.
    if offset <= position.farthest + (1 << 22) { position.farthest = max(position.farthest, offset + Int64(count)) }
    return count
  }
}
