/// An occupation in an invented bakery, with the workers who have it.
struct SampleJob: Sendable {
  /// KBJI 2014.
  let code: String
  let name: String
  /// How many of a hundred workers, roughly.
  let weight: Int
  /// Usual pay in per cent of the minimum wage; above 102, so that those who have stayed a year earn more than it.
  let level: Int
  /// From low to high.
  let education: [SampleEducation]

  static let all: [SampleJob] =
    [
      SampleJob(code: "1321", name: "Manajer Produksi", weight: 1, level: 420, education: [.bachelor, .master]),
      SampleJob(code: "1211", name: "Manajer Keuangan", weight: 1, level: 400, education: [.bachelor, .master]),
      SampleJob(code: "2141", name: "Insinyur Proses", weight: 2, level: 230, education: [.bachelor]),
      SampleJob(code: "2411", name: "Akuntan", weight: 2, level: 200, education: [.bachelor]),
      SampleJob(code: "2423", name: "Staf Personalia", weight: 2, level: 160, education: [.diploma, .bachelor]),
      SampleJob(code: "2263", name: "Ahli K3 Umum", weight: 1, level: 190, education: [.appliedBachelor, .bachelor]),
      SampleJob(code: "3122", name: "Pengawas Produksi", weight: 5, level: 180, education: [.vocational, .diploma]),
      SampleJob(code: "3115", name: "Teknisi Mesin", weight: 4, level: 140, education: [.vocational, .diploma]),
      SampleJob(code: "3113", name: "Teknisi Listrik", weight: 3, level: 140, education: [.vocational, .diploma]),
      SampleJob(code: "3323", name: "Staf Pembelian", weight: 2, level: 150, education: [.diploma, .bachelor]),
      SampleJob(code: "3322", name: "Tenaga Penjualan", weight: 4, level: 130, education: [.upperSecondary, .diploma]),
      SampleJob(code: "4311", name: "Staf Pembukuan", weight: 3, level: 125, education: [.vocational, .diploma]),
      SampleJob(
        code: "4321",
        name: "Petugas Gudang",
        weight: 7,
        level: 112,
        education: [.lowerSecondary, .vocational]
      ),
      SampleJob(code: "4120", name: "Sekretaris", weight: 1, level: 140, education: [.diploma, .bachelor]),
      SampleJob(
        code: "4110",
        name: "Staf Administrasi",
        weight: 5,
        level: 118,
        education: [.upperSecondary, .diploma]
      ),
      SampleJob(
        code: "7512",
        name: "Pembuat Roti dan Kue",
        weight: 12,
        level: 110,
        education: [.lowerSecondary, .upperSecondary, .vocational]
      ),
      SampleJob(
        code: "7515",
        name: "Pemeriksa Mutu",
        weight: 6,
        level: 118,
        education: [.upperSecondary, .vocational, .diploma]
      ),
      SampleJob(code: "7233", name: "Mekanik Mesin Produksi", weight: 3, level: 120, education: [.vocational]),
      SampleJob(
        code: "8160",
        name: "Operator Mesin Pengolahan",
        weight: 16,
        level: 106,
        education: [.lowerSecondary, .upperSecondary, .vocational]
      ),
      SampleJob(code: "8322", name: "Pengemudi", weight: 3, level: 115, education: [.lowerSecondary, .upperSecondary]),
    ] + simple

  /// Work that people without long schooling do, by the day as well.
  private static let simple: [SampleJob] = [
    SampleJob(
      code: "8183",
      name: "Operator Pengemasan",
      weight: 11,
      level: 104,
      education: [.primary, .lowerSecondary, .upperSecondary, .vocational]
    ),
    SampleJob(code: "9111", name: "Petugas Kebersihan", weight: 3, level: 103, education: [.primary, .lowerSecondary]),
    SampleJob(code: "9334", name: "Penata Barang", weight: 3, level: 103, education: [.primary, .lowerSecondary]),
  ]

  /// Where `simple` begins in `all`.
  static let firstSimple = all.count - simple.count

  /// `all` as often as their weight says.
  static let drawn: [Int] = all.indices.flatMap { [Int](repeating: $0, count: all[$0].weight) }

  /// Whether the job follows the pattern of five days a week; the others work six.
  static func isOffice(_ job: Int) -> Bool { job < 6 || (9...11).contains(job) || job == 13 || job == 14 }

  /// Kinds of foreign workers: nationality and job. None of the jobs is one of the personnel posts closed to foreigners.
  static let foreign: [(country: String, code: String, name: String)] = [
    ("JP", "2141", "Production Engineering Advisor"), ("KR", "2144", "Machinery Engineer"),
    ("CN", "2151", "Electrical Engineer"), ("IN", "2145", "Food Process Engineer"),
    ("NL", "1321", "Manufacturing Manager"), ("DE", "2141", "Quality Engineer"),
  ]

  static let codes = PackedTexts(all.map(\.code))
  static let names = PackedTexts(all.map(\.name))
  static let foreignCountries = PackedTexts(foreign.map(\.country))
  static let foreignCodes = PackedTexts(foreign.map(\.code))
  static let foreignNames = PackedTexts(foreign.map(\.name))
}
