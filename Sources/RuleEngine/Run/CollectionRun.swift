import CEL
import ReportModel

/// One collection while its rows pass by: groups by their keys, counts and sums in memory, what must be sorted in
/// scratch space.
struct CollectionRun {
  let collection: RowCollection
  private var groups: [String: Int] = [:]
  private var order: [[Value]] = []
  private var cells: [Cell] = []
  private var sorter: PairSorter
  private let space: ScratchSpace
  /// What sorting told, by cell, once it is done.
  private var middles: [Int: Sorted]?
  /// Why sorting failed.
  private var fault: ScratchFault?
  private var columns: CollectionColumns
  /// Why nothing can be said about any group.
  private var unknown: UnknownSet?
  private var failure: EvaluationError?

  /// Groups at most: more occupations or nationalities than any list has. With more, nothing is said.
  static let groupLimit = 20_000

  /// What is known of one column of one group.
  private struct Cell {
    var count: Int64 = 0
    var number: Int64 = 0
    var unknown: UnknownSet?
  }

  init(_ collection: RowCollection, _ space: ScratchSpace) {
    self.collection = collection
    self.space = space
    sorter = PairSorter(space)
    columns = CollectionColumns(collection)
    if collection.keys.isEmpty { _ = group([]) }
  }

  /// The fields read as columns.
  var columnFields: Set<Int> { columns.fields }

  /// Takes the rows of a batch.
  mutating func step(_ source: BatchRecords, rowSlot: Int, _ activation: RuleActivation) throws(ScratchFault) {
    guard unknown == nil, failure == nil else { return }
    let planes = columns.planes(of: source, activation)
    let groups = groupOfEachRow(planes, source, rowSlot, activation)
    for (place, column) in collection.columns.enumerated() {
      let open = try add(column, place, planes, groups)
      // The row evaluator tells what columns cannot.
      for row in open {
        show(row, of: source, rowSlot, activation)
        try add(column, Int(groups[row]) * collection.columns.count + place, activation)
      }
    }
    activation.set(rowSlot, .unknown)
  }

  private func show(_ row: Int, of source: BatchRecords, _ rowSlot: Int, _ activation: RuleActivation) {
    activation.set(rowSlot, .value(.record(RecordReference(source: source, row: row))))
  }

  /// The group of each row that counts; below 0 for the others.
  private mutating func groupOfEachRow(
    _ planes: CollectionColumns.Planes,
    _ source: BatchRecords,
    _ rowSlot: Int,
    _ activation: RuleActivation
  ) -> [Int32] {
    var groups: [Int32] = Array(repeating: -1, count: source.rowCount)
    columns.findGroups(planes, &groups)
    for row in 0..<source.rowCount where groups[row] < 0 {
      let truth = planes.truth(row)
      if truth == .isFalse { continue }
      if truth == .isTrue, let known = columns.group(planes, row) {
        groups[row] = Int32(known)
        continue
      }
      show(row, of: source, rowSlot, activation)
      if let condition = collection.condition, truth != .isTrue {
        guard holds(condition.evaluate(activation)) else { continue }
      }
      guard let group = group(activation) else { continue }
      groups[row] = Int32(group)
      columns.keep(group, planes, row)
    }
    return groups
  }

  /// Adds what columns tell of the rows; gives the rows of which they do not.
  private mutating func add(
    _ column: RowCollection.Column,
    _ place: Int,
    _ planes: CollectionColumns.Planes,
    _ groups: [Int32]
  ) throws(ScratchFault) -> [Int] {
    let (kind, width) = (column.kind, collection.columns.count)
    let truths = planes.truths(of: place, groups.count)
    let isCount = column.value == nil
    let (numbers, isThere) = planes.numbers(of: place, groups.count)
    var open: [Int] = []
    for row in groups.indices where groups[row] >= 0 && truths[row] != RowTruth.isFalse.rawValue {
      let cell = Int(groups[row]) * width + place
      if truths[row] != RowTruth.isTrue.rawValue || !(isCount || isThere[row]) {
        open.append(row)
      } else if isCount {
        cells[cell].count += 1
      } else {
        try add(numbers[row], kind, cell)
      }
    }
    return open
  }

  /// Whether a row counts; what is not known of one row leaves all of it unknown.
  private mutating func holds(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .value(.bool(let isTrue)): return isTrue
    case .value: return false
    case .unknown(let names):
      unknown = names
      return false
    case .error(let error):
      failure = error
      return false
    }
  }

  // MARK: - Groups

  private mutating func group(_ activation: RuleActivation) -> Int? {
    if collection.keys.isEmpty { return 0 }
    var key: [Value] = []
    for formula in collection.keys {
      switch formula.evaluate(activation) {
      case .value(let value): key.append(value)
      case .unknown(let names): unknown = names
      case .error(let error): failure = error
      }
    }
    guard unknown == nil, failure == nil else { return nil }
    return group(key)
  }

  private mutating func group(_ key: [Value]) -> Int? {
    let text = key.count == 1 ? Self.text(key[0]) : key.map(Self.text).joined(separator: "\u{1F}")
    if let known = groups[text] { return known }
    guard order.count < Self.groupLimit else {
      unknown = UnknownSet([collection.name])
      return nil
    }
    groups[text] = order.count
    order.append(key)
    cells += Array(repeating: Cell(), count: collection.columns.count)
    return order.count - 1
  }

  /// A key as text, different for different values of one type.
  private static func text(_ value: Value) -> String {
    if case .string(let text) = value { return text }
    return "\(value)"
  }

  // MARK: - Columns

  private mutating func add(
    _ column: RowCollection.Column,
    _ cell: Int,
    _ activation: RuleActivation
  ) throws(ScratchFault) {
    if let condition = column.condition {
      switch condition.evaluate(activation) {
      case .value(.bool(true)): break
      case .value: return
      case .unknown(let names): return mark(cell, names)
      case .error(let error):
        failure = error
        return
      }
    }
    guard let formula = column.value else {
      cells[cell].count += 1
      return
    }
    switch formula.evaluate(activation) {
    case .value(let value): try add(value, column.kind, cell)
    case .unknown(let names): mark(cell, names)
    case .error(let error): failure = error
    }
  }

  private mutating func mark(_ cell: Int, _ names: UnknownSet) {
    cells[cell].unknown = cells[cell].unknown?.union(names) ?? names
  }

  private mutating func add(_ value: Value, _ kind: RowCollection.Kind, _ cell: Int) throws(ScratchFault) {
    if kind == .distinct {
      guard let key = DuplicateSearch.key(of: value) else { return }
      return try sorter.add(Pair(first: UInt64(cell), second: key))
    }
    guard case .int(let number) = value else { return }
    try add(number, kind, cell)
  }

  private mutating func add(_ number: Int64, _ kind: RowCollection.Kind, _ cell: Int) throws(ScratchFault) {
    let isFirst = cells[cell].count == 0
    cells[cell].count += 1
    switch kind {
    case .sum:
      let (sum, overflow) = cells[cell].number.addingReportingOverflow(number)
      if overflow { failure = EvaluationError(.overflow("sum")) } else { cells[cell].number = sum }
    case .min: cells[cell].number = isFirst ? number : Swift.min(cells[cell].number, number)
    case .max: cells[cell].number = isFirst ? number : Swift.max(cells[cell].number, number)
    case .median:
      try sorter.add(Pair(first: UInt64(cell), second: UInt64(bitPattern: number) ^ 1 << 63))
    case .count, .distinct: break
    }
  }

  // MARK: - The end

  /// The value that rules read.
  mutating func finish(_ types: HostTypes) throws(ScratchFault) -> Outcome {
    if let failure { return .error(failure) }
    if let unknown { return .unknown(unknown) }
    if middles == nil { sort() }
    if let fault { throw fault }
    let middles = middles ?? [:]
    let readings = cells.indices.map { index in
      reading(cells[index], collection.columns[index % collection.columns.count].kind, middles[index], types)
    }
    guard let type = collection.groupType else {
      if case .value(let value) = readings.first { return .value(value) }
      return .unknown(cells.first?.unknown ?? UnknownSet([collection.name]))
    }
    let source = GroupRecords(type: type, keys: order, columns: readings)
    return .value(.list(order.indices.map { .record(RecordReference(source: source, row: $0)) }))
  }

  /// What sorting tells of a cell: the two middle values, which are one when their number is odd, or how many
  /// different values there are.
  private struct Sorted {
    var low: Int64 = 0
    var high: Int64 = 0
    var different: Int64 = 0
  }

  /// Sorts what was gathered; no rows may come after that.
  mutating func sort() {
    guard failure == nil, unknown == nil else { return }
    do throws(ScratchFault) {
      middles = try sorted()
    } catch {
      fault = error
    }
    sorter = PairSorter(space)
  }

  private mutating func sorted() throws(ScratchFault) -> [Int: Sorted] {
    var pairs = try sorter.finish()
    var results: [Int: Sorted] = [:]
    var current = -1
    var seen: Int64 = 0
    var last: UInt64?
    while let pair = try pairs.next() {
      let cell = Int(pair.first)
      if cell != current { (current, seen, last) = (cell, 0, nil) }
      if collection.columns[cell % collection.columns.count].kind == .distinct {
        if last != pair.second { results[cell, default: Sorted()].different += 1 }
        last = pair.second
        continue
      }
      let number = Int64(bitPattern: pair.second ^ 1 << 63)
      let count = cells[cell].count
      if seen == (count - 1) / 2 { results[cell, default: Sorted()].low = number }
      if seen == count / 2 { results[cell, default: Sorted()].high = number }
      seen += 1
    }
    return results
  }

  private func reading(_ cell: Cell, _ kind: RowCollection.Kind, _ sorted: Sorted?, _ types: HostTypes) -> FieldReading
  {
    if cell.unknown != nil { return .absent }
    switch kind {
    case .count: return .value(.int(cell.count))
    case .distinct: return .value(.int(sorted?.different ?? 0))
    case .sum: return .value(.int(cell.number))
    case .min, .max: return cell.count == 0 ? .empty : .value(.int(cell.number))
    case .median:
      guard let sorted else { return .empty }
      return middle(sorted).map { .value(types.value($0)) } ?? .absent
    }
  }

  /// The mean of the two middle values; `nil` when it cannot be written exactly.
  private func middle(_ sorted: Sorted) -> ExactDecimal? {
    if sorted.low == sorted.high { return ExactDecimal(sorted.low) }
    return ExactDecimal(sorted.low).adding(ExactDecimal(sorted.high))?
      .multiplied(by: ExactDecimal(mantissa: 5, scale: 1))
  }
}

/// The groups of a collection as records: their keys, then their columns.
final class GroupRecords: RecordSource {
  let recordType: RecordType
  private let keys: [[Value]]
  private let columns: [FieldReading]

  init(type: RecordType, keys: [[Value]], columns: [FieldReading]) {
    recordType = type
    self.keys = keys
    self.columns = columns
  }

  func read(field: Int, row: Int) -> FieldReading {
    let key = keys[row]
    if field < key.count { return .value(key[field]) }
    let width = recordType.fields.count - key.count
    return columns[row * width + field - key.count]
  }
}
