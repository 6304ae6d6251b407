/// Turns what libxml2 says into an error with the right name and place.
///
/// libxml2 notices some faults late or says where it stands rather than where the fault is. What is said must not
/// depend on how the document was cut into pieces.
struct Diagnosis {
  /// libxml2's input at the moment of the error.
  let view: InputView?
  let tracker: PositionTracker
  /// Whether libxml2 has been told that no more bytes will come.
  let isAtEnd: Bool
  /// What stands in the way of reading on, if that is why no more will come.
  let endError: XMLError?
  let hasRoot: Bool
  /// The innermost open element and its line.
  let open: (name: String, line: Int)?
  /// What is remembered of the text before.
  let text: SectionEndWatch

  func judge(_ error: LibraryError) -> XMLError {
    guard let view else { return .notWellFormed(.other, code: error.code, message: error.message, at: tracker.mark) }
    let rest = UnsafeBufferPointer(start: view.current, count: view.end - view.current)
    let fault = error.fault(open: open)
    let isReference = fault == .malformedReference || error.missesName && isAfterAmpersand(view)
    // A fault of a tag or a reference is noticed behind it, where a DOCTYPE may stand, too.
    if !error.concernsTag, !isReference, view.stands("<!DOCTYPE", at: view.current) {
      return .doctypeForbidden(at: position(view.current, view))
    }
    if isAtEnd && (error.isAboutTheEnd || rest.isEmpty) { return endError ?? judgeEnd(error, view) }
    if error.isUndeclaredEntity {
      return .entityForbidden(name: error.first, at: position(view.lastByte(UInt8(ascii: "&")) ?? view.current, view))
    }
    if isReference {
      let place = view.lastByte(UInt8(ascii: "&")) ?? view.current
      return .notWellFormed(.malformedReference, code: 0, message: "", at: position(place, view))
    }
    if error.isSectionEnd { return .misplacedSectionEnd(at: sectionEnd(view)) }
    let isDeclaration = fault == .other && view.stands("<!", at: view.current)
    return .notWellFormed(
      isDeclaration ? .malformedMarkup : fault,
      code: error.code,
      message: error.message,
      at: position(place(of: error, view), view)
    )
  }

  private func place(of error: LibraryError, _ view: InputView) -> UnsafePointer<UInt8> {
    if error.concernsTag { return view.tagStart }
    return error.isUnfinishedComment ? openedSinceMark(view) : view.current
  }

  /// Where the `]]>` stands: libxml2 is at the beginning of the piece of text that holds it, or somewhere in it, and may
  /// have counted the lines of that piece already.
  private func sectionEnd(_ view: InputView) -> XMLPosition {
    // The text before may have ended with the beginning of another.
    var text = text
    if let mark = view.place(ofByte: tracker.mark.byte), let before = text.take(mark, view.end - mark) {
      return tracker.mark.moved(back: before)
    }
    var place = view.current
    while place < view.end, !view.stands("]]>", at: place) { place += 1 }
    return tracker.position(ofText: place < view.end ? place : view.current, in: view)
  }

  /// The first `<` after the last event: what it begins does not end, wherever libxml2 has noticed that.
  private func openedSinceMark(_ view: InputView) -> UnsafePointer<UInt8> {
    var place = view.base + max(0, Int(tracker.mark.byte - view.bytesBefore))
    while place < view.current, place.pointee != UInt8(ascii: "<") { place += 1 }
    return place
  }

  /// The document has ended where it should go on, or has not ended where it should.
  private func judgeEnd(_ error: LibraryError, _ view: InputView) -> XMLError {
    let rest = UnsafeBufferPointer(start: view.current, count: view.end - view.current)
    let fault: XMLFault
    if let open {
      fault = .unexpectedEnd(open: open.name, line: open.line)
    } else if let first = rest.first(where: { !isBlank($0) }), first != UInt8(ascii: "<") {
      fault = hasRoot ? .contentAfterRoot : .notXML
    } else if !hasRoot && rest.allSatisfy(isBlank) && tracker.mark.byte <= view.bytesBefore + 3 && !holdsMarkup(view) {
      fault = .emptyDocument
    } else {
      fault = .unexpectedEnd(open: nil, line: nil)
    }
    return .notWellFormed(fault, code: error.code, message: error.message, at: position(view.end, view))
  }

  private func holdsMarkup(_ view: InputView) -> Bool {
    UnsafeBufferPointer(start: view.base, count: view.end - view.base).contains { !isBlank($0) }
  }

  private func isAfterAmpersand(_ view: InputView) -> Bool {
    var place = view.current
    // Looking at a line end of two characters libxml2 has stepped over the first.
    if place > view.base, place < view.end, place.pointee == 0x0A, (place - 1).pointee == 0x0D { place -= 1 }
    return place > view.base && (place - 1).pointee == UInt8(ascii: "&")
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private func position(_ place: UnsafePointer<UInt8>, _ view: InputView) -> XMLPosition {
    tracker.position(of: place, in: view)
  }
}

/// References such as `&amp;` and `&#65;` in text.
enum Reference {
  /// Whether `text` begins with `&` and what follows can no longer become a reference.
  ///
  /// libxml2 itself waits for the next `;`, however far away: the bare ampersand of a company's name would be
  /// noticed late, and called something else.
  static func isBroken(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "&") else { return false }
    for (index, byte) in text.dropFirst().enumerated() {
      if byte == UInt8(ascii: ";") { return false }
      let isLetter = byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F || byte == 0x3A
      let isLater = byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E
      let isHash = byte == 0x23
      let fits = index == 0 ? isLetter || isHash : isLetter || isLater
      if !fits { return true }
    }
    return false
  }
}
