import CSchemas
import Glibc

/// The folder `Schemas`: form definitions, rule pack and reference tables, wherever they lie.
public protocol SchemaSource: Sendable {
  /// The bytes of a file, by its path below `Schemas`, such as `rules/pack.yaml`; `nil` when it is not there.
  func read(_ path: String) -> [UInt8]?
  /// The paths of all files, sorted.
  var paths: [String] { get }
}

extension SchemaSource {
  /// The text of a file, read as UTF-8.
  public func text(_ path: String) -> String? {
    read(path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The files compiled into the program.
public struct BuiltInSchemas: SchemaSource {
  private let indexByPath: [String: Int]
  /// The paths of all files, sorted.
  public let paths: [String]

  /// The files of this build.
  public init() {
    let paths = (0..<wlkp_schema_count()).map { String(cString: wlkp_schema_at($0).pointee.path) }
    indexByPath = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, $0) })
    self.paths = paths.sorted()
  }

  /// The bytes of a file.
  public func read(_ path: String) -> [UInt8]? {
    guard let index = indexByPath[path] else { return nil }
    let file = wlkp_schema_at(index).pointee
    return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.length))
  }
}

/// A folder that takes the place of some or all of the built-in files (`--pack DIR`).
///
/// The folder is either a whole `Schemas` (it has a folder `rules`) or only the rules (it has `pack.yaml`); what it
/// does not have comes from the files compiled in.
public struct DirectorySchemas: SchemaSource {
  private let root: String
  private let fallback: BuiltInSchemas
  private let replaces: [String]

  /// The largest file read, in bytes: the biggest table is 0.3 MB, so this refuses accidents and leaves room.
  public static let largestFile = 16 << 20

  /// Opens a folder; `nil` when it has neither `rules/pack.yaml` nor `pack.yaml`.
  public init?(path: String) {
    fallback = BuiltInSchemas()
    if access(path + "/rules/pack.yaml", R_OK) == 0 {
      root = path + "/"
      replaces = ["rules/", "report/", "reference/"].filter { access(path + "/" + $0, R_OK) == 0 }
    } else if access(path + "/pack.yaml", R_OK) == 0 {
      root = path + "/"
      replaces = []
    } else {
      return nil
    }
  }

  /// The bytes of a file: of the folder where it takes the place of the built-in files, else of those.
  public func read(_ path: String) -> [UInt8]? {
    if replaces.isEmpty {
      return path.hasPrefix("rules/") ? Self.contents(root + path.dropFirst(6)) : fallback.read(path)
    }
    guard let prefix = replaces.first(where: { path.hasPrefix($0) }) else { return fallback.read(path) }
    _ = prefix
    return Self.contents(root + path)
  }

  /// The built-in paths; a folder with other names is reached through its own `pack.yaml`.
  public var paths: [String] { fallback.paths }

  private static func contents(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0, bytes.count + count <= largestFile else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
    }
  }
}
