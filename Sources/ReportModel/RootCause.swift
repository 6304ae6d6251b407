/// One accident that explains many findings. The raw value is the stable id that results and scripts know it by.
public enum RootCause: String, Sendable, CaseIterable, Codable {
  /// Cells are set apart by another sign than the file's delimiter.
  case wrongDelimiter = "wrong-delimiter"
  /// Letters went through two encodings: `Ã©` where `é` was meant.
  case wrongEncoding = "wrong-encoding"
  /// The headings are those of another template or of another section.
  case foreignHeader = "foreign-header"
  /// The content of rows stands one column beside its heading, or runs beyond the last one.
  case shiftedColumns = "shifted-columns"
  /// A spreadsheet took long identity numbers for quantities: `3,27301E+15`, or zeros in the last places.
  case spreadsheetDigits = "spreadsheet-digits"
  /// Dates are written month first.
  case monthFirstDates = "month-first-dates"
  /// The letter P stands for Pria (men) instead of Perempuan (women).
  case sexLetters = "sex-letters"
}

/// What a finding says that names a cause.
public struct NamedCause: Sendable, Hashable {
  /// The accident.
  public var id: RootCause
  /// How many rows it touched; for letters and headings, how many cells. Exact.
  public var affected: Int
  /// Whether nothing in the section escaped it, so that every data finding of the section follows from it.
  public var isWholeSection: Bool

  /// A cause with what it touched.
  public init(id: RootCause, affected: Int, isWholeSection: Bool = false) {
    self.id = id
    self.affected = affected
    self.isWholeSection = isWholeSection
  }
}

/// What a repair does to a cell or file. The raw value is the stable id by which a person allows it.
public enum FixKind: String, Sendable, CaseIterable, Codable {
  /// Characters are written in UTF-8.
  case encoding
  /// Rows are written with the file's delimiter.
  case delimiter
  /// Letters that went through two encodings are put right.
  case letters
  /// Stray spaces, invisible marks and markers such as `-` for "nothing" go.
  case spaces
  /// A number is written as digits, without marks between thousands.
  case numberForm = "number-form"
  /// A date is written year-month-day; its day does not change.
  case dateForm = "date-form"
  /// A code, yes or no is written as the form has it; its meaning does not change.
  case codeForm = "code-form"
  /// A leading zero comes back that the check digit confirms.
  case leadingZero = "leading-zero"
  /// The manifest of a package says the hash of a repaired file.
  case manifest

  /// A leading zero comes back that nothing confirms.
  case leadingZeroGuess = "leading-zero-guess"
  /// A number that can be read two ways is taken in the usual one.
  case numberGuess = "number-guess"
  /// A date that can be read two ways is read month first, as the rest of its column is.
  case monthFirst = "month-first"
  /// A bare number is taken for the serial number of a day.
  case serialDate = "serial-date"
  /// An unknown code becomes the nearest known one.
  case codeGuess = "code-guess"
  /// P becomes L, and W becomes P.
  case sexLetters = "sex-letters"
  /// An unknown heading or section name becomes the nearest known one.
  case nameGuess = "name-guess"

  /// The header says which report this one corrects. Never found in a file: the reporter asks for it.
  case correction

  /// Whether the repair cannot change what the reporter meant. The others need a person's word.
  public var isSafe: Bool {
    switch self {
    case .encoding, .delimiter, .letters, .spaces, .numberForm, .dateForm, .codeForm, .leadingZero, .manifest: true
    case .leadingZeroGuess, .numberGuess, .monthFirst, .serialDate, .codeGuess, .sexLetters, .nameGuess,
      .correction:
      false
    }
  }
}
