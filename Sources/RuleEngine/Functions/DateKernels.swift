import CEL

/// The spans and moves of days over whole columns: the same as `CivilDate` has for one day, without a branch a row.
///
/// The split of a day number is that of Neri and Schneider, “Euclidean affine functions and their application to calendar
/// algorithms” (2022): multiplications in place of divisions.
enum DateKernels {
  /// Days since 1970-01-01 of the years 1–9999; the row evaluator is asked about others.
  private static let days: ClosedRange<Int64> = -719_162...2_932_896

  /// The month a day is in, counted through the years, and its day of the month.
  private struct Day {
    let month: Int32
    let day: Int32

    @inline(__always)
    init(_ number: Int64) {
      let shifted = UInt32(truncatingIfNeeded: number &+ 719_468)
      let quarters = 4 &* shifted &+ 3
      let century = quarters / 146_097
      let quartersOfCentury = 4 &* (quarters % 146_097 / 4) &+ 3
      let product = 2_939_745 &* UInt64(quartersOfCentury)
      let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
      let year = 100 &* century &+ UInt32(truncatingIfNeeded: product >> 32)
      let months = 2_141 &* dayOfYear &+ 197_913
      // Years from March on: January and February are the months 13 and 14 of the year before.
      month = Int32(bitPattern: 12 &* year &+ months / 65_536)
      day = Int32(bitPattern: months % 65_536 / 2_141) &+ 1
    }
  }

  /// Completed months between two days in order; a month is complete on the last day of one that is too short.
  @inline(__always)
  private static func months(_ first: Int64, _ start: Day, _ last: Int64, _ end: Day) -> Int64 {
    let whole = Int64(end.month &- start.month)
    guard start.day > end.day, whole > 0, Day(last &+ 1).day != 1 else { return whole }
    return whole &- 1
  }

  @inline(__always)
  private static func months(_ first: Int64, _ start: Day, until last: Int64, _ end: Day) -> Int64 {
    last >= first ? months(first, start, last, end) : -months(last, end, first, start)
  }

  /// `months(a, b)`, divided: 1 for months, 12 for years.
  static func spans(dividedBy divisor: Int64) -> NumberKernel {
    { first, second, answers, answered in
      if let last = second.constant, days.contains(last) {
        let end = Day(last)
        for row in answers.indices {
          let number = first[row]
          let isDay = days.contains(number)
          let start = isDay ? number : 0
          answers[row] = months(start, Day(start), until: last, end) / divisor
          answered[row] = isDay ? 1 : 0
        }
        return
      }
      for row in answers.indices {
        let (one, two) = (first[row], second[row])
        let areDays = days.contains(one) && days.contains(two)
        let start = areDays ? one : 0
        let last = areDays ? two : 0
        answers[row] = months(start, Day(start), until: last, Day(last)) / divisor
        answered[row] = areDays ? 1 : 0
      }
    }
  }

  /// `year(a)`.
  static let years = part { Int64($0.month &- 1) / 12 }
  /// `month(a)`.
  static let months = part { Int64($0.month &- 1) % 12 &+ 1 }
  /// `day(a)`.
  static let daysOfMonth = part { Int64($0.day) }

  @inline(__always)
  private static func part(_ part: @escaping @Sendable (Day) -> Int64) -> NumberKernel {
    { first, _, answers, answered in
      for row in answers.indices {
        let number = first[row]
        let isDay = days.contains(number)
        answers[row] = part(Day(isDay ? number : 0))
        answered[row] = isDay ? 1 : 0
      }
    }
  }

  /// `days(a, b)`.
  static let difference: NumberKernel = { first, second, answers, answered in
    for row in answers.indices {
      let (one, two) = (first[row], second[row])
      answers[row] = two &- one
      answered[row] = days.contains(one) && days.contains(two) ? 1 : 0
    }
  }

  /// `addDays(a, n)`.
  static let addition: NumberKernel = { first, second, answers, answered in
    for row in answers.indices {
      let (day, count) = (first[row], second[row])
      let (sum, overflow) = day.addingReportingOverflow(count)
      answers[row] = sum
      answered[row] = !overflow && days.contains(day) && days.contains(sum) ? 1 : 0
    }
  }
}
