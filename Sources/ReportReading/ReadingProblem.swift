import ReportModel

/// Everything a reader can notice. ``sentence`` puts each into words; `rule` names the rule of the pack it belongs to.
enum ReadingProblem: Int, CaseIterable {
  // The file as a whole
  case emptyFile, oldExcelFile, passwordWorkbook, xmlWorkbook, pdfFile, compressedFile, imageFile, webPage
  case binaryFile, wideText
  case fileTooLarge, xmlFault, xmlForbidden, xmlEncoding, csvFault, csvEncoding, csvLimit
  case oldEncoding, otherDelimiter

  // Archives, workbooks, and reports of several tables
  case archiveOfReports, packedFile, archiveFault, archiveForbidden, noTable
  case macroWorkbook, binaryWorkbook, openDocument, otherOfficeFile, workbookFault, workbookLimit, workbookXML
  case unknownTable, hiddenSheet, mergedCells, formulaWithoutValue
  case manifestFault, manifestMissing, manifestUnlisted, manifestRows, manifestHash

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

  // Accidents that explain other problems
  case wrongDelimiter, wrongDelimiterRows, doubleEncoded, foreignHeading, headingOfSection, shiftedColumns
  case shiftedBeyond, shiftedBeyondSheet, scientificColumn, monthFirstColumn, sexWords

  /// The rule of the pack this belongs to.
  var rule: String {
    let number: String =
      switch self {
      case .fileTooLarge, .xmlForbidden, .csvLimit, .sectionTooLong, .tooManySections: "002"
      case .archiveForbidden, .workbookLimit: "002"
      case .formulaWithoutValue: "014"
      case .mergedCells: "015"
      case .manifestMissing, .manifestUnlisted, .manifestRows, .manifestHash: "020"
      case .binaryFile, .wideText, .xmlEncoding, .csvEncoding, .oldEncoding: "003"
      case .otherDelimiter: "004"
      case .missingElement, .emptyElement, .missingSectionElement, .missingColumn, .emptyRequired, .missingSection,
        .missingRow, .duplicateColumn, .unknownColumn, .unknownColumnSimilar, .draft:
        "005"
      case .foreignHeading, .headingOfSection: "005"
      case .doubleEncoded: "003"
      case .monthFirstColumn: "011"
      case .sexWords: "019"
      case .scientificNumber, .scientificColumn: "006"
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
    case .unknownTable, .hiddenSheet: .info
    case .mergedCells, .manifestUnlisted: .warning
    // The letters can be put right and the report can be read.
    case .doubleEncoded: .warning
    default: nil
    }
  }

  /// The accident that a finding of this problem names.
  var cause: RootCause? {
    switch self {
    case .wrongDelimiter, .wrongDelimiterRows: .wrongDelimiter
    case .doubleEncoded: .wrongEncoding
    case .foreignHeading, .headingOfSection: .foreignHeader
    case .shiftedColumns, .shiftedBeyond, .shiftedBeyondSheet: .shiftedColumns
    case .scientificColumn, .zeroEndings: .spreadsheetDigits
    case .monthFirstColumn: .monthFirstDates
    case .sexLetters, .sexWords: .sexLetters
    default: nil
    }
  }

  /// The accident that this problem by its nature follows from, if a finding names it.
  var suspicion: RootCause? {
    switch self {
    case .shiftedRow: .shiftedColumns
    case .scientificNumber: .spreadsheetDigits
    case .dateMonthFirst: .monthFirstDates
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
  /// For a problem that names an accident: the rows or cells it touched, and whether that is the whole section.
  var affected: (count: Int, isWholeSection: Bool) = (1, false)
}
