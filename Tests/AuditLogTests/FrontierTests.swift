import AuditLog
import Testing

@Suite("The growing tree")
struct FrontierTests {
  private let log = SmallLog(size: largestSmallTree)

  @Test("Every size has the root that the RFC defines, and exactly the full subtrees as nodes")
  func growth() {
    var frontier = Frontier()
    for size in 0...largestSmallTree {
      #expect(frontier.root == log.root(size))
      #expect(frontier.size == size)
      guard size < largestSmallTree else { break }
      for node in frontier.append(log.leaves[size]) {
        let covered = node.index << node.level..<(node.index + 1) << node.level
        #expect(covered.upperBound == size + 1)
        #expect(node.digest == ReferenceTree.root(log.leaves[covered]))
      }
    }
    let expected = (0..<6).map { largestSmallTree >> $0 }.reduce(0, +)
    #expect(log.nodes.digests.count == expected)
  }

  @Test("A frontier read back from kept nodes goes on as if nothing had happened")
  func restored() throws {
    for size in 0...largestSmallTree {
      var restored = try Frontier(size: size, from: log.nodes)
      #expect(restored.root == log.root(size))
      #expect(try Frontier(size: size, peaks: restored.peaks) == restored)
      for leaf in log.leaves[size...] { _ = restored.append(leaf) }
      #expect(restored.head == log.head)
    }
  }

  @Test("Nodes of a group are collected in order")
  func group() {
    var one = Frontier()
    var other = Frontier()
    var collected: [MerkleNode] = []
    for leaf in log.leaves { one.append(leaf, into: &collected) }
    #expect(collected == log.leaves.flatMap { other.append($0) })
  }

  @Test("A node that is gone is named when the frontier is read back")
  func missing() {
    var nodes = log.nodes
    nodes.digests[KeptNodes.Place(level: 3, index: 4)] = nil
    #expect(throws: LogError.nodeMissing(level: 3, index: 4)) { try Frontier(size: 40, from: nodes) }
  }

  @Test("Peaks that cannot belong to a size are refused", arguments: [(3, 1), (0, 1), (4, 2), (-1, 0), (7, 4)])
  func malformed(size: Int, peaks: Int) {
    let digests = [Digest](repeating: MerkleHash.emptyRoot, count: peaks)
    #expect(throws: LogError.frontierMalformed(size: size, peaks: peaks)) {
      try Frontier(size: size, peaks: digests)
    }
  }

  @Test("No frontier has a negative size")
  func negative() {
    #expect(throws: LogError.frontierMalformed(size: -1, peaks: 0)) { try Frontier(size: -1, from: log.nodes) }
  }
}
