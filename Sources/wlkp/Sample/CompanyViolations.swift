import ReportModel

extension SampleViolation {
  /// Lets a worker of middle age be outside some programmes.
  private static func outside(_ programs: SamplePrograms) -> @Sendable (inout ViolationPlan) throws(SampleFault) -> Void
  {
    { plan throws(SampleFault) in
      let day = plan.dates.reference
      try plan.changeWorker(where: { !$0.isForeign && $0.age(on: day) < 50 }) { facts, _ in
        facts.programs.subtract(programs)
      }
    }
  }

  /// Social security.
  static let insuranceViolations: [SampleViolation] = [
    SampleViolation(
      "WL-JAMSOS-001",
      id: "seorang tanpa JKK dan JKM",
      en: "one without JKK and JKM",
      outside([.jkk, .jkm])
    ),
    SampleViolation("WL-JAMSOS-002", id: "seorang tanpa JHT", en: "one without JHT", outside(.jht)),
    SampleViolation("WL-JAMSOS-003", id: "seorang tanpa JP", en: "one without JP", outside(.jp)),
    SampleViolation(
      "WL-JAMSOS-004",
      id: "seorang tanpa JKP",
      en: "one without JKP",
      from: SampleDates.day(2021, 3, 10),
      outside(.jkp)
    ),
    SampleViolation("WL-JAMSOS-005", id: "seorang tanpa JKN", en: "one without JKN", outside(.jkn)),
  ]

  /// Disabled and foreign workers.
  static let peopleViolations: [SampleViolation] = [
    SampleViolation(
      "WL-DISAB-001",
      id: "tanpa pekerja penyandang disabilitas",
      en: "no disabled workers",
      workers: 100,
      from: SampleDates.day(2016, 4, 15)
    ) { $0.removeDisabled() },
    SampleViolation(
      "WL-TKA-001",
      id: "pekerja asing tanpa RPTKA",
      en: "foreigners without a permit",
      workers: 20,
      from: SampleDates.day(2018, 8, 1)
    ) { plan throws(SampleFault) in
      plan.kindWithoutPermit = plan.maker.soundFacts(at: try plan.place(where: \.isForeign)).job
    },
    SampleViolation("WL-TKA-003", id: "RPTKA yang sudah berakhir", en: "a permit that is over", workers: 20) {
      let end = $0.dates.reference.shifted(days: -30)
      let start = end.shifted(months: -24).shifted(days: 1)
      $0.set("tka", ["rptkaMulai": "\(start)", "rptkaAkhir": "\(end)"])
    },
    SampleViolation(
      "WL-TKA-007",
      id: "pekerja asing tanpa pendamping",
      en: "a foreigner without a companion",
      workers: 20,
      from: SampleDates.day(2021, 4, 1)
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: \.isForeign) { _ in [.nikPendamping: ""] }
    },
    SampleViolation(
      "WL-TKA-012",
      id: "pekerja asing tetap (PKWTT)",
      en: "a permanent foreign worker",
      workers: 20
    ) { plan throws(SampleFault) in
      try plan.changeWorker(where: \.isForeign) { facts, _ in
        facts.status = .permanent
        facts.contractStart = nil
        facts.contractEnd = nil
      }
    },
  ]

  /// What a small business with high risk has in place of a large one, so that one duty alone is missing.
  private static func makeRisky(_ plan: inout ViolationPlan) {
    let since = plan.dates.reference.shifted(months: -18)
    plan.set(
      "k3",
      [
        "tingkatRisiko": "TINGGI", "p2k3Ada": "Y", "nomorSkP2k3": "566/P2K3/0099/\(since.year)",
        "tanggalSkP2k3": "\(since)", "jumlahAnggotaP2k3": "6", "smk3Ada": "Y", "smk3Kategori": "AWAL",
        "smk3Nilai": "75", "smk3NomorSertifikat": "SMK3/0099/\(since.year)", "smk3TanggalBerlaku": "\(since)",
      ]
    )
  }

  private static func removeCommittee(_ plan: inout ViolationPlan) {
    if plan.order.workers < 100 { makeRisky(&plan) }
    plan.set("k3", ["p2k3Ada": "T", "nomorSkP2k3": nil, "tanggalSkP2k3": nil, "jumlahAnggotaP2k3": nil])
  }

  /// Industrial relations and safety.
  static let companyViolations: [SampleViolation] = [
    SampleViolation(
      "WL-HI-001",
      id: "tanpa peraturan perusahaan atau PKB",
      en: "neither company rules nor an agreement",
      workers: 10
    ) {
      $0.set(
        "hubunganIndustrial",
        [
          "peraturanPerusahaanAda": "T", "nomorPengesahanPp": nil, "tanggalPengesahanPp": nil, "tanggalAkhirPp": nil,
          "pkbAda": "T", "nomorPendaftaranPkb": nil, "tanggalPkb": nil, "tanggalAkhirPkb": nil,
        ]
      )
    },
    SampleViolation("WL-HI-011", id: "tanpa LKS Bipartit", en: "no bipartite forum", workers: 50) {
      $0.set("hubunganIndustrial", ["lksBipartitAda": "T", "nomorPencatatanLksBipartit": nil])
    },
    SampleViolation(
      "WL-K3-001",
      id: "tanpa P2K3",
      en: "no safety committee",
      to: SampleDates.day(2025, 11, 16),
      removeCommittee
    ),
    SampleViolation(
      "WL-K3-002",
      id: "tanpa P2K3",
      en: "no safety committee",
      from: SampleDates.day(2025, 11, 17),
      removeCommittee
    ),
    SampleViolation("WL-K3-005", id: "tanpa ahli K3", en: "no safety expert") {
      if $0.order.workers < 100 { makeRisky(&$0) }
      $0.set("k3", ["jumlahAhliK3Umum": "0"])
    },
    SampleViolation("WL-K3-006", id: "tanpa SMK3", en: "no safety management system") {
      if $0.order.workers < 100 { makeRisky(&$0) }
      $0.set(
        "k3",
        [
          "smk3Ada": "T", "smk3Kategori": nil, "smk3Nilai": nil, "smk3NomorSertifikat": nil, "smk3TanggalBerlaku": nil,
        ]
      )
    },
    SampleViolation("WL-K3-008", id: "tanpa pemeriksaan kesehatan berkala", en: "no periodic health checks") {
      $0.set("k3", ["pemeriksaanKesehatanBerkala": "T"])
    },
    SampleViolation("WL-K3-009", id: "kecelakaan terlambat dilaporkan", en: "an accident reported late", workers: 20) {
      $0.set("kecelakaanKerja", ["dilaporkanTepatWaktu": "T"])
    },
  ]
}
