public import ReportModel

/// The type of a field as the definition writes it.
public enum FieldType: Hashable, Sendable {
  /// `text(n)`: up to `n` characters.
  case text(Int)
  /// `int`: a whole number from 0.
  case integer
  /// `money`: whole rupiah.
  case money
  /// `decimal(p,s)`: up to `p` digits, `s` of them after the point.
  case decimal(precision: Int, scale: Int)
  /// `date`: YYYY-MM-DD.
  case date
  /// `yesno`: Y or T.
  case yesNo
  /// `code(LIST)`: a value of a code list.
  case code(String)

  /// Reads the definition's notation; `nil` for anything else.
  public init?(notation: String) {
    switch notation {
    case "int": self = .integer
    case "money": self = .money
    case "date": self = .date
    case "yesno": self = .yesNo
    default:
      guard let open = notation.firstIndex(of: "("), notation.hasSuffix(")") else { return nil }
      let inner = notation[notation.index(after: open)...].dropLast()
      let parts = inner.split(separator: ",").map { $0.filter { $0 != " " } }
      switch (notation[..<open], parts.count) {
      case ("text", 1):
        guard let length = Int(parts[0]), length > 0 else { return nil }
        self = .text(length)
      case ("decimal", 2):
        guard let precision = Int(parts[0]), let scale = Int(parts[1]), precision <= 18, scale <= precision else {
          return nil
        }
        self = .decimal(precision: precision, scale: scale)
      case ("code", 1): self = .code(String(parts[0]))
      default: return nil
      }
    }
  }

  /// The notation, as the definition writes it.
  public var notation: String {
    switch self {
    case .text(let length): "text(\(length))"
    case .integer: "int"
    case .money: "money"
    case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
    case .date: "date"
    case .yesNo: "yesno"
    case .code(let list): "code(\(list))"
    }
  }
}

/// One field of the form.
public struct FieldDefinition: Sendable {
  /// XML element and name in rules.
  public let name: String
  /// CSV column heading.
  public let csv: String
  /// Type of one value.
  public let type: FieldType
  /// Whether the field may hold several values (repeated element; `|` in a cell).
  public let isMany: Bool
  /// Whether its absence makes the file unreadable (only what names the report itself).
  public let isRequired: Bool
  /// Whether it holds digits that a spreadsheet damages (NIK, NPWP, telephone …).
  public let isIdentifier: Bool
  /// What kind of personal data it is, if any.
  public let personal: PersonalKind?
  /// Name for people.
  public let label: Bilingual
  /// Short help for the person who fills it in.
  public let hint: Bilingual?
  /// When it is expected, in words.
  public let when: Bilingual?
  /// Why it is collected (fields of a worker).
  public let purpose: Bilingual?
  /// Legal source.
  public let law: String?
  /// Where the field was seen.
  public let basis: String?
}

/// One section (table) of the form.
public final class SectionDefinition: Sendable {
  /// Name, and name of its list in rules.
  public let name: String
  /// Element path under the root; the last element is one row, or holds the fields of a single row.
  public let path: [String]
  /// Name of the CSV section, ZIP member or sheet.
  public let csv: String
  /// The name of one row in rules; `nil` for a section of one row.
  public let rowVariable: String?
  /// How often the section's rows occur: company, aggregate, worker or event.
  public let level: String
  /// Which kinds of report are expected to carry it.
  public let kinds: String
  /// Name for people.
  public let title: Bilingual
  /// The fields in order.
  public let fields: [FieldDefinition]
  /// How the records know the section.
  public let shape: SectionShape

  /// Whether the section has exactly one row.
  public var isSingleRow: Bool { shape.isSingleRow }
  /// Whether its rows are judged as they stream past.
  public var isStreamed: Bool { shape.isStreamed }

  init(
    name: String,
    path: [String],
    csv: String,
    rowVariable: String?,
    isStreamed: Bool,
    level: String,
    kinds: String,
    title: Bilingual,
    fields: [FieldDefinition],
    shape: SectionShape
  ) {
    self.name = name
    self.path = path
    self.csv = csv
    self.rowVariable = rowVariable
    self.level = level
    self.kinds = kinds
    self.title = title
    self.fields = fields
    self.shape = shape
  }
}
