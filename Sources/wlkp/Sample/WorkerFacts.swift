import ReportModel

/// Employment status of a sample's worker.
enum SampleStatus: Int, CaseIterable {
  case permanent, fixedTerm, untilDone, daily, probation

  static let codes = PackedTexts(["PKWTT", "PKWT_JANGKA_WAKTU", "PKWT_SELESAI_PEKERJAAN", "HARIAN_LEPAS", "PERCOBAAN"])

  /// Whether the worker has a contract with an end.
  var isContract: Bool { self == .fixedTerm || self == .untilDone }
}

/// Education of a sample's worker, from low to high.
enum SampleEducation: Int, CaseIterable {
  case primary, lowerSecondary, upperSecondary, vocational, diploma, appliedBachelor, bachelor, master

  static let codes = PackedTexts(["SD", "SMP", "SMA", "SMK", "D3", "D4", "S1", "S2"])

  /// The age, in years, at which people have it.
  var age: Int {
    switch self {
    case .primary: 12
    case .lowerSecondary: 15
    case .upperSecondary, .vocational: 18
    case .diploma: 21
    case .appliedBachelor, .bachelor: 22
    case .master: 25
    }
  }
}

/// Social security programmes, as bits.
struct SamplePrograms: OptionSet, Hashable {
  let rawValue: UInt8
  static let jkk = SamplePrograms(rawValue: 1)
  static let jkm = SamplePrograms(rawValue: 2)
  static let jht = SamplePrograms(rawValue: 4)
  static let jp = SamplePrograms(rawValue: 8)
  static let jkp = SamplePrograms(rawValue: 16)
  static let jkn = SamplePrograms(rawValue: 32)
}

/// What is true of one worker; numbers instead of text, so that a million of them cost little.
struct WorkerFacts {
  /// Place in the list, from 0.
  var index: Int
  var isForeign = false
  var isFemale: Bool
  var birth: CivilDate
  /// Words of the name; `third` is -1 when there are two.
  var given: Int
  var second: Int
  var third: Int
  /// The father's name, of the third names; -1 when it is not written.
  var father = -1
  /// Whether the name is written with an academic title.
  var hasTitle = false
  /// The first six digits and the last four of the NIK.
  var district: Int
  var serial: Int
  var education: SampleEducation
  /// Place in `SampleJob.all`; the kind of foreign worker in `SampleJob.foreign`.
  var job: Int
  var status: SampleStatus
  var start: CivilDate
  var contractStart: CivilDate?
  var contractEnd: CivilDate?
  /// Whole rupiah: a day's pay for `daily`, else a month's.
  var basePay: Int
  var allowance: Int
  var monthPay: Int
  var weeklyHours = 40
  var isDisabled = false
  var isLocal: Bool
  var programs: SamplePrograms

  /// The NIK: district, birth date with 40 added to a woman's day, serial.
  var nik: Int {
    let (year, month, day) = birth.components
    let date = ((day + (isFemale ? 40 : 0)) * 100 + month) * 100 + year % 100
    return (district * 1_000_000 + date) * 10_000 + serial
  }

  /// Completed years of age.
  func age(on day: CivilDate) -> Int { birth.completedYears(until: day) }
}
