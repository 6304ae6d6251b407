import AuditLog
import Testing

@Suite("The example of the README")
struct ReadmeTests {
  @Test("Append, prove, verify and check, step by step")
  func example() throws {
    let before = SmallLog(size: 11)
    var nodes = before.nodes
    let last = before.head
    let entry = Array("entri".utf8)
    let leafHashes = before.leaves + [MerkleHash.leaf(entry)]

    var frontier = try Frontier(size: last.size, from: nodes)
    nodes.keep(frontier.append(MerkleHash.leaf(entry)))
    let key = try SigningKey(parsing: TestKeys.privateText)
    let checkpoint = try Checkpoint(origin: "log.example/wlkp", head: frontier.head)
    let signed = try SignedCheckpoint(checkpoint, signedBy: [key])

    let proof = try TlogProof(index: last.size, under: signed, from: nodes).text

    let log = try VerifierKey(parsing: "log.example/wlkp+617411e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
    let stated = try TlogProof(parsing: proof).verify(leafHash: MerkleHash.leaf(entry), key: log)
    #expect(stated == checkpoint)

    #expect(try LogCheck.run(leafHashes: leafHashes, nodes: nodes, head: stated.head) == nil)
    let growth = try ConsistencyProof(oldSize: last.size, newSize: stated.head.size, from: nodes)
    try growth.verify(oldRoot: last.root, newRoot: stated.head.root)
  }
}
