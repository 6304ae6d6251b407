import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How far a time zone is from UTC at a moment: fixed offsets, and IANA names from the system's zone files (TZif,
/// RFC 8536).
enum TimeZoneOffset {
  /// Seconds east of UTC, or nil when there is no such zone.
  static func seconds(_ zone: String, at moment: Int64) -> Int? {
    if zone.isEmpty || zone == "UTC" || zone == "GMT" || zone == "Z" { return 0 }
    if let fixed = fixed(zone) { return fixed }
    return rules(zone)?.offset(at: moment)
  }

  /// `+07:00`, `-02:30`, `02:00`.
  private static func fixed(_ zone: String) -> Int? {
    var reader = DigitReader(zone)
    let isWest = reader.skip("-")
    if !isWest { _ = reader.skip("+") }
    guard let hours = reader.number(2), reader.skip(":"), let minutes = reader.number(2), reader.isAtEnd,
      hours < 24, minutes < 60
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  // MARK: - Zone files

  private static let directory = "/usr/share/zoneinfo/"
  /// Bytes of a zone file: the largest has some 4 kB; more is no zone file.
  private static let maximumFileSize = 200_000
  /// Zones kept in memory: there are about 600 names.
  private static let maximumCached = 1_000

  private static let cache = Mutex<[String: ZoneRules?]>([:])

  private static func rules(_ zone: String) -> ZoneRules? {
    if let known = cache.withLock({ $0[zone] }) { return known }
    let isName = zone.utf8.allSatisfy { Lexer.isNamePart($0) || $0 == 0x2D || $0 == 0x2B || $0 == 0x2F }
    let rules = isName && !zone.hasPrefix("/") ? read(directory + zone).flatMap(ZoneRules.init) : nil
    cache.withLock { if $0.count < maximumCached { $0[zone] = rules } }
    return rules
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: maximumFileSize)
    let count = fread(&bytes, 1, maximumFileSize, file)
    return count > 44 ? Array(bytes.prefix(count)) : nil
  }
}

/// The changes of offset that a zone file tells, and the rule for the time after them.
struct ZoneRules: Sendable {
  private var times: [Int64] = []
  private var indices: [UInt8] = []
  private var offsets: [Int] = []
  private var future: FutureRule?

  /// Reads the 64-bit part of a TZif file, version 2 or later.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Array("TZif".utf8)), bytes[4] >= UInt8(ascii: "2") else { return nil }
    let first = Header(bytes, at: 0)
    let start = 44 + first.length(timeSize: 4)
    guard start + 44 <= bytes.count else { return nil }
    let header = Header(bytes, at: start)
    let body = start + 44
    guard body + header.length(timeSize: 8) <= bytes.count, header.types > 0 else { return nil }
    let indexStart = body + header.times * 8
    let typeStart = indexStart + header.times
    times = (0..<header.times).map { Int64(truncatingIfNeeded: Header.number(bytes, body + $0 * 8, 8)) }
    indices = Array(bytes[indexStart..<typeStart])
    offsets = (0..<header.types).map {
      Int(Int32(truncatingIfNeeded: Header.number(bytes, typeStart + $0 * 6, 4)))
    }
    guard indices.allSatisfy({ Int($0) < header.types }) else { return nil }
    let footer = bytes[(body + header.length(timeSize: 8))...].filter { $0 != 0x0A }
    future = FutureRule(String(decoding: footer, as: UTF8.self))
  }

  func offset(at moment: Int64) -> Int {
    if let last = times.last, moment >= last, let future { return future.offset(at: moment) }
    if times.isEmpty, let future { return future.offset(at: moment) }
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offsets[0] : offsets[Int(indices[low - 1])]
  }

  private struct Header {
    let times: Int
    let types: Int
    private let rest: (isUT: Int, isStandard: Int, leaps: Int, characters: Int)

    init(_ bytes: [UInt8], at start: Int) {
      func count(_ place: Int) -> Int { Int(Header.number(bytes, start + 20 + place * 4, 4)) }
      rest = (count(0), count(1), count(2), count(5))
      times = count(3)
      types = count(4)
    }

    func length(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + rest.characters + rest.leaps * (timeSize + 4) + rest.isStandard + rest.isUT
    }

    static func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> UInt64 {
      bytes[start..<min(start + width, bytes.count)].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

/// The POSIX rule at the end of a zone file, e.g. `AEST-10AEDT,M10.1.0,M4.1.0/3`.
private struct FutureRule: Sendable {
  private let standard: Int
  private let summer: (offset: Int, start: Change, end: Change)?

  /// `Mm.w.d/time`: day d (Sunday 0) of week w of month m, at a second of the local day.
  private struct Change: Sendable {
    let month: Int
    let week: Int
    let day: Int
    let second: Int

    init?(_ text: Substring) {
      let halves = text.split(separator: "/")
      guard let date = halves.first, date.hasPrefix("M") else { return nil }
      let parts = date.dropFirst().split(separator: ".").compactMap { Int($0) }
      guard parts.count == 3, (1...12).contains(parts[0]) else { return nil }
      (month, week, day) = (parts[0], parts[1], parts[2])
      guard let second = halves.count > 1 ? FutureRule.seconds(halves[1]) : 7_200 else { return nil }
      self.second = second
    }

    /// The local second (as if UTC) of the change in a year.
    func second(in year: Int) -> Int64 {
      let first = CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch ?? 0
      let weekday = Int(((Int64(first) + 4) % 7 + 7) % 7)
      var days = first + (day - weekday + 7) % 7 + (week - 1) * 7
      let next = CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)?.daysSinceEpoch ?? 0
      while days >= next { days -= 7 }
      return Int64(days) * 86_400 + Int64(second)
    }
  }

  init?(_ text: String) {
    let parts = text.split(separator: ",")
    guard var names = parts.first else { return nil }
    guard FutureRule.skipName(&names), let standard = FutureRule.takeOffset(&names) else { return nil }
    self.standard = -standard
    guard !names.isEmpty else {
      summer = nil
      return
    }
    guard FutureRule.skipName(&names), parts.count == 3, let start = Change(parts[1]), let end = Change(parts[2])
    else { return nil }
    let offset = names.isEmpty ? self.standard + 3_600 : FutureRule.takeOffset(&names).map { -$0 }
    guard let offset else { return nil }
    summer = (offset, start, end)
  }

  func offset(at moment: Int64) -> Int {
    guard let summer else { return standard }
    let year = CivilDate(daysSinceEpoch: Int(floorDivide(moment + Int64(standard), 86_400))).year
    let start = summer.start.second(in: year) - Int64(standard)
    let end = summer.end.second(in: year) - Int64(summer.offset)
    let isSummer = start < end ? (start..<end).contains(moment) : !(end..<start).contains(moment)
    return isSummer ? summer.offset : standard
  }

  private static func skipName(_ text: inout Substring) -> Bool {
    if text.first == "<" {
      guard let end = text.firstIndex(of: ">") else { return false }
      text = text[text.index(after: end)...]
      return true
    }
    let name = text.prefix { $0.isLetter }
    text = text[name.endIndex...]
    return !name.isEmpty
  }

  private static func takeOffset(_ text: inout Substring) -> Int? {
    let number = text.prefix { $0.isNumber || $0 == "-" || $0 == "+" || $0 == ":" }
    text = text[number.endIndex...]
    return seconds(number)
  }

  /// `[+-]h[:m[:s]]` in seconds.
  private static func seconds(_ text: Substring) -> Int? {
    var text = text
    let isNegative = text.first == "-"
    if isNegative || text.first == "+" { text.removeFirst() }
    let parts = text.split(separator: ":").map { Int($0) }
    guard !parts.isEmpty, parts.count <= 3 else { return nil }
    var total = 0
    for (part, unit) in zip(parts, [3_600, 60, 1]) {
      guard let part else { return nil }
      total += part * unit
    }
    return isNegative ? -total : total
  }
}
