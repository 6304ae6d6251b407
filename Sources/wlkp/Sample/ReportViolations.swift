import ReportModel

extension SampleViolation {
  /// Damage to the file.
  static let readingViolations: [SampleViolation] = [
    SampleViolation(
      "WL-BERKAS-001",
      id: "baris yang tidak dapat dibaca",
      en: "a line that cannot be read"
    ) { plan in
      plan.damage.brokenRow = plan.chosenPlace
      plan.damage.brokenText = plan.order.format == .xml ? "    <tenagaKerja></nik>\n" : "\"rusak\"x\n"
    },
    SampleViolation("WL-BERKAS-005", id: "kode unit tidak ada", en: "the unit's code is missing") { plan in
      plan.change("kepala") { section in
        guard let column = section.fields.firstIndex(of: "kodeUnit") else { return }
        section.fields.remove(at: column)
        section.rows[0].remove(at: column)
      }
    },
    SampleViolation(
      "WL-BERKAS-006",
      id: "NIK diubah lembar kerja menjadi 3.27301E+15",
      en: "a NIK that a spreadsheet made 3.27301E+15",
      csvOnly: true
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: { !$0.isForeign }) { _ in [.nik: "3.27301E+15"] }
    },
    SampleViolation(
      "WL-BERKAS-010",
      id: "tanggal yang tidak ada di kalender",
      en: "a date that is in no calendar"
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: { $0.status == .permanent }) { [.tanggalMulaiKerja: "\($0.start.year)-02-30"] }
    },
    SampleViolation(
      "WL-BERKAS-014",
      id: "sel berisi #REF!",
      en: "a cell with #REF!",
      csvOnly: true
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: { $0.allowance == 0 }) { _ in [.tunjanganTetap: "#REF!"] }
    },
    SampleViolation(
      "WL-BERKAS-020",
      id: "penutup berkas menyebut satu pekerja lebih",
      en: "the file's end declares one worker more"
    ) { $0.damage.declaredMore = 1 },
    SampleViolation("WL-BERKAS-022", id: "versi formulir tidak dikenal", en: "an unknown version of the form") {
      $0.set("kepala", ["versiSkema": "9.9"])
    },
  ]

  /// The report as such.
  static let reportViolations: [SampleViolation] = [
    SampleViolation("WL-LAP-001", id: "dilaporkan sebelum tanggal keadaan", en: "filed before the day it describes") {
      let day = $0.dates.reference.shifted(days: -10)
      $0.set("kepala", ["tanggalLapor": "\(day)"])
    },
    SampleViolation(
      "WL-LAP-004",
      id: "tanggal lapor bulan Mei, dua tahun kemudian (baca sebagai arsip atau dengan --as-of)",
      en: "filed in May, two years later (judge as an archive or with --as-of)",
      from: SampleDates.day(2017, 11, 6)
    ) {
      let day = SampleDates.day($0.dates.reference.year + 2, 5, 14)
      $0.set("kepala", ["tanggalLapor": "\(day)"])
    },
    SampleViolation("WL-LAP-009", id: "pernyataan kebenaran tidak dicentang", en: "the declaration is not made") {
      $0.set("pernyataan", ["pernyataanBenar": "T"])
    },
    SampleViolation(
      "WL-LAP-011",
      id: "lowongan tanpa nomor lapor",
      en: "a vacancy without its number",
      from: SampleDates.day(2023, 9, 25)
    ) { $0.set("kebutuhan", ["nomorLowonganKarirhub": ""]) },
  ]

  /// Sums that do not add up.
  static let sumViolations: [SampleViolation] = [
    SampleViolation("WL-SUM-003", id: "seorang perempuan terhitung sebagai laki-laki", en: "a woman counted as a man") {
      $0.change("rekapPendidikan") { section in
        for row in section.rows.indices {
          guard let women = section["jumlahP", row: row].flatMap({ $0 }).flatMap({ Int($0) }), women > 0,
            let men = section["jumlahL", row: row].flatMap({ $0 }).flatMap({ Int($0) })
          else { continue }
          section["jumlahP", row: row] = "\(women - 1)"
          section["jumlahL", row: row] = "\(men + 1)"
          return
        }
      }
    },
    SampleViolation("WL-SUM-004", id: "rekap pendidikan lebih dua orang", en: "two people too many by education") {
      $0.add(2, to: "jumlahL", of: "rekapPendidikan")
    },
    SampleViolation("WL-SUM-005", id: "rekap usia lebih dua orang", en: "two people too many by age") {
      $0.add(2, to: "jumlahL", of: "rekapUsia")
    },
    SampleViolation("WL-SUM-006", id: "satu pekerja tidak ada dalam daftar", en: "a worker is not in the list") {
      $0.missingWorkers = 1
    },
    SampleViolation(
      "WL-SUM-010",
      id: "tabel TKA lebih satu orang",
      en: "one foreigner too many in the table",
      workers: 20
    ) { $0.add(1, to: "jumlahL", of: "tka") },
    SampleViolation("WL-SUM-011", id: "upah terendah di atas tertinggi", en: "the lowest wage above the highest") {
      $0.change("pengupahan") { section in
        let lowest = section["upahTerendah"]
        section["upahTerendah"] = section["upahTertinggi"].flatMap { $0 }.flatMap { Int($0) }.map { "\($0 + 100_000)" }
        section["upahTertinggi"] = lowest
      }
    },
    SampleViolation("WL-SUM-012", id: "upah tertinggi berbeda dari daftar", en: "another highest wage than the list's")
    {
      $0.add(1_000_000, to: "upahTertinggi", of: "pengupahan")
    },
    SampleViolation("WL-SUM-013", id: "jumlah upah lebih 5 persen", en: "a payroll 5 per cent too high") {
      $0.change("pengupahan") { section in
        section["jumlahUpahSebulan"] = section["jumlahUpahSebulan"].flatMap { $0 }.flatMap { Int($0) }
          .map { "\($0 / 100 * 105)" }
      }
    },
    SampleViolation("WL-SUM-014", id: "mutasi tidak cocok dengan jumlah pekerja", en: "movements that do not add up") {
      $0.add(3, to: "jumlahPekerjaTahunLaluL", of: "ringkasanKesempatanKerja")
    },
    SampleViolation(
      "WL-SUM-017",
      id: "mulai bekerja sebelum lahir",
      en: "begun to work before birth",
      workers: 10
    ) { plan throws(SampleFault) in
      let founded = plan.dates.founded
      try plan.changeWorker(where: { !$0.isForeign && $0.birth > founded.shifted(days: 60) }) { facts, _ in
        facts.start = facts.birth.shifted(days: -30)
      }
    },
    SampleViolation(
      "WL-SUM-018",
      id: "mulai bekerja sesudah tanggal keadaan",
      en: "begun to work after the day described"
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { $0.status == .permanent }) { facts, maker in
        facts.start = maker.dates.reference.shifted(days: 20)
      }
    },
    SampleViolation(
      "WL-SUM-020",
      id: "kontrak berakhir sebelum mulai",
      en: "a contract that ends before it begins",
      workers: 10
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { $0.status == .fixedTerm && !$0.isForeign }) { facts, _ in
        facts.contractEnd = facts.start.shifted(days: -10)
      }
    },
    SampleViolation(
      "WL-SUM-025",
      id: "rekap usia dan upah lebih dua orang",
      en: "two people too many by age and way of pay"
    ) { $0.add(2, to: "jumlahL", of: "rekapUsiaUpah") },
    SampleViolation("WL-SUM-026", id: "jumlah cabang berbeda dari tabelnya", en: "more branches than the table has") {
      $0.add(2, to: "jumlahCabang", of: "identitasPerusahaan")
    },
    SampleViolation("WL-SUM-027", id: "persentase modal lebih dari 100", en: "shares of capital above 100 per cent") {
      $0.set("permodalan", ["persentaseAsing": "10"])
    },
    SampleViolation("WL-SUM-028", id: "dua kegiatan usaha utama", en: "two main activities") {
      $0.change("kbli") { $0["utama", row: 1] = "Y" }
    },
    SampleViolation("WL-SUM-029", id: "lowongan dijawab tidak ada", en: "vacancies that are said not to exist") {
      $0.set("ringkasanKesempatanKerja", ["kebutuhanAda": "T"])
    },
    SampleViolation("WL-SUM-030", id: "kelas upah lebih dua orang", en: "two people too many by wage") {
      $0.add(2, to: "jumlahL", of: "kelasUpah")
    },
  ]
}
