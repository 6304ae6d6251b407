import Glibc

/// A folder that takes the place of some or all of the built-in files (`--pack DIR`).
///
/// The folder is either a whole `Schemas` (it has a folder `rules`) or only the rules (it has `pack.yaml`); what it
/// does not have comes from the files compiled in.
public struct DirectorySchemas: SchemaSource {
  private let root: String
  private let fallback = BuiltInSchemas()
  /// The prefixes of paths that the folder answers for, and what to leave out of a path to find its file.
  private let answers: [(prefix: String, leaveOut: Int)]
  /// The paths of all files, sorted: the folder's own and the built-in ones it does not take the place of.
  public let paths: [String]

  /// The largest file read, in bytes: the biggest table is 0.3 MB, so this refuses accidents and leaves room.
  public static let largestFile = 16 << 20
  /// Levels of folders looked into: `report/1.0/` is two.
  private static let depth = 4

  /// Opens a folder; `nil` when it has neither `rules/pack.yaml` nor `pack.yaml`.
  public init?(path: String) {
    root = path + "/"
    let rules = "rules/"
    if access(root + rules + "pack.yaml", R_OK) == 0 {
      let root = root
      answers = [rules, "report/", "reference/"].filter { access(root + $0, R_OK) == 0 }.map {
        ($0, 0)
      }
    } else if access(root + "pack.yaml", R_OK) == 0 {
      answers = [(rules, rules.utf8.count)]
    } else {
      return nil
    }
    var paths = fallback.paths
    for (prefix, leaveOut) in answers {
      paths.removeAll { $0.hasPrefix(prefix) }
      let folder = leaveOut > 0 ? "" : prefix
      paths += Self.files(root, folder, Self.depth).map { leaveOut > 0 ? prefix + $0 : $0 }
    }
    self.paths = paths.sorted()
  }

  /// The paths of the files that the folder itself has, sorted.
  public var ownPaths: [String] {
    paths.filter { path in answers.contains { path.hasPrefix($0.prefix) } }
  }

  /// The bytes of a file: of the folder where it takes the place of the built-in files, else of those.
  public func read(_ path: String) -> [UInt8]? {
    guard let answer = answers.first(where: { path.hasPrefix($0.prefix) }) else {
      return fallback.read(path)
    }
    return Self.contents(root + path.dropFirst(answer.leaveOut))
  }

  /// The YAML and TSV files below a folder, as paths below `root`.
  private static func files(_ root: String, _ folder: String, _ depth: Int) -> [String] {
    guard depth > 0, let directory = opendir(root + folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      if name.hasSuffix(".yaml") || name.hasSuffix(".tsv") {
        found.append(folder + name)
      } else {
        found += files(root, folder + name + "/", depth - 1)
      }
    }
    return found
  }

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
