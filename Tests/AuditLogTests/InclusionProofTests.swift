import AuditLog
import Testing

@Suite("Inclusion proofs, all trees up to 40 leaves")
struct InclusionProofTests {
  private let log = SmallLog(size: largestSmallTree)

  private func proofs(upTo largest: Int) throws -> [InclusionProof] {
    try (1...largest).flatMap { size in
      try (0..<size).map { try InclusionProof(index: $0, size: size, from: log.nodes) }
    }
  }

  @Test("Every proof is the one the RFC defines, and verifies")
  func allVerify() throws {
    for proof in try proofs(upTo: largestSmallTree) {
      let leaf = log.leaves[proof.index]
      #expect(proof.path == ReferenceTree.path(proof.index, log.leaves.prefix(proof.size)))
      try proof.verify(leafHash: leaf, root: log.root(proof.size))
      #expect(try InclusionProof(index: proof.index, size: proof.size, path: proof.path) == proof)
    }
  }

  @Test("A leaf at any other place is refused")
  func otherPlaces() throws {
    for proof in try proofs(upTo: largestSmallTree) {
      let root = log.root(proof.size)
      for other in 0..<proof.size where other != proof.index {
        #expect(!accepts(index: other, size: proof.size, path: proof.path, leaf: log.leaves[proof.index], root: root))
        #expect(throws: LogError.self) { try proof.verify(leafHash: log.leaves[other], root: root) }
      }
    }
  }

  @Test("A flipped bit in leaf, root or path is refused: every bit up to 16 leaves")
  func everyBit() throws {
    for proof in try proofs(upTo: 16) {
      for bit in 0..<256 { refusesFlip(of: bit, in: proof) }
    }
  }

  @Test("A flipped bit in leaf, root or path is refused: every digest up to 40 leaves, eight bits of each")
  func everyDigest() throws {
    for (number, proof) in try proofs(upTo: largestSmallTree).enumerated() {
      // Another byte each time, so that all 32 come up in turn.
      let byte = number % Digest.byteCount
      for bit in byte * 8..<byte * 8 + 8 { refusesFlip(of: bit, in: proof) }
    }
  }

  @Test("Hashes too many or too few are refused by number")
  func lengths() throws {
    for proof in try proofs(upTo: largestSmallTree) {
      let expected = proof.path.count
      for path in [proof.path + [MerkleHash.emptyRoot], proof.path.dropLast()] where path.count != expected {
        #expect(throws: LogError.proofLengthWrong(expected: expected, found: path.count)) {
          try InclusionProof(index: proof.index, size: proof.size, path: path)
        }
      }
    }
  }

  @Test("A place outside the tree is named", arguments: [(0, 0), (1, 1), (-1, 4), (4, 4), (0, -1), (Int.max, 3)])
  func outside(index: Int, size: Int) {
    let error = LogError.indexOutsideTree(index: index, size: size)
    #expect(throws: error) { try InclusionProof(index: index, size: size, path: []) }
    #expect(throws: error) { try InclusionProof(index: index, size: size, from: log.nodes) }
  }

  @Test("The largest tree there can be is no trouble")
  func largest() throws {
    let path = [Digest](repeating: MerkleHash.emptyRoot, count: 63)
    let proof = try InclusionProof(index: 0, size: .max, path: path)
    #expect(throws: LogError.self) { try proof.verify(leafHash: path[0], root: path[0]) }
    let last = try InclusionProof(index: .max - 1, size: .max, path: Array(path.dropLast()))
    #expect(throws: LogError.self) { try last.verify(leafHash: path[0], root: path[0]) }
  }

  @Test("A node that is gone is named")
  func missing() throws {
    var nodes = log.nodes
    nodes.digests[KeptNodes.Place(level: 2, index: 1)] = nil
    #expect(throws: LogError.nodeMissing(level: 2, index: 1)) { try InclusionProof(index: 0, size: 8, from: nodes) }
  }

  private func accepts(index: Int, size: Int, path: [Digest], leaf: Digest, root: Digest) -> Bool {
    guard let proof = try? InclusionProof(index: index, size: size, path: path) else { return false }
    return proof.root(leafHash: leaf) == root
  }

  private func refusesFlip(of bit: Int, in proof: InclusionProof) {
    let leaf = log.leaves[proof.index]
    let root = log.root(proof.size)
    var refused = proof.root(leafHash: leaf.flipped(bit: bit)) != root
    refused = refused && proof.root(leafHash: leaf) != root.flipped(bit: bit)
    for step in proof.path.indices {
      var path = proof.path
      path[step] = path[step].flipped(bit: bit)
      refused = refused && !accepts(index: proof.index, size: proof.size, path: path, leaf: leaf, root: root)
    }
    #expect(refused, "bit \(bit) of leaf \(proof.index) in a tree of \(proof.size)")
  }
}
