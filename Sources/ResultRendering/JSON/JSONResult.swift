import ReportModel

/// The members of `wlkp-result/1` in their order.
struct JSONResult {
  let reveal: Bool

  func write(_ assessment: Assessment, to json: inout JSONWriter) {
    json.object { json in
      json.member("format", JSONRenderer.format)
      json.member("file") { write(assessment.file, to: &$0) }
      json.member("verdict", assessment.verdict.rawValue)
      json.member("draft", assessment.isDraft)
      json.member("missingSections", assessment.missingSections)
      json.member("report") { write(assessment.header, to: &$0) }
      json.member("rows") { write(assessment.rows, to: &$0) }
      json.member("findings") { $0.array(assessment.findings) { write($1, to: &$0) } }
      json.member("notAssessed") { $0.array(assessment.notAssessed) { write($1, to: &$0) } }
      json.member("rulesAsked", Int64(assessment.rulesAsked))
      writeInstruments(of: assessment, to: &json)
    }
  }

  // MARK: The file and the report

  func write(_ file: FileIdentity, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", file.name)
      json.member("bytes", file.bytes)
      json.member("sha256", file.hash.hex)
      json.member("syntax") { json in
        json.object { json in
          json.member("kind", file.syntax.kind.rawValue)
          json.member("encoding", file.syntax.encoding)
          json.member("delimiter", file.syntax.delimiter)
          if let ending = file.syntax.lineEnding { json.member("lineEnding", ending) }
          if file.syntax.hasByteOrderMark { json.member("byteOrderMark", true) }
          if file.syntax.hasSeparatorLine { json.member("separatorLine", true) }
          if let form = file.syntax.numberForm { json.member("numberForm", form) }
          if let form = file.syntax.dateForm { json.member("dateForm", form) }
        }
      }
    }
  }

  func write(_ header: ReportHeader, to json: inout JSONWriter) {
    json.object { json in
      json.member("formVersion", header.formVersion)
      json.member("company", header.companyName)
      json.member("unit", header.unit)
      json.member("kind", header.kind)
      json.member("filing", header.filing)
      json.member("period", header.period.map(Int64.init))
      json.member("region", header.region)
      json.member("nib", header.nib)
      json.member("npwp", header.npwp)
      json.member("sector", header.sector)
      json.member("corrects", header.corrects)
      json.member("referenceDate", header.referenceDate?.description)
      json.member("filedDate", header.filedDate?.description)
      json.member("eventDate", header.eventDate?.description)
      json.member("workers", header.workers.map(Int64.init))
    }
  }

  private func write(_ rows: [SectionCount], to json: inout JSONWriter) {
    json.object { json in
      for count in rows { json.member(count.section, Int64(count.rows)) }
    }
  }

  // MARK: What was found

  private func write(_ finding: Finding, to json: inout JSONWriter) {
    json.object { json in
      writeMembers(of: finding, to: &json)
      json.member("cause") { write(finding.cause, to: &$0) }
      json.member("followers") { json in
        json.array(finding.followers) { json, follower in
          json.object { writeMembers(of: follower, to: &$0) }
        }
      }
    }
  }

  private func write(_ cause: NamedCause?, to json: inout JSONWriter) {
    guard let cause else { return json.null() }
    json.object { json in
      json.member("id", cause.id.rawValue)
      json.member("affected", Int64(cause.affected))
    }
  }

  private func writeMembers(of finding: Finding, to json: inout JSONWriter) {
    let first = finding.places.first
    json.member("rule", finding.rule)
    json.member("grade", finding.grade.name)
    json.member("severity", finding.severity.rawValue)
    json.member("title") { write(finding.title, to: &$0) }
    json.member("message") { write(first?.message, to: &$0) }
    json.member("location") { write(first?.location, to: &$0) }
    json.member("value", shown(first?.value))
    json.member("count", Int64(finding.count))
    json.member("confirmation", finding.confirmation)
    json.member("law", finding.law)
    json.member("places") { $0.array(finding.places) { write($1, to: &$0) } }
    json.member("placesOmitted", Int64(finding.placesOmitted))
  }

  private func write(_ place: Place, to json: inout JSONWriter) {
    json.object { json in
      json.member("location") { write(place.location, to: &$0) }
      json.member("message") { write(place.message, to: &$0) }
      json.member("value", shown(place.value))
      json.member("fix") { json in
        guard let fix = place.fix else { return json.null() }
        json.object { json in
          json.member("replacement", shown(fix.replacement))
          json.member("safe", fix.isSafe)
          json.member("kind", fix.kind?.rawValue)
        }
      }
    }
  }

  private func write(_ text: Bilingual, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", text.id)
      json.member("en", text.en)
    }
  }

  private func write(_ message: Message?, to json: inout JSONWriter) {
    guard let message else { return json.null() }
    write(Bilingual(id: message.text(.id, reveal: reveal), en: message.text(.en, reveal: reveal)), to: &json)
  }

  func write(_ location: Location?, to json: inout JSONWriter) {
    guard let location else { return json.null() }
    let position = location.position
    json.object { json in
      if let member = location.member { json.member("member", member) }
      if let section = location.section { json.member("section", section) }
      if let row = location.row { json.member("row", Int64(row)) }
      if let field = location.field { json.member("field", field) }
      if let column = location.column { json.member("column", column) }
      if let cell = location.cell { json.member("cell", cell) }
      if position.line > 0 { json.member("line", Int64(position.line)) }
      if position.column > 0 { json.member("lineColumn", Int64(position.column)) }
      if position.byte >= 0 { json.member("byte", position.byte) }
    }
  }

  private func shown(_ value: FoundValue?) -> String? {
    reveal ? value?.unmasked : value?.masked
  }

  private func write(_ missing: NotAssessed, to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", missing.rule)
      json.member("reason", missing.reason.rawValue)
      json.member("count", Int64(missing.count))
      json.member("missing", missing.missing)
    }
  }

  // MARK: What it was judged with

  private func writeInstruments(of assessment: Assessment, to json: inout JSONWriter) {
    let instruments = assessment.instruments
    json.member("dates") { json in
      json.object { json in
        json.member("received", assessment.dates.received?.description)
        json.member("reference", assessment.dates.reference?.description)
      }
    }
    json.member("form") { write(instruments.form, to: &$0) }
    json.member("pack") { write(instruments.pack, to: &$0) { $0.member("verifiedUntil", verified(instruments)) } }
    json.member("tables") { write(instruments.tables, to: &$0) }
    json.member("priorReports") { json in
      if let prior = instruments.priorReports { write(prior, to: &json) } else { json.null() }
    }
    // Left out and not null when there are none: what was kept before there were any gives the same bytes again.
    if let companion = instruments.confirmations { json.member("confirmations") { write(companion, to: &$0) } }
    json.member("engine", instruments.engine)
    json.member("judgedBeyondVerified", assessment.isBeyondVerified)
  }

  private func verified(_ instruments: Instruments) -> String? { instruments.verifiedUntil?.description }

  private func write(_ hash: ContentHash, to json: inout JSONWriter) {
    json.object { $0.member("sha256", hash.hex) }
  }

  private func write(
    _ named: Instruments.NamedHash,
    to json: inout JSONWriter,
    more: (inout JSONWriter) -> Void = { _ in }
  ) {
    json.object { json in
      json.member("version", named.version)
      json.member("sha256", named.hash.hex)
      more(&json)
    }
  }
}
