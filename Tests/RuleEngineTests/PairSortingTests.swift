import Testing

@testable import RuleEngine

@Suite("Pairs are sorted where they lie, whatever their bits look like")
struct PairSortingTests {
  /// Which bits of the two numbers vary.
  enum Bits: CaseIterable {
    case all, fewGroups, lowOnly, highOnly, none, doubled
  }

  private func pairs(_ bits: Bits, _ count: Int) -> [Pair] {
    var random = SplitMix(state: 11)
    return (0..<count).map { index in
      let (one, two) = (random.next(), random.next())
      return switch bits {
      case .all: Pair(first: one, second: two)
      case .fewGroups: Pair(first: one % 3, second: two % 1_000)
      case .lowOnly: Pair(first: 9, second: two & 0x1FF)
      case .highOnly: Pair(first: one & 0xFF << 56, second: 0)
      case .none: Pair(first: 5, second: .max)
      case .doubled: Pair(first: UInt64(index / 2), second: UInt64(index % 2))
      }
    }
  }

  @Test("The order is that of comparing", arguments: Bits.allCases, [0, 1, 2, 24, 25, 300, 20_000])
  func order(bits: Bits, count: Int) {
    var pairs = pairs(bits, count)
    let expected = pairs.sorted()
    PairSorting.sort(&pairs)
    #expect(pairs == expected)
    // What is in order already, forwards or backwards, is no special case.
    PairSorting.sort(&pairs)
    #expect(pairs == expected)
    pairs.reverse()
    PairSorting.sort(&pairs)
    #expect(pairs == expected)
  }

  @Test("A table finds the rows of every key, and none of a key that it does not have")
  func keys() throws {
    let lines = ["kode\tnama", "\tkosong", "A\tsatu", "A\tdua", "A\ttiga", "AB\tempat", "é\tlima"]
    let table = try ReferenceTable(bytes: Array(lines.joined(separator: "\n").utf8))
    #expect(table.rows("") == 0..<1)
    #expect(table.rows("A") == 1..<4)
    #expect(table.rows("AB") == 4..<5)
    #expect(table.rows("é") == 5..<6)
    for absent in ["B", "ABC", "e", "\u{0}", "A\t"] { #expect(table.rows(absent).isEmpty) }
    let empty = try ReferenceTable(bytes: Array("kode\tnama\n".utf8))
    #expect(empty.rows("A").isEmpty)
  }

  @Test("Every code of the largest table is found where it stands")
  func everyCode() throws {
    let bytes = try #require(BuiltInSchemas().read("reference/kecamatan.tsv"))
    let table = try ReferenceTable(bytes: bytes)
    for row in 0..<table.rowCount { #expect(table.rows(table.cell(row, 0)).contains(row)) }
  }
}
