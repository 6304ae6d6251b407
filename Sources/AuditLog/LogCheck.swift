/// Re-derives a whole log from its entries and names the first difference.
///
/// Leaves are streamed; memory stays constant however long the log is. Kept nodes are read in runs of
/// ``nodesPerRead``, one run ahead per level, so the source must be one snapshot.
///
/// ```swift
/// var check = LogCheck(of: nodes)
/// for entry in entries {
///   if let found = try check.add(leafHash: MerkleHash.leaf(entry)) { return found }
/// }
/// return try check.finish(at: head)   // nil: everything is as it must be
/// ```
///
/// After the first difference every further call answers with that same one.
public struct LogCheck {
  /// How many nodes of a level are asked for at once: 256, the width of a tile; 8 KiB per level.
  public static let nodesPerRead = 256

  /// The first difference found, `nil` as long as there is none.
  public private(set) var difference: LogDifference?
  private let source: any NodeSource
  private var frontier = Frontier()
  private var windows: [NodeWindow] = []
  private var made: [MerkleNode] = []

  /// A check that has not seen a leaf yet.
  public init(of source: any NodeSource) {
    self.source = source
  }

  /// Number of leaves seen and found in order.
  public var size: Int { frontier.size }

  /// Size and root derived so far.
  public var head: TreeHead { frontier.head }

  /// Takes the next leaf hash, derived from the entry itself and not from what is kept, and compares every node that
  /// it makes with the kept one.
  ///
  /// - Returns: the first difference, if there is one by now.
  /// - Throws: what the source throws.
  public mutating func add(leafHash: Digest) throws -> LogDifference? {
    if let difference { return difference }
    made.removeAll(keepingCapacity: true)
    frontier.append(leafHash, into: &made)
    for node in made {
      guard let found = try difference(at: node) else { continue }
      difference = found
      break
    }
    return difference
  }

  /// Compares a head that was signed at exactly the present ``size``; call it in passing for each earlier checkpoint.
  ///
  /// - Precondition: `head.size == size`.
  public mutating func compare(with head: TreeHead) -> LogDifference? {
    if let difference { return difference }
    precondition(head.size == size, "a head can only be compared when the check has reached its size")
    let derived = frontier.root
    if derived != head.root {
      difference = .rootDiffers(size: size, derived: derived, stated: head.root)
    }
    return difference
  }

  /// Ends the check: all entries were seen, and `head` is the newest one signed.
  ///
  /// Also looks, on each level, whether a node is kept just behind the last one.
  ///
  /// - Throws: what the source throws.
  public mutating func finish(at head: TreeHead) throws -> LogDifference? {
    if let difference { return difference }
    if size < head.size {
      difference = .entriesMissing(found: size, expected: head.size)
    } else if size > head.size {
      difference = .entriesSurplus(found: size, expected: head.size)
    } else if compare(with: head) == nil {
      difference = try surplus()
    }
    return difference
  }

  /// The whole check in one call.
  ///
  /// - Throws: what the source throws.
  public static func run(
    leafHashes: some Sequence<Digest>,
    nodes source: any NodeSource,
    head: TreeHead
  ) throws -> LogDifference? {
    var check = LogCheck(of: source)
    for leafHash in leafHashes {
      if let found = try check.add(leafHash: leafHash) { return found }
    }
    return try check.finish(at: head)
  }

  private mutating func difference(at node: MerkleNode) throws -> LogDifference? {
    if node.level == windows.count { windows.append(NodeWindow(level: node.level)) }
    guard let kept = try windows[node.level].digest(at: node.index, from: source) else {
      return .nodeMissing(level: node.level, index: node.index)
    }
    guard kept != node.digest else { return nil }
    return node.level == 0
      ? .leafDiffers(index: node.index, derived: node.digest, kept: kept)
      : .nodeDiffers(level: node.level, index: node.index, derived: node.digest, kept: kept)
  }

  private func surplus() throws -> LogDifference? {
    for level in 0..<Int.bitWidth - 1 {
      let index = size >> level
      if let kept = try source.read(level: level, index: index) {
        return .nodeSurplus(level: level, index: index, kept: kept)
      }
    }
    return nil
  }
}

/// One run of kept nodes of a level, read at once.
private struct NodeWindow {
  private let level: Int
  private var start = 0
  private var end = 0
  private var digests: [Digest?] = []

  init(level: Int) {
    self.level = level
  }

  mutating func digest(at index: Int, from source: any NodeSource) throws -> Digest? {
    if index >= end { try fill(from: index, source: source) }
    return digests[index - start]
  }

  private mutating func fill(from first: Int, source: any NodeSource) throws {
    start = first
    end = first + LogCheck.nodesPerRead
    digests.removeAll(keepingCapacity: true)
    digests.append(contentsOf: repeatElement(nil, count: LogCheck.nodesPerRead))
    let indices = start..<end
    // A node out of the asked range would be the source's slip; left out, it shows as missing.
    try source.read(level: level, indices: indices) { index, digest in
      if indices.contains(index) { digests[index - first] = digest }
    }
  }
}
