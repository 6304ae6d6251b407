import ReportModel

// Safety and health at work.
extension SampleCompany {
  /// The sections on safety and health.
  var safetySections: [SampleSection] { [safety, equipment] + accidents }

  private var safety: SampleSection {
    let since = dates.reference.shifted(months: -18)
    func large(_ value: String) -> String? { isLarge ? value : nil }
    return SampleSection(
      "k3",
      [
        "p2k3Ada": isLarge ? "Y" : "T", "nomorSkP2k3": large("566/P2K3/0099/\(since.year)"),
        "tanggalSkP2k3": large("\(since)"), "jumlahAnggotaP2k3": large("10"), "smk3Ada": isLarge ? "Y" : "T",
        "smk3Kategori": large("LANJUTAN"), "smk3Nilai": large("88"),
        "smk3NomorSertifikat": large("SMK3/0099/\(since.year)"), "smk3TanggalBerlaku": large("\(since)"),
        "tingkatRisiko": "MENENGAH", "jumlahAhliK3Umum": isLarge ? "\(1 + order.workers / 1_000)" : "1",
        "jumlahAhliK3Spesialis": "0", "jumlahDokterPerusahaan": isLarge ? "1" : "0",
        "jumlahParamedis": isLarge ? "\(1 + order.workers / 500)" : "0", "jumlahPetugasP3k": "\(firstAiders)",
        "jumlahPetugasKebakaran": "\(firstAiders)", "poliklinikAda": isLarge ? "Y" : "T", "kotakP3kAda": "Y",
        "apdDisediakan": "Y", "pemeriksaanKesehatanBerkala": "Y",
        "aktePengawasanNomor": "AP-\(place.code)-0099", "gayaGerak": "Listrik PLN 345 kVA",
        "dokumenLingkungan": "UKL_UPL", "limbah": "PADAT|CAIR", "instalasiPengolahLimbah": "Y",
      ]
    )
  }

  private var equipment: SampleSection {
    let checked = dates.reference.shifted(months: -5)
    func row(_ kind: String, _ count: Int, _ capacity: String, _ operators: Int) -> [String?] {
      [
        kind, "\(count)", capacity, "566/\(kind.prefix(3))/0099/\(checked.year)", "\(checked)",
        "\(checked.shifted(months: 12))", "PT Contoh Jasa Inspeksi", "\(operators)",
      ]
    }
    return SampleSection(
      "objekK3",
      [
        "jenisObjek", "jumlah", "kapasitas", "nomorSuketTerakhir", "tanggalRiksaUjiTerakhir", "masaBerlakuSampai",
        "pjk3Pemeriksa", "jumlahOperatorBerlisensi",
      ],
      [
        row("INSTALASI_LISTRIK", 1, "345 kVA", 1), row("BEJANA_TEKAN", 2, "500 liter", 1),
        row("PENYALUR_PETIR", 1, "1 unit", 0),
      ]
    )
  }

  /// One slight accident, reported in time.
  private var accidents: [SampleSection] {
    guard isMedium else { return [] }
    return [
      SampleSection(
        "kecelakaanKerja",
        ["jenisKejadian", "akibat", "jumlahKorbanL", "jumlahKorbanP", "hariHilang", "dilaporkanTepatWaktu"],
        [["KECELAKAAN_KERJA", "LUKA_RINGAN", "1", "0", "2", "Y"]]
      )
    ]
  }
}
