import XML

/// The relationships of a part: where its parts of other kinds lie (`_rels/….rels`).
final class Relationships: XMLEventSink {
  /// One relationship.
  struct Target {
    let id: String
    /// The last word of its type, such as `worksheet`.
    let type: Substring
    /// Its path in the package.
    let path: String
  }

  private let folder: String
  private let limit: Int
  private(set) var targets: [Target] = []

  /// - Parameter folder: the folder of the part whose relationships they are; targets are relative to it.
  init(folder: String, limit: Int) {
    self.folder = folder
    self.limit = limit
  }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    guard name.localName == "Relationship", OfficeNames.isRelationships(name.namespace), targets.count < limit,
      // Nothing outside the file is ever looked at.
      attributes.value(named: "TargetMode")?.lowercased() != "external",
      let id = attributes.value(named: "Id"), let target = attributes.value(named: "Target"),
      let type = attributes.value(named: "Type")
    else { return }
    targets.append(Target(id: id, type: type.split(separator: "/").last ?? "", path: path(target)))
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {}
  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {}

  /// The first target of a type.
  func first(_ type: String) -> String? { targets.first { $0.type == type }?.path }

  private func path(_ target: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// The list of sheets (`xl/workbook.xml`).
final class SheetList: XMLEventSink {
  /// One sheet.
  struct Sheet {
    let name: String
    let reference: String
    let isHidden: Bool
  }

  private let limit: Int
  private(set) var sheets: [Sheet] = []
  /// Whether days count from 1904-01-01 instead of 1899-12-30.
  private(set) var countsFrom1904 = false
  /// Whether there are more sheets than are looked at.
  private(set) var isOverfull = false

  init(limit: Int) { self.limit = limit }

  func startElement(_ name: borrowing XMLName, attributes: borrowing XMLAttributes, at position: XMLPosition) {
    guard OfficeNames.isSpreadsheet(name.namespace) else { return }
    switch name.localName {
    case "workbookPr":
      let mark = attributes.value(named: "date1904")
      countsFrom1904 = mark == "1" || mark == "true"
    case "sheet":
      guard sheets.count < limit else { return isOverfull = true }
      let state = attributes.value(named: "state") ?? "visible"
      sheets.append(
        Sheet(
          name: attributes.value(named: "name") ?? "",
          reference: Self.reference(attributes) ?? "",
          isHidden: state != "visible"
        )
      )
    default: break
    }
  }

  func endElement(_ name: borrowing XMLName, at position: XMLPosition) {}
  func text(_ bytes: UnsafeRawBufferPointer, at position: XMLPosition) {}

  private static func reference(_ attributes: borrowing XMLAttributes) -> String? {
    for index in 0..<attributes.count
    where attributes.localName(at: index) == "id" && OfficeNames.isReference(attributes.namespace(at: index)) {
      return String(decoding: attributes.value(at: index), as: UTF8.self)
    }
    return nil
  }
}
