import CEL
import ReportModel

/// What whole columns tell of the rows of a collection, so that the row evaluator is asked only for the others.
struct CollectionColumns {
  private let collection: RowCollection
  private var workspace: ColumnProgram.Workspace?
  /// The groups found so far, by the text of their only key.
  private var groups = TextGroups()
  /// The field of the only key, when it is a field of the row.
  private let keyField: Int?
  /// The fields read as columns.
  let fields: Set<Int>

  init(_ collection: RowCollection) {
    self.collection = collection
    let programs = ([collection.condition] + collection.columns.map(\.condition)).compactMap { $0?.columns }
    if !programs.isEmpty { workspace = ColumnProgram.makeWorkspace(for: programs) }
    keyField = collection.keys.count == 1 ? collection.keys[0].plainField : nil
    let plain = collection.columns.compactMap { $0.value?.plainField } + [keyField].compactMap { $0 }
    fields = Set(programs.flatMap(\.fields) + plain)
  }

  /// The columns of one batch.
  struct Planes {
    fileprivate var truths: [UInt8]?
    fileprivate var conditions: [[UInt8]?] = []
    fileprivate var numbers: [ColumnData?] = []
    fileprivate var key: KeyTexts?

    /// Whether a row counts; unknown or an error where the row evaluator must be asked.
    func truth(_ row: Int) -> RowTruth { Self.truth(truths, row) }

    private static func truth(_ truths: [UInt8]?, _ row: Int) -> RowTruth {
      guard let truths else { return .isTrue }
      return row < truths.count ? RowTruth(rawValue: truths[row]) ?? .unknown : .unknown
    }

    /// Whether rows count for a column of the collection: ``RowTruth`` bytes.
    func truths(of column: Int, _ rows: Int) -> [UInt8] {
      guard let truths = conditions[column] else { return Array(repeating: RowTruth.isTrue.rawValue, count: rows) }
      return truths.count >= rows ? truths : Array(repeating: RowTruth.unknown.rawValue, count: rows)
    }

    /// The numbers of the rows for a column of the collection, and where there is one that needs no row evaluator.
    func numbers(of column: Int, _ rows: Int) -> (numbers: [Int64], isThere: [Bool]) {
      guard let data = numbers[column], case .integers(let values) = data.values, values.count >= rows,
        data.states.count >= rows
      else { return ([], Array(repeating: false, count: rows)) }
      let states = data.states.withUnsafeBufferPointer { $0.prefix(rows).map { $0 == CEL.CellState.value.rawValue } }
      return (values.withUnsafeBufferPointer { Array($0.prefix(rows)) }, states)
    }

    /// Calls `body` with the text of the row's key, when it has one.
    fileprivate func withKey<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
      guard let key, row < key.states.count, key.states[row] == CEL.CellState.value.rawValue else { return nil }
      let range = Int(key.starts[row])..<Int(key.starts[row]) + Int(key.lengths[row])
      return key.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
  }

  /// A column of texts, taken apart once a batch.
  fileprivate struct KeyTexts {
    let bytes: ColumnBuffer<UInt8>
    let starts: ColumnBuffer<UInt32>
    let lengths: ColumnBuffer<UInt32>
    let states: ColumnBuffer<UInt8>

    init?(_ data: ColumnData) {
      guard case .texts(let bytes, let starts, let lengths) = data.values else { return nil }
      (self.bytes, self.starts, self.lengths, states) = (bytes, starts, lengths, data.states)
    }

    /// Finds the groups of the rows that count.
    func find(_ groups: TextGroups, _ truths: [UInt8], _ found: UnsafeMutableBufferPointer<Int32>) {
      let rows = min(states.count, found.count)
      bytes.withUnsafeBufferPointer { bytes in
        starts.withUnsafeBufferPointer { starts in
          lengths.withUnsafeBufferPointer { lengths in
            states.withUnsafeBufferPointer { states in
              for row in 0..<rows
              where truths[row] == RowTruth.isTrue.rawValue && states[row] == CEL.CellState.value.rawValue {
                let text = bytes[Int(starts[row])..<Int(starts[row]) + Int(lengths[row])]
                if let group = groups.group(of: UnsafeBufferPointer(rebasing: text)) { found[row] = Int32(group) }
              }
            }
          }
        }
      }
    }
  }

  /// Reads the columns of a batch.
  mutating func planes(of source: BatchRecords, _ activation: RuleActivation) -> Planes {
    var planes = Planes()
    planes.truths = truths(collection.condition, source, activation)
    planes.conditions = collection.columns.map { truths($0.condition, source, activation) }
    planes.numbers = collection.columns.map { column in
      column.kind == .distinct ? nil : column.value?.plainField.map { source.column($0) }
    }
    planes.key = keyField.flatMap { KeyTexts(source.column($0)) }
    return planes
  }

  /// Bytes of truth for each row; none when only the row evaluator can tell, `nil` when there is no condition.
  private mutating func truths(_ condition: Formula?, _ source: BatchRecords, _ activation: RuleActivation) -> [UInt8]?
  {
    guard let condition else { return nil }
    guard let columns = condition.columns, var buffers = workspace else { return [] }
    workspace = nil
    columns.evaluate(source, activation, &buffers, where: nil)
    workspace = buffers
    return buffers.truths
  }

  // MARK: - Groups

  /// The group of a row, when one with its key was found before.
  func group(_ planes: Planes, _ row: Int) -> Int? {
    if collection.keys.isEmpty { return 0 }
    return planes.withKey(row) { groups.group(of: $0) }
  }

  /// Finds the groups of the rows that count and whose key was found before; the others are left alone.
  func findGroups(_ planes: Planes, _ found: inout [Int32]) {
    if let truths = planes.truths, truths.count < found.count { return }
    let truths = planes.truths ?? Array(repeating: RowTruth.isTrue.rawValue, count: found.count)
    found.withUnsafeMutableBufferPointer { found in
      if collection.keys.isEmpty {
        for row in found.indices where truths[row] == RowTruth.isTrue.rawValue { found[row] = 0 }
      } else {
        planes.key?.find(groups, truths, found)
      }
    }
  }

  /// Remembers the group of a row's key.
  mutating func keep(_ group: Int, _ planes: Planes, _ row: Int) {
    guard groups.count < CollectionRun.groupLimit else { return }
    _ = planes.withKey(row) { groups.keep(group, for: $0) }
  }
}

/// Groups by the bytes of a text: found again without a `String`.
struct TextGroups {
  /// Where the text of each entry lies in `bytes`, and its group.
  private var entries: [(start: Int, count: Int, hash: Int, group: Int)] = []
  private var bytes: [UInt8] = []
  /// The entry at each place, from 1; 0 where there is none. A power of two, never more than half full.
  private var table: [Int32] = Array(repeating: 0, count: 256)

  /// How many texts there are.
  var count: Int { entries.count }

  /// The group of a text.
  func group(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(text)
    var place = hash & (table.count - 1)
    while table[place] != 0 {
      let entry = entries[Int(table[place]) - 1]
      if entry.hash == hash, isSame(entry.start, entry.count, text) { return entry.group }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// Remembers the group of a text that is not there yet.
  mutating func keep(_ group: Int, for text: UnsafeBufferPointer<UInt8>) {
    entries.append((bytes.count, text.count, Self.hash(text), group))
    bytes += text
    if entries.count * 2 > table.count {
      table = Array(repeating: 0, count: table.count * 2)
      for number in entries.indices { insert(number) }
    } else {
      insert(entries.count - 1)
    }
  }

  private mutating func insert(_ number: Int) {
    var place = entries[number].hash & (table.count - 1)
    while table[place] != 0 { place = (place + 1) & (table.count - 1) }
    table[place] = Int32(number + 1)
  }

  private func isSame(_ start: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == text.count else { return false }
    for place in 0..<count where bytes[start + place] != text[place] { return false }
    return true
  }

  /// Seeded anew in each process, so that nobody can choose texts that share a place. Eight bytes at a time are multiplied
  /// into the hash, of which both halves of the product are kept.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = seed ^ UInt64(bytes.count)
    var place = 0
    while place &+ 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place &+= 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest &<< 8 | UInt64(bytes[place])
      place &+= 1
    }
    return Int(truncatingIfNeeded: mix(hash ^ rest))
  }

  private static let seed = UInt64.random(in: .min ... .max)
  private static let factor = UInt64.random(in: .min ... .max) | 1 << 63 | 1

  @inline(__always)
  private static func mix(_ hash: UInt64) -> UInt64 {
    let product = hash.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
