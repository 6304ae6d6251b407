import CEL

/// Goes through the bytes that tell of each row whether a rule may say something of it: ``RowTruth`` bytes, 0 where not.
enum OpenRows {
  /// Gives the rows that are open, with their bytes, in order. Mostly none are: eight are looked at together.
  @inline(__always)
  static func each(in open: [UInt8], _ body: (_ row: Int, _ truth: UInt8) -> Void) {
    open.withUnsafeBytes { bytes in
      var row = 0
      while row < bytes.count {
        if row &+ 8 <= bytes.count, bytes.loadUnaligned(fromByteOffset: row, as: UInt64.self) == 0 {
          row &+= 8
          continue
        }
        let end = min(row &+ 8, bytes.count)
        while row < end {
          if bytes[row] != 0 { body(row, bytes[row]) }
          row &+= 1
        }
      }
    }
  }

  /// Closes the rows that are looked at and in which all is well.
  ///
  /// - Parameter days: the states of the rows' own days, when each has its own: one without stays open.
  static func close(_ open: inout [UInt8], where truths: [UInt8], _ days: ColumnBuffer<UInt8>?) {
    let isTrue = RowTruth.isTrue.rawValue
    let count = days.map { min($0.count, open.count) } ?? open.count
    precondition(truths.count >= count)
    open.withUnsafeMutableBufferPointer { open in
      truths.withUnsafeBufferPointer { truths in
        guard let days else {
          for row in 0..<count {
            let isOpen = (open[row] ^ isTrue) | (truths[row] ^ isTrue)
            open[row] = isOpen == 0 ? 0 : open[row]
          }
          return
        }
        let dated = CEL.CellState.value.rawValue
        days.withUnsafeBufferPointer { days in
          for row in 0..<count {
            let isOpen = (open[row] ^ isTrue) | (truths[row] ^ isTrue) | (days[row] ^ dated)
            open[row] = isOpen == 0 ? 0 : open[row]
          }
        }
      }
    }
  }
}
