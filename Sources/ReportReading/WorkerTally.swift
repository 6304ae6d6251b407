import ReportModel

/// What a list of workers tells only as a whole: whether a spreadsheet damaged the NIK, and what "P" means in it.
final class WorkerTally {
  /// The share of NIK ending in 0 above which a spreadsheet is suspected, in per cent; about 10 are expected.
  private static let zeroEndingsMax = 30
  /// Fewer NIK than this say nothing about their endings.
  private static let nikMin = 30
  /// The share of men's NIK among the rows with sex P above which P is taken for "Pria", in per cent.
  private static let menMax = 80
  /// Fewer rows with sex P than this say nothing about its meaning.
  private static let femaleMin = 5

  private let female: Int
  private var (niks, zeroEndings) = (0, 0)
  private var (femaleRows, menAmongThem) = (0, 0)
  private var (women, wanitaRows) = (0, 0)
  private var menRows = 0
  /// What the NIK of the rows say about birth dates that can be read two ways.
  private(set) var births = (monthFirst: 0, dayFirst: 0)
  private var rowNIKDay: Int?
  private var rowNIKMonth: Int?
  private var rowBirth: CivilDate?
  private var rowSex = -1

  /// - Parameter female: the index of the code `P` in the list of sexes.
  init(female: Int?) {
    self.female = female ?? -2
  }

  /// Takes the NIK of the row being read.
  @inline(__always)
  func nik(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return }
    niks &+= 1
    if bytes[15] == UInt8(ascii: "0") { zeroEndings &+= 1 }
    rowNIKDay = Numerals.digits(bytes, 6, 2)
    rowNIKMonth = Numerals.digits(bytes, 8, 2)
  }

  /// Takes the sex of the row being read.
  @inline(__always)
  func sex(_ index: Int) { rowSex = index }

  /// Takes a sex written as W, for Wanita.
  func wanita() { wanitaRows += 1 }

  /// Takes a birth date of the row that can be read two ways, read day first.
  func ambiguousBirth(_ date: CivilDate) { rowBirth = date }

  /// Compares such a birth date with the one in the NIK.
  private func compareBirth(_ date: CivilDate) {
    rowBirth = nil
    guard let written = rowNIKDay, let inMonth = rowNIKMonth else { return }
    let (_, month, day) = date.components
    let inDay = written > 40 ? written - 40 : written
    if (inDay, inMonth) == (day, month) { births.dayFirst += 1 }
    if (inDay, inMonth) == (month, day) { births.monthFirst += 1 }
  }

  /// Ends the row.
  @inline(__always)
  func endRow() {
    if let birth = rowBirth { compareBirth(birth) }
    if rowSex >= 0 { if rowSex == female { women &+= 1 } else { menRows &+= 1 } }
    if rowSex == female, let day = rowNIKDay {
      femaleRows &+= 1
      if day >= 1 && day <= 31 { menAmongThem &+= 1 }
    }
    rowNIKDay = nil
    rowNIKMonth = nil
    rowSex = -1
  }

  /// Says what the whole list shows.
  func conclude(_ reading: SectionReading) {
    if niks >= Self.nikMin, zeroEndings * 100 > niks * Self.zeroEndingsMax {
      note(.zeroEndings, reading, field: "nik", share: zeroEndings * 100 / niks, affected: zeroEndings)
    }
    if femaleRows >= Self.femaleMin, menAmongThem * 100 > femaleRows * Self.menMax {
      note(.sexLetters, reading, field: "jenisKelamin", share: menAmongThem * 100 / femaleRows, affected: femaleRows)
    } else if wanitaRows >= Self.wanitaMin, women > 0, menRows == 0, !deniesSexWords {
      reading.ledger.note(.sexWords) {
        Occurrence(
          location: reading.location(
            field: reading.plan.shape.index(of: "jenisKelamin"),
            row: nil,
            position: .unknown
          ),
          values: ["jumlah": Message.Value(String(women + wanitaRows))],
          affected: (women + wanitaRows, false)
        )
      }
    }
  }

  /// Rows with W that name the accident: one may be a slip.
  private static let wanitaMin = 2

  /// Whether most NIK of rows with P are women's: then W is only another word for the same.
  private var deniesSexWords: Bool { femaleRows > 0 && menAmongThem * 2 <= femaleRows }

  private func note(_ problem: ReadingProblem, _ reading: SectionReading, field: String, share: Int, affected: Int) {
    reading.ledger.note(problem) {
      Occurrence(
        location: reading.location(field: reading.plan.shape.index(of: field), row: nil, position: .unknown),
        values: ["nilai": Message.Value(String(share))],
        affected: (affected, false)
      )
    }
  }
}
