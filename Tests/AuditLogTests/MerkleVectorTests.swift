import AuditLog
import Testing

/// The reference tree of Certificate Transparency: eight entries whose roots and proofs many programs test against.
@Suite("Reference vectors of Certificate Transparency")
struct MerkleVectorTests {
  private static let entries: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57), Array(0x60...0x6f),
  ]

  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  private static let leaf0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
  private static let leaf1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
  private static let leaf4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
  private static let leaf6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
  private static let node01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
  private static let node23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
  private static let node45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
  private static let node67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
  private static let node03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
  private static let node47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"

  private let leaves = entries.map { MerkleHash.leaf($0) }
  private let nodes: KeptNodes

  init() {
    var frontier = Frontier()
    var nodes = KeptNodes()
    for leaf in leaves { nodes.keep(frontier.append(leaf)) }
    self.nodes = nodes
  }

  @Test("Roots of all sizes")
  func allRoots() {
    var frontier = Frontier()
    var roots = [frontier.root.hex]
    for leaf in leaves {
      _ = frontier.append(leaf)
      roots.append(frontier.root.hex)
    }
    #expect(roots == Self.roots)
  }

  @Test(
    "Inclusion proofs",
    arguments: [
      (0, 1, []), (0, 8, [leaf1, node23, node47]), (5, 8, [leaf4, node67, node03]), (2, 3, [node01]),
      (1, 5, [leaf0, node23, leaf4]),
    ]
  )
  func inclusion(index: Int, size: Int, path: [String]) throws {
    let proof = try InclusionProof(index: index, size: size, from: nodes)
    #expect(proof.path.map(\.hex) == path)
    try proof.verify(leafHash: leaves[index], root: #require(Digest(hex: Self.roots[size])))
  }

  @Test(
    "Consistency proofs",
    arguments: [
      (1, 1, []), (1, 8, [leaf1, node23, node47]), (6, 8, [node45, node67, node03]), (2, 5, [node23, leaf4]),
      (6, 7, [node45, leaf6, node03]),
    ]
  )
  func consistency(old: Int, new: Int, path: [String]) throws {
    let proof = try ConsistencyProof(oldSize: old, newSize: new, from: nodes)
    #expect(proof.path.map(\.hex) == path)
    let oldRoot = try #require(Digest(hex: Self.roots[old]))
    try proof.verify(oldRoot: oldRoot, newRoot: #require(Digest(hex: Self.roots[new])))
  }
}
