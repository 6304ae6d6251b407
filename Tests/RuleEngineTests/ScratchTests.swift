import ReportForm
import ReportModel
import Testing

@testable import RuleEngine

@Suite("Scratch space: what does not fit into memory is sorted and kept all the same")
struct ScratchTests {
  private func sorted(_ pairs: [Pair], _ space: ScratchSpace) throws -> (pairs: [Pair], spilled: Bool) {
    var sorter = PairSorter(space)
    for pair in pairs { try sorter.add(pair) }
    let spilled = sorter.hasSpilled
    var sortedPairs = try sorter.finish()
    var found: [Pair] = []
    while let pair = try sortedPairs.next() { found.append(pair) }
    return (found, spilled)
  }

  @Test("Pairs come out in order whatever the memory", arguments: [0, 16, 48, 1_000, 200_000, 1 << 25])
  func order(memory: Int) throws {
    var random = SplitMix(state: 7)
    let pairs = (0..<9_001).map { _ in
      Pair(first: UInt64.random(in: 0..<700, using: &random), second: random.next())
    }
    let (found, spilled) = try sorted(pairs, ScratchSpace(memoryBytes: memory))
    #expect(found == pairs.sorted())
    #expect(spilled == (memory < 9_001 * 16))
  }

  @Test("No pairs and one pair are no special cases")
  func few() throws {
    #expect(try sorted([], ScratchSpace(memoryBytes: 0)).pairs.isEmpty)
    let one = Pair(first: 3, second: 4)
    #expect(try sorted([one], ScratchSpace(memoryBytes: 0)).pairs == [one])
  }

  @Test("The file gives every piece back and no piece twice alike")
  func file() throws {
    let file = try ScratchFile(.standard)
    let pieces = [
      [], Array("3171014101909901".utf8), Array(repeating: 7, count: 100_000), Array("3171014101909901".utf8),
    ]
    for piece in pieces { try file.append(piece) }
    #expect(file.count == pieces.count)
    for number in pieces.indices.reversed() { #expect(try file.read(number) == pieces[number]) }
  }

  @Test("A folder that is not there and a full file are faults of the machine, told apart")
  func faults() throws {
    #expect(throws: ScratchFault.system(2)) {
      _ = try ScratchFile(ScratchSpace(memoryBytes: 0, directory: "/nowhere/at/all"))
    }
    let small = try ScratchFile(ScratchSpace(memoryBytes: 0, fileBytes: 20))
    #expect(throws: ScratchFault.full(limit: 20)) { try small.append([1, 2, 3, 4, 5]) }
  }

  @Test("Kept rows say what the rows said", arguments: [0, 1 << 20])
  func rows(memory: Int) throws {
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    var maker = RandomReports(seed: 5)
    let batches = maker.report(of: form, workers: [40, 3, 200]).filter { $0.shape.isStreamed }
    let shape = try #require(batches.first?.shape)
    let fields = Set(stride(from: 0, to: shape.fields.count, by: 2))
    var store = RowStore(ScratchSpace(memoryBytes: memory), shape: shape, fields: fields, located: fields)
    for batch in batches { try store.append(batch) }
    #expect(store.count == batches.count)
    for (number, batch) in batches.enumerated() {
      let kept = try store.batch(number)
      #expect(kept.firstRow == batch.firstRow)
      #expect(kept.rowCount == batch.rowCount)
      for field in shape.fields.indices {
        for row in 0..<batch.rowCount {
          guard fields.contains(field) else {
            #expect(kept.state(field: field, row: row) == .absent)
            continue
          }
          #expect(kept.state(field: field, row: row) == batch.state(field: field, row: row))
          #expect(kept.display(field: field, row: row) == batch.display(field: field, row: row))
        }
      }
    }
  }
}
