import CEL
import ReportModel

/// Civil dates for rules, without a clock: the day of receipt is an input like any other.
enum DateFunctions {
  /// Declares `date`, its comparisons, and the spans the law counts in.
  static func declare(in environment: inout Environment, types: HostTypes, tables: ReferenceTables) {
    declareMaking(in: &environment, types)
    declareParts(in: &environment, types)
    declareSpans(in: &environment, types, tables)
    declareMoving(in: &environment, types)
    declareOrder(in: &environment)
  }

  static func day(_ value: Value) -> CivilDate? {
    guard case .opaque(let opaque) = value else { return nil }
    return day(mantissa: opaque.mantissa)
  }

  static func day(mantissa: Int64) -> CivilDate {
    CivilDate(dayNumber: Int32(truncatingIfNeeded: mantissa))
  }

  private static func declareMaking(in environment: inout Environment, _ types: HostTypes) {
    environment.declare(
      function: Function(
        "date",
        [
          Overload(id: "date_string", parameter: .string, result: .date) { value in
            guard case .string(let text) = value, let date = CivilDate(iso: text) else {
              return .failure(.invalidArgument("date", "not a day of the form 2025-12-31"))
            }
            return .value(types.value(date))
          },
          Overload(id: "date_parts", parameters: [.int, .int, .int], result: .date) { arguments in
            guard case .int(let year) = arguments[0], case .int(let month) = arguments[1],
              case .int(let day) = arguments[2],
              let date = CivilDate(
                year: Int(truncatingIfNeeded: year),
                month: Int(truncatingIfNeeded: month),
                day: Int(truncatingIfNeeded: day)
              )
            else { return .failure(.invalidArgument("date", "no such day")) }
            return .value(types.value(date))
          },
        ]
      )
    )
  }

  private static func declareParts(in environment: inout Environment, _ types: HostTypes) {
    let parts: [(String, NumberKernel?, @Sendable (CivilDate) -> Int)] = [
      ("year", DateKernels.years, { $0.components.year }), ("month", DateKernels.months, { $0.components.month }),
      ("day", DateKernels.daysOfMonth, { $0.components.day }), ("weekday", nil, { $0.weekday }),
    ]
    for (name, kernel, part) in parts {
      var overload = Overload(id: "\(name)_date", parameter: .date, result: .int) { value in
        day(value).map { .value(.int(Int64(part($0)))) } ?? .failure(.noSuchOverload(name, []))
      }
      overload.overNumberColumns = kernel
      overload.overNumbers = { mantissa, _ in Int64(part(day(mantissa: mantissa))) }
      environment.declare(function: Function(name, [overload]))
    }
  }

  private static func declareSpans(
    in environment: inout Environment,
    _ types: HostTypes,
    _ tables: ReferenceTables
  ) {
    let spans: [(String, NumberKernel?, @Sendable (CivilDate, CivilDate) -> Int?)] = [
      ("days", DateKernels.difference, { Int($1.dayNumber) - Int($0.dayNumber) }),
      ("months", DateKernels.spans(dividedBy: 1), { $0.completedMonths(until: $1) }),
      ("years", DateKernels.spans(dividedBy: 12), { $0.completedYears(until: $1) }),
      ("workingDays", nil, { tables.workingDays(from: $0, to: $1) }),
    ]
    for (name, kernel, span) in spans {
      var overload = Overload(id: "\(name)_date_date", parameters: .date, .date, result: .int) { first, second in
        guard let start = day(first), let end = day(second) else { return .failure(.noSuchOverload(name, [])) }
        return span(start, end).map { .value(.int(Int64($0))) } ?? .unknown(UnknownSet(["libur"]))
      }
      overload.overNumberColumns = kernel
      overload.overNumbers = { start, end in span(day(mantissa: start), day(mantissa: end)).map(Int64.init) }
      environment.declare(function: Function(name, [overload]))
    }
  }

  private static func declareMoving(in environment: inout Environment, _ types: HostTypes) {
    let moves: [(String, @Sendable (CivilDate, Int) -> CivilDate?)] = [
      ("addDays", { $0.adding(days: $1) }),
      ("addMonths", { $0.adding(months: $1) }),
      ("addYears", { $0.adding(months: 12 * max(-10_000, min(10_000, $1))) }),
    ]
    for (name, move) in moves {
      var overload = Overload(id: "\(name)_date_int", parameters: .date, .int, result: .date) { first, second in
        guard let start = day(first), case .int(let count) = second,
          let moved = move(start, Int(truncatingIfNeeded: count))
        else { return .failure(.overflow(name)) }
        return .value(types.value(moved))
      }
      if name == "addDays" { overload.overNumberColumns = DateKernels.addition }
      overload.overNumbers = { start, count in
        move(day(mantissa: start), Int(truncatingIfNeeded: count)).map { Int64($0.dayNumber) }
      }
      environment.declare(function: Function(name, [overload]))
    }
  }

  private static func declareOrder(in environment: inout Environment) {
    let comparisons: [(String, MantissaComparison, @Sendable (Int64, Int64) -> Bool)] = [
      ("_<_", .less, { $0 < $1 }), ("_<=_", .lessOrEqual, { $0 <= $1 }), ("_>_", .greater, { $0 > $1 }),
      ("_>=_", .greaterOrEqual, { $0 >= $1 }),
    ]
    for (name, comparison, compare) in comparisons {
      var overload = Overload(id: "\(name)_date", parameters: .date, .date, result: .bool) { first, second in
        guard case .opaque(let left) = first, case .opaque(let right) = second else {
          return .failure(.noSuchOverload(name, []))
        }
        return .value(.bool(compare(left.mantissa, right.mantissa)))
      }
      overload.comparesMantissas = comparison
      environment.declare(function: Function(name, [overload]))
    }
  }
}
