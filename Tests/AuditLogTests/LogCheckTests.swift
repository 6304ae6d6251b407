import AuditLog
import Testing

/// Each way to spoil a log must be found and named; that the check can fail is what makes its silence worth something.
@Suite("The whole-log check")
struct LogCheckTests {
  private let log = SmallLog(size: largestSmallTree)

  private func check(_ leaves: [Digest], _ nodes: KeptNodes, _ head: TreeHead) throws -> LogDifference? {
    try LogCheck.run(leafHashes: leaves, nodes: nodes, head: head)
  }

  @Test("A log in order has no difference, whatever its size")
  func inOrder() throws {
    for size in 0...largestSmallTree {
      let log = SmallLog(size: size)
      #expect(try check(log.leaves, log.nodes, log.head) == nil)
    }
  }

  @Test("Logs longer than one read are checked throughout", arguments: [255, 256, 257, 511, 513, 1025])
  func longer(size: Int) throws {
    let log = SmallLog(size: size)
    #expect(try check(log.leaves, log.nodes, log.head) == nil)
    for (level, index) in [(0, size - 1), (0, size / 2), (1, size / 2 - 1), (7, 0)] {
      var nodes = log.nodes
      nodes.digests[KeptNodes.Place(level: level, index: index)] = nil
      #expect(try check(log.leaves, nodes, log.head) == .nodeMissing(level: level, index: index))
    }
  }

  @Test("Every flipped node is named")
  func flippedNode() throws {
    for (place, digest) in log.nodes.digests {
      var nodes = log.nodes
      let kept = digest.flipped(bit: (place.index * 7 + place.level) % 256)
      nodes.digests[place] = kept
      let expected: LogDifference =
        place.level == 0
        ? .leafDiffers(index: place.index, derived: digest, kept: kept)
        : .nodeDiffers(level: place.level, index: place.index, derived: digest, kept: kept)
      #expect(try check(log.leaves, nodes, log.head) == expected)
    }
  }

  @Test("Every missing node is named")
  func missingNode() throws {
    for place in log.nodes.digests.keys {
      var nodes = log.nodes
      nodes.digests[place] = nil
      #expect(try check(log.leaves, nodes, log.head) == .nodeMissing(level: place.level, index: place.index))
    }
  }

  @Test("Every flipped leaf is named")
  func flippedLeaf() throws {
    for index in log.leaves.indices {
      var leaves = log.leaves
      leaves[index] = leaves[index].flipped(bit: index)
      let expected = LogDifference.leafDiffers(index: index, derived: leaves[index], kept: log.leaves[index])
      #expect(try check(leaves, log.nodes, log.head) == expected)
    }
  }

  @Test("A log cut off anywhere is named")
  func truncated() throws {
    for size in 0..<largestSmallTree {
      let found = try check(Array(log.leaves.prefix(size)), log.nodes, log.head)
      #expect(found == .entriesMissing(found: size, expected: largestSmallTree))
    }
  }

  @Test("Entries behind the last head are named")
  func surplusEntries() throws {
    let head = TreeHead(size: 39, root: log.root(39))
    #expect(try check(log.leaves, log.nodes, head) == .entriesSurplus(found: 40, expected: 39))
  }

  @Test("A wrong root is named")
  func wrongRoot() throws {
    let head = TreeHead(size: log.head.size, root: log.head.root.flipped(bit: 0))
    let expected = LogDifference.rootDiffers(size: 40, derived: log.head.root, stated: head.root)
    #expect(try check(log.leaves, log.nodes, head) == expected)
  }

  @Test("A node kept ahead of the log is named", arguments: [(0, 40), (1, 20), (5, 1), (6, 0), (62, 0)])
  func surplusNode(level: Int, index: Int) throws {
    var nodes = log.nodes
    nodes.keep([MerkleNode(level: level, index: index, digest: MerkleHash.emptyRoot)])
    let expected = LogDifference.nodeSurplus(level: level, index: index, kept: MerkleHash.emptyRoot)
    #expect(try check(log.leaves, nodes, log.head) == expected)
  }

  @Test("A log rewritten from one entry on, with all its nodes, is found by the earlier heads")
  func rewritten() throws {
    var leaves = log.leaves
    leaves[10] = MerkleHash.leaf([1])
    var frontier = Frontier()
    var nodes = KeptNodes()
    for leaf in leaves { nodes.keep(frontier.append(leaf)) }
    #expect(try check(leaves, nodes, frontier.head) == nil)
    #expect(try check(leaves, nodes, log.head) != nil)

    var check = LogCheck(of: nodes)
    var found: LogDifference?
    for leaf in leaves {
      _ = try check.add(leafHash: leaf)
      found = check.compare(with: TreeHead(size: check.size, root: log.root(check.size)))
      if found != nil { break }
    }
    let derived = ReferenceTree.root(leaves.prefix(11))
    #expect(found == .rootDiffers(size: 11, derived: derived, stated: log.root(11)))
  }

  @Test("Of several differences the first is named, and it stays")
  func first() throws {
    var nodes = log.nodes
    nodes.digests[KeptNodes.Place(level: 0, index: 30)] = nil
    nodes.digests[KeptNodes.Place(level: 2, index: 1)] = nil
    var check = LogCheck(of: nodes)
    for leaf in log.leaves { _ = try check.add(leafHash: leaf) }
    let expected = LogDifference.nodeMissing(level: 2, index: 1)
    #expect(check.difference == expected)
    #expect(check.compare(with: log.head) == expected)
    #expect(try check.finish(at: log.head) == expected)
  }

  @Test("A source that answers besides the question changes nothing")
  func unruly() throws {
    struct Unruly: NodeSource {
      let nodes: KeptNodes
      func read(level: Int, index: Int) -> Digest? { nodes.read(level: level, index: index) }
      func read(level: Int, indices: Range<Int>, each: (Int, Digest) throws -> Void) throws {
        try each(indices.upperBound, MerkleHash.emptyRoot)
        try each(-1, MerkleHash.emptyRoot)
        for index in indices.reversed() {
          if let digest = nodes.read(level: level, index: index) { try each(index, digest) }
        }
      }
    }
    let nodes = Unruly(nodes: log.nodes)
    #expect(try LogCheck.run(leafHashes: log.leaves, nodes: nodes, head: log.head) == nil)
  }

  @Test("What the source throws is passed on")
  func fault() {
    struct Fault: Error {}
    struct Broken: NodeSource {
      func read(level: Int, index: Int) throws -> Digest? { throw Fault() }
    }
    #expect(throws: Fault.self) {
      try LogCheck.run(leafHashes: log.leaves, nodes: Broken(), head: log.head)
    }
    #expect(throws: Fault.self) { try InclusionProof(index: 0, size: 2, from: Broken()) }
  }
}
