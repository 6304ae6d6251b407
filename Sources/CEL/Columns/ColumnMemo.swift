/// What parts of conditions came to in the batch at hand, shared by programs that have the same part.
///
/// One for each run and thread. The host calls ``clear()`` before every batch and whenever a variable changes that is
/// not named as changing.
public final class ColumnMemo {
  /// The answers of one part for single rows; `RowTruth` bytes or states of numbers, and `missing` where nobody asked.
  final class Answers {
    var states: [UInt8]
    var numbers: [Int64]

    init(rows: Int, hasNumbers: Bool) {
      states = Array(repeating: Answers.missing, count: rows)
      numbers = hasNumbers ? Array(repeating: 0, count: rows) : []
    }

    static let missing = UInt8.max
  }

  let changing: Set<Int>
  /// Grows with every batch: what is of an older one is not used.
  private(set) var batch = 1
  private var answers: [String: Answers] = [:]

  /// - Parameter changing: slots of variables that change between programs; parts that read them are not shared.
  public init(changing: Set<Int>) {
    self.changing = changing
  }

  /// Forgets everything.
  public func clear() {
    batch += 1
    answers.removeAll(keepingCapacity: true)
  }

  func answers(for part: ColumnCode.RowPart, rows: Int, hasNumbers: Bool) -> Answers? {
    guard let key = part.key, part.slots.isDisjoint(with: changing) else { return nil }
    let name = hasNumbers ? "#" + key : key
    if let known = answers[name], known.states.count == rows { return known }
    let made = Answers(rows: rows, hasNumbers: hasNumbers)
    answers[name] = made
    return made
  }
}

extension ColumnCode {
  /// A part that is evaluated row by row.
  struct RowPart: Sendable {
    let node: any Node
    /// What it computes, in a form that is the same for the same part of another program; nil when that is not known.
    let key: String?
    /// The variables it reads beside the row.
    let slots: Set<Int>
    /// Parts of it that are the same for all rows: when one of them is unknown, so is the whole in every row.
    let blockers: [any Node]

    init(_ node: any Node, place: RecordPlace) {
      var writer = PartWriter(place: place)
      self.node = node
      key = writer.write(node) ? writer.text : nil
      slots = writer.slots
      blockers = UnknownReach.blockers(node, place)
    }
  }
}

/// Whole columns that several programs compute: who comes first computes, the others read.
final class SharedSlots {
  /// One result of a batch of up to a chunk of rows.
  final class Slot {
    let states: UnsafeMutablePointer<UInt8>
    let numbers: UnsafeMutablePointer<Int64>?
    /// The batch of the memo whose result this is.
    var batch = 0

    init(hasNumbers: Bool) {
      states = .allocate(capacity: ColumnWorkspace.chunkSize)
      states.initialize(repeating: 0, count: ColumnWorkspace.chunkSize)
      numbers = hasNumbers ? .allocate(capacity: ColumnWorkspace.chunkSize) : nil
      numbers?.initialize(repeating: 0, count: ColumnWorkspace.chunkSize)
    }

    deinit {
      states.deallocate()
      numbers?.deallocate()
    }
  }

  /// The slots of a code's instructions; the code is kept, so that no other is taken for it.
  private struct Plan {
    let code: ColumnCode
    let slots: [Slot?]
  }

  /// How often the programs compute something.
  private let uses: [String: Int]
  private var slots: [String: Slot] = [:]
  private var plans: [ObjectIdentifier: Plan] = [:]
  private weak var memo: ColumnMemo?

  /// Results kept at most: 4,096 of them are 4 MB of truths, or 36 MB of numbers.
  private static let maximumSlots = 4_096

  init(_ codes: [ColumnCode]) {
    var uses: [String: Int] = [:]
    for code in codes {
      for case .reuse(_, let past) in code.instructions where past > 0 {
        if let key = code.keys[past - 1] { uses[key.text, default: 0] += 1 }
      }
    }
    self.uses = uses
  }

  /// The slots of a code's instructions, empty when it shares nothing.
  func slots(of code: ColumnCode, _ memo: ColumnMemo) -> [Slot?] {
    if self.memo !== memo {
      self.memo = memo
      plans = [:]
      for slot in slots.values { slot.batch = 0 }
    }
    if let plan = plans[ObjectIdentifier(code)] { return plan.slots }
    let found = code.keys.map { $0.flatMap { slot($0, memo) } }
    let plan = Plan(code: code, slots: found.contains { $0 != nil } ? found : [])
    plans[ObjectIdentifier(code)] = plan
    return plan.slots
  }

  private func slot(_ key: ColumnKey, _ memo: ColumnMemo) -> Slot? {
    guard uses[key.text, default: 0] > 1, key.slots.isDisjoint(with: memo.changing) else { return nil }
    if let known = slots[key.text] { return known }
    guard slots.count < Self.maximumSlots else { return nil }
    let made = Slot(hasNumbers: key.isNumber)
    slots[key.text] = made
    return made
  }
}
