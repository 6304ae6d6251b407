import ReportModel

// What the company owns, makes, offers and needs.
extension SampleCompany {
  /// Capital, activities, branch, welfare, training, vacancies.
  var businessSections: [SampleSection] {
    [capital, shareholders, activities, products, branch, welfare, training, apprenticeship, needs]
  }

  /// Above 10 billion of capital a business is large, above 5 billion medium (PP 7/2021); sales fit.
  private var capital: SampleSection {
    let workers = order.workers
    let paid = isLarge ? 20_000_000_000 + workers * 50_000_000 : 7_500_000_000
    return SampleSection(
      "permodalan",
      [
        "statusKepemilikan": "SWASTA", "statusPermodalan": "02", "persentaseAsing": "0",
        "persentaseDalamNegeri": "100", "modalDasar": "\(paid * 4)", "modalDisetor": "\(paid)",
        "skalaUsaha": isLarge ? "04" : "03",
        "nilaiAset": isLarge ? "\(paid * 2)" : "9200000000",
        "omzetTahunan": isLarge ? "\(60_000_000_000 + workers * 200_000_000)" : "31000000000",
        "rencanaPerluasan": "T",
      ]
    )
  }

  private var shareholders: SampleSection {
    SampleSection(
      "pemegangSaham",
      ["namaPemegangSaham", "jenisPemegangSaham", "asalInvestor", "negaraAsal", "persentaseSaham"],
      [
        [person(3).name, "01", "01", "ID", "60"], ["PT Contoh Induk Usaha", "02", "01", "ID", "40"],
      ]
    )
  }

  /// Codes that stand in every edition since 2015.
  private var activities: SampleSection {
    let edition = dates.classification
    return SampleSection(
      "kbli",
      ["kodeKbli", "versiKbli", "utama", "uraianUsaha"],
      [
        ["10710", edition, "Y", "Industri roti dan kue"],
        ["10750", edition, "T", "Industri makanan dan masakan olahan"],
      ]
    )
  }

  private var products: SampleSection {
    SampleSection(
      "produk",
      ["namaProduk", "kapasitasPerTahun", "satuan", "orientasiPasar"],
      [
        ["Roti tawar", "\(order.workers * 12)", "ton", "DOMESTIK"],
        ["Kue kering", "\(order.workers * 3)", "ton", "CAMPURAN"],
      ]
    )
  }

  private var branch: SampleSection {
    SampleSection(
      "cabang",
      [
        "kodeCabang", "namaCabang", "nitkuCabang", "alamat", "kodeKabupatenKota", "kodeKbli", "jumlahTenagaKerjaL",
        "jumlahTenagaKerjaP", "statusOperasi",
      ],
      [
        [
          "CAB-01", "\(name) Cabang Pasar", dates.knowsLongTaxNumber ? shownTaxNumber + "000001" : nil,
          "Jalan Contoh Pasar No. 5, \(place.name)", place.code, "10710", "4", "3", "AKTIF",
        ]
      ]
    )
  }

  private var welfare: SampleSection {
    let offered = [
      ("P3K", "Y"), ("POLIKLINIK", isLarge ? "Y" : "T"), ("KOPERASI_KARYAWAN", "Y"), ("TPA", "T"), ("KANTIN", "Y"),
      ("SARANA_IBADAH", "Y"), ("RUANG_LAKTASI", "Y"), ("ANGKUTAN", "Y"), ("PAKAIAN_KERJA", "Y"),
    ]
    return SampleSection("kesejahteraan", ["fasilitas", "tersedia"], offered.map { [$0.0, $0.1] })
  }

  private var training: SampleSection {
    let trained = max(1, order.workers / 10)
    return SampleSection(
      "pelatihan",
      ["namaPelatihan", "bidang", "penyelenggara", "jumlahPesertaL", "jumlahPesertaP", "lamaJam", "tersertifikasi"],
      [
        ["Keamanan pangan", "TEKNIS", "INTERNAL", "\(trained - trained / 2)", "\(trained / 2)", "16", "T"],
        ["Petugas P3K", "K3", "LPK_SWASTA", "\(firstAiders)", "0", "24", "Y"],
      ]
    )
  }

  private var apprenticeship: SampleSection {
    let heads = trainees
    let has = heads.total > 0
    return SampleSection(
      "pemagangan",
      [
        "unitPelatihanAda": has ? "Y" : "T", "programMagangAda": has ? "Y" : "T",
        "kebutuhanMagang": has ? "Operator pengolahan roti" : nil,
        "jumlahPesertaMagangL": "\(heads.male)", "jumlahPesertaMagangP": "\(heads.female)",
        "standarKompetensi": has ? "SKKNI" : nil, "skemaSertifikasi": has ? "OKUPASI" : nil,
        "uangSakuBulanan": has ? "\(WorkerMaker.rounded(minimumWage * 3 / 4, to: 1_000))" : nil,
      ]
    )
  }

  private var needs: SampleSection {
    let wanted = vacancies
    let pay = WorkerMaker.rounded(minimumWage * 105 / 100, to: 1_000)
    return SampleSection(
      "kebutuhan",
      [
        "namaJabatan", "kodeJabatan", "pendidikan", "kualifikasi", "jumlahL", "jumlahP", "statusHubungan",
        "perkiraanTanggal", "terbukaDisabilitas", "upahDitawarkan", "masaBerlakuLowongan", "nomorLowonganKarirhub",
      ],
      [
        [
          "Operator Mesin Pengolahan", "8160", "SMK", "Mampu bekerja dalam tim", "\(wanted.male)", "\(wanted.female)",
          "PKWT_JANGKA_WAKTU", "\(dates.reference.shifted(days: 60))", "Y", "\(pay)",
          "\(dates.reference.shifted(days: 75))", "KH-\(dates.reference.year)-0099001",
        ]
      ]
    )
  }
}
