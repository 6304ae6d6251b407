import AuditLog
import Testing

@Suite("Tiles")
struct TileTests {
  @Test(
    "The address of each tile",
    arguments: [
      (.hashes(level: 0), 0, 256, "tile/0/000"),
      (.hashes(level: 0), 1, 256, "tile/0/001"),
      (.hashes(level: 1), 999, 256, "tile/1/999"),
      (.hashes(level: 1), 1000, 256, "tile/1/x001/000"),
      (.hashes(level: 0), 1_234_067, 256, "tile/0/x001/x234/067"),
      (.hashes(level: 0), 1_234_067, 8, "tile/0/x001/x234/067.p/8"),
      (.hashes(level: 5), 0, 1, "tile/5/000.p/1"),
      (.hashes(level: 63), 7, 255, "tile/63/007.p/255"),
      (.hashes(level: 0), 123_456_789, 256, "tile/0/x123/x456/789"),
      (.entries, 0, 17, "tile/entries/000.p/17"),
      (.entries, 1_000_000, 256, "tile/entries/x001/x000/000"),
      (.hashes(level: 0), 36_028_797_018_963_966, 256, "tile/0/x036/x028/x797/x018/x963/966"),
    ] as [(Tile.Content, Int, Int, String)]
  )
  func addresses(content: Tile.Content, index: Int, width: Int, path: String) throws {
    let tile = try Tile(content, index: index, width: width)
    #expect(tile.path == path)
    #expect(try Tile(parsing: path) == tile)
    #expect(tile.isPartial == (width < 256))
  }

  @Test(
    "Another spelling is no address",
    arguments: [
      "", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/64/000",
      "tile/-1/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/000.p", "tile/0/000.p/",
      "tile/0/000.p/0",
      "tile/0/000.p/256", "tile/0/000.p/08", "tile/0/000/8", "tile/0/.p/8", "tile/entries", "tile/Entries/000",
      "tile/0/xx1",
      "tile/0/000.p/1/", "tile/0/000 ", "tile/0/000?x", "tile/0/../000", "Tile/0/000",
      "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ]
  )
  func otherSpellings(path: String) {
    #expect(throws: LogError.tilePathMalformed(path)) { try Tile(parsing: path) }
  }

  @Test(
    "What no tile can be is refused",
    arguments: [
      (.hashes(level: -1), 0, 1), (.hashes(level: 64), 0, 1), (.hashes(level: 0), -1, 1), (.hashes(level: 0), 0, 0),
      (.hashes(level: 0), 0, 257), (.entries, 0, -1), (.entries, Int.max, 1),
    ] as [(Tile.Content, Int, Int)]
  )
  func outOfRange(content: Tile.Content, index: Int, width: Int) {
    #expect(throws: LogError.tileOutsideRange) { try Tile(content, index: index, width: width) }
  }

  @Test("The trees of the specification have the tiles it says")
  func specification() {
    let tiles = Array(Tile.covering(size: 70_000))
    #expect(tiles.count == 273 + 1 + 1 + 1 + 1)
    #expect(tiles.prefix(273).allSatisfy { $0.treeLevel == 0 && !$0.isPartial })
    #expect(
      tiles.suffix(4).map(\.path) == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    )
    #expect(Tile.covering(size: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(Array(Tile.covering(size: 0)).isEmpty)
    #expect(Tile.covering(size: 1).map(\.path) == ["tile/0/000.p/1"])
    #expect(Tile.covering(size: 255).map(\.path) == ["tile/0/000.p/255"])
  }

  @Test("Tiles hold every node of their levels exactly once", arguments: [1, 40, 255, 256, 257, 1000, 65_536, 65_537])
  func complete(size: Int) {
    for level in 0..<3 {
      let held = Tile.covering(size: size).filter { $0.treeLevel == level * 8 }.flatMap(\.indices)
      #expect(held == Array(0..<size >> (level * 8)))
    }
    #expect(Tile.entries(size: size).flatMap(\.indices) == Array(0..<size))
  }

  @Test("After growth exactly those tiles are new that the smaller tree had not")
  func growth() {
    let sizes = [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000]
    for (place, old) in sizes.enumerated() {
      let had = Set(Tile.covering(size: old))
      for new in sizes[place...] {
        #expect(Array(Tile.added(from: old, to: new)) == Tile.covering(size: new).filter { !had.contains($0) })
        let hadEntries = Set(Tile.entries(size: old))
        let expected = Tile.entries(size: new).filter { !hadEntries.contains($0) }
        #expect(Array(Tile.entries(size: new, beyond: old)) == expected)
      }
    }
  }

  @Test("The tiles of a million leaves are some 3,900")
  func million() {
    let tiles = Array(Tile.covering(size: 1_000_000))
    #expect(tiles.count == 3907 + 16 + 1)
    #expect(Set(tiles.map(\.path)).count == tiles.count)
  }
}
