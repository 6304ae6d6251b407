/// Where libxml2 may be left waiting for more.
enum MarkupEnd {
  /// Behind a `>` that lies in no comment, so many bytes from the beginning.
  case at(Int)
  /// A comment has begun and not ended. In pieces libxml2 would take `<!-->` for a whole one.
  case openComment
  /// There is no `>`.
  case none

  /// Looks through text that begins outside of comments.
  init(in text: UnsafeBufferPointer<UInt8>) {
    let (opening, closing) = (Array("<!--".utf8), Array("-->".utf8))
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: ">") {
        self = .at(index + 1)
        return
      }
      guard text[index] == UInt8(ascii: "<"), text[index...].starts(with: opening) else {
        index += 1
        continue
      }
      let content = index + opening.count
      guard let end = text.indices[content...].first(where: { text[$0...].starts(with: closing) }) else {
        self = .openComment
        return
      }
      index = end + 2
    }
    self = .none
  }
}
