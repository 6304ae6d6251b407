/// What receives the events of an ``XMLReader``, in document order and within the call that feeds bytes.
///
/// Nothing handed over may be kept after the call returns: names, attributes and text lie in the reader's own memory.
/// What may be kept is a name's `id`.
public protocol XMLEventSink: AnyObject {
  /// An element begins. `position` is that of its `<`.
  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition)

  /// An element ends. `position` is that of the end tag's `<`; for `<a/>` that of the tag itself.
  func endElement(_ name: borrowing XMLName, at position: XMLPosition)

  /// Character data in UTF-8, references already resolved and line ends turned into line feeds.
  ///
  /// One run of text may come in several pieces, which never split a character; white space between elements
  /// comes as well. `position` is where this piece begins in the document: for a reference its `&`,
  /// for a CDATA section its `<![CDATA[`.
  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition)
}

/// The name of an element or attribute: namespace and local name. Valid during the call that hands it over.
public struct XMLName: ~Copyable {
  @usableFromInline let entry: UnsafePointer<NameEntry>

  init(_ entry: UnsafePointer<NameEntry>) {
    self.entry = entry
  }

  /// The name's number within its reader, from 0 in order of first appearance, below ``XMLLimits/distinctNames``.
  ///
  /// The same (namespace, local name) has the same number throughout one document, for elements and attributes
  /// alike, whatever the prefix: keep a table by number and compare strings only when a new number shows up.
  @inlinable public var id: Int { entry.pointee.id }

  /// The local name, without prefix.
  public var localName: String { String(cString: entry.pointee.local) }

  /// The namespace's URI; `nil` for a name in no namespace.
  public var namespace: String? { entry.pointee.uri.map { String(cString: $0) } }
}

/// What the name table knows of a name. The strings belong to libxml2's dictionary.
@usableFromInline
struct NameEntry {
  @usableFromInline let id: Int
  let local: UnsafePointer<UInt8>
  let uri: UnsafePointer<UInt8>?
  /// A copy of the local name with the `>` of a plain tag behind it and room to read whole words.
  let tag: UnsafePointer<UInt8>
  /// Bytes of `tag` up to and with the `>`.
  let tagCount: Int
}

/// The attributes of one start tag, in document order, without namespace declarations. Valid during the call that
/// hands them over.
public struct XMLAttributes: ~Copyable {
  /// Number of attributes.
  public let count: Int

  let ids: UnsafePointer<Int>
  /// Five pointers an attribute, as libxml2 lays them out: local name, prefix, namespace, value, end of value.
  let cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  /// The number of the name of the attribute at `index` (from 0), from the same numbering as ``XMLName/id``.
  public func nameID(at index: Int) -> Int {
    precondition(index >= 0 && index < count, "no attribute \(index)")
    return ids[index]
  }

  /// The local name of the attribute at `index` (from 0), without prefix.
  public func localName(at index: Int) -> String {
    cell(index, 0).map { String(cString: $0) } ?? ""
  }

  /// The namespace's URI of the attribute at `index` (from 0); `nil` for an attribute without prefix.
  public func namespace(at index: Int) -> String? {
    cell(index, 2).map { String(cString: $0) }
  }

  /// The value's bytes in UTF-8, references resolved, of the attribute at `index` (from 0).
  public func value(at index: Int) -> UnsafeRawBufferPointer {
    guard let start = cell(index, 3), let end = cell(index, 4) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start, count: end - start)
  }

  /// The value of the attribute with this local name in no namespace, as text; `nil` when there is none.
  public func value(named localName: String) -> String? {
    for index in 0..<count where namespace(at: index) == nil && self.localName(at: index) == localName {
      return String(decoding: value(at: index), as: UTF8.self)
    }
    return nil
  }

  private func cell(_ index: Int, _ column: Int) -> UnsafePointer<UInt8>? {
    precondition(index >= 0 && index < count, "no attribute \(index)")
    return cells?[index * 5 + column]
  }
}
