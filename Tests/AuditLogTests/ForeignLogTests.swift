import AuditLog
import Foundation
import Testing

/// A log made by `make_log.py`, a program in another language that shares nothing with ours.
private struct ForeignLog {
  static let origin = "python.example/log"
  /// Trees of every kind: empty, one leaf, one tile full, one begun, and so large that there is a third level of tiles.
  static let sizes = [0, 1, 2, 7, 255, 256, 257, 1000, 66_000]

  let folder: URL
  let key: VerifierKey

  init(_ size: Int, seed: String = "wlkp", in scratch: URL) throws {
    folder = scratch.appending(path: "\(seed)-\(size)")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "make_log.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path(), folder.path(), String(size), seed]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    key = try VerifierKey(parsing: Self.text(folder, "key").replacingOccurrences(of: "\n", with: ""))
  }

  static func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func text(_ name: String) throws -> String { try Self.text(folder, name) }

  func names(_ part: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path())) ?? []).sorted()
  }

  func checkpoint(_ name: String = "checkpoint") throws -> Checkpoint {
    try SignedCheckpoint(parsing: text(name)).verified(by: [key], origin: Self.origin)
  }

  var nodes: TileNodes { TileNodes(folder: folder) }

  /// The entries, out of their tiles: each after its length in two bytes.
  func entries(_ size: Int) throws -> [[UInt8]] {
    var entries: [[UInt8]] = []
    for tile in Tile.entries(size: size) {
      var rest = Array(try Data(contentsOf: folder.appending(path: tile.path)))[...]
      while let high = rest.popFirst(), let low = rest.popFirst() {
        let length = Int(high) << 8 | Int(low)
        entries.append(Array(rest.prefix(length)))
        rest = rest.dropFirst(length)
      }
    }
    return entries
  }

  /// The hashes of a proof that goes on from an older size, and the older root.
  func growth(from old: Int) throws -> (path: [Digest], root: Digest) {
    let hashes = try text("consistency/\(old)").split(separator: "\n").compactMap { Digest(base64: $0) }
    return (Array(hashes.dropLast()), try #require(hashes.last))
  }
}

/// The nodes of a published log, read from its tiles of 256 hashes; those between the tiles' levels are put together.
private struct TileNodes: NodeSource {
  let folder: URL

  func read(level: Int, index: Int) throws -> Digest? {
    if level % Tile.height == 0 { return try hash(level / Tile.height, index) }
    guard let left = try read(level: level - 1, index: 2 * index),
      let right = try read(level: level - 1, index: 2 * index + 1)
    else { return nil }
    return MerkleHash.node(left, right)
  }

  private func hash(_ level: Int, _ index: Int) throws -> Digest? {
    guard let tile = try tile(level, index / Tile.fullWidth) else { return nil }
    let start = index % Tile.fullWidth * Digest.byteCount
    return tile.count < start + Digest.byteCount
      ? nil : Digest(bytes: Array(tile[start..<(start + Digest.byteCount)]))
  }

  /// The full tile, or the only partial one.
  private func tile(_ level: Int, _ index: Int) throws -> Data? {
    let full = folder.appending(path: try Tile(.hashes(level: level), index: index).path)
    if let bytes = try? Data(contentsOf: full) { return bytes }
    let partial = full.path() + ".p"
    let widths = (try? FileManager.default.contentsOfDirectory(atPath: partial)) ?? []
    return try widths.first.map { try Data(contentsOf: URL(filePath: partial).appending(path: $0)) }
  }
}

@Suite("Logs made by another program")
final class ForeignLogTests {
  private let scratch: URL

  init() throws {
    scratch = FileManager.default.temporaryDirectory.appending(path: "wlkp-foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  @Test("Checkpoint, entries, tiles and proofs of every size verify", arguments: ForeignLog.sizes)
  func verifies(_ size: Int) throws {
    let log = try ForeignLog(size, in: scratch)
    let checkpoint = try log.checkpoint()
    #expect(checkpoint.head.size == size)
    let entries = try log.entries(size)
    #expect(entries.count == size)
    // Reading a node between two tiles is slow here, so the largest log's nodes are looked at where proofs need them.
    if size <= 1000 {
      let difference = try LogCheck.run(
        leafHashes: entries.map { MerkleHash.leaf($0) },
        nodes: log.nodes,
        head: checkpoint.head
      )
      #expect(difference == nil)
    }
    for name in log.names("proof") {
      let index = try #require(Int(name))
      let proof = try TlogProof(parsing: log.text("proof/\(name)"))
      #expect(try proof.verify(leafHash: MerkleHash.leaf(entries[index]), key: log.key) == checkpoint)
      #expect(proof.extra == (index % 2 == 1 ? Array("wlkp".utf8) : nil))
      // From the foreign tiles, ours makes the same proof in the same bytes.
      let own = try TlogProof(index: index, under: proof.checkpoint, from: log.nodes, extra: proof.extra)
      #expect(try own.text == log.text("proof/\(name)"))
    }
    for name in log.names("consistency") {
      let old = try #require(Int(name))
      let (path, root) = try log.growth(from: old)
      try ConsistencyProof(oldSize: old, newSize: size, path: path).verify(oldRoot: root, newRoot: checkpoint.head.root)
      #expect(try ConsistencyProof(oldSize: old, newSize: size, from: log.nodes).path == path)
    }
    #expect(log.names("proof").count == min(size, 6))
  }

  @Test("The root is the one that ours derives from the entries, whatever bytes they are", arguments: ForeignLog.sizes)
  func sameRoot(_ size: Int) throws {
    let log = try ForeignLog(size, in: scratch)
    var frontier = Frontier()
    for entry in try log.entries(size) { _ = frontier.append(MerkleHash.leaf(entry)) }
    #expect(frontier.head == (try log.checkpoint().head))
  }

  @Test("An earlier checkpoint is a proved beginning of the later one")
  func grows() throws {
    let log = try ForeignLog(1000, in: scratch)
    let (old, new) = try (log.checkpoint("checkpoint.old").head, log.checkpoint().head)
    let path = try log.growth(from: old.size).path
    try ConsistencyProof(oldSize: old.size, newSize: new.size, path: path).verify(oldRoot: old.root, newRoot: new.root)
  }

  @Test("Lines and signatures of kinds we do not know are left aside")
  func extended() throws {
    let log = try ForeignLog(7, in: scratch)
    let checkpoint = try log.checkpoint("right/extended")
    #expect(checkpoint.extensions == ["an extension line"])
    #expect(checkpoint.head == (try log.checkpoint().head))
  }

  @Test("Every checkpoint that is spelt or signed wrongly is refused")
  func refused() throws {
    let log = try ForeignLog(300, in: scratch)
    let names = log.names("wrong").filter { $0.hasPrefix("refused-") }
    #expect(names.count == 16)
    for name in names {
      #expect(throws: LogError.self, "\(name)") { try log.checkpoint("wrong/\(name)") }
    }
  }

  /// The hashes of an inner entry's proof are the same in a tree one entry larger, so a false size beside a true root
  /// shows at the right edge and in the whole check only.
  @Test("A signed lie about the size alone is found by the whole check", arguments: ["larger", "smaller"])
  func sizeLies(_ name: String) throws {
    let log = try ForeignLog(300, in: scratch)
    let lie = try log.checkpoint("wrong/lie-\(name)").head
    let leaves = try log.entries(300).map { MerkleHash.leaf($0) }
    #expect(try LogCheck.run(leafHashes: leaves, nodes: log.nodes, head: lie) != nil)
    let claimed = leaves.prefix(lie.size) + Array(repeating: MerkleHash.leaf([]), count: max(0, lie.size - 300))
    #expect(try LogCheck.run(leafHashes: claimed, nodes: log.nodes, head: lie) != nil)
  }

  @Test("A signed lie about the tree fails every proof", arguments: ["root", "huge", "empty"])
  func lies(_ name: String) throws {
    let log = try ForeignLog(300, in: scratch)
    let honest = try log.checkpoint().head
    let lie = try SignedCheckpoint(parsing: log.text("wrong/lie-\(name)"))
    let stated = try lie.verified(by: [log.key], origin: ForeignLog.origin).head
    #expect(stated != honest)
    let leaves = try log.entries(300).map { MerkleHash.leaf($0) }
    for name in log.names("proof") {
      let index = try #require(Int(name))
      let path = try TlogProof(parsing: log.text("proof/\(name)")).inclusion.path
      #expect(throws: LogError.self) {
        try TlogProof(index: index, path: path, checkpoint: lie).verify(leafHash: leaves[index], key: log.key)
      }
    }
    let (path, root) = try log.growth(from: 150)
    #expect(throws: LogError.self) {
      try ConsistencyProof(oldSize: 150, newSize: stated.size, path: path).verify(oldRoot: root, newRoot: stated.root)
    }
    #expect(try LogCheck.run(leafHashes: leaves, nodes: log.nodes, head: stated) != nil)
  }

  @Test("A proof that is cut, lengthened, reordered or used for another place is refused")
  func games() throws {
    let log = try ForeignLog(300, in: scratch)
    let text = try log.text("proof/100")
    let proof = try TlogProof(parsing: text)
    let leaf = MerkleHash.leaf(try log.entries(300)[100])
    let path = proof.inclusion.path
    let wrong: [(index: Int, path: [Digest])] = [
      (100, Array(path.dropLast())), (100, Array(path.dropFirst())), (100, path + [path[0]]), (100, path.reversed()),
      (101, path), (99, path), (299, path), (300, path), (-1, path), (100, []), (100, Array(repeating: leaf, count: 9)),
    ]
    for (index, path) in wrong {
      #expect(throws: LogError.self, "\(index), \(path.count)") {
        try TlogProof(index: index, path: path, checkpoint: proof.checkpoint).verify(leafHash: leaf, key: log.key)
      }
    }
    for count in stride(from: 0, to: text.utf8.count, by: 7) {
      #expect(throws: LogError.self) { try TlogProof(parsing: Array(text.utf8.prefix(count))) }
    }
    // A node is no leaf: the second preimage that the two prefixes of RFC 9162 shut out.
    let inner = try #require(try log.nodes.read(level: 1, index: 50))
    #expect(throws: LogError.self) {
      try TlogProof(index: 100, path: Array(path.dropFirst()), checkpoint: proof.checkpoint)
        .verify(leafHash: inner, key: log.key)
    }
  }

  @Test("Proofs of growth with sizes out of order, hashes too many or too few, or other roots are refused")
  func growthGames() throws {
    let log = try ForeignLog(300, in: scratch)
    let root = try log.checkpoint().head.root
    let (path, old) = try log.growth(from: 100)
    let wrong: [(old: Int, new: Int, path: [Digest])] = [
      (100, 300, Array(path.dropLast())), (100, 300, path + [root]), (100, 300, path.reversed()), (101, 300, path),
      (100, 600, path), (300, 100, path), (-1, 300, path), (100, Int.max, path), (300, 300, path), (0, 300, path),
    ]
    for (oldSize, newSize, path) in wrong {
      #expect(throws: LogError.self, "\(oldSize) to \(newSize), \(path.count)") {
        try ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path).verify(oldRoot: old, newRoot: root)
      }
    }
    for (oldRoot, newRoot) in [(root, root), (old, old), (root, old), (old.flipped(bit: 0), root)] {
      #expect(throws: LogError.self) {
        try ConsistencyProof(oldSize: 100, newSize: 300, path: path).verify(oldRoot: oldRoot, newRoot: newRoot)
      }
    }
  }

  @Test("Another log of the same name is another log")
  func otherKey() throws {
    let log = try ForeignLog(7, in: scratch)
    let other = try ForeignLog(7, seed: "another", in: scratch)
    #expect(log.key.name == other.key.name)
    #expect(throws: LogError.signatureMissing(names: [ForeignLog.origin])) {
      try SignedCheckpoint(parsing: log.text("checkpoint")).verified(by: [other.key], origin: ForeignLog.origin)
    }
    let leaf = MerkleHash.leaf(try log.entries(7)[3])
    #expect(throws: LogError.self) {
      try TlogProof(parsing: log.text("proof/3")).verify(leafHash: leaf, key: other.key)
    }
  }
}
