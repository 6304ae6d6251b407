import AuditLog

/// The tree as RFC 6962 section 2.1 defines it, word for word and slowly: the yardstick for the fast one.
enum ReferenceTree {
  /// MTH(D[n])
  static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    guard let only = leaves.first else { return Digest.sha256(of: []) }
    if leaves.count == 1 { return only }
    let split = split(leaves)
    return MerkleHash.node(root(split.left), root(split.right))
  }

  /// PATH(m, D[n])
  static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    if leaves.count == 1 { return [] }
    let (left, right) = split(leaves)
    return index < left.count
      ? path(index, left) + [root(right)]
      : path(index - left.count, right) + [root(left)]
  }

  /// PROOF(m, D[n])
  static func consistency(_ size: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    size == 0 ? [] : subproof(size, leaves, whole: true)
  }

  private static func subproof(_ size: Int, _ leaves: ArraySlice<Digest>, whole: Bool) -> [Digest] {
    if size == leaves.count { return whole ? [] : [root(leaves)] }
    let (left, right) = split(leaves)
    return size <= left.count
      ? subproof(size, left, whole: whole) + [root(right)]
      : subproof(size - left.count, right, whole: false) + [root(left)]
  }

  /// At the largest power of two smaller than the number of leaves.
  private static func split(_ leaves: ArraySlice<Digest>) -> (left: ArraySlice<Digest>, right: ArraySlice<Digest>) {
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return (leaves.prefix(half), leaves.dropFirst(half))
  }
}

/// Kept nodes in a dictionary, which tests can spoil.
struct KeptNodes: NodeSource {
  struct Place: Hashable {
    var level: Int
    var index: Int
  }

  var digests: [Place: Digest] = [:]

  func read(level: Int, index: Int) -> Digest? {
    digests[Place(level: level, index: index)]
  }

  mutating func keep(_ nodes: [MerkleNode]) {
    for node in nodes { digests[Place(level: node.level, index: node.index)] = node.digest }
  }
}

/// A log of made-up leaves with all its kept nodes.
struct SmallLog {
  let leaves: [Digest]
  var nodes = KeptNodes()
  let head: TreeHead

  init(size: Int) {
    leaves = (0..<size).map { MerkleHash.leaf(Array("entry \($0)".utf8)) }
    var frontier = Frontier()
    for leaf in leaves { nodes.keep(frontier.append(leaf)) }
    head = frontier.head
  }

  /// The root when the log had `size` leaves, by definition.
  func root(_ size: Int) -> Digest {
    ReferenceTree.root(leaves.prefix(size))
  }
}

/// The largest tree of the exhaustive tests: past 32, so that every shape of up to five levels comes up.
let largestSmallTree = 40

extension Digest {
  /// The digest with one bit turned over.
  func flipped(bit: Int) -> Digest {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << (bit % 8)
    return Digest(bytes: bytes) ?? self
  }
}
