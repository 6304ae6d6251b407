public import ReportModel

/// One code of a list of the form.
public struct Code: Sendable {
  /// The code as transmitted.
  public let code: String
  /// Its meaning for people.
  public let label: Bilingual
  /// Other spellings understood in CSV and XLSX, compared without case.
  public let aliases: [String]
}

/// A code list: the form's own, with its codes, or the name of a dated reference table.
public final class CodeList: Sendable {
  /// The list's name, such as `STATUS_HUBUNGAN`.
  public let name: String
  /// Name for people.
  public let title: Bilingual
  /// The codes in order; empty for a reference table.
  public let codes: [Code]
  /// The reference table that holds the codes, or `nil` for the form's own list.
  public let table: String?
  /// The shape every code of a reference table has.
  public let shape: Shape?
  /// The codes as the records store them.
  public let names: CodeNames
  private let indexByCode: [String: Int]
  private let indexByAlias: [String: Int]

  /// What a code of an outside list must look like; whether it exists is a rule's matter, since lists are dated.
  public enum Shape: Hashable, Sendable {
    /// Between so many digits.
    case digits(ClosedRange<Int>)
    /// So many capital letters.
    case upper(Int)

    init?(notation: String) {
      guard let open = notation.firstIndex(of: "("), notation.hasSuffix(")") else { return nil }
      let inner = String(notation[notation.index(after: open)...].dropLast())
      let ends = inner.split(separator: ".", omittingEmptySubsequences: true).compactMap { Int($0) }
      switch notation[..<open] {
      case "digits" where ends.count == 1: self = .digits(ends[0]...ends[0])
      case "digits" where ends.count == 2 && ends[0] <= ends[1]: self = .digits(ends[0]...ends[1])
      case "upper" where ends.count == 1: self = .upper(ends[0])
      default: return nil
      }
    }
  }

  init(name: String, title: Bilingual, codes: [Code], table: String?, shape: Shape?) {
    self.name = name
    self.title = title
    self.codes = codes
    self.table = table
    self.shape = shape
    names = CodeNames(list: name, codes: codes.map(\.code))
    indexByCode = Dictionary(codes.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var aliases: [String: Int] = [:]
    for (index, code) in codes.enumerated() {
      aliases[code.code.lowercased()] = index
      for alias in code.aliases { aliases[alias.lowercased()] = index }
    }
    indexByAlias = aliases
  }

  /// The index of exactly this code.
  public func index(of code: String) -> Int? { indexByCode[code] }

  /// The index of this code or one of its aliases, without regard to case.
  public func lenientIndex(of text: String) -> Int? { indexByCode[text] ?? indexByAlias[text.lowercased()] }

  /// The meaning of a code, if the list has it.
  public func label(of code: String) -> Bilingual? { indexByCode[code].map { codes[$0].label } }
}
