/// Which submissions of one chunk have a term, by their place in the chunk from 0.
struct FacetSet: Equatable {
  /// The most submissions in one chunk. A bitmap of so many has 256 bytes; with more, those that wait for their chunk
  /// to be full would be slow to look through, with fewer there would be too many chunks to ask.
  static let capacity = 2048
  private static let wordLength = 64
  private static let bitmapBytes = capacity / 8

  private var words = [UInt64](repeating: 0, count: capacity / wordLength)

  init() {}

  /// Every place.
  static let all: FacetSet = {
    var set = FacetSet()
    for index in set.words.indices { set.words[index] = .max }
    return set
  }()

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  mutating func insert(_ place: Int) {
    words[place / Self.wordLength] |= 1 << UInt64(place % Self.wordLength)
  }

  mutating func remove(_ place: Int) {
    words[place / Self.wordLength] &= ~(1 << UInt64(place % Self.wordLength))
  }

  mutating func formUnion(_ other: FacetSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: FacetSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formDifference(_ other: FacetSet) {
    for index in words.indices { words[index] ^= other.words[index] }
  }

  mutating func subtract(_ other: FacetSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// The places, the largest first.
  var descending: [Int] {
    var places: [Int] = []
    for index in words.indices.reversed() {
      var word = words[index]
      while word != 0 {
        let bit = Self.wordLength - 1 - word.leadingZeroBitCount
        places.append(index * Self.wordLength + bit)
        word &= ~(1 << UInt64(bit))
      }
    }
    return places
  }

  /// Few places as a list of two bytes each (the smaller byte first, places rising), many as a bitmap; one spelling for
  /// each set.
  var bytes: [UInt8] {
    if count * 2 < Self.bitmapBytes { return descending.reversed().flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    return words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) } }
  }

  /// Reads ``bytes``; what is no set is read as far as it goes, and the whole check names it.
  init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count == Self.bitmapBytes {
      for (place, byte) in bytes.enumerated() {
        words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
      }
      return
    }
    for place in stride(from: 0, to: bytes.count - 1, by: 2) {
      let found = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      if found < Self.capacity { insert(found) }
    }
  }
}
