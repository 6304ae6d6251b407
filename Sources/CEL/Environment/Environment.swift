/// What an expression may use: variables, record types, opaque types, functions, macros and limits.
///
/// Built step by step by the host, then only read; a copy is independent. Variables are read through slots, numbered in
/// the order of declaration.
public struct Environment: Sendable {
  /// The libraries offered.
  public let libraries: Libraries
  /// Bounds for what comes from outside.
  public var limits = Limits()
  /// The namespace in which names are looked up first, e.g. `com.example`.
  public var container = ""
  /// False switches the type checker off: every type is dyn and mistakes show at evaluation.
  public var checksTypes = true
  /// False leaves macro calls as they are.
  public var expandsMacros = true

  private(set) var variables: [Variable] = []
  private(set) var slots: [String: Int] = [:]
  private(set) var records: [String: RecordType] = [:]
  private(set) var opaques: [Opaque] = []
  private(set) var constants: [String: Constant] = [:]
  private(set) var functions: [String: [Overload]]
  private var macros: [MacroKey: Macro] = [:]

  struct Variable: Sendable {
    let name: String
    let type: CELType
    let isStreamed: Bool
    let maximumSize: UInt64?
  }

  struct Opaque: Sendable {
    let name: String
    let zero: OpaqueValue?
    let describe: @Sendable (OpaqueValue) -> String
  }

  struct Constant: Sendable {
    let value: Value
    let type: CELType
  }

  private struct MacroKey: Hashable {
    let name: String
    let isMember: Bool
    let count: Int?
  }

  /// An environment with the standard language and the given libraries.
  public init(libraries: Libraries = .standard) {
    self.libraries = libraries
    functions = StandardFunctions.table(for: libraries)
    for macro in StandardMacros.macros(for: libraries) { declare(macro: macro) }
    for (name, type) in Environment.typeNames {
      constants[name] = Constant(value: .type(type), type: .type(type))
    }
  }

  private static let typeNames: [(String, CELType)] = [
    ("bool", .bool), ("int", .int), ("uint", .uint), ("double", .double), ("string", .string), ("bytes", .bytes),
    ("null_type", .null), ("list", .list(.dyn)), ("map", .map(.dyn, .dyn)), ("type", .type(.dyn)),
    ("optional_type", .optional(.dyn)), ("google.protobuf.Timestamp", .timestamp),
    ("google.protobuf.Duration", .duration),
  ]

  // MARK: - Declaring

  /// Declares a variable; gives its slot. A name declared twice keeps its slot and takes the new type.
  ///
  /// `maximumSize` helps the cost estimate: the most elements a list or map, or code points a text, can have.
  @discardableResult
  public mutating func declare(variable: String, _ type: CELType, maximumSize: UInt64? = nil) -> Int {
    declare(Variable(name: variable, type: type, isStreamed: false, maximumSize: maximumSize))
  }

  /// Declares a list of records too long to hold: macros over it become folds (see ``Program/folds``), any other use is
  /// refused when compiling.
  @discardableResult
  public mutating func declare(streamed variable: String, record: RecordType) -> Int {
    declare(record: record)
    return declare(
      Variable(name: variable, type: .list(.record(record.name)), isStreamed: true, maximumSize: nil)
    )
  }

  private mutating func declare(_ variable: Variable) -> Int {
    if let slot = slots[variable.name] {
      variables[slot] = variable
      return slot
    }
    slots[variable.name] = variables.count
    variables.append(variable)
    return variables.count - 1
  }

  /// Declares a record type, so that `.record(name)` has fields.
  public mutating func declare(record: RecordType) {
    records[record.name] = record
    constants[record.name] = Constant(value: .type(.record(record.name)), type: .type(.record(record.name)))
  }

  /// Declares a scalar type of the host's own; its operators are declared as functions (`_+_`, `_<_`, …).
  ///
  /// `zero` is the sum of nothing (mantissa and scale); `describe` is `string(x)`.
  @discardableResult
  public mutating func declare(
    opaque name: String,
    zero: (mantissa: Int64, scale: Int32)? = nil,
    describe: @escaping @Sendable (OpaqueValue) -> String
  ) -> OpaqueTypeID {
    let id = OpaqueTypeID(rawValue: UInt16(clamping: opaques.count))
    let zero = zero.map { OpaqueValue(type: id, mantissa: $0.mantissa, scale: $0.scale) }
    opaques.append(Opaque(name: name, zero: zero, describe: describe))
    constants[name] = Constant(value: .type(.opaque(name)), type: .type(.opaque(name)))
    let text = Overload(id: "\(name)_to_string", parameter: .opaque(name), result: .string) { value in
      guard case .opaque(let opaque) = value else {
        return .failure(.noSuchOverload("string", [value.runtimeType().description]))
      }
      return .value(.string(describe(opaque)))
    }
    declare(function: Function("string", [text]))
    return id
  }

  /// Declares a name for a fixed value, e.g. of an enumeration.
  public mutating func declare(constant name: String, _ value: Value, _ type: CELType) {
    constants[name] = Constant(value: value, type: type)
  }

  /// Declares a function or adds signatures to one; the host's signatures are tried before the language's own.
  public mutating func declare(function: Function) {
    functions[function.name] = function.overloads + (functions[function.name] ?? [])
  }

  /// Declares a macro; one with the same name and shape is replaced.
  public mutating func declare(macro: Macro) {
    macros[MacroKey(name: macro.name, isMember: macro.isMember, count: macro.argumentCount)] = macro
  }

  // MARK: - Looking up

  /// The slot of a variable, or nil.
  public func slot(of variable: String) -> Int? {
    slots[variable]
  }

  /// The number of slots.
  public var slotCount: Int { variables.count }

  func macro(_ name: String, isMember: Bool, count: Int) -> Macro? {
    guard expandsMacros else { return nil }
    return macros[MacroKey(name: name, isMember: isMember, count: count)]
      ?? macros[MacroKey(name: name, isMember: isMember, count: nil)]
  }

  /// The names a name may stand for, the innermost namespace first; a leading dot means the outermost only.
  func candidates(_ name: String) -> [String] {
    if name.hasPrefix(".") { return [String(name.dropFirst())] }
    if container.isEmpty { return [name] }
    var parts = container.split(separator: ".")
    var result: [String] = []
    while !parts.isEmpty {
      result.append(parts.joined(separator: ".") + "." + name)
      parts.removeLast()
    }
    return result + [name]
  }

  var opaqueNames: [String] { opaques.map(\.name) }

  // MARK: - Compiling

  /// Parses, checks and plans an expression. Throws every mistake at once, in the order of the text.
  public func compile(_ source: String, expecting: CELType? = nil) throws(CompileErrors) -> Program {
    let text = SourceText(source)
    do {
      return try compile(text, expecting: expecting)
    } catch {
      let sorted = error.problems.sorted { $0.position < $1.position }
      throw CompileErrors(errors: sorted.prefix(limits.errors).map(text.error))
    }
  }

  private func compile(_ text: SourceText, expecting: CELType?) throws(ProblemList) -> Program {
    if text.bytes.count > limits.sourceCodePoints, text.codePointCount > limits.sourceCodePoints {
      throw ProblemList([Problem(.sourceTooLong(limit: limits.sourceCodePoints), position: 0)])
    }
    var parser = Parser(text.bytes, environment: self)
    let expression = try parser.parse().get()
    var checker = Checker(environment: self, nodeCount: parser.builder.count)
    let checked = try checker.check(expression, expecting: expecting).get()
    var planner = Planner(environment: self, checked: checked)
    return try planner.program(expression).get()
  }
}
