import ReportModel

/// Everything a reader can notice. ``sentence`` puts each into words; `rule` names the rule of the pack it belongs to.
enum ReadingProblem: Int, CaseIterable {
  // The file as a whole
  case emptyFile, excelFile, oldExcelFile, pdfFile, zipFile, compressedFile, imageFile, webPage, binaryFile
  case fileTooLarge, xmlFault, xmlForbidden, xmlEncoding, csvFault, csvEncoding, csvLimit
  case oldEncoding, otherDelimiter

  // XML structure
  case wrongRoot, missingNamespace, wrongNamespace, unknownElement, unknownElementSimilar, wrongElementNamespace
  case elementOutOfOrder, sectionOutOfOrder, elementRepeated, elementInField, textBetweenElements, unknownAttribute
  case missingElement, emptyElement, missingSectionElement

  // CSV structure
  case unknownSection, unknownSectionSimilar, sectionTwice, sectionWithoutHeading, rowsBeforeSection, noSections
  case titleLines, sectionTooLong, tooManySections
  case missingColumn, emptyRequired, missingSection, missingRow, duplicateColumn, unknownColumn, unknownColumnSimilar
  case draft, secondRow, shiftedRow

  // Values
  case notWhole, notMoney, notDecimal, tooManyDecimals, numberTooLarge, negativeNumber, notYesNo
  case unknownCode, unknownCodeSimilar, unknownCodeListed, wrongDigits, wrongCapitals, textTooLong, separatorInValue
  case strictDate, strictYesNo, strictNumber
  case scientificNumber, zeroEndings, digitShort, ambiguousNumber
  case dateForm, dateImpossible, dateShortYear, dateMonthFirst, dateColumnMixed, dateSerial, datePlaceholder
  case spreadsheetError, noIdentity, noName, totalLine, tidied, emptyMarker, sexLetters, controlTotal, formulaCell
  case unknownVersion, versionOutsideWindow

  /// The rule of the pack this belongs to.
  var rule: String {
    let number: String =
      switch self {
      case .fileTooLarge, .xmlForbidden, .csvLimit, .sectionTooLong, .tooManySections: "002"
      case .binaryFile, .xmlEncoding, .csvEncoding, .oldEncoding: "003"
      case .otherDelimiter: "004"
      case .missingElement, .emptyElement, .missingSectionElement, .missingColumn, .emptyRequired, .missingSection,
        .missingRow, .duplicateColumn, .unknownColumn, .unknownColumnSimilar, .draft:
        "005"
      case .scientificNumber: "006"
      case .zeroEndings: "007"
      case .digitShort: "008"
      case .ambiguousNumber: "009"
      case .dateForm, .dateImpossible, .dateShortYear, .dateMonthFirst, .strictDate: "010"
      case .dateColumnMixed: "011"
      case .dateSerial: "012"
      case .datePlaceholder: "013"
      case .spreadsheetError: "014"
      case .noIdentity, .noName: "015"
      case .totalLine: "016"
      case .tidied: "017"
      case .emptyMarker: "018"
      case .sexLetters: "019"
      case .controlTotal: "020"
      case .formulaCell: "021"
      case .unknownVersion, .versionOutsideWindow: "022"
      default: "001"
      }
    return "WL-BERKAS-" + number
  }

  /// The severity where it is milder than the rule's own grade.
  var severity: Severity? {
    switch self {
    case .oldEncoding, .unknownColumn, .unknownColumnSimilar, .titleLines, .textTooLong: .info
    default: nil
    }
  }
}

/// What is said about one occurrence of a problem.
struct Occurrence {
  var location = Location()
  var values: [String: Message.Value] = [:]
  var value: FoundValue?
  var fix: SuggestedFix?
}

/// Passes problems on as findings: the first ones of each kind one by one, the rest as a count on the last.
final class FindingLedger {
  private let sink: any RecordSink
  private let kept: Int
  private var counts = [Int](repeating: 0, count: ReadingProblem.allCases.count)
  /// The last listed finding of each problem that has reached the limit; it waits to take the count of the rest.
  private var waiting: [Int: ReadingFinding] = [:]

  init(sink: any RecordSink, kept: Int) {
    self.sink = sink
    self.kept = max(1, kept)
  }

  /// Notes a problem; `occurrence` is asked only while problems of this kind are still listed.
  func note(_ problem: ReadingProblem, _ occurrence: () -> Occurrence) {
    let index = problem.rawValue
    counts[index] += 1
    guard counts[index] <= kept else { return }
    let found = occurrence()
    let finding = ReadingFinding(
      rule: problem.rule,
      location: found.location,
      values: found.values,
      detail: Message(problem.sentence, values: found.values),
      value: found.value,
      fix: found.fix,
      severity: problem.severity
    )
    if counts[index] == kept { waiting[index] = finding } else { sink.receive(finding) }
  }

  /// Whether the next problem of this kind would be listed one by one.
  func lists(_ problem: ReadingProblem) -> Bool { counts[problem.rawValue] < kept }

  /// Notes a problem of the file as a whole.
  func note(_ problem: ReadingProblem, values: [String: Message.Value] = [:], at location: Location = Location()) {
    note(problem) { Occurrence(location: location, values: values) }
  }

  /// Hands over what waits, with the counts.
  func close() {
    for (index, finding) in waiting.sorted(by: { $0.key < $1.key }) {
      var last = finding
      last.count = counts[index] - kept + 1
      sink.receive(last)
    }
    waiting = [:]
  }

  /// Whether a problem was noted.
  func has(_ problem: ReadingProblem) -> Bool { counts[problem.rawValue] > 0 }
}
