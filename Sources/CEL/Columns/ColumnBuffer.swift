/// Numbers or bytes one behind the other in memory that an owner keeps alive: a column, shared and never copied.
public struct ColumnBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {  // the owner never changes it
  let base: UnsafePointer<Element>
  /// How many there are.
  public let count: Int
  private let owner: AnyObject

  /// Memory of somebody else's.
  ///
  /// - Parameter owner: keeps `base` alive, and never changes what is there.
  public init(base: UnsafePointer<Element>, count: Int, owner: any AnyObject & Sendable) {
    self.base = base
    self.count = count
    self.owner = owner
  }

  /// A copy of an array.
  public init(_ elements: [Element]) {
    let memory = ColumnMemory(elements)
    self.init(base: memory.base, count: elements.count, owner: memory)
  }

  /// The element at a position, from 0; the position must be below ``count``.
  public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < count)
    return base[position]
  }

  /// Calls `body` with the memory itself.
  public func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(owner) { try body(UnsafeBufferPointer(start: base, count: count)) }
  }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }
}

extension ColumnBuffer: ExpressibleByArrayLiteral {
  /// The elements written out.
  public init(arrayLiteral elements: Element...) {
    self.init(elements)
  }
}

/// A copy of an array at an address that stays.
private final class ColumnMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {  // filled once, before use
  let base: UnsafePointer<Element>
  private let memory: UnsafeMutablePointer<Element>

  init(_ elements: [Element]) {
    memory = .allocate(capacity: max(1, elements.count))
    base = UnsafePointer(memory)
    elements.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { memory.initialize(from: first, count: source.count) }
    }
  }

  deinit { memory.deallocate() }
}

/// The names that a column of codes stands for. One object for all batches of a field: what a program finds out about
/// the names is found out once.
public final class ColumnNames: Sendable {
  /// The names; a code is an index into them.
  public let names: [String]
  /// The names one behind the other, and where each starts; one start more for where the last one ends.
  let bytes: ColumnBuffer<UInt8>
  let starts: ColumnBuffer<UInt32>

  /// Makes the list.
  public init(_ names: [String]) {
    self.names = names
    var starts: [UInt32] = [0]
    var bytes: [UInt8] = []
    for name in names {
      bytes += Array(name.utf8)
      starts.append(UInt32(bytes.count))
    }
    self.bytes = ColumnBuffer(bytes)
    self.starts = ColumnBuffer(starts)
  }
}
