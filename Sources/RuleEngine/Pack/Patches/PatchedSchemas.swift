/// Files with patches from elsewhere added to the pack (`--patch FILE`), or with all patches left out.
public struct PatchedSchemas: SchemaSource {
  private let base: any SchemaSource
  private let added: [String: [UInt8]]
  private let leavesOut: Bool
  /// The paths of all files, sorted.
  public let paths: [String]
  /// A pack with a patch of today is not the one that was checked.
  public var wasChecked: Bool { added.isEmpty && base.wasChecked }

  private static let folder = "rules/" + PatchSource.folder

  /// Adds patch files, each under its own name and after those of the pack; later ones are applied later.
  public init(_ base: any SchemaSource, adding patches: [(name: String, bytes: [UInt8])]) {
    self.base = base
    leavesOut = false
    // `~` sorts behind every name a pack uses; the number keeps the order of the command line.
    added = Dictionary(
      patches.enumerated().map { ("\(Self.folder)~\($0 + 1)-\($1.name)", $1.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
    paths = (base.paths + added.keys).sorted()
  }

  /// The pack as it stands without any patch.
  public init(withoutPatches base: any SchemaSource) {
    self.base = base
    leavesOut = true
    added = [:]
    paths = base.paths.filter { !$0.hasPrefix(Self.folder) }
  }

  /// The bytes of a file.
  public func read(_ path: String) -> [UInt8]? {
    if leavesOut, path.hasPrefix(Self.folder) { return nil }
    return added[path] ?? base.read(path)
  }
}
