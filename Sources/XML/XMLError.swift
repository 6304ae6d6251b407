/// Why a document could not be read to its end. Each case carries its place; ``sentence(in:)`` puts it into words.
public enum XMLError: Error, Hashable, Sendable {
  /// The bytes are not a well-formed document (XML 1.0, Namespaces in XML 1.0).
  ///
  /// `code` and `message` are libxml2's own, for engineers; `code` is 0 where our own shell found the fault.
  case notWellFormed(XMLFault, code: Int, message: String, at: XMLPosition)
  /// The document has a DOCTYPE. It is refused before anything in it is read.
  case doctypeForbidden(at: XMLPosition)
  /// `&name;` with a name other than `amp lt gt quot apos`: entities cannot be declared here.
  case entityForbidden(name: String, at: XMLPosition)
  /// The document declares or shows an encoding other than UTF-8, UTF-16, ISO-8859-1 and windows-1252.
  case unsupportedEncoding(name: String, at: XMLPosition)
  /// A limit of ``XMLLimits`` is passed; `allowed` is its value, in the unit of its name.
  case limitExceeded(XMLLimit, allowed: Int, at: XMLPosition)

  /// Where it happened.
  public var position: XMLPosition {
    switch self {
    case .notWellFormed(_, _, _, let position), .doctypeForbidden(let position), .entityForbidden(_, let position),
      .unsupportedEncoding(_, let position), .limitExceeded(_, _, let position):
      position
    }
  }
}

/// The frequent ways of not being well-formed.
public enum XMLFault: Hashable, Sendable {
  /// Nothing but white space.
  case emptyDocument
  /// The first character is not `<`: another kind of file.
  case notXML
  /// The document ends too early: a cut file. `open` is the innermost open element, `line` (from 1) where it began.
  case unexpectedEnd(open: String?, line: Int?)
  /// An end tag `closed` where `open`, begun on `line` (from 1), is to be closed.
  case mismatchedTag(open: String, line: Int, closed: String)
  /// A character that XML does not allow, such as a control character.
  case invalidCharacter
  /// Bytes that are no text in the document's encoding.
  case invalidEncoding
  /// A bare `&`, or a reference without its `;`.
  case malformedReference
  /// `<` where no tag begins, a tag without its `>`, an attribute without quotes or blank.
  case malformedTag
  /// The same attribute twice in one tag.
  case duplicateAttribute(name: String)
  /// A prefix without namespace declaration.
  case undeclaredPrefix(prefix: String)
  /// Something after the end of the root element.
  case contentAfterRoot
  /// A fault in the XML declaration, a comment, a processing instruction or a CDATA section.
  case malformedMarkup
  /// Anything else; see code and message.
  case other
}
