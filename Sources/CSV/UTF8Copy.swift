/// Turns the bytes of a file in another encoding into UTF-8, piece by piece, for a copy that every program reads.
public struct UTF8Copy {
  private var transcoder: Transcoder
  private let needsMark: Bool
  private var hasBegun = false

  /// A copy of a file in this encoding.
  public init(from encoding: CSVEncoding) {
    transcoder = Transcoder(from: encoding)
    // UTF-16 brings its own, which becomes that of UTF-8.
    needsMark = encoding == .windows1252
  }

  /// The UTF-8 of the next bytes, a byte order mark before the first so that spreadsheets know it; `nil` when they are
  /// no text of the encoding.
  public mutating func next(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var isSound = true
    let text = [UInt8](unsafeUninitializedCapacity: Transcoder.maximalBytes(for: bytes.count)) { room, count in
      guard let start = room.baseAddress else { return }
      isSound = transcoder.transcode(bytes, to: start, count: &count)
    }
    guard isSound else { return nil }
    let mark: [UInt8] = needsMark && !hasBegun ? [0xEF, 0xBB, 0xBF] : []
    hasBegun = true
    return mark + text
  }

  /// Whether the bytes so far end within a character.
  public var isWithinCharacter: Bool { transcoder.isWithinCharacter }
}
