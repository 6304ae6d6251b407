import CSV
import ReportForm
import ReportModel

/// What is said about a CSV text as a whole.
struct CSVNotes {
  let ledger: FindingLedger

  /// Says how the text is written, where that is worth a word.
  func note(_ dialect: CSVDialect) {
    if dialect.encoding == .windows1252 {
      ledger.note(.oldEncoding, values: ["nilai": Message.Value(dialect.encoding.rawValue)])
    }
    if dialect.delimiter != .comma {
      ledger.note(
        .otherDelimiter,
        values: ["nilai": Message.Value(ReadingWords.delimiter(dialect.delimiter.rawValue))]
      )
    }
  }

  /// Says why the text could not be read to its end.
  func note(_ error: CSVError) {
    let problem: ReadingProblem =
      switch error {
      case .invalidUTF8(_, .some), .invalidUTF16, .nulByte: .csvEncoding
      case .limitExceeded: .csvLimit
      default: .csvFault
      }
    let place = error.position
    let sentence = Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    ledger.note(
      problem,
      values: ["kalimat": Message.Value(sentence), "baris": Message.Value(String(place.line))],
      at: Location(
        cell: Location.cellName(column: place.field, line: place.line),
        position: SourcePosition(place)
      )
    )
  }

  /// Names the required sections that a file read to its end lacks.
  func noteMissingSections(_ index: CSVIndex, _ form: FormPlan, isCut: Bool) {
    guard !index.sections.isEmpty, !isCut else { return }
    let missing = form.sections.filter { plan in
      plan.isRequired && !index.sections.contains { $0.plan === plan }
    }
    if index.isDraft {
      let names = missing.map { "[\($0.definition.csv)]" }.joined(separator: ", ")
      ledger.note(.draft, values: ["daftar": Message.Value(names), "field": Message.Value(names)])
    } else {
      for plan in missing {
        let name = Message.Value(plan.definition.csv)
        ledger.note(
          .missingSection,
          values: ["nilai": name, "field": name],
          at: Location(section: plan.definition.csv)
        )
      }
    }
  }
}

extension FileSyntax {
  /// The syntax of a CSV in this dialect.
  init(csv dialect: CSVDialect) {
    self.init(
      kind: .csv,
      encoding: dialect.encoding.rawValue,
      delimiter: String(decoding: [dialect.delimiter.rawValue], as: UTF8.self)
    )
    lineEnding = dialect.lineEnding?.rawValue
    hasByteOrderMark = dialect.hasByteOrderMark
    hasSeparatorLine = dialect.hasSeparatorLine
  }
}
