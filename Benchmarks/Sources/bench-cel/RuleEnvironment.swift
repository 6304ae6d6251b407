import CEL

/// The environment of the measured rules: worker rows, the totals of a report, dates and a few functions of the domain.
struct RuleEnvironment {
  static let date = CELType.opaque("date")

  private(set) var environment = Environment()
  let worker = RecordType(
    name: "tk",
    fields: WorkerFields.all.map { ($0.name, WorkerFields.type($0.kind)) }
  )
  let dateType: OpaqueTypeID

  static let totals = [
    "jumlahPekerja", "jumlahDisabilitas", "jumlahL", "jumlahP", "jumlahPhk", "umpTempatKerja", "umkTempatKerja",
  ]
  static let conditions = ["milikNegara", "bebasUpahMinimum", "adaPolaParuhWaktu", "konstruksi"]

  init() {
    dateType = environment.declare(opaque: "date") { CivilDays.text(Int($0.mantissa)) }
    let summary = RecordType(
      name: "rekap",
      fields: [("statusHubungan", .string), ("kewarganegaraan", .string), ("jumlahL", .int), ("jumlahP", .int)]
    )
    environment.declare(record: worker)
    environment.declare(variable: "tk", .record("tk"))
    environment.declare(streamed: "tenagaKerja", record: worker)
    environment.declare(record: summary)
    environment.declare(variable: "rekapStatus", .list(.record("rekap")))
    environment.declare(variable: "REF", Self.date)
    environment.declare(variable: "batas", .int)
    for name in Self.totals { environment.declare(variable: name, .int) }
    for name in Self.conditions { environment.declare(variable: name, .bool) }
    declareDates()
    declareTexts()
  }

  private mutating func declareDates() {
    let orders: [(String, MantissaComparison, @Sendable (Int64, Int64) -> Bool)] = [
      ("_<_", .less, { $0 < $1 }), ("_<=_", .lessOrEqual, { $0 <= $1 }),
      ("_>_", .greater, { $0 > $1 }), ("_>=_", .greaterOrEqual, { $0 >= $1 }),
    ]
    for (name, comparison, compare) in orders {
      var overload = Overload(id: "date\(name)", parameters: Self.date, Self.date, result: .bool) { left, right in
        guard let first = Self.day(left), let second = Self.day(right) else { return .failure(.noValue) }
        return .value(.bool(compare(first, second)))
      }
      overload.comparesMantissas = comparison
      environment.declare(function: Function(name, [overload]))
    }
    declareSpan("months") { CivilDays.months($0, $1) }
    declareSpan("years") { CivilDays.months($0, $1) / 12 }
    let type = dateType
    var addDays = Overload(id: "addDays", parameters: Self.date, .int, result: Self.date) { start, count in
      guard let day = Self.day(start), case .int(let days) = count else { return .failure(.noValue) }
      return .value(.opaque(OpaqueValue(type: type, mantissa: day + days)))
    }
    addDays.overNumbers = { day, count in day.addingReportingOverflow(count).overflow ? nil : day + count }
    environment.declare(function: Function("addDays", [addDays]))
  }

  private mutating func declareSpan(_ name: String, _ span: @escaping @Sendable (Int, Int) -> Int) {
    var overload = Overload(id: name, parameters: Self.date, Self.date, result: .int) { first, second in
      guard let start = Self.day(first), let end = Self.day(second) else { return .failure(.noValue) }
      return .value(.int(Int64(span(Int(start), Int(end)))))
    }
    overload.overNumbers = { start, end in Int64(span(Int(start), Int(end))) }
    environment.declare(function: Function(name, [overload]))
  }

  private mutating func declareTexts() {
    environment.declare(
      function: Function(
        "isDigits",
        [
          Overload(id: "isDigits", parameters: .string, .int, result: .bool) { text, count in
            guard case .string(let string) = text, case .int(let length) = count else { return .failure(.noValue) }
            return .value(.bool(string.utf8.count == length && string.utf8.allSatisfy { (48...57).contains($0) }))
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "param",
        [
          Overload(id: "param", parameters: .string, Self.date, result: .int) { name, _ in
            guard case .string(let string) = name else { return .failure(.noValue) }
            return .value(.int(Int64(string.utf8.count)))
          }
        ]
      )
    )
  }

  private static func day(_ value: Value) -> Int64? {
    guard case .opaque(let opaque) = value else { return nil }
    return opaque.mantissa
  }

  /// Values for everything that is not a row of the table.
  func bindings() -> Bindings {
    let bindings = Bindings(slots: environment.slotCount)
    func set(_ name: String, _ value: Value) {
      if let slot = environment.slot(of: name) { bindings.readings[slot] = .value(value) }
    }
    set("REF", .opaque(OpaqueValue(type: dateType, mantissa: Int64(CivilDays.days(year: 2025, month: 12, day: 31)))))
    set("batas", .int(5_000_000))
    for (index, name) in Self.totals.enumerated() { set(name, .int(Int64(100 + index * 17))) }
    for (index, name) in Self.conditions.enumerated() { set(name, .bool(index % 2 == 1)) }
    return bindings
  }
}

/// Variables by slot.
final class Bindings: Activation {
  var readings: [VariableReading]

  init(slots: Int) { readings = Array(repeating: .missing, count: slots) }

  func read(variable slot: Int) -> VariableReading { readings[slot] }
}
