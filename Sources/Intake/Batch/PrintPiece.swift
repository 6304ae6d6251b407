import RuleEngine

/// Prints of persons on their way from a worker to the batch: a byte 0, which no line of JSON begins with, then sixteen
/// bytes each.
enum PrintPiece {
  /// Prints of one piece: 64 KB.
  static let limit = 4_096

  /// The bytes of a piece.
  static func bytes(_ prints: [PersonPrint]) -> [UInt8] {
    var bytes: [UInt8] = [0]
    bytes.reserveCapacity(1 + prints.count * 16)
    for print in prints {
      bytes.append(littleEndian: print.high, bytes: 8)
      bytes.append(littleEndian: print.low, bytes: 8)
    }
    return bytes
  }

  /// The prints of a piece; `nil` when an answer is none.
  static func prints(in answer: [UInt8]) -> [PersonPrint]? {
    guard answer.first == 0 else { return nil }
    return stride(from: 1, to: answer.count - 15, by: 16).map {
      PersonPrint(high: answer.littleEndian(at: $0, bytes: 8), low: answer.littleEndian(at: $0 + 8, bytes: 8))
    }
  }
}
