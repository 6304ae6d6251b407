/// What is known of one cell (decision: three values, absent is never a violation).
public enum CellState: UInt8, Sendable {
  /// The file has no such column or element: value and presence are unknown.
  case absent
  /// The cell is there and empty: not present, value unknown.
  case empty
  /// The cell holds something that could not be understood: present, value unknown.
  case damaged
  /// The cell holds a value of its type.
  case valid
}

/// How the values of one field are stored.
public enum CellKind: Hashable, Sendable {
  /// Text; bytes in the batch's arena.
  case text
  /// A whole number, money in whole rupiah among them.
  case integer
  /// A decimal; the integer is the number times 10 to the power of `scale`.
  case decimal(scale: Int32)
  /// A day; the integer counts days since 1970-01-01.
  case date
  /// Yes (1) or no (0).
  case yesNo
  /// A code of one of the form's own lists; the integer indexes the list.
  case code(CodeNames)
  /// Several texts or codes, separated by `|` in the arena.
  case list

  /// Whether its values are bytes in the batch's arena.
  var isText: Bool {
    switch self {
    case .text, .list: true
    default: false
    }
  }
}

/// The codes of one list in their fixed order, so that a column of codes is a column of small integers.
public final class CodeNames: Hashable, Sendable {
  /// The list's name, such as `STATUS_HUBUNGAN`.
  public let list: String
  /// The codes; a cell's integer is an index into them.
  public let codes: [String]

  /// A list with its codes in order.
  public init(list: String, codes: [String]) {
    self.list = list
    self.codes = codes
  }

  /// Two lists are the same when their names and codes are.
  public static func == (left: CodeNames, right: CodeNames) -> Bool {
    left === right || (left.list == right.list && left.codes == right.codes)
  }

  /// Hashes the list's name.
  public func hash(into hasher: inout Hasher) { hasher.combine(list) }
}

/// One field of a section as the records know it.
public struct FieldShape: Hashable, Sendable {
  /// The element name, such as `tanggalLahir`.
  public let name: String
  /// How its values are stored.
  public let kind: CellKind
  /// What kind of personal data it is, if any.
  public let personal: PersonalKind?

  /// A field with its storage.
  public init(name: String, kind: CellKind, personal: PersonalKind? = nil) {
    self.name = name
    self.kind = kind
    self.personal = personal
  }
}

/// One section of the form as the records know it: its name and its fields in order.
public final class SectionShape: Hashable, Sendable {
  /// The section's name, such as `tenagaKerja`.
  public let name: String
  /// Whether the section has one row (`identitasPerusahaan`) or many.
  public let isSingleRow: Bool
  /// Whether its rows are judged as they stream past and are never held together.
  public let isStreamed: Bool
  /// The fields; a column's index in a batch is its field's index here.
  public let fields: [FieldShape]
  private let indexByName: [String: Int]

  /// A section with its fields.
  public init(name: String, isSingleRow: Bool, isStreamed: Bool, fields: [FieldShape]) {
    self.name = name
    self.isSingleRow = isSingleRow
    self.isStreamed = isStreamed
    self.fields = fields
    indexByName = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  /// The index of the field with this name.
  public func index(of field: String) -> Int? { indexByName[field] }

  /// Identity: a form has one shape per section.
  public static func == (left: SectionShape, right: SectionShape) -> Bool { left === right }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
