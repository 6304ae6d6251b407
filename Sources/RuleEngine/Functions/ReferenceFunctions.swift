import CEL
import ReportModel

/// Code lists, dated amounts and wages for rules. What is not known is unknown, never a guess.
enum ReferenceFunctions {
  /// Declares `param`, `paramText`, `known`, `attribute`, `kbliKnown`, `kbliValid`, `kbliPadanan`, `ump`, `umk`, `upahPasti`.
  static func declare(in environment: inout Environment, types: HostTypes, tables: ReferenceTables) {
    declareParameters(in: &environment, types, tables)
    declareCodes(in: &environment, tables)
    declareCounterparts(in: &environment, tables)
    declareWages(in: &environment, tables)
  }

  private static func unknown(_ name: String) -> Outcome { .unknown(UnknownSet([name])) }

  private static func declareParameters(
    in environment: inout Environment,
    _ types: HostTypes,
    _ tables: ReferenceTables
  ) {
    environment.declare(
      function: Function(
        "param",
        [
          Overload(id: "param_string_date", parameters: .string, .date, result: .decimal) { name, day in
            guard case .string(let name) = name, let day = DateFunctions.day(day) else {
              return .failure(.noSuchOverload("param", []))
            }
            guard let text = tables.parameter(name, on: day) else { return unknown("param:\(name)") }
            guard let number = ExactDecimal(text) else {
              return .failure(.invalidArgument("param", "\(name) is not a number"))
            }
            return .value(types.value(number))
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "paramText",
        [
          Overload(id: "param_text_string_date", parameters: .string, .date, result: .string) { name, day in
            guard case .string(let name) = name, let day = DateFunctions.day(day) else {
              return .failure(.noSuchOverload("paramText", []))
            }
            return tables.parameter(name, on: day).map { .value(.string($0)) } ?? unknown("param:\(name)")
          }
        ]
      )
    )
  }

  private static func declareCodes(in environment: inout Environment, _ tables: ReferenceTables) {
    var isKnown = Overload(id: "known_string_string", parameters: .string, .string, result: .bool) { table, code in
      guard case .string(let table) = table, case .string(let code) = code else {
        return .failure(.noSuchOverload("known", []))
      }
      return tables.knows(code, in: table, on: nil).map { .value(.bool($0)) } ?? unknown("tabel:\(table)")
    }
    isKnown.overTextAfterConstant = { tables.knowledge(of: $0) }
    environment.declare(
      function: Function(
        "known",
        [
          isKnown,
          Overload(id: "known_string_string_date", parameters: [.string, .string, .date], result: .bool) { arguments in
            guard case .string(let table) = arguments[0], case .string(let code) = arguments[1],
              let day = DateFunctions.day(arguments[2])
            else { return .failure(.noSuchOverload("known", [])) }
            return tables.knows(code, in: table, on: day).map { .value(.bool($0)) } ?? unknown("tabel:\(table)")
          },
        ]
      )
    )
    environment.declare(
      function: Function(
        "attribute",
        [
          Overload(id: "attribute_string_string_string", parameters: [.string, .string, .string], result: .string) {
            arguments in
            guard case .string(let table) = arguments[0], case .string(let code) = arguments[1],
              case .string(let column) = arguments[2]
            else { return .failure(.noSuchOverload("attribute", [])) }
            return tables.attribute(column, of: code, in: table).map { .value(.string($0)) }
              ?? unknown("tabel:\(table)")
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "kbliKnown",
        [
          Overload(id: "kbli_known_string", parameter: .string, result: .bool) { code in
            guard case .string(let code) = code else { return .failure(.noSuchOverload("kbliKnown", [])) }
            return .value(.bool(tables.knowsKBLI(code)))
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "kbliValid",
        [
          Overload(id: "kbli_valid_string_date", parameters: .string, .date, result: .bool) { code, day in
            guard case .string(let code) = code, let day = DateFunctions.day(day) else {
              return .failure(.noSuchOverload("kbliValid", []))
            }
            return tables.isKBLIValid(code, on: day).map { .value(.bool($0)) } ?? unknown("tabel:kbli")
          }
        ]
      )
    )
  }

  private static func declareCounterparts(in environment: inout Environment, _ tables: ReferenceTables) {
    environment.declare(
      function: Function(
        "kbliPadanan",
        [
          Overload(id: "kbli_padanan_string", parameter: .string, result: .list(.string)) { code in
            guard case .string(let code) = code else { return .failure(.noSuchOverload("kbliPadanan", [])) }
            return tables.kbliCounterparts(of: code).map { .value(.list($0.map(Value.string))) }
              ?? unknown("tabel:kbli_padanan")
          }
        ]
      )
    )
  }

  private static func declareWages(in environment: inout Environment, _ tables: ReferenceTables) {
    typealias Lookup = @Sendable (String, CivilDate) -> ReferenceTables.MinimumWage?
    let provincial: Lookup = { tables.provincialWage($0, on: $1) }
    let regional: Lookup = { tables.regionalWage($0, on: $1) }
    let lookups = [("ump", provincial), ("umk", regional)]
    for (name, lookup) in lookups {
      environment.declare(
        function: Function(
          name,
          [
            Overload(id: "\(name)_string_date", parameters: .string, .date, result: .int) { region, day in
              guard case .string(let region) = region, let day = DateFunctions.day(day) else {
                return .failure(.noSuchOverload(name, []))
              }
              return lookup(region, day).map { .value(.int($0.rupiah)) } ?? unknown("upah-minimum:\(name)")
            }
          ]
        )
      )
    }
    environment.declare(
      function: Function(
        "upahPasti",
        [
          Overload(id: "upah_pasti_string_date", parameters: .string, .date, result: .bool) { region, day in
            guard case .string(let region) = region, let day = DateFunctions.day(day) else {
              return .failure(.noSuchOverload("upahPasti", []))
            }
            let wage =
              region.utf8.count <= 2
              ? provincial(region, day) : regional(region, day) ?? provincial(String(region.prefix(2)), day)
            return wage.map { .value(.bool($0.isCertain)) } ?? unknown("upah-minimum:\(region)")
          }
        ]
      )
    )
  }
}
