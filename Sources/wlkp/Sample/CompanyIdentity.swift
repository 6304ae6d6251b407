import ReportModel

// Who reports, and who signs.
extension SampleCompany {
  /// The sections that name the report, the company and its people.
  var identitySections: [SampleSection] { [header, identity] + people + [declaration] }

  private var header: SampleSection {
    let manager = person(1)
    let year = dates.reference.year
    return SampleSection(
      "kepala",
      [
        "versiSkema": "1.0", "jenisLaporan": "TAHUNAN", "jenisPenyampaian": "PERPANJANGAN",
        "nomorLaporanSebelumnya": "WLKP/\(place.code)/\(year - 1)/000123", "periodeTahun": "\(year)",
        "laporanKe": "\(max(2, year - 2_010))", "tanggalKeadaan": "\(dates.reference)",
        "tanggalLapor": "\(dates.filed)", "kodeWilayah": place.code,
        "nomorWlkp": "\(place.postalCode).20191114.0001", "kodeUnit": "PUSAT", "pengelolaNik": manager.nik,
        "pengelolaNama": manager.name, "pengelolaJabatan": "Kepala Bagian Personalia",
        "pengelolaEmail": "personalia@\(domain)", "pengelolaTelepon": telephone,
      ]
    )
  }

  private var identity: SampleSection {
    let hasNIB = dates.knowsNIB
    let nibDay = min(dates.reference, SampleDates.day(2019, 2, 11))
    let founded = dates.founded
    return SampleSection(
      "identitasPerusahaan",
      [
        "namaPerusahaan": name, "namaDagang": "Roti \(name.dropFirst(10))", "bentukBadanUsaha": "01",
        "statusBadanHukum": "01", "jenisPelakuUsaha": "01", "statusKantor": "PUSAT", "jumlahCabang": "1",
        "nib": hasNIB ? businessNumber : nil, "tanggalNib": hasNIB ? "\(nibDay)" : nil, "npwp": shownTaxNumber,
        "nitku": dates.knowsLongTaxNumber ? shownTaxNumber + "000000" : nil,
        "nomorSiup": hasNIB ? nil : "503/0099/SIUP/\(founded.year)",
        "nomorTdp": hasNIB ? nil : "101115299\(founded.year)", "jalan": "Jalan Contoh Raya No. 12, Blok C",
        "rtRw": "003/007", "kodeKelurahan": place.village, "kodeKecamatan": place.district,
        "kodeKabupatenKota": place.code, "kodeProvinsi": place.province, "kodePos": place.postalCode,
        "telepon": telephone, "email": "info@\(domain)", "situsWeb": "https://www.\(domain)",
        "tanggalPendirian": "\(founded)", "nomorAktaPendirian": "12",
        "tanggalAktaPendirian": "\(founded)", "nomorPengesahan": "C2-0099.HT.01.01.TH.\(founded.year)",
        "tanggalPengesahan": "\(founded.shifted(days: 75))", "namaNotaris": person(2).name, "pernahPindah": "T",
        "keanggotaanApindo": "Y", "nomorAnggotaApindo": "APINDO-\(place.code)-0099", "keanggotaanKadin": "T",
      ]
    )
  }

  private var people: [SampleSection] {
    let fields = [
      "nama", "jabatan", "alamat", "jenisIdentitas", "nomorIdentitas", "kewarganegaraan", "telepon", "email",
    ]
    func row(_ number: Int, _ post: String, _ mailbox: String) -> [String?] {
      let one = person(number)
      return [
        one.name, post, "Jalan Contoh Indah No. \(number), \(place.name)", "01", one.nik, "ID", telephone,
        "\(mailbox)@\(domain)",
      ]
    }
    return [
      SampleSection("pemilik", fields, [row(3, "Pemegang Saham", "pemilik")]),
      SampleSection("pengurus", fields, [row(4, "Direktur Utama", "direksi"), row(5, "Komisaris", "komisaris")]),
      SampleSection("penanggungJawab", fields, [row(4, "Direktur Utama", "direksi")]),
    ]
  }

  private var declaration: SampleSection {
    let signer = person(4)
    return SampleSection(
      "pernyataan",
      [
        "pernyataanBenar": "Y", "tempat": place.name, "tanggalPernyataan": "\(dates.filed)",
        "namaPenandatangan": signer.name, "jabatanPenandatangan": "Direktur Utama", "nikPenandatangan": signer.nik,
        "namaWakilPekerja": person(6).name,
      ]
    )
  }
}
