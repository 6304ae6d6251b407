internal import CLibXML2

/// What libxml2 said about its first fault, copied out of its memory.
struct LibraryError {
  let code: Int
  let message: String
  /// The names the message speaks of, where it has any.
  let first: String
  let second: String

  init(_ error: xmlError) {
    code = Int(error.code)
    message = Self.text(error.message)
    first = Self.text(error.str1)
    second = Self.text(error.str2)
  }

  /// Copies at most 300 bytes, without line end.
  private static func text(_ string: UnsafePointer<CChar>?) -> String {
    guard let string else { return "" }
    let text = String(cString: string).prefix { $0 != "\n" }
    return String(text.prefix(300))
  }

  private var kind: xmlParserErrors { xmlParserErrors(rawValue: UInt32(truncatingIfNeeded: code)) }

  /// Whether it is about a reference to an entity that nobody could have declared.
  var isUndeclaredEntity: Bool { kind == XML_ERR_UNDECLARED_ENTITY || kind == XML_WAR_UNDECLARED_ENTITY }

  /// Whether it says no more than that the document ended, or that something follows its end.
  var isAboutTheEnd: Bool { kind == XML_ERR_DOCUMENT_END || kind == XML_ERR_DOCUMENT_EMPTY }

  /// Whether it is the `]]>` that may not stand in text.
  var isSectionEnd: Bool { kind == XML_ERR_MISPLACED_CDATA_END }

  /// Whether it says that a comment does not end.
  var isUnfinishedComment: Bool { kind == XML_ERR_COMMENT_NOT_FINISHED }

  /// Whether it says that a name is missing: of an element, an attribute or a reference.
  var missesName: Bool { kind == XML_ERR_NAME_REQUIRED }

  /// Whether it is best shown at the `<` of the tag it was noticed in.
  var concernsTag: Bool {
    [
      XML_ERR_TAG_NAME_MISMATCH, XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_UNDEFINED_NAMESPACE,
      XML_NS_ERR_ATTRIBUTE_REDEFINED,
    ].contains(kind)
  }

  /// The frequent fault this is; `open` names the innermost open element and its line.
  func fault(open: (name: String, line: Int)?) -> XMLFault {
    switch kind {
    case XML_ERR_DOCUMENT_EMPTY: .notXML
    case XML_ERR_TAG_NAME_MISMATCH: .mismatchedTag(open: open?.name ?? first, line: open?.line ?? 0, closed: second)
    case XML_ERR_INVALID_CHAR: .invalidCharacter
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_I18N_CONV_FAILED:
      .invalidEncoding
    case XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF,
      XML_ERR_INVALID_DEC_CHARREF:
      .malformedReference
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED: .duplicateAttribute(name: first)
    case XML_NS_ERR_UNDEFINED_NAMESPACE: .undeclaredPrefix(prefix: first)
    case XML_ERR_DOCUMENT_END: .contentAfterRoot
    default: Self.isTagFault(kind) ? .malformedTag : Self.isMarkupFault(kind) ? .malformedMarkup : .other
    }
  }

  private static func isTagFault(_ kind: xmlParserErrors) -> Bool {
    [
      XML_ERR_LT_IN_ATTRIBUTE, XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED,
      XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ERR_SPACE_REQUIRED, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED,
      XML_ERR_EQUAL_REQUIRED, XML_ERR_NAME_REQUIRED, XML_ERR_TAG_NOT_FINISHED, XML_ERR_LT_REQUIRED, XML_NS_ERR_QNAME,
      XML_NS_ERR_COLON,
      XML_NS_ERR_EMPTY, XML_NS_ERR_XML_NAMESPACE,
    ].contains(kind)
  }

  private static func isMarkupFault(_ kind: xmlParserErrors) -> Bool {
    [
      XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_HYPHEN_IN_COMMENT, XML_ERR_PI_NOT_STARTED, XML_ERR_PI_NOT_FINISHED,
      XML_ERR_RESERVED_XML_NAME, XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_VERSION_MISSING,
      XML_ERR_STANDALONE_VALUE, XML_ERR_ENCODING_NAME, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_MISPLACED_CDATA_END,
      XML_ERR_STRING_NOT_STARTED, XML_ERR_STRING_NOT_CLOSED, XML_ERR_UNKNOWN_VERSION,
    ].contains(kind)
  }
}

extension XMLError {
  /// What libxml2 says of a `]]>` in text, for one whose bytes it has not seen together.
  static func misplacedSectionEnd(at position: XMLPosition) -> XMLError {
    let code = Int(XML_ERR_MISPLACED_CDATA_END.rawValue)
    return .notWellFormed(.malformedMarkup, code: code, message: "Sequence ']]>' not allowed in content", at: position)
  }
}
