import ReportModel

/// Numbers that are the same for rows that say the same; only rows of one shape can be compared.
enum RowDigest {
  /// The digests of a batch's rows, worked out field by field. The running number is left out: it may change while
  /// nothing else does.
  static func all(in batch: RecordBatch) -> [UInt64] {
    var digests = Array(repeating: start, count: batch.rowCount)
    for (field, shape) in batch.shape.fields.enumerated() where shape.name != "nomorUrut" {
      let cells = batch.cells(of: field)
      guard let states = cells.states else { continue }
      let isText: Bool
      switch shape.kind {
      case .text, .list: isText = true
      default: isText = false
      }
      for row in digests.indices {
        // A column that is new and still empty is no change.
        guard states[row] == CellState.valid.rawValue || states[row] == CellState.damaged.rawValue else { continue }
        let digest = mixed(digests[row], UInt64(field))
        digests[row] =
          isText || states[row] == CellState.damaged.rawValue
          ? batch.withTextBytes(field: field, row: row) { mixed(digest, $0) }
          : mixed(digest, UInt64(bitPattern: cells.numbers[row]))
      }
    }
    return digests
  }

  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Two multiplications with the halves crossed: every bit of both numbers reaches every bit of the result.
  @inline(__always)
  private static func mixed(_ digest: UInt64, _ number: UInt64) -> UInt64 {
    let (high, low) = (digest ^ number ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
    let once = (digest ^ high) &+ low
    return (once ^ once >> 29) &* 0xbf58_476d_1ce4_e5b9
  }

  /// The text's length, then eight bytes at a time.
  private static func mixed(_ digest: UInt64, _ text: UnsafeRawBufferPointer) -> UInt64 {
    var digest = mixed(digest, UInt64(text.count))
    var place = 0
    while place + 8 <= text.count {
      digest = mixed(digest, UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    guard place < text.count else { return digest }
    var last: UInt64 = 0
    while place < text.count {
      last = last << 8 | UInt64(text[place])
      place += 1
    }
    return mixed(digest, last)
  }
}
