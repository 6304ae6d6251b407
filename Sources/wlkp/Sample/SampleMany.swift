import Glibc
import ReportForm
import ReportModel

/// Many different reports in a folder: each of another company and size, in the places offered one after the other.
struct SampleMany {
  /// The most that can be made: what an archive of a whole country's year holds.
  static let limit = 1_000_000
  /// One report in so many gets a violation.
  private static let violationEvery = 5

  let order: SampleOrder
  let count: Int
  let folder: String
  let form: FormDefinition

  /// Makes the folder when it is not there, and the files `laporan-000001.csv` and so on.
  func write() throws(SampleFault) {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(path: folder, errno: errno) }
    let places = SamplePlace.all.filter { $0.minimumWage(year: order.referenceDate.year) != nil }
    let spread = min(10, order.workers / 2)
    for index in 0..<count {
      var one = order
      one.seed = order.seed &+ UInt64(index)
      one.workers = order.workers - spread + index % (2 * spread + 1)
      if one.region == nil, !places.isEmpty { one.region = places[index % places.count].code }
      let turn = index / Self.violationEvery
      let isPlanted = index % Self.violationEvery == 0 && !order.violations.isEmpty
      one.violations = isPlanted ? [order.violations[turn % order.violations.count]] : []
      try write(one, number: index + 1)
    }
  }

  private func write(_ order: SampleOrder, number: Int) throws(SampleFault) {
    let report = try SampleReport(order: order, form: form)
    let digits = String(number)
    let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let path = "\(folder)/laporan-\(name).\(order.format == .xml ? "xml" : "csv")"
    guard let file = fopen(path, "w") else { throw .cannotWrite(path: path, errno: errno) }
    report.write { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0 else { throw .cannotWrite(path: path, errno: errno) }
  }
}
