public import AuditLog
public import ReportModel

/// A rule pack in one file, signed with Ed25519: the same pack and key make the same bytes.
///
/// First a line `wlkp-signed-pack/1 N`, then N bytes of a signed note (C2SP signed-note) whose text lists every file
/// with length and SHA-256, then the contents of the files, one after the other. Nothing in it is read before the
/// signature of one of the given keys has been found right.
public struct SignedPack: SchemaSource {
  private let files: [String: [UInt8]]
  private let fallback = BuiltInSchemas()
  private let manifest: PackManifest
  /// The folders that the pack fills; the built-in files fill the rest.
  private let folders: [String]
  /// The paths of all files, sorted.
  public let paths: [String]
  /// The names of the keys that signed it, of those that were given.
  public let signers: [String]

  /// The hash of the pack that was signed.
  public var hash: ContentHash { manifest.hash }

  /// The largest file that is read, in bytes: all of `Schemas` is 2 MB.
  public static let byteLimit = 64 << 20
  /// The most files that a pack may have: all of `Schemas` has fewer than a hundred.
  public static let filesLimit = 2000
  private static let title = "wlkp-signed-pack/1 "

  /// Whether a file begins as a signed pack does.
  public static func isLikely(_ bytes: [UInt8]) -> Bool { bytes.starts(with: title.utf8) }

  // MARK: Making

  /// The bytes of the signed file of a pack that was loaded with every check.
  ///
  /// - Parameters:
  ///   - paths: the files of the source to put in beside the rules: tables and form, where the source has its own.
  public static func bytes(
    of pack: RulePack,
    in source: any SchemaSource,
    with paths: [String],
    signedBy keys: [SigningKey]
  ) throws(PackFileFault) -> [UInt8] {
    var entries: [PackManifest.Entry] = []
    var contents: [UInt8] = []
    for path in (pack.files.map { "rules/" + $0 } + paths.filter { !$0.hasPrefix("rules/") })
      .sorted()
    {
      guard let bytes = source.read(path) else { throw .fileMissing(path) }
      guard PackManifest.isPath(path) else { throw .pathRefused(path) }
      entries.append(PackManifest.Entry(path: path, length: bytes.count, hash: .sha256(of: bytes)))
      contents += bytes
    }
    let manifest = PackManifest(hash: pack.hash, version: pack.version, entries: entries)
    do throws(LogError) {
      let note = Array(try SignedNote(body: manifest.text, signedBy: keys).text.utf8)
      return Array("\(title)\(note.count)\n".utf8) + note + contents
    } catch {
      throw .signature(error)
    }
  }

  // MARK: Reading

  /// Reads a signed pack, refusing it unless one of the keys signed exactly these files.
  public init(bytes: [UInt8], keys: [VerifierKey]) throws(PackFileFault) {
    let (note, contents) = try Self.parts(of: bytes)
    let text: String
    do throws(LogError) {
      let note = try SignedNote(parsing: Array(note))
      signers = try note.signers(among: keys).map(\.name)
      text = note.body
    } catch {
      throw .signature(error)
    }
    manifest = try PackManifest(parsing: text)
    files = try Self.files(of: manifest, in: contents)
    let own = manifest.entries.map(\.path)
    folders = PackManifest.folders.filter { folder in own.contains { $0.hasPrefix(folder) } }
    let folders = folders
    paths = (own + fallback.paths.filter { path in !folders.contains { path.hasPrefix($0) } })
      .sorted()
  }

  /// The note and the contents behind it.
  private static func parts(of bytes: [UInt8]) throws(PackFileFault) -> (
    ArraySlice<UInt8>, ArraySlice<UInt8>
  ) {
    let longestLine = 40
    guard isLikely(bytes), let end = bytes.prefix(longestLine).firstIndex(of: UInt8(ascii: "\n"))
    else {
      throw .notAPack
    }
    let digits = String(decoding: bytes[title.utf8.count..<end], as: UTF8.self)
    guard let count = Int(digits), "\(count)" == digits, count > 0, count <= bytes.count - end - 1
    else {
      throw .notAPack
    }
    return (bytes[(end + 1)..<(end + 1 + count)], bytes[(end + 1 + count)...])
  }

  private static func files(
    of manifest: PackManifest,
    in contents: ArraySlice<UInt8>
  ) throws(PackFileFault) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var rest = contents
    for entry in manifest.entries {
      guard entry.length <= rest.count else { throw .fileMissing(entry.path) }
      let bytes = Array(rest.prefix(entry.length))
      guard Digest.sha256(of: bytes) == entry.hash else { throw .fileChanged(entry.path) }
      files[entry.path] = bytes
      rest = rest.dropFirst(entry.length)
    }
    guard rest.isEmpty else { throw .surplusBytes(rest.count) }
    return files
  }

  /// The bytes of a file: the pack's in the folders it fills, else the built-in ones.
  public func read(_ path: String) -> [UInt8]? {
    folders.contains { path.hasPrefix($0) } ? files[path] : fallback.read(path)
  }

  /// Checks that the pack made of these files is the signed one and leaves none of its files aside.
  public func check(_ pack: RulePack) throws(PackFileFault) {
    guard pack.hash == manifest.hash else {
      throw .otherPack(stated: manifest.hash, found: pack.hash)
    }
    let used = Set(pack.files.map { "rules/" + $0 })
    for entry in manifest.entries where entry.path.hasPrefix("rules/") && !used.contains(entry.path) {
      throw .fileUnused(entry.path)
    }
  }
}
