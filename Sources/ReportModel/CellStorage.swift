/// The cells of a batch, column by column, in plain memory: a cell is two or three stores to fill and none to share.
///
/// Index of a cell: `field * capacity + row`. Filled by the one builder that owns it, never changed after the builder
/// handed it to a batch.
final class CellStorage: @unchecked Sendable {  // immutable once a batch holds it
  let fieldCount: Int
  let capacity: Int
  /// Raw values of `CellState`.
  let states: UnsafeMutablePointer<UInt8>
  /// Numbers; for texts and for damaged cells a `TextPlace`.
  let values: UnsafeMutablePointer<Int64>
  /// Where cells lie relative to their rows; `nil` where the sheet tells.
  let places: UnsafeMutablePointer<CellPlace>?
  /// The ends of the cells in the lines of a sheet, row by row.
  let sheet: SheetLines?
  /// The places that neither can tell, by cell index.
  var farPlaces: [Int: SourcePosition] = [:]

  init(fieldCount: Int, capacity: Int, sheet: SheetLines? = nil) {
    self.fieldCount = fieldCount
    self.capacity = capacity
    self.sheet = sheet
    let count = fieldCount * capacity
    states = Self.zeros(count)
    values = Self.zeros(count)
    if sheet == nil {
      let room = UnsafeMutablePointer<CellPlace>.allocate(capacity: count)
      room.initialize(repeating: .ofRow, count: count)
      places = room
    } else {
      places = nil
    }
  }

  deinit {
    states.deallocate()
    values.deallocate()
    places?.deallocate()
  }

  private static func zeros<Number: FixedWidthInteger>(_ count: Int) -> UnsafeMutablePointer<Number> {
    let room = UnsafeMutablePointer<Number>.allocate(capacity: count)
    room.initialize(repeating: 0, count: count)
    return room
  }

  /// Makes all cells of a field empty; before any of them is set.
  func empty(field: Int) {
    (states + field &* capacity).update(repeating: CellState.empty.rawValue, count: capacity)
  }

  /// A storage with room for more rows and the same cells in the first `rows`.
  func grown(to capacity: Int, rows: Int, present: [Bool]) -> CellStorage {
    let larger = CellStorage(fieldCount: fieldCount, capacity: capacity, sheet: sheet?.grown(to: capacity, rows: rows))
    for field in 0..<fieldCount {
      let from = field * self.capacity
      let to = field * capacity
      if present[field] { larger.empty(field: field) }
      (larger.states + to).update(from: states + from, count: rows)
      (larger.values + to).update(from: values + from, count: rows)
      if let places, let wider = larger.places { (wider + to).update(from: places + from, count: rows) }
    }
    for (index, place) in farPlaces {
      larger.farPlaces[index / self.capacity * capacity + index % self.capacity] = place
    }
    return larger
  }
}

/// Where a text lies in a batch's bytes, in 64 bits.
enum TextPlace {
  @inline(__always)
  static func packed(start: Int, count: Int) -> Int64 { Int64(start) &<< 32 | Int64(count) }

  @inline(__always)
  static func start(_ packed: Int64) -> Int { Int(packed &>> 32) }

  @inline(__always)
  static func count(_ packed: Int64) -> Int { Int(packed & 0xFFFF_FFFF) }
}

/// Where a cell lies relative to its row, in 8 bytes: 32 bits of bytes, 16 of lines, 16 of the column in its own line.
struct CellPlace {
  private let bits: UInt64

  /// The place of the row itself.
  static let ofRow = CellPlace(bits: 0)
  /// A place that is written down elsewhere.
  static let far = CellPlace(bits: .max)

  var isFar: Bool { bits == .max }

  private init(bits: UInt64) { self.bits = bits }

  /// The place seen from the row; ``far`` when 8 bytes cannot hold it.
  @inline(__always)
  init(_ position: SourcePosition, from row: SourcePosition) {
    let bytes = position.byte &- row.byte
    let lines = position.line &- row.line
    guard bytes >= 0, bytes <= 0xFFFF_FFFF, lines >= 0, lines < 0xFFFF else {
      self = .far
      return
    }
    if lines == 0 {
      self = position.column &- row.column == Int(bytes) ? CellPlace(bits: UInt64(bytes)) : .far
    } else if position.column >= 0 && position.column <= 0xFFFF {
      self = CellPlace(bits: UInt64(bytes) | UInt64(lines) &<< 32 | UInt64(position.column) &<< 48)
    } else {
      self = .far
    }
  }

  func position(from row: SourcePosition) -> SourcePosition {
    let bytes = Int(bits & 0xFFFF_FFFF)
    let lines = Int(bits &>> 32 & 0xFFFF)
    return SourcePosition(
      byte: row.byte + Int64(bytes),
      line: row.line + lines,
      column: lines == 0 ? row.column + bytes : Int(bits &>> 48)
    )
  }
}
