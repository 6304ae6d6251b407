import ReportForm
import ReportModel
import XML

/// Reads an XML report in one pass; the form's order puts the workers last.
struct XMLReport {
  let form: FormPlan
  let source: any ByteSource
  let output: RecordOutput
  let facts: ReportFacts

  func read() throws(ReadingFault) -> ReadingSummary {
    let records = XMLRecords(form: form, output: output, facts: facts)
    var limits = XMLLimits()
    limits.textBytes = output.limits.cellBytes
    limits.totalBytes = Int(min(output.limits.fileBytes, Int64(limits.totalBytes)))
    let reader = XMLReader(limits: limits, sink: records)
    let failure = try feed(reader, records)
    if let failure { note(failure) }
    records.conclude(isCut: failure != nil)
    let syntax = FileSyntax(kind: .xml, encoding: reader.encoding?.rawValue)
    return facts.summary(syntax: syntax, isDraft: false, isUsable: failure == nil && !records.isMisleading)
  }

  private func feed(_ reader: XMLReader, _ records: XMLRecords) throws(ReadingFault) -> XMLError? {
    var failure: XMLError?
    try BytePump(source: source, chunkBytes: output.limits.chunkBytes).run(from: 0) { bytes in
      do throws(XMLError) {
        try reader.feed(bytes)
      } catch {
        failure = error
      }
      return failure == nil && !records.isHopeless && output.refusal == nil
    }
    guard failure == nil, !records.isHopeless, output.refusal == nil else { return failure }
    do throws(XMLError) {
      try reader.finish()
    } catch {
      return error
    }
    return nil
  }

  private func note(_ error: XMLError) {
    let problem: ReadingProblem =
      switch error {
      case .doctypeForbidden, .entityForbidden, .limitExceeded: .xmlForbidden
      case .unsupportedEncoding, .notWellFormed(.invalidEncoding, _, _, _): .xmlEncoding
      case .notWellFormed: .xmlFault
      }
    let place = error.position
    let sentence = Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    output.ledger.note(
      problem,
      values: ["kalimat": Message.Value(sentence), "baris": Message.Value(String(place.line))],
      at: Location(position: SourcePosition(place))
    )
  }
}

extension SourcePosition {
  /// A place as the XML module gives it.
  @inline(__always)
  init(_ position: XMLPosition) {
    self.init(byte: position.byte, line: position.line, column: position.column)
  }
}
