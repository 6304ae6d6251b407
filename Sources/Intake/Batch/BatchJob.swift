import RuleEngine

/// One file to judge, on its way from the batch to a worker.
///
/// On the pipe, integers little-endian: kind (1 byte, see `Content`), number (8), length of the name (4), length of the
/// path (4), number of bytes (8), then name, path, bytes. An answer is its length (4) and a line of JSON; before it may
/// come pieces of `PrintPiece`.
struct BatchJob: Sendable {
  /// Where the bytes are.
  enum Content: Sendable {
    /// In a file of this machine.
    case path(String)
    /// Here: a member of an archive, held in memory.
    case bytes([UInt8])
    /// Sent piece by piece behind the head: a member too large to hold.
    case streamed(size: Int64)
    /// Reports of one company to compare, as they are written; `size` is what all have together.
    case group([UInt8], size: Int64)
    /// A report, and the persons in it whom other companies list: see `SharedPeopleJob`.
    case people([UInt8], size: Int64)
    /// The key of person prints, for all jobs that follow; it is not answered.
    case key(PersonKey)
  }

  /// The file's place in the batch, from 1.
  let number: Int
  /// The name shown.
  let name: String
  /// Where the bytes are.
  let content: Content
  /// Whether only the persons are asked for: the file was judged before an interruption. Answered with an empty line.
  var isForPeopleOnly = false

  /// Added to the kind when only the persons are asked for.
  static let peopleOnly: UInt8 = 0x10

  /// Bytes of the fixed part of the head.
  static let headBytes = 25

  /// How many bytes of the file the job itself holds.
  var heldBytes: Int {
    switch content {
    case .bytes(let bytes), .group(let bytes, _), .people(let bytes, _): bytes.count
    case .path, .streamed, .key: 0
    }
  }

  private var kind: UInt8 {
    switch content {
    case .path: 0
    case .bytes, .streamed: 1
    case .group: 2
    case .people: 3
    case .key: 4
    }
  }

  /// What is written to the worker: the head, and the bytes when the job holds them.
  var message: [UInt8] {
    var message: [UInt8] = []
    let name = Array(name.utf8)
    var path: [UInt8] = []
    var held: [UInt8] = []
    var size: Int64 = 0
    switch content {
    case .path(let text): path = Array(text.utf8)
    case .bytes(let bytes):
      held = bytes
      size = Int64(bytes.count)
    case .group(let bytes, _), .people(let bytes, _):
      held = bytes
      size = Int64(bytes.count)
    case .key(let key):
      held = key.bytes
      size = Int64(held.count)
    case .streamed(let count): size = count
    }
    message.reserveCapacity(Self.headBytes + name.count + path.count + held.count)
    message.append(isForPeopleOnly ? kind | Self.peopleOnly : kind)
    message.append(littleEndian: UInt64(number), bytes: 8)
    message.append(littleEndian: UInt64(name.count), bytes: 4)
    message.append(littleEndian: UInt64(path.count), bytes: 4)
    message.append(littleEndian: UInt64(size), bytes: 8)
    return message + name + path + held
  }
}

extension [UInt8] {
  /// Appends the lowest bytes of a number, lowest first.
  mutating func append(littleEndian value: UInt64, bytes count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
  }

  /// The number that `count` bytes from `start` make, lowest first.
  func littleEndian(at start: Int, bytes count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(self[start + $1]) << (8 * UInt64($1)) }
  }
}
