import CEL
import Foundation

/// State of a cell, as ``ColumnData`` holds it.
enum CellByte {
  static let empty: UInt8 = 1
  static let damaged: UInt8 = 2
  static let value: UInt8 = 3
}

/// Some thousand rows of the worker table, column by column.
final class WorkerBatch: ColumnBatch {
  let recordType: RecordType
  let rowCount: Int
  private let columns: [ColumnData]

  init(type: RecordType, rowCount: Int, columns: [ColumnData]) {
    recordType = type
    self.rowCount = rowCount
    self.columns = columns
  }

  func column(_ field: Int) -> ColumnData { columns[field] }

  func read(field: Int, row: Int) -> FieldReading {
    let column = columns[field]
    guard column.states[row] == CellByte.value else {
      return column.states[row] == CellByte.empty ? .empty : .damaged
    }
    switch column.values {
    case .integers(let numbers): return .value(.int(numbers[row]))
    case .bools(let flags): return .value(.bool(flags[row] == 1))
    case .opaques(let numbers, let scale, let type):
      return .value(.opaque(OpaqueValue(type: type, mantissa: numbers[row], scale: scale)))
    case .codes(let codes, let names): return .value(.string(names.names[Int(codes[row])]))
    case .texts(let bytes, let starts, let lengths):
      let start = Int(starts[row])
      return .value(.string(String(decoding: (start..<start + Int(lengths[row])).map { bytes[$0] }, as: UTF8.self)))
    default: return .absent
    }
  }
}

/// A column being filled, cell by cell.
struct ColumnBuilder {
  /// ``FieldKind`` without its names, so that choosing costs nothing.
  private enum Shape { case text, code, date, integer, flag }

  private let kind: FieldKind
  private let shape: Shape
  /// The names of codes, one behind the other, and where each ends.
  private let codes: [UInt8]
  private let codeNames: ColumnNames
  private let codeEnds: [Int]
  private var numbers: [Int64] = []
  private var states: [UInt8] = []
  private var bytes: [UInt8] = []
  private var starts: [UInt32] = []
  private var lengths: [UInt32] = []

  init(_ kind: FieldKind, rows: Int) {
    self.kind = kind
    var names: [String] = []
    switch kind {
    case .text: shape = .text
    case .code(let list): (shape, names) = (.code, list)
    case .date: shape = .date
    case .integer: shape = .integer
    case .flag: shape = .flag
    }
    codeNames = ColumnNames(names)
    codes = names.flatMap { Array($0.utf8) }
    codeEnds = names.indices.map { names[...$0].reduce(0) { $0 + $1.utf8.count } }
    states.reserveCapacity(rows)
    if shape == .text {
      starts.reserveCapacity(rows)
      lengths.reserveCapacity(rows)
    } else {
      numbers.reserveCapacity(rows)
    }
  }

  mutating func append(_ cell: UnsafeRawBufferPointer) {
    if shape == .text {
      starts.append(UInt32(bytes.count))
      lengths.append(UInt32(cell.count))
      bytes.append(contentsOf: cell)
      states.append(cell.isEmpty ? CellByte.empty : CellByte.value)
    } else {
      let number = cell.isEmpty ? nil : parse(cell)
      numbers.append(number ?? 0)
      states.append(cell.isEmpty ? CellByte.empty : number == nil ? CellByte.damaged : CellByte.value)
    }
  }

  private func parse(_ cell: UnsafeRawBufferPointer) -> Int64? {
    switch shape {
    case .text: return nil
    case .date: return CivilDays.parse(cell).map(Int64.init)
    case .flag: return cell[0] == UInt8(ascii: "Y") ? 1 : 0
    case .code:
      guard let base = cell.baseAddress else { return nil }
      return codes.withUnsafeBytes { names in
        var start = 0
        for index in codeEnds.indices {
          let end = codeEnds[index]
          if end - start == cell.count, let name = names.baseAddress, memcmp(name + start, base, cell.count) == 0 {
            return Int64(index)
          }
          start = end
        }
        return nil
      }
    case .integer:
      var number: Int64 = 0
      for byte in cell {
        guard byte >= 48, byte <= 57 else { return nil }
        number = number &* 10 &+ Int64(byte &- 48)
      }
      return number
    }
  }

  func finished(dateType: OpaqueTypeID) -> ColumnData {
    let values: ColumnValues =
      switch kind {
      case .text: .texts(bytes: ColumnBuffer(bytes), starts: ColumnBuffer(starts), lengths: ColumnBuffer(lengths))
      case .code: .codes(ColumnBuffer(numbers), names: codeNames)
      case .date: .opaques(ColumnBuffer(numbers), scale: 0, type: dateType)
      case .integer: .integers(ColumnBuffer(numbers))
      case .flag: .bools(ColumnBuffer(numbers))
      }
    return ColumnData(values: values, states: ColumnBuffer(states))
  }

  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }
}
