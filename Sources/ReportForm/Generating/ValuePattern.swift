/// The one strict form of a value as a regular expression that matches the whole value.
///
/// Written in what the dialects of XML Schema, ECMAScript (JSON Schema) and CSVW have in common, so that one expression
/// serves all of them. XML reports are read by the same forms; a test compares the two.
enum ValuePattern {
  /// The most digits of a number: what 64 bits hold.
  static let digits = 18
  /// A whole number from 0.
  static let whole = "[0-9]{1,\(digits)}"
  /// Yes or no.
  static let yesNo = "[YT]"
  /// A part of a list: `|` parts the values in CSV.
  static let item = "[^|]*"

  /// A day of the calendar, years 0001 to 9999.
  static let date: String = {
    let year = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
    let long = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    let short = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    let february = "02-(0[1-9]|1[0-9]|2[0-8])"
    let fours = "(0[48]|[2468][048]|[13579][26])"
    let leap = "([0-9]{2}\(fours)|\(fours)00)-02-29"
    return "(\(year)-(\(long)|\(short)|\(february))|\(leap))"
  }()

  /// A decimal with at most `precision - scale` digits before the point and `scale` after it, not counting zeros in
  /// front and at the end.
  ///
  /// Written so that every character leaves one way to go on: libxml2 miscounts repetitions that overlap.
  static func decimal(precision: Int, scale: Int) -> String {
    let significant = precision - scale
    let whole = significant > 0 ? "[1-9]" + (significant > 1 ? "[0-9]{0,\(significant - 1)}" : "") : ""
    let before = whole.isEmpty ? "0+" : "(0+(\(whole))?|\(whole))"
    let after = (1..<max(scale, 1)).reduce("[0-9]0*") { rest, _ in "[0-9](\(rest))?" }
    return "-?\(before)(\\.\(scale > 0 ? after : "0+"))?"
  }

  /// The shape of the codes of a reference table.
  static func shape(_ shape: CodeList.Shape) -> String {
    switch shape {
    case .digits(let range) where range.lowerBound == range.upperBound: "[0-9]{\(range.lowerBound)}"
    case .digits(let range): "[0-9]{\(range.lowerBound),\(range.upperBound)}"
    case .upper(let count): "[A-Z]{\(count)}"
    }
  }
}

/// What a value of a field may be, by structure alone.
enum ValueForm {
  /// Anything.
  case text
  /// What the expression matches.
  case pattern(String)
  /// A code of one of the form's own lists.
  case codes(CodeList)
}

extension FormDefinition {
  /// What one value of a field may be. Nothing here may stand in a truthful report's way: how long a text is and whether
  /// a code of a dated table exists are for the rules.
  func form(of field: FieldDefinition) -> ValueForm {
    switch field.type {
    case .code(let name):
      if let list = lists[name], list.table == nil { return .codes(list) }
      guard !field.isMany, let shape = lists[name]?.shape else {
        return field.isMany ? .pattern(ValuePattern.item) : .text
      }
      return .pattern(ValuePattern.shape(shape))
    case _ where field.isMany: return .pattern(ValuePattern.item)
    case .text: return .text
    case .integer, .money: return .pattern(ValuePattern.whole)
    case .decimal(let precision, let scale):
      return .pattern(ValuePattern.decimal(precision: precision, scale: scale))
    case .date: return .pattern(ValuePattern.date)
    case .yesNo: return .pattern(ValuePattern.yesNo)
    }
  }
}
