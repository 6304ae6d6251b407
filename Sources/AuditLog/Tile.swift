/// One public file of a log: up to 256 hashes of one tree level, or the entries under a tile of leaves
/// (C2SP tlog-tiles).
///
/// ```swift
/// for tile in Tile.covering(size: 70_000) { print(tile.path) }   // tile/0/000 … tile/2/000.p/1
/// ```
public struct Tile: Hashable, Sendable {
  /// Tree levels that one tile spans.
  public static let height = 8
  /// Hashes in a full tile.
  public static let fullWidth = 256
  /// The highest tile level that a path can name.
  public static let levelLimit = 63

  /// What the file holds.
  public enum Content: Hashable, Sendable {
    /// Hashes of tree level `8 * level`.
    case hashes(level: Int)
    /// The entries themselves, each after its length in two bytes.
    case entries
  }

  /// What the file holds.
  public let content: Content
  /// Place within the level, from 0.
  public let index: Int
  /// Number of hashes or entries, 1 to 256; below 256 the tile is partial.
  public let width: Int

  /// A tile from its parts.
  ///
  /// - Throws: ``LogError/tileOutsideRange`` when level, index or width is none that a tree of at most `Int.max` leaves
  ///   can have.
  public init(_ content: Content, index: Int, width: Int = Tile.fullWidth) throws(LogError) {
    var level = 0
    if case .hashes(let stated) = content { level = stated }
    guard (0...Self.levelLimit).contains(level), (1...Self.fullWidth).contains(width), index >= 0,
      index <= Int.max >> Self.height - 1
    else { throw .tileOutsideRange }
    self.init(unchecked: content, index: index, width: width)
  }

  private init(unchecked content: Content, index: Int, width: Int) {
    self.content = content
    self.index = index
    self.width = width
  }

  /// Whether the tile will yet change its name as the log grows.
  public var isPartial: Bool { width < Self.fullWidth }

  /// The tree level whose nodes the tile holds; for entries, 0.
  public var treeLevel: Int {
    if case .hashes(let level) = content { return level * Self.height }
    return 0
  }

  /// Which nodes of ``treeLevel``, or which entries, the tile holds.
  public var indices: Range<Int> {
    index * Self.fullWidth..<index * Self.fullWidth + width
  }
}

extension Tile {
  /// All tiles of hashes of a tree, level by level from the leaves, each from left to right, the partial one last.
  ///
  /// The sequence makes them as it goes; a tree of a million leaves has some 3,900.
  public static func covering(size: Int) -> some Sequence<Tile> {
    levels(ofSize: size).lazy.flatMap { level in tiles(.hashes(level: level), nodes: size >> (height * level)) }
  }

  /// The tiles of hashes that a tree of `newSize` leaves has and one of `oldSize` leaves had not: what an export must
  /// write after the log has grown.
  public static func added(from oldSize: Int, to newSize: Int) -> some Sequence<Tile> {
    levels(ofSize: newSize).lazy.flatMap { level in
      let shift = height * level
      return tiles(.hashes(level: level), nodes: newSize >> shift, beyond: oldSize >> shift)
    }
  }

  /// The files of entries of a log of `size` leaves that one of `oldSize` leaves (none, unless given) had not.
  public static func entries(size: Int, beyond oldSize: Int = 0) -> some Sequence<Tile> {
    tiles(.entries, nodes: size, beyond: oldSize)
  }

  private static func levels(ofSize size: Int) -> Range<Int> {
    let bits = Int.bitWidth - max(size, 0).leadingZeroBitCount
    return 0..<(bits + height - 1) / height
  }

  /// Full tiles and the partial one over `nodes` nodes, without those that `beyond` nodes already had.
  private static func tiles(_ content: Content, nodes: Int, beyond: Int = 0) -> some Sequence<Tile> {
    let count = max(nodes, 0)
    let end = count >> height + (count & (fullWidth - 1) == 0 ? 0 : 1)
    // A partial tile that has grown is a new tile; one that has not is there already.
    let first = nodes > beyond ? max(beyond, 0) >> height : end
    return (first..<end).lazy.map { index in
      Tile(unchecked: content, index: index, width: min(fullWidth, count - index << height))
    }
  }
}

extension Tile {
  private static let folder = "tile"
  private static let entriesWord = "entries"
  private static let digitsPerPart = 3
  private static let partLimit = 1000

  /// The file's address below the log's own, such as `tile/0/x001/x234/067.p/8`.
  public var path: String {
    let kind =
      switch content {
      case .hashes(let level): String(level)
      case .entries: Self.entriesWord
      }
    let suffix = isPartial ? ".p/\(width)" : ""
    return "\(Self.folder)/\(kind)/\(Self.text(of: index))\(suffix)"
  }

  /// Reads an address as ``path`` writes it, and nothing else.
  ///
  /// - Throws: ``LogError/tilePathMalformed(_:)``.
  public init(parsing path: String) throws(LogError) {
    guard let tile = Self.read(path), tile.path.hasSameBytes(as: path) else { throw .tilePathMalformed(path) }
    self = tile
  }

  /// Zero-padded parts of three digits, all but the last behind an `x`.
  private static func text(of index: Int) -> String {
    var parts = [padded(index % partLimit)]
    var rest = index / partLimit
    while rest > 0 {
      parts.append("x" + padded(rest % partLimit))
      rest /= partLimit
    }
    return parts.reversed().joined(separator: "/")
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: digitsPerPart - digits.utf8.count) + digits
  }

  /// Reads generously; the caller compares with the one right spelling.
  private static func read(_ path: String) -> Tile? {
    var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
    guard parts.count >= 3, parts.removeFirst().elementsEqual(folder.utf8) else { return nil }
    let kind = parts.removeFirst()
    var width = fullWidth
    if let last = parts.last, parts.count >= 2, parts[parts.count - 2].suffix(2).elementsEqual(".p".utf8) {
      guard let stated = StrictText.decimal(last) else { return nil }
      width = stated
      parts.removeLast()
      parts[parts.count - 1].removeLast(2)
    }
    guard let index = number(of: parts), let content = content(of: kind) else { return nil }
    return try? Tile(content, index: index, width: width)
  }

  private static func content(of kind: [UInt8]) -> Content? {
    if kind.elementsEqual(entriesWord.utf8) { return .entries }
    return StrictText.decimal(kind).map { .hashes(level: $0) }
  }

  private static func number(of parts: [[UInt8]]) -> Int? {
    let digits = parts.flatMap { $0.drop { $0 == UInt8(ascii: "x") } }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    return significant.isEmpty ? 0 : StrictText.decimal(significant)
  }
}
