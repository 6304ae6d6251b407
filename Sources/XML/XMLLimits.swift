/// How large the parts of a document may be. Beyond them the reader refuses with ``XMLError/limitExceeded(_:allowed:at:)``.
///
/// All are far above what a real document of records needs and far below what would hurt the machine.
public struct XMLLimits: Hashable, Sendable {
  /// Elements open at the same time. A form has a handful of levels; a stack is kept of them.
  public var depth = 32
  /// Bytes of one local name or namespace URI. Names are repeated in messages.
  public var nameBytes = 256
  /// Different names in one document. Consumers keep a table of them.
  public var distinctNames = 4_096
  /// Attributes of one element. libxml2 compares each with all others of its tag.
  public var attributesPerElement = 64
  /// Bytes of one attribute value. Long texts belong into elements.
  public var attributeBytes = 4_096
  /// Namespace declarations of one element; they stay in force, and in memory, until it ends.
  public var namespacesPerElement = 16
  /// Bytes of one tag, comment, processing instruction or XML declaration. It must be whole in memory to be read.
  public var markupBytes = 65_536
  /// Bytes of text between two tags. Consumers collect the pieces.
  public var textBytes = 65_536
  /// Bytes of the whole document, about 2.5 million worker records. Line numbers in libxml2 have 31 bits.
  public var totalBytes = 2_147_483_647

  /// The limits above.
  public static let standard = XMLLimits()

  /// The standard limits, to be changed one by one.
  public init() {}
}

/// The name of a limit of ``XMLLimits``, with its unit.
public enum XMLLimit: String, Hashable, Sendable, CaseIterable {
  /// Open elements.
  case depth
  /// Bytes of a name.
  case nameBytes
  /// Different names.
  case distinctNames
  /// Attributes in one tag.
  case attributesPerElement
  /// Bytes of an attribute value.
  case attributeBytes
  /// Namespace declarations in one tag.
  case namespacesPerElement
  /// Bytes of a tag, comment or processing instruction.
  case markupBytes
  /// Bytes of text between two tags.
  case textBytes
  /// Bytes of the document.
  case totalBytes
}
