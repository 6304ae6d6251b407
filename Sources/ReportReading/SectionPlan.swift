import ReportForm
import ReportModel

/// How the cells of one field are read.
final class FieldPlan {
  /// The field's place in the section.
  let index: Int
  let definition: FieldDefinition
  let reading: Reading
  /// What the field means to the readers beyond its type.
  let role: Role

  /// Marks a worker's name.
  static let nameMark: UInt8 = 1
  /// Marks a worker's NIK or passport number.
  static let numberMark: UInt8 = 2

  /// The type, with what reading it needs.
  enum Reading {
    case text(limit: Int)
    case integer
    case money
    case decimal(precision: Int, scale: Int)
    case date
    case yesNo
    case code(CodeTable)
    /// A code of a dated reference table: only its shape is looked at.
    case outside(list: String, shape: CodeList.Shape?)
  }

  /// The form in which most cells of the field are written, decided without looking at anything counted.
  enum Plain {
    case none, text, identifier, whole, decimal, date, yesNo, code, digits, capitals
  }

  /// Fields with checks of their own.
  enum Role {
    case plain
    /// The national identity number of a worker.
    case workerNIK
    /// The sex of a worker.
    case workerSex
    /// The day on which a worker was born.
    case workerBirth
    /// A taxpayer number: 15 or 16 digits.
    case taxNumber
    /// A telephone number.
    case telephone
  }

  /// The usual form of its cells.
  let plain: Plain
  /// What the usual form is measured by: characters of a text, fewest and most digits of a code, the power of ten of
  /// a decimal and the first whole number it cannot hold.
  let plainLimits: (low: Int64, high: Int64)
  /// The codes of a field with a list of the form's own.
  let table: CodeTable?
  /// Its codes by their bytes, not counted up and down for every cell; `table` keeps them alive.
  let exactCodes: Unmanaged<ByteTable>?
  /// `nameMark` or `numberMark` for the fields that tell who a worker is, else 0.
  let identityMark: UInt8
  /// `definition.isIdentifier`, at hand without copying the definition.
  let definitionIsIdentifier: Bool
  /// `definition.isMany`, at hand likewise.
  let isMany: Bool
  /// Whether it is one text that is not required: most cells of it need no closer look.
  let isPlainText: Bool

  init(index: Int, definition: FieldDefinition, form: FormDefinition, isStreamed: Bool) {
    self.index = index
    self.definition = definition
    let marks = ["namaLengkap": Self.nameMark, "nik": Self.numberMark, "nomorPaspor": Self.numberMark]
    identityMark = isStreamed ? marks[definition.name] ?? 0 : 0
    definitionIsIdentifier = definition.isIdentifier
    isMany = definition.isMany
    if case .text = definition.type {
      isPlainText = !definition.isMany && !definition.isRequired
    } else {
      isPlainText = false
    }
    let reading = Self.reading(definition, form)
    let role = Self.role(definition, isStreamed: isStreamed)
    self.reading = reading
    self.role = role
    table = if case .code(let table) = reading { table } else { nil }
    exactCodes = table.map { Unmanaged.passUnretained($0.exact) }
    (plain, plainLimits) = Self.plainForm(definition, reading, role)
  }

  /// A code of an outside list without a stated shape is looked at more closely when it is longer.
  private static let outsideCodeCharacters: Int64 = 64

  private static func plainForm(
    _ definition: FieldDefinition,
    _ reading: Reading,
    _ role: Role
  ) -> (Plain, (low: Int64, high: Int64)) {
    guard !definition.isMany else { return (.none, (0, 0)) }
    switch reading {
    case .text(let limit):
      let isPlain = !definition.isRequired && role != .taxNumber && role != .telephone
      return (isPlain ? definition.isIdentifier ? .identifier : .text : .none, (0, Int64(limit)))
    case .integer, .money: return (.whole, (0, 0))
    case .decimal(let precision, let scale):
      return (.decimal, (Numerals.power(scale), Numerals.power(precision - scale)))
    case .date: return (.date, (0, 0))
    case .yesNo: return (.yesNo, (0, 0))
    case .code: return (.code, (0, 0))
    case .outside(_, .digits(let range)): return (.digits, (Int64(range.lowerBound), Int64(range.upperBound)))
    case .outside(_, .upper(let count)): return (.capitals, (Int64(count), Int64(count)))
    case .outside(_, nil): return (.text, (0, outsideCodeCharacters))
    }
  }

  private static func reading(_ definition: FieldDefinition, _ form: FormDefinition) -> Reading {
    switch definition.type {
    case .text(let limit): return .text(limit: limit)
    case .integer: return .integer
    case .money: return .money
    case .decimal(let precision, let scale): return .decimal(precision: precision, scale: scale)
    case .date: return .date
    case .yesNo: return .yesNo
    case .code(let name):
      guard let list = form.lists[name] else { return .outside(list: name, shape: nil) }
      return list.table == nil ? .code(CodeTable(list)) : .outside(list: name, shape: list.shape)
    }
  }

  private static func role(_ definition: FieldDefinition, isStreamed: Bool) -> Role {
    if isStreamed && definition.personal == .nik && definition.name == "nik" { return .workerNIK }
    if isStreamed && definition.name == "jenisKelamin" { return .workerSex }
    if isStreamed && definition.name == "tanggalLahir" { return .workerBirth }
    guard definition.isIdentifier else { return .plain }
    if definition.name.hasPrefix("npwp") { return .taxNumber }
    let name = definition.name.lowercased()
    return name.hasSuffix("telepon") || name.hasPrefix("telepon") || name == "faksimile" ? .telephone : .plain
  }

  /// Whether its cells are numbers.
  var isNumber: Bool {
    switch reading {
    case .integer, .money, .decimal: true
    default: false
    }
  }

  /// Whether its cells are days.
  var isDate: Bool {
    if case .date = reading { true } else { false }
  }

  /// Whether its cells are free text.
  var isText: Bool {
    if case .text = reading { true } else { false }
  }

  /// Digits in all and digits behind the decimal mark.
  var numberSize: (precision: Int, scale: Int) {
    if case .decimal(let precision, let scale) = reading { (precision, scale) } else { (Numerals.digitsMax, 0) }
  }

  /// Whether the number may lie below zero: degrees of latitude do, counts and amounts do not.
  var allowsNegative: Bool {
    if case .decimal = reading { true } else { false }
  }

  /// What a cell of this number field is called when it holds no number.
  var malformedNumber: ReadingProblem {
    switch reading {
    case .money: .notMoney
    case .decimal: .notDecimal
    default: .notWhole
    }
  }

  /// The value as a finding shows it: marked as personal where the field is.
  func found(_ bytes: UnsafeRawBufferPointer) -> FoundValue { found(String(decoding: bytes, as: UTF8.self)) }

  /// The value as a finding shows it: marked as personal where the field is.
  func found(_ text: String) -> FoundValue {
    let shown = text.count > Self.shownCharacters ? text.prefix(Self.shownCharacters) + "…" : text
    return definition.personal.map { .personal(Personal(shown, kind: $0)) } ?? .plain(shown)
  }

  /// The value as a sentence shows it.
  func word(_ found: FoundValue) -> Message.Value {
    switch found {
    case .plain(let text): Message.Value(text)
    case .personal(let text):
      Message.Value(
        Bilingual(id: text.revealed(because: .internalComparison), en: text.revealed(because: .internalComparison)),
        personal: text.kind
      )
    }
  }

  /// Longer values are cut in findings: a hostile cell of 64 KB in each of a thousand findings would be 64 MB.
  private static let shownCharacters = 80
}

/// One section of the form, prepared for reading.
final class SectionPlan {
  let definition: SectionDefinition
  /// Its place in the form.
  let index: Int
  let fields: [FieldPlan]
  /// The streamed section's fields that tell who a worker is.
  let nameField: Int?
  let identityFields: [Int]

  /// Whether the section must be in every report because it holds fields that are required by structure.
  let isRequired: Bool
  /// Field by heading: CSV name, XML name, and the label where no other field has it.
  let headings: [[UInt8]: Int]

  var shape: SectionShape { definition.shape }

  init(_ definition: SectionDefinition, index: Int, form: FormDefinition) {
    self.definition = definition
    self.index = index
    fields = definition.fields.enumerated().map {
      FieldPlan(index: $0, definition: $1, form: form, isStreamed: definition.isStreamed)
    }
    headings = Self.headings(of: definition)
    isRequired = definition.fields.contains(where: \.isRequired)
    let streamed = definition.isStreamed
    nameField = streamed ? definition.shape.index(of: "namaLengkap") : nil
    identityFields = streamed ? ["nik", "nomorPaspor"].compactMap { definition.shape.index(of: $0) } : []
  }

  private static func headings(of definition: SectionDefinition) -> [[UInt8]: Int] {
    var result: [[UInt8]: Int] = [:]
    var labels: [[UInt8]: Int?] = [:]
    for (index, field) in definition.fields.enumerated() {
      let label = NameKey.key(field.label.id)
      labels[label] = labels[label] == nil ? .some(index) : .some(nil)
      result[NameKey.key(field.name)] = index
      result[NameKey.key(field.csv)] = index
    }
    for case (let label, let index?) in labels where result[label] == nil { result[label] = index }
    return result
  }

  /// Whether a full report is expected to carry the section (many may still have nothing to say in it).
  var isPartOfFullReport: Bool {
    let kinds = definition.kinds
    return (kinds == "all" || kinds == "full") && definition.name != "konfirmasi" && definition.name != "akhir"
  }

}

/// The whole form, prepared for reading; made once and shared by all reports.
final class FormPlan {
  let form: FormDefinition
  let sections: [SectionPlan]
  /// The sections by the keys of their CSV and form names.
  private let sectionByKey: [[UInt8]: SectionPlan]
  /// The tree of XML elements.
  let xml: XMLPlan
  /// The section whose rows are never held together.
  let streamed: SectionPlan?
  /// The closing section with the number of rows per section.
  let closing: SectionPlan?

  init(_ form: FormDefinition) {
    self.form = form
    sections = form.sections.enumerated().map { SectionPlan($1, index: $0, form: form) }
    xml = XMLPlan(sections, root: form.root)
    let keys = sections.flatMap { [(NameKey.key($0.definition.csv), $0), (NameKey.key($0.definition.name), $0)] }
    sectionByKey = Dictionary(keys, uniquingKeysWith: { first, _ in first })
    streamed = sections.first { $0.definition.isStreamed }
    closing = sections.first { $0.definition.name == "akhir" }
  }

  /// The section whose CSV or form name is this, however it is spelt.
  func section(spelt key: [UInt8]) -> SectionPlan? {
    sectionByKey[key]
  }
}
