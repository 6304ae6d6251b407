/// `getFullYear`, `getHours` and the other parts of timestamps (with an optional time zone) and durations.
enum TimeFunctions {
  static let all: [Function] =
    moments.map { name, read in
      Function(name, parts(name, read))
    } + [
      both("getHours", { $0.second / 3_600 }, unit: 3_600),
      both("getMinutes", { $0.second / 60 % 60 }, unit: 60),
      both("getSeconds", { $0.second % 60 }, unit: 1),
      Function(
        "getMilliseconds",
        parts("getMilliseconds") { Int($0.nanoseconds) / 1_000_000 } + [
          Overload(id: "duration_to_milliseconds", parameter: .duration, result: .int, isMember: true) { value in
            guard case .duration(let span) = value else { return Arithmetic.noOverload("getMilliseconds", value) }
            return .value(.int(span.nanoseconds / 1_000_000 % 1_000))
          }
        ]
      ),
    ]

  /// A moment taken apart in some zone.
  private struct LocalTime {
    let date: CivilDate
    let days: Int
    /// Second of the day.
    let second: Int
    let nanoseconds: Int32

    init(_ moment: TimestampValue, offset: Int) {
      let seconds = moment.seconds + Int64(offset)
      days = Int(floorDivide(seconds, 86_400))
      date = CivilDate(daysSinceEpoch: days)
      second = Int(seconds - Int64(days) * 86_400)
      nanoseconds = moment.nanoseconds
    }
  }

  private typealias Part = @Sendable (LocalTime) -> Int

  private static let moments: [(String, Part)] = [
    ("getFullYear", { $0.date.year }),
    ("getMonth", { $0.date.month - 1 }),
    ("getDate", { $0.date.day }),
    ("getDayOfMonth", { $0.date.day - 1 }),
    (
      "getDayOfYear",
      { time in time.days - (CivilDate(year: time.date.year, month: 1, day: 1)?.daysSinceEpoch ?? time.days) }
    ),
    // 1970-01-01 was a Thursday; Sunday is 0.
    ("getDayOfWeek", { Int(floorDivide(Int64($0.days) + 4, 7) * -7) + $0.days + 4 }),
  ]

  private static func parts(_ name: String, _ read: @escaping Part) -> [Overload] {
    [
      Overload(id: "timestamp_\(name)", parameter: .timestamp, result: .int, isMember: true) { value in
        guard case .timestamp(let moment) = value else { return Arithmetic.noOverload(name, value) }
        return .value(.int(Int64(read(LocalTime(moment, offset: 0)))))
      },
      Overload(
        id: "timestamp_\(name)_with_tz",
        parameters: .timestamp,
        .string,
        result: .int,
        isMember: true,
        cost: 5
      ) { value, zone in
        guard case .timestamp(let moment) = value, case .string(let zone) = zone else {
          return Arithmetic.noOverload(name, value, zone)
        }
        guard let offset = TimeZoneOffset.seconds(zone, at: moment.seconds) else {
          return .failure(.invalidTimeZone(zone))
        }
        return .value(.int(Int64(read(LocalTime(moment, offset: offset)))))
      },
    ]
  }

  /// A part that durations have too: there it is the whole length in that unit.
  private static func both(_ name: String, _ read: @escaping Part, unit: Int64) -> Function {
    Function(
      name,
      parts(name, read) + [
        Overload(id: "duration_\(name)", parameter: .duration, result: .int, isMember: true) { value in
          guard case .duration(let span) = value else { return Arithmetic.noOverload(name, value) }
          return .value(.int(span.nanoseconds / DurationValue.nanosecondsPerSecond / unit))
        }
      ]
    )
  }
}
