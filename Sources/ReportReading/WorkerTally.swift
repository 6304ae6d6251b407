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
  private var rowNIKDay: Int?
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
  }

  /// Takes the sex of the row being read.
  @inline(__always)
  func sex(_ index: Int) { rowSex = index }

  /// Ends the row.
  @inline(__always)
  func endRow() {
    if rowSex == female, let day = rowNIKDay {
      femaleRows &+= 1
      if day >= 1 && day <= 31 { menAmongThem &+= 1 }
    }
    rowNIKDay = nil
    rowSex = -1
  }

  /// Says what the whole list shows.
  func conclude(_ reading: SectionReading) {
    if niks >= Self.nikMin, zeroEndings * 100 > niks * Self.zeroEndingsMax {
      note(.zeroEndings, reading, field: "nik", share: zeroEndings * 100 / niks)
    }
    if femaleRows >= Self.femaleMin, menAmongThem * 100 > femaleRows * Self.menMax {
      note(.sexLetters, reading, field: "jenisKelamin", share: menAmongThem * 100 / femaleRows)
    }
  }

  private func note(_ problem: ReadingProblem, _ reading: SectionReading, field: String, share: Int) {
    reading.ledger.note(problem) {
      Occurrence(
        location: reading.location(field: reading.plan.shape.index(of: field), row: nil, position: .unknown),
        values: ["nilai": Message.Value(String(share))]
      )
    }
  }
}
