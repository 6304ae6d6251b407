/// The registers of column programs: allocated once, used for every chunk of every batch. Not shared between threads.
final class ColumnWorkspace {
  /// Rows worked on at once: the registers of a rule then stay in the processor's first cache.
  static let chunkSize = 1_024

  private let ownNumbers: UnsafeMutablePointer<Int64>
  private let ownStates: UnsafeMutablePointer<UInt8>
  /// Where each register is: here, or in a slot that other programs read too.
  private let numbers: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
  private let states: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  private let count: Int
  /// What several programs compute.
  let slots: SharedSlots
  /// The columns of the batch at hand, in the order of the code's fields.
  var columns: [BareColumn] = []
  /// The numbers that are the same for all rows of the batch at hand.
  var scalars: [NumberView] = []
  /// Rows of the chunk at hand in which a part took more than its share of steps: they go to the row evaluator, which
  /// counts the steps of the whole.
  var overspent: [Int] = []
  private var codeAnswers: [ObjectIdentifier: CodeAnswers] = [:]
  /// What the last two steps of a text made. Bare memory: nobody else is at it while a row's text is made.
  let made: UnsafeMutablePointer<TextBuffer>
  let madeBefore: UnsafeMutablePointer<TextBuffer>

  init(_ codes: [ColumnCode]) {
    count = max(1, codes.map(\.registerCount).max() ?? 0)
    // One more than registers: the cells of a column that is not there, which are never written to.
    let size = (count + 1) * ColumnWorkspace.chunkSize
    ownNumbers = .allocate(capacity: size)
    ownStates = .allocate(capacity: size)
    ownNumbers.initialize(repeating: 0, count: size)
    ownStates.initialize(repeating: CellState.absent.rawValue, count: size)
    numbers = .allocate(capacity: count)
    states = .allocate(capacity: count)
    slots = SharedSlots(codes)
    made = .allocate(capacity: 1)
    made.initialize(to: TextBuffer())
    madeBefore = .allocate(capacity: 1)
    madeBefore.initialize(to: TextBuffer())
    reset()
  }

  /// Numbers of a column that is not there.
  var nothing: NumberView {
    let place = count * ColumnWorkspace.chunkSize
    return .rows(ownNumbers + place, ColumnKernels.StatePlane(bytes: ownStates + place, isColumn: true))
  }

  deinit {
    ownNumbers.deallocate()
    ownStates.deallocate()
    numbers.deallocate()
    states.deallocate()
    for buffer in [made, madeBefore] {
      buffer.deinitialize(count: 1)
      buffer.deallocate()
    }
  }

  /// Puts every register back to its own place.
  func reset() {
    for register in 0..<count {
      numbers[register] = ownNumbers + register * ColumnWorkspace.chunkSize
      states[register] = ownStates + register * ColumnWorkspace.chunkSize
    }
  }

  /// Lets a register be a shared slot until the next reset.
  func lend(_ register: Int, _ slot: SharedSlots.Slot) {
    states[register] = slot.states
    if let shared = slot.numbers { numbers[register] = shared }
  }

  /// The numbers of a register.
  @inline(__always)
  func number(_ register: Int) -> UnsafeMutablePointer<Int64> { numbers[register] }

  /// The truths of a register; for numbers 3 is "there", else `RowTruth.unknown` or `.error`.
  @inline(__always)
  func state(_ register: Int) -> UnsafeMutablePointer<UInt8> { states[register] }

  /// What a test says of each name of a column of codes: found out once for all batches.
  func answers(_ test: TextTest, _ names: ColumnNames, _ find: () -> [UInt8]) -> CodeAnswers {
    let id = ObjectIdentifier(test)
    if let known = codeAnswers[id], known.names === names { return known }
    let found = CodeAnswers(test: test, names: names, answers: find())
    codeAnswers[id] = found
    return found
  }
}

/// A column as bare memory, nothing of which is counted when it is handed on; whoever uses it keeps the column alive.
struct BareColumn: BitwiseCopyable {
  var numbers: UnsafePointer<Int64>?
  /// Nil when every row is absent.
  var states: UnsafePointer<UInt8>?
  /// The object of the names of codes, and what is in it.
  private var list: Unmanaged<ColumnNames>?
  var codes: (bytes: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>, count: Int)?
  var text:
    (bytes: UnsafePointer<UInt8>, byteCount: Int, starts: UnsafePointer<UInt32>, lengths: UnsafePointer<UInt32>)?

  /// The names of codes.
  var names: ColumnNames? { list?.takeUnretainedValue() }

  init(_ column: ColumnData) {
    states = column.states.isEmpty ? nil : column.states.base
    numbers = column.values.numbers?.base
    switch column.values {
    case .codes(_, let list):
      self.list = Unmanaged.passUnretained(list)
      codes = (list.bytes.base, list.starts.base, list.names.count)
    case .texts(let bytes, let starts, let lengths): text = (bytes.base, bytes.count, starts.base, lengths.base)
    default: break
    }
  }
}

/// What a test says of each of a list of names.
struct CodeAnswers {
  /// Kept, so that no other object is taken for it.
  let test: TextTest
  let names: ColumnNames
  /// `RowTruth` bytes; ``CodeAnswers/open`` where the row evaluator must be asked.
  let answers: [UInt8]
  let isOpen: Bool
  /// The names that pass, when they are few: comparing is then faster than looking up.
  let few: [Int64]?
  /// A bit for each of up to 64 names.
  let bits: UInt64?

  static let open = UInt8.max

  init(test: TextTest, names: ColumnNames, answers: [UInt8]) {
    self.test = test
    self.names = names
    self.answers = answers
    isOpen = answers.contains(CodeAnswers.open)
    let yes = answers.indices.filter { answers[$0] == 3 }
    few = yes.count <= 3 ? yes.map { Int64($0) } : nil
    bits = answers.count <= 64 ? yes.reduce(0) { $0 | 1 << UInt64($1) } : nil
  }
}
