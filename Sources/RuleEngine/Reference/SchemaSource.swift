import CSchemas

/// The folder `Schemas`: form definitions, rule pack and reference tables, wherever they lie.
public protocol SchemaSource: Sendable {
  /// The bytes of a file, by its path below `Schemas`, such as `rules/pack.yaml`; `nil` when it is not there.
  func read(_ path: String) -> [UInt8]?
  /// The paths of all files, sorted.
  var paths: [String] { get }
  /// Whether the pack passed every check before it came here, so that what only the checks need may be left aside.
  var wasChecked: Bool { get }
}

extension SchemaSource {
  /// Nobody vouches for a source that does not say so.
  public var wasChecked: Bool { false }

  /// The text of a file, read as UTF-8.
  public func text(_ path: String) -> String? {
    read(path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The files compiled into the program.
public struct BuiltInSchemas: SchemaSource {
  private let indexByPath: [String: Int]
  /// A test loads these files with every check at each change.
  public let wasChecked = true
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
