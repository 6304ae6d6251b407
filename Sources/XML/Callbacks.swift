internal import CLibXML2

/// The table of callbacks libxml2 works with. What is absent does not happen: nothing is loaded, no entity is
/// declared, no tree is built.
func eventHandler() -> xmlSAXHandler {
  var handler = xmlSAXHandler()
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  handler.internalSubset = { context, _, _, _ in relay(context).pointee.doctypeFound() }
  handler.startDocument = { context in relay(context).pointee.documentStarted() }
  handler.comment = { context, _ in relay(context).pointee.markupDropped() }
  handler.processingInstruction = { context, _, _ in relay(context).pointee.markupDropped() }
  handler.startElementNs = { context, local, prefix, uri, namespaces, _, attributes, _, cells in
    guard let local else { return }
    relay(context).pointee.elementStarted(
      local: local,
      uri: uri,
      isPrefixed: prefix != nil,
      namespaces: Int(namespaces),
      attributes: Int(attributes),
      cells: cells
    )
  }
  handler.endElementNs = { context, _, _, _ in relay(context).pointee.elementEnded() }
  handler.characters = { context, bytes, count in
    guard let bytes else { return }
    relay(context).pointee.textFound(bytes, count: Int(count))
  }
  // The same function, so that libxml2 does not guess which white space matters.
  handler.ignorableWhitespace = handler.characters
  handler.cdataBlock = { context, bytes, count in
    guard let bytes else { return }
    relay(context).pointee.sectionFound(bytes, count: Int(count))
  }
  wlkp_xml_set_error_handler(&handler) { context, error in
    guard let error else { return }
    relay(context).pointee.libraryFailed(error.pointee)
  }
  return handler
}

/// The relay behind libxml2's user data: the reader sets it before the first byte, and frees it after the parser.
private func relay(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<EventRelay> {
  guard let context else { preconditionFailure("libxml2 has lost its user data") }
  return context.assumingMemoryBound(to: EventRelay.self)
}
