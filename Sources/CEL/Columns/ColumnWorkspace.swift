/// The registers of a column program: allocated once, used for every chunk of every batch. Not shared between threads.
final class ColumnWorkspace {
  /// Rows worked on at once: the registers of a rule then stay in the processor's first cache.
  static let chunkSize = 1_024

  private let numbers: UnsafeMutablePointer<Int64>
  private let states: UnsafeMutablePointer<UInt8>
  private let count: Int

  init(registers: Int) {
    count = max(1, registers) * ColumnWorkspace.chunkSize
    numbers = .allocate(capacity: count)
    states = .allocate(capacity: count)
    numbers.initialize(repeating: 0, count: count)
    states.initialize(repeating: 0, count: count)
  }

  deinit {
    numbers.deallocate()
    states.deallocate()
  }

  /// The numbers of a register.
  func number(_ register: Int) -> UnsafeMutablePointer<Int64> {
    numbers + register * ColumnWorkspace.chunkSize
  }

  /// The truths of a register; for numbers 0 is "there", else `RowTruth.unknown` or `.error`.
  func state(_ register: Int) -> UnsafeMutablePointer<UInt8> {
    states + register * ColumnWorkspace.chunkSize
  }

  func fillNumber(_ register: Int, _ number: Int64, state: UInt8) {
    self.number(register).update(repeating: number, count: ColumnWorkspace.chunkSize)
    self.state(register).update(repeating: state, count: ColumnWorkspace.chunkSize)
  }

  func fillTruth(_ register: Int, _ truth: UInt8) {
    state(register).update(repeating: truth, count: ColumnWorkspace.chunkSize)
  }
}
