public import ReportModel

/// Why a workbook could not be written.
public enum WorkbookFault: Error, Hashable, Sendable {
  /// The file cannot be created or written; the library's words.
  case notWritten(path: String, reason: String)

  /// One sentence for the person who asked for the workbook.
  public var sentence: Bilingual {
    switch self {
    case .notWritten(let path, let reason):
      Bilingual(
        id: "\(path): buku kerja tidak dapat ditulis (\(reason))",
        en: "\(path): the workbook cannot be written (\(reason))"
      )
    }
  }
}

/// A fault in a form's definition, with the file it stands in.
public struct FormFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The definition's file, such as `kepala.yaml`.
  public let file: String
  /// What is wrong.
  public let problem: Problem

  /// What can be wrong with a definition.
  public enum Problem: Hashable, Sendable {
    /// The file is not there.
    case missingFile
    /// The YAML cannot be read; the parser's words.
    case unreadable(String)
    /// A section or field name occurs twice.
    case duplicate(String)
    /// A field's type is not one of the notation.
    case unknownType(field: String, notation: String)
    /// A code list is named that is not defined.
    case unknownList(field: String, list: String)
    /// Another value is not one of those allowed.
    case badValue(key: String, value: String)
  }

  init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// One English sentence for the people who write definitions.
  public var description: String {
    switch problem {
    case .missingFile: "\(file): the file is missing"
    case .unreadable(let words): "\(file): not readable as YAML: \(words)"
    case .duplicate(let name): "\(file): “\(name)” is defined twice"
    case .unknownType(let field, let notation): "\(file): field “\(field)” has an unknown type “\(notation)”"
    case .unknownList(let field, let list):
      "\(file): field “\(field)” uses the code list “\(list)”, which is not defined"
    case .badValue(let key, let value): "\(file): “\(value)” is not a value of “\(key)”"
    }
  }
}
