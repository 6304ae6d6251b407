/// Watches text for `]]>`, which may only end a CDATA section (XML 1.0, 2.4).
///
/// libxml2 looks for it among the bytes it has been given. Of long text it passes on what there is, so that a `]]>` whose
/// bytes arrive one after the other would go unnoticed.
struct SectionEndWatch {
  /// How many `]` the text so far ends with; 2 stands for more.
  private var brackets = 0

  private static let bracket = UInt8(ascii: "]")

  /// Something other than plain text has come: a tag, a comment, a CDATA section, a reference.
  mutating func interrupt() { brackets = 0 }

  /// Takes the next piece of text.
  ///
  /// - Returns: when it completes a `]]>`, how many bytes of that stood before the piece: 1 or 2.
  mutating func take(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    defer { remember(bytes, count) }
    guard brackets > 0, count > 0 else { return nil }
    if brackets == 2, bytes[0] == UInt8(ascii: ">") { return 2 }
    return count > 1 && bytes[0] == Self.bracket && bytes[1] == UInt8(ascii: ">") ? 1 : nil
  }

  private mutating func remember(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    var ending = 0
    while ending < min(count, 2), bytes[count - 1 - ending] == Self.bracket { ending += 1 }
    brackets = ending == count ? min(2, brackets + ending) : ending
  }
}
