/// A regency or city in which an invented company may have its seat, with what a valid report of it needs.
struct SamplePlace: Hashable, Sendable {
  /// Kemendagri code without dots.
  let code: String
  let name: String
  /// One of its districts (6 digits) and villages (10 digits).
  let district: String
  let village: String
  /// A postal code of the district.
  let postalCode: String
  /// Area code of its telephones.
  let dialCode: String
  /// The kind of minimum wage, a code of JENIS_UPAH_MINIMUM, and the region it is set for.
  let wageKind: String
  let wageRegion: String
  /// The first year of `minimumWages`.
  let firstYear: Int
  /// Whole rupiah a month, year after year; the highest of a year in which it changed. As in the tables `ump`, `umk`.
  let minimumWages: [Int]

  /// The minimum wage of a year, where it is known.
  func minimumWage(year: Int) -> Int? {
    minimumWages.indices.contains(year - firstYear) ? minimumWages[year - firstYear] : nil
  }

  /// Code of the province.
  var province: String { String(code.prefix(2)) }

  /// The places offered; the first is the usual one.
  static let all: [SamplePlace] = [
    SamplePlace(
      code: "3273",
      name: "Kota Bandung",
      district: "327301",
      village: "3273011001",
      postalCode: "40151",
      dialCode: "022",
      wageKind: "UMK",
      wageRegion: "3273",
      firstYear: 2022,
      minimumWages: [3_774_860, 4_048_462, 4_209_309, 4_482_914, 4_737_678]
    ),
    SamplePlace(
      code: "3171",
      name: "Kota Administrasi Jakarta Pusat",
      district: "317101",
      village: "3171011001",
      postalCode: "10110",
      dialCode: "021",
      wageKind: "UMP",
      wageRegion: "31",
      firstYear: 2015,
      minimumWages: [
        2_700_000, 3_100_000, 3_355_750, 3_648_035, 3_940_973, 4_276_349, 4_416_186, 4_641_854, 4_901_798, 5_067_381,
        5_396_760, 5_729_876,
      ]
    ),
    SamplePlace(
      code: "3275",
      name: "Kota Bekasi",
      district: "327501",
      village: "3275011001",
      postalCode: "17111",
      dialCode: "021",
      wageKind: "UMK",
      wageRegion: "3275",
      firstYear: 2022,
      minimumWages: [4_816_921, 5_158_248, 5_343_430, 5_690_752, 5_999_443]
    ),
    SamplePlace(
      code: "3374",
      name: "Kota Semarang",
      district: "337401",
      village: "3374011001",
      postalCode: "50131",
      dialCode: "024",
      wageKind: "UMK",
      wageRegion: "3374",
      firstYear: 2022,
      minimumWages: [2_835_021, 3_060_348, 3_243_969, 3_454_827, 3_701_709]
    ),
    SamplePlace(
      code: "3578",
      name: "Kota Surabaya",
      district: "357801",
      village: "3578011001",
      postalCode: "60221",
      dialCode: "031",
      wageKind: "UMK",
      wageRegion: "3578",
      firstYear: 2022,
      minimumWages: [4_375_479, 4_525_479, 4_725_479, 5_032_635, 5_288_796]
    ),
    SamplePlace(
      code: "3671",
      name: "Kota Tangerang",
      district: "367101",
      village: "3671011001",
      postalCode: "15111",
      dialCode: "021",
      wageKind: "UMK",
      wageRegion: "3671",
      firstYear: 2022,
      minimumWages: [4_285_798, 4_584_519, 4_760_289, 5_069_708, 5_399_405]
    ),
    SamplePlace(
      code: "1271",
      name: "Kota Medan",
      district: "127101",
      village: "1271011001",
      postalCode: "20211",
      dialCode: "061",
      wageKind: "UMK",
      wageRegion: "1271",
      firstYear: 2026,
      minimumWages: [4_335_198]
    ),
    SamplePlace(
      code: "5171",
      name: "Kota Denpasar",
      district: "517101",
      village: "5171011001",
      postalCode: "80221",
      dialCode: "0361",
      wageKind: "UMK",
      wageRegion: "5171",
      firstYear: 2026,
      minimumWages: [3_499_878]
    ),
    SamplePlace(
      code: "6471",
      name: "Kota Balikpapan",
      district: "647101",
      village: "6471011001",
      postalCode: "76111",
      dialCode: "0542",
      wageKind: "UMK",
      wageRegion: "6471",
      firstYear: 2026,
      minimumWages: [3_856_694]
    ),
    SamplePlace(
      code: "7371",
      name: "Kota Makassar",
      district: "737101",
      village: "7371011001",
      postalCode: "90121",
      dialCode: "0411",
      wageKind: "UMK",
      wageRegion: "7371",
      firstYear: 2026,
      minimumWages: [4_148_179]
    ),
  ]

  /// The place of an order.
  static func chosen(_ code: String?, year: Int) throws(SampleFault) -> (place: SamplePlace, wage: Int) {
    guard SampleLimits.years.contains(year) else { throw .yearOutOfRange(year) }
    guard let code else {
      for place in all {
        if let wage = place.minimumWage(year: year) { return (place, wage) }
      }
      throw .yearOutOfRange(year)
    }
    let digits = code.filter { $0 != "." }
    guard let place = all.first(where: { $0.code == digits }) else { throw .unknownRegion(code) }
    guard let wage = place.minimumWage(year: year) else { throw .wageUnknown(region: code, year: year) }
    return (place, wage)
  }
}
