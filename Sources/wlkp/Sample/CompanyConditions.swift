import ReportModel

// Pay, hours, social security and industrial relations.
extension SampleCompany {
  /// The sections on working conditions.
  func conditionSections(_ counts: WorkforceCounts) -> [SampleSection] {
    [pay(counts), hours(counts), insurance(counts), relations(counts)] + unions(counts)
  }

  private func pay(_ counts: WorkforceCounts) -> SampleSection {
    SampleSection(
      "pengupahan",
      [
        "sistemUpah": "SATUAN_WAKTU", "jumlahUpahSebulan": "\(counts.payroll)",
        "upahTertinggi": "\(counts.highestPay)", "upahTerendah": "\(counts.lowestPay)",
        "jenisUpahMinimum": place.wageKind, "kodeWilayahUpahMinimum": place.wageRegion,
        "nilaiUpahMinimum": "\(minimumWage)", "jumlahPenerimaUpahMinimumL": "\(counts.atMinimum.male)",
        "jumlahPenerimaUpahMinimumP": "\(counts.atMinimum.female)",
        "jumlahDiBawahUpahMinimum": "\(counts.belowMinimum)", "strukturSkalaUpahAda": "Y",
        "tanggalStrukturSkalaUpah": "\(dates.reference.shifted(months: -11))", "jumlahGolonganUpah": "9",
        "tunjanganTetapAda": "Y", "besaranThr": "SATU_BULAN", "tanggalBayarThr": "\(dates.holidayPay)",
        "bonusAda": "T", "upahLemburDibayar": "Y", "tanggalPembayaranUpah": "25", "caraPembayaran": "TRANSFER",
      ]
    )
  }

  /// Offices work five days of eight hours; the bakery six days in shifts, five of seven hours and a short one.
  private func hours(_ counts: WorkforceCounts) -> SampleSection {
    let office = counts.officeWorkers
    let bakers = counts.all.total.total - office
    let overtime: [String?] = ["Y", "2", "8"]
    let rest: [String?] = ["60", "12"]
    let day: [String?] = ["H8_M40", "8", "5", "40", "\(office)", "T", nil, "T", nil] + overtime + rest
    let shift: [String?] = ["H7_M40", "7", "6", "40", "\(bakers)", "Y", "2", "Y", "Y"] + overtime + rest
    return SampleSection(
      "waktuKerja",
      [
        "polaWaktuKerja", "jamPerHari", "hariPerMinggu", "jamPerMinggu", "jumlahPekerja", "kerjaShift", "jumlahShift",
        "kerjaMalamPerempuan", "fasilitasAntarJemput", "lemburAda", "maksLemburPerHari", "maksLemburPerMinggu",
        "istirahatMenit", "cutiTahunan",
      ],
      (office > 0 ? [day] : []) + (bakers > 0 ? [shift] : [])
    )
  }

  private func insurance(_ counts: WorkforceCounts) -> SampleSection {
    let insured = counts.byProgram[0].total
    let health = counts.byProgram[5].total
    return SampleSection(
      "jaminanSosial",
      [
        "nppBpjsTk": "99" + businessNumber.suffix(6), "terdaftarBpjsTk": "Y",
        "tanggalPesertaBpjsTk": "\(dates.founded.shifted(months: 2))", "jumlahPesertaBpjsTk": "\(insured)",
        "jumlahKeluargaPeserta": "\(insured * 2)", "kodeBadanUsahaBpjsKes": "990" + businessNumber.suffix(5),
        "terdaftarBpjsKes": "Y", "jumlahPesertaBpjsKes": "\(health)", "jumlahTanggunganBpjsKes": "\(health * 2)",
        "asuransiTambahan": "T", "jshkAda": "T", "danaPensiunAda": "T",
      ]
    )
  }

  private func relations(_ counts: WorkforceCounts) -> SampleSection {
    let contracts = SampleStatus.allCases.filter(\.isContract).reduce(0) {
      $0 + counts.byStatus[$1.rawValue].total.total
    }
    let (start, end) = (dates.reference.shifted(months: -10), dates.reference.shifted(months: 14).shifted(days: -1))
    let year = start.year
    func when<Value>(_ condition: Bool, _ value: Value) -> Value? { condition ? value : nil }
    return SampleSection(
      "hubunganIndustrial",
      [
        "perjanjianKerjaTertulis": "Y", "jumlahPkwtTercatat": "\(contracts)",
        "peraturanPerusahaanAda": hasAgreement ? "T" : "Y",
        "nomorPengesahanPp": when(!hasAgreement, "560/PP/0099/\(year)"),
        "tanggalPengesahanPp": when(!hasAgreement, "\(start)"), "tanggalAkhirPp": when(!hasAgreement, "\(end)"),
        "pkbAda": hasAgreement ? "Y" : "T", "nomorPendaftaranPkb": when(hasAgreement, "560/PKB/0099/\(year)"),
        "tanggalPkb": when(hasAgreement, "\(start)"), "tanggalAkhirPkb": when(hasAgreement, "\(end)"),
        "lksBipartitAda": hasForum ? "Y" : "T",
        "nomorPencatatanLksBipartit": when(hasForum, "560/LKSB/0099/\(year)"),
        "serikatPekerjaAda": isMedium ? "Y" : "T", "koperasiKaryawanAda": "Y", "perselisihanSetahun": "0",
        "mogokSetahun": "0", "saranaKeluhKesah": "Y",
      ]
    )
  }

  /// One union with seven workers in ten: more than half, so that it may bargain alone.
  private func unions(_ counts: WorkforceCounts) -> [SampleSection] {
    guard isMedium else { return [] }
    let heads = counts.all.domestic
    let founded = dates.reference.shifted(months: -80)
    return [
      SampleSection(
        "serikatPekerja",
        [
          "namaSerikat", "bentuk", "nomorPencatatan", "tanggalPencatatan", "jumlahAnggotaL", "jumlahAnggotaP",
        ],
        [
          [
            "Serikat Pekerja \(name.dropFirst(3))", "SPTP", "251/SP/0099/\(founded.year)", "\(founded)",
            "\((heads.male * 7 + 9) / 10)", "\((heads.female * 7 + 9) / 10)",
          ]
        ]
      )
    ]
  }
}
