import ReportModel

extension SampleViolation {
  private static func monthly(_ facts: WorkerFacts) -> Bool { facts.status == .permanent && !facts.isForeign }
  private static func contract(_ facts: WorkerFacts) -> Bool { facts.status == .fixedTerm && !facts.isForeign }

  /// Makes a worker a child of so many years who helps by the day.
  private static func child(_ years: Int) -> @Sendable (inout WorkerFacts, WorkerMaker) -> Void {
    return { facts, maker in
      facts.birth = maker.dates.reference.shifted(months: -12 * years - 5)
      facts.education = .primary
      facts.hasTitle = false
    }
  }

  /// Children at work.
  static let ageViolations: [SampleViolation] = [
    SampleViolation(
      "WL-USIA-003",
      id: "anak 12 tahun bekerja",
      en: "a child of 12 at work",
      workers: 12
    ) { plan throws(SampleFault) in
      let first = plan.dates.reference.shifted(months: -18)
      try plan.changeWorker(where: { $0.status == .daily && $0.start >= first }, child(12))
    },
    SampleViolation(
      "WL-USIA-004",
      id: "anak 14 tahun bekerja 40 jam",
      en: "a child of 14 works 40 hours",
      workers: 12
    ) { plan throws(SampleFault) in
      let first = plan.dates.reference.shifted(months: -18)
      try plan.changeWorker(where: { $0.status == .daily && $0.start >= first }, child(14))
    },
  ]

  /// Contracts with an end.
  static let contractViolations: [SampleViolation] = [
    SampleViolation(
      "WL-PKWT-001",
      id: "kontrak tanpa tanggal berakhir",
      en: "a contract without an end",
      workers: 10
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: contract) { _ in [.tanggalAkhirKontrak: ""] }
    },
    SampleViolation(
      "WL-PKWT-002",
      id: "pekerja tetap dengan tanggal berakhir",
      en: "a permanent worker with an end"
    ) { plan throws(SampleFault) in
      let end = plan.dates.reference.shifted(months: 9)
      try plan.writeWorker(where: monthly) { _ in [.tanggalAkhirKontrak: "\(end)"] }
    },
    SampleViolation(
      "WL-PKWT-003",
      id: "kontrak sebelum 2021 yang lebih dari 36 bulan",
      en: "a contract of before 2021 over 36 months",
      workers: 10
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { contract($0) && $0.age(on: SampleDates.day(2020, 9, 15)) >= 22 }) { facts, maker in
        let start = min(maker.dates.reference.shifted(months: -14), SampleDates.day(2020, 9, 15))
        facts.start = start
        facts.contractStart = start
        let months = max(48, start.completedMonths(until: maker.dates.reference) + 6)
        facts.contractEnd = start.shifted(months: months).shifted(days: -1)
      }
    },
    SampleViolation(
      "WL-PKWT-007",
      id: "kontrak 70 bulan",
      en: "a contract of 70 months",
      workers: 10,
      from: SampleDates.day(2021, 6, 1)
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { contract($0) && $0.age(on: $0.start) >= 25 }) { facts, maker in
        // Signed more than a month after the new law, so that no doubt about the day remains.
        let start = max(SampleDates.day(2021, 3, 15), maker.dates.reference.shifted(months: -20))
        facts.start = start
        facts.contractStart = start
        facts.contractEnd = start.shifted(months: 70).shifted(days: -1)
      }
    },
    SampleViolation(
      "WL-PKWT-010",
      id: "kontrak yang sudah berakhir",
      en: "a contract that is over",
      workers: 10
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { contract($0) && $0.age(on: $0.start) >= 25 }) { facts, maker in
        let end = maker.dates.reference.shifted(days: -40)
        facts.contractEnd = end
        facts.start = end.shifted(months: -12).shifted(days: 1)
        facts.contractStart = facts.start
      }
    },
    SampleViolation(
      "WL-PKWT-011",
      id: "kontrak yang belum dicatatkan",
      en: "a contract that is not registered",
      workers: 10,
      from: SampleDates.day(2022, 6, 1)
    ) { plan throws(SampleFault) in
      let (first, last) = (SampleDates.day(2021, 3, 15), plan.dates.reference.shifted(days: -20))
      try plan.writeWorker(where: { contract($0) && $0.start >= first && $0.start <= last }) { _ in
        [.nomorPencatatanPkwt: ""]
      }
    },
    SampleViolation(
      "WL-PKWT-015",
      id: "tanpa perjanjian kerja tertulis",
      en: "no written contracts",
      workers: 10
    ) { $0.set("hubunganIndustrial", ["perjanjianKerjaTertulis": "T"]) },
  ]

  /// Hours of work, overtime, breaks, leave.
  static let hourViolations: [SampleViolation] = [
    SampleViolation("WL-JAM-002", id: "jam sehari tidak cocok dengan jam seminggu", en: "hours that do not add up") {
      $0.set("waktuKerja", ["jamPerHari": "6"])
    },
    SampleViolation("WL-JAM-003", id: "8,4 jam sehari", en: "8.4 hours a day") {
      $0.set("waktuKerja", ["jamPerHari": "8.4"])
    },
    SampleViolation("WL-JAM-004", id: "42 jam seminggu", en: "42 hours a week") {
      $0.set("waktuKerja", ["jamPerMinggu": "42"])
    },
    SampleViolation("WL-JAM-005", id: "7 hari seminggu", en: "7 days a week") {
      $0.set("waktuKerja", ["hariPerMinggu": "7", "jamPerHari": "6"])
    },
    SampleViolation("WL-JAM-006", id: "lembur 4 jam sehari", en: "4 hours of overtime a day", to: beforeNewHours) {
      $0.set("waktuKerja", ["maksLemburPerHari": "4"])
    },
    SampleViolation("WL-JAM-007", id: "lembur 5 jam sehari", en: "5 hours of overtime a day", from: newHours) {
      $0.set("waktuKerja", ["maksLemburPerHari": "5"])
    },
    SampleViolation("WL-JAM-008", id: "lembur 16 jam seminggu", en: "16 hours of overtime a week", to: beforeNewHours) {
      $0.set("waktuKerja", ["maksLemburPerMinggu": "16"])
    },
    SampleViolation("WL-JAM-009", id: "lembur 20 jam seminggu", en: "20 hours of overtime a week", from: newHours) {
      $0.set("waktuKerja", ["maksLemburPerMinggu": "20"])
    },
    SampleViolation("WL-JAM-012", id: "lembur tidak dibayar", en: "overtime that is not paid") {
      $0.set("pengupahan", ["upahLemburDibayar": "T"])
    },
    SampleViolation("WL-JAM-014", id: "cuti 10 hari", en: "10 days of leave") {
      $0.set("waktuKerja", ["cutiTahunan": "10"])
    },
    SampleViolation("WL-JAM-015", id: "istirahat 20 menit", en: "a break of 20 minutes") {
      $0.set("waktuKerja", ["istirahatMenit": "20"])
    },
  ]

  /// UU 11/2020 raised the limits of overtime.
  private static let newHours = SampleDates.day(2020, 11, 2)
  private static let beforeNewHours = SampleDates.day(2020, 11, 1)

  /// Wages.
  static let wageViolations: [SampleViolation] = [
    SampleViolation("WL-UPAH-001", id: "upah pokok nol", en: "a basic wage of zero") { plan throws(SampleFault) in
      try plan.writeWorker(where: { monthly($0) && $0.allowance == 0 }) { _ in [.upahPokok: "0"] }
    },
    SampleViolation(
      "WL-UPAH-004",
      id: "upah 80 persen dari upah minimum",
      en: "80 per cent of the minimum wage"
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: monthly) { facts, maker in
        facts.basePay = WorkerMaker.rounded(maker.minimumWage * 8 / 10, to: 1_000)
        facts.allowance = 0
        facts.monthPay = facts.basePay
      }
    },
    SampleViolation(
      "WL-UPAH-005",
      id: "tepat upah minimum sesudah setahun",
      en: "just the minimum wage after a year"
    ) { plan throws(SampleFault) in
      let yearBefore = plan.dates.yearBefore
      try plan.changeWorker(where: { monthly($0) && $0.start < yearBefore }) { facts, maker in
        facts.basePay = maker.minimumWage
        facts.allowance = 0
        facts.monthPay = facts.basePay
      }
    },
    SampleViolation("WL-UPAH-007", id: "skala usaha mikro", en: "said to be a micro business") {
      $0.set("permodalan", ["skalaUsaha": "01"])
    },
    SampleViolation(
      "WL-UPAH-009",
      id: "upah harian terlalu rendah",
      en: "a day's pay too low",
      workers: 12
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { $0.status == .daily }) { facts, maker in
        facts.basePay = WorkerMaker.rounded(maker.minimumWage * 8 / 10 / 25, to: 500)
        facts.monthPay = facts.basePay * 25
      }
    },
    SampleViolation(
      "WL-UPAH-011",
      id: "upah pokok 60 persen dari upah",
      en: "a basic wage of 60 per cent"
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: { monthly($0) && $0.allowance > 0 }) { facts, _ in
        facts.allowance = facts.monthPay * 4 / 10
        facts.basePay = facts.monthPay - facts.allowance
      }
    },
    SampleViolation("WL-UPAH-012", id: "tanpa struktur dan skala upah", en: "no structure and scale of wages") {
      $0.set(
        "pengupahan",
        ["strukturSkalaUpahAda": "T", "tanggalStrukturSkalaUpah": nil, "jumlahGolonganUpah": nil]
      )
    },
    SampleViolation(
      "WL-UPAH-014",
      id: "THR tidak dibayar",
      en: "no holiday allowance",
      from: SampleDates.day(2016, 3, 8)
    ) {
      $0.set("pengupahan", ["besaranThr": "TIDAK_DIBAYAR", "tanggalBayarThr": nil])
    },
  ]
}
