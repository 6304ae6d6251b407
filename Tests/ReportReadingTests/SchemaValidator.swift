import CLibXML2

/// libxml2's validator over one XML Schema: the second opinion on the structure of a report.
final class SchemaValidator {
  private let schema: xmlSchemaPtr

  /// `nil` when libxml2 finds a fault in the schema.
  init?(_ text: String) {
    xmlInitParser()
    let bytes = Array(text.utf8)
    let parsed = bytes.withUnsafeBytes { bytes -> xmlSchemaPtr? in
      let start = bytes.bindMemory(to: CChar.self).baseAddress
      guard let context = xmlSchemaNewMemParserCtxt(start, Int32(bytes.count)) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(context, { _, _ in }, nil)
      return xmlSchemaParse(context)
    }
    guard let parsed else { return nil }
    schema = parsed
  }

  deinit { xmlSchemaFree(schema) }

  /// Whether the text is well-formed and valid.
  func accepts(_ text: String) -> Bool {
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let bytes = Array(text.utf8)
    let document = bytes.withUnsafeBytes { bytes in
      xmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress,
        Int32(bytes.count),
        "laporan.xml",
        nil,
        Int32(options)
      )
    }
    guard let document, let context = xmlSchemaNewValidCtxt(schema) else { return false }
    defer {
      xmlSchemaFreeValidCtxt(context)
      xmlFreeDoc(document)
    }
    xmlSchemaSetValidStructuredErrors(context, { _, _ in }, nil)
    return xmlSchemaValidateDoc(context, document) == 0
  }
}
