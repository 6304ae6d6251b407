import ReportModel
import XML

/// The names of Office Open XML (ECMA-376), transitional and strict.
enum OfficeNames {
  /// Whether a namespace is that of sheets, styles and shared texts.
  static func isSpreadsheet(_ namespace: String?) -> Bool {
    namespace == "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      || namespace == "http://purl.oclc.org/ooxml/spreadsheetml/main"
  }

  /// Whether a namespace is that of relationships within a package.
  static func isRelationships(_ namespace: String?) -> Bool {
    namespace == "http://schemas.openxmlformats.org/package/2006/relationships"
  }

  /// Whether an attribute's namespace is that of references to relationships (`r:id`).
  static func isReference(_ namespace: String?) -> Bool {
    namespace == "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      || namespace == "http://purl.oclc.org/ooxml/officeDocument/relationships"
  }
}

/// Why a part of a workbook could not be read.
enum PartFault: Error {
  case xml(XMLError)
  case stop(WalkStop)
  /// What stands in the part makes no sense, or passes a limit.
  case problem(ReadingProblem, [String: Message.Value])
}

/// One XML part of a workbook, fed to a sink without unpacking it first.
struct OfficePart {
  let files: ZipFiles
  let entry: ZipEntry

  /// Reads the part to its end, or until the sink wants no more.
  ///
  /// - Returns: the encoding, as far as it was read.
  @discardableResult
  func read(_ sink: some XMLEventSink, while wanted: () -> Bool = { true }) throws(PartFault) -> XMLEncoding? {
    var limits = XMLLimits()
    // Office writes its own extensions with a namespace each, and whole lists into one attribute.
    limits.namespacesPerElement = 64
    limits.attributeBytes = 65_536
    limits.attributesPerElement = 128
    limits.totalBytes = Int(clamping: entry.bytes)
    let reader = XMLReader(limits: limits, sink: sink)
    var failure: XMLError?
    do throws(WalkStop) {
      try files.stream(entry) { piece throws(WalkStop) in
        do throws(XMLError) {
          try reader.feed(piece)
        } catch {
          failure = error
        }
        return failure == nil && wanted()
      }
    } catch {
      throw .stop(error)
    }
    if let failure { throw .xml(failure) }
    guard wanted() else { return reader.encoding }
    do throws(XMLError) {
      try reader.finish()
    } catch {
      throw .xml(error)
    }
    return reader.encoding
  }
}

extension FindingLedger {
  /// Notes why a part of a workbook could not be read.
  ///
  /// - Throws: what is the machine's trouble and not the workbook's.
  func note(_ fault: PartFault, part: String) throws(ReadingFault) {
    switch fault {
    case .problem(let problem, let values): note(problem, values: values)
    case .stop(.archive(let fault)): note(fault)
    case .stop(.machine(let fault)): throw fault
    case .xml(let error):
      let problem: ReadingProblem =
        switch error {
        case .doctypeForbidden, .entityForbidden, .limitExceeded: .xmlForbidden
        case .unsupportedEncoding, .notWellFormed: .workbookXML
        }
      let sentence = Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
      note(
        problem,
        values: [
          "kalimat": Message.Value(sentence), "nilai": Message.Value(part),
          "baris": Message.Value(String(error.position.line)),
        ]
      )
    }
  }
}
