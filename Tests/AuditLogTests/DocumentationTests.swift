import AuditLog
import DocumentExamples
import Testing

// The code of the articles in Sources/AuditLog/AuditLog.docc stands here, between the lines `// doc` and `// end`, so
// that it is compiled and run. A test compares the two.

// doc
struct Nodes: NodeSource {
  struct Place: Hashable {
    var level: Int
    var index: Int
  }

  var digests: [Place: Digest] = [:]

  func read(level: Int, index: Int) -> Digest? { digests[Place(level: level, index: index)] }

  mutating func keep(_ nodes: [MerkleNode]) {
    for node in nodes { digests[Place(level: node.level, index: node.index)] = node.digest }
  }
}
// end

@Suite("The code of the articles")
struct DocumentationTests {
  @Test("A log is built, proved and checked as the articles say")
  func ownLog() throws {
    // doc
    let key = try SigningKey.generate(name: "log.example/wlkp")
    let publicText = key.verifier.text  // hand this out
    // end
    // doc
    var nodes = Nodes()
    var frontier = Frontier()
    for entry in ["one", "two", "three"] {
      nodes.keep(frontier.append(MerkleHash.leaf(Array(entry.utf8))))
    }
    let first = try SignedCheckpoint(Checkpoint(origin: "log.example/wlkp", head: frontier.head), signedBy: [key])
    // end
    // doc
    let last = try first.verified(by: [key.verifier], origin: "log.example/wlkp")
    var edge = try Frontier(size: last.head.size, from: nodes)
    guard edge.root == last.head.root else {
      throw LogError.rootDiffers(expected: last.head.root, computed: edge.root)
    }
    for entry in ["four", "five"] { nodes.keep(edge.append(MerkleHash.leaf(Array(entry.utf8)))) }
    let second = try SignedCheckpoint(Checkpoint(origin: "log.example/wlkp", head: edge.head), signedBy: [key])
    // end
    #expect(edge.size == 5)
    // doc
    let proof = try TlogProof(index: 3, under: second, from: nodes)
    let receipt = proof.text  // keep or hand out
    // end
    // doc
    let log = try VerifierKey(parsing: publicText)
    let read = try TlogProof(parsing: receipt)
    let stated = try read.verify(leafHash: MerkleHash.leaf(Array("four".utf8)), key: log)
    print("entry \(read.inclusion.index) of \(stated.head.size)")
    // end
    #expect(stated.head == edge.head)
    // doc
    do {
      _ = try read.verify(leafHash: MerkleHash.leaf(Array("fore".utf8)), key: log)
    } catch {
      print(error.sentence(in: .en))
    }
    // end
    #expect(throws: LogError.self) { try read.verify(leafHash: MerkleHash.leaf(Array("fore".utf8)), key: log) }
    // doc
    let growth = try ConsistencyProof(oldSize: 3, newSize: 5, from: nodes)
    try growth.verify(oldRoot: first.unverified.head.root, newRoot: second.unverified.head.root)
    // end
    // doc
    let entries = ["one", "two", "three", "four", "five"]
    let leafHashes = entries.map { MerkleHash.leaf(Array($0.utf8)) }
    let clean = try LogCheck.run(leafHashes: leafHashes, nodes: nodes, head: second.unverified.head)
    // end
    #expect(clean == nil)
    // doc
    var changed = leafHashes
    changed[1] = MerkleHash.leaf(Array("deux".utf8))
    let found = try LogCheck.run(leafHashes: changed, nodes: nodes, head: second.unverified.head)
    print(found?.sentence(in: .en) ?? "nothing differs")
    // end
    #expect(found == .leafDiffers(index: 1, derived: changed[1], kept: leafHashes[1]))
    // doc
    var check = LogCheck(of: nodes)
    for leaf in leafHashes {
      _ = try check.add(leafHash: leaf)
      if check.size == first.unverified.head.size { _ = check.compare(with: first.unverified.head) }
    }
    _ = try check.finish(at: second.unverified.head)
    print(check.difference?.sentence(in: .en) ?? "nothing differs")
    // end
    #expect(check.difference == nil)
  }

  @Test("A foreign checkpoint verifies and tiles are named as the article says")
  func foreignLog() throws {
    // doc
    let database = try VerifierKey(
      parsing: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    )
    let text = """
      go.sum database tree
      6476701
      mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

      — sum.golang.org \
      Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=

      """
    let checkpoint = try SignedCheckpoint(parsing: text).verified(by: [database], origin: "go.sum database tree")
    print("\(checkpoint.head.size) entries, root \(checkpoint.head.root.base64)")
    // end
    #expect(checkpoint.head.size == 6_476_701)
    // doc
    let tiles = Tile.covering(size: 70_000).map(\.path)
    let added = Tile.added(from: 70_000, to: 70_001).map(\.path)
    let tile = try Tile(parsing: "tile/0/x001/234.p/17")
    // end
    #expect(tiles.first == "tile/0/000")
    #expect(added == ["tile/0/273.p/113"])
    #expect(tile.indices == 1234 * 256..<1234 * 256 + 17)
    #expect(tile.isPartial)
  }

  // MARK: - The comparison

  private static let examples = Result {
    try DocumentExamples(testFile: #filePath, folder: "Sources/AuditLog/AuditLog.docc")
  }

  @Test("Every block of Swift in a document is one that is run here")
  func same() throws {
    let examples = try Self.examples.get()
    for document in examples.documents {
      let unrun = try examples.unrun(in: document)
      #expect(unrun.isEmpty, "not run by any test, in \(document):\n\(unrun.joined(separator: "\n\n"))")
    }
  }

  @Test("Canary: the documents are there, and every block that is run is shown")
  func canary() throws {
    let examples = try Self.examples.get()
    #expect(examples.documents.count == 5)
    #expect(examples.run.count == 13)
    #expect(try examples.unshown() == [])
  }
}
