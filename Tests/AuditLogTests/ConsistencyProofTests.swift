import AuditLog
import Testing

@Suite("Consistency proofs, all pairs up to 40 leaves")
struct ConsistencyProofTests {
  private let log = SmallLog(size: largestSmallTree)
  private let roots: [Digest]

  init() {
    let log = log
    roots = (0...largestSmallTree).map { log.root($0) }
  }

  private func proofs(upTo largest: Int) throws -> [ConsistencyProof] {
    try (0...largest).flatMap { new in
      try (0...new).map { try ConsistencyProof(oldSize: $0, newSize: new, from: log.nodes) }
    }
  }

  @Test("Every proof is the one the RFC defines, and verifies")
  func allVerify() throws {
    for proof in try proofs(upTo: largestSmallTree) {
      #expect(proof.path == ReferenceTree.consistency(proof.oldSize, log.leaves.prefix(proof.newSize)))
      try proof.verify(oldRoot: roots[proof.oldSize], newRoot: roots[proof.newSize])
      let read = try ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: proof.path)
      #expect(read == proof)
    }
  }

  @Test("The roots of other sizes are refused")
  func otherRoots() throws {
    for proof in try proofs(upTo: 20) {
      for size in 0...20 {
        if size != proof.oldSize {
          #expect(throws: LogError.self) { try proof.verify(oldRoot: roots[size], newRoot: roots[proof.newSize]) }
        }
        // From the empty tree everything follows, so the later root is free.
        if size != proof.newSize, proof.oldSize > 0 {
          #expect(throws: LogError.self) { try proof.verify(oldRoot: roots[proof.oldSize], newRoot: roots[size]) }
        }
      }
    }
  }

  @Test("A flipped bit in roots or path is refused: every bit up to 16 leaves")
  func everyBit() throws {
    for proof in try proofs(upTo: 16) where proof.oldSize > 0 {
      for bit in 0..<256 { refusesFlip(of: bit, in: proof) }
    }
  }

  @Test("A flipped bit in roots or path is refused: every digest up to 40 leaves, eight bits of each")
  func everyDigest() throws {
    for (number, proof) in try proofs(upTo: largestSmallTree).enumerated() where proof.oldSize > 0 {
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
          try ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: path)
        }
      }
    }
  }

  @Test("A log does not shrink", arguments: [(2, 1), (-1, 1), (0, -1), (Int.max, 0)])
  func shrinking(old: Int, new: Int) {
    let error = LogError.sizesOutOfOrder(old: old, new: new)
    #expect(throws: error) { try ConsistencyProof(oldSize: old, newSize: new, path: []) }
    #expect(throws: error) { try ConsistencyProof(oldSize: old, newSize: new, from: log.nodes) }
  }

  @Test("The empty tree has one root only")
  func empty() throws {
    let proof = try ConsistencyProof(oldSize: 0, newSize: 5, path: [])
    try proof.verify(oldRoot: MerkleHash.emptyRoot, newRoot: roots[5])
    #expect(throws: LogError.rootDiffers(expected: roots[1], computed: MerkleHash.emptyRoot)) {
      try proof.verify(oldRoot: roots[1], newRoot: roots[5])
    }
    let nothing = try ConsistencyProof(oldSize: 0, newSize: 0, path: [])
    #expect(throws: LogError.self) { try nothing.verify(oldRoot: MerkleHash.emptyRoot, newRoot: roots[1]) }
  }

  private func accepts(_ proof: ConsistencyProof, path: [Digest], oldRoot: Digest, newRoot: Digest) -> Bool {
    guard let read = try? ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: path) else {
      return false
    }
    return (try? read.verify(oldRoot: oldRoot, newRoot: newRoot)) != nil
  }

  private func refusesFlip(of bit: Int, in proof: ConsistencyProof) {
    let oldRoot = roots[proof.oldSize]
    let newRoot = roots[proof.newSize]
    var refused = !accepts(proof, path: proof.path, oldRoot: oldRoot.flipped(bit: bit), newRoot: newRoot)
    refused = refused && !accepts(proof, path: proof.path, oldRoot: oldRoot, newRoot: newRoot.flipped(bit: bit))
    for step in proof.path.indices {
      var path = proof.path
      path[step] = path[step].flipped(bit: bit)
      refused = refused && !accepts(proof, path: path, oldRoot: oldRoot, newRoot: newRoot)
    }
    #expect(refused, "bit \(bit) from \(proof.oldSize) to \(proof.newSize) leaves")
  }
}
