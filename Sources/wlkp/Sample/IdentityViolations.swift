import ReportModel

extension SampleViolation {
  /// The digits of a NIK with one part replaced.
  private static func nik(_ facts: WorkerFacts, _ range: Range<Int>, _ digits: String) -> [WorkerColumn: String] {
    var text = Array(String(facts.nik))
    text.replaceSubrange(range, with: Array(digits))
    return [.nik: String(text)]
  }

  private static func domestic(_ facts: WorkerFacts) -> Bool { !facts.isForeign }

  /// The taxpayer number with a wrong check digit.
  private static func wrongTaxNumber(_ section: SampleSection, length: Int) -> String {
    let digits = Array((section["npwp"] ?? nil) ?? "").suffix(15)
    guard digits.count == 15, let check = digits.dropFirst(8).first?.wholeNumberValue else { return "0" }
    let number = String(digits.prefix(8)) + String((check + 3) % 10) + String(digits.suffix(6))
    return String(repeating: "0", count: length - 15) + number
  }

  /// Numbers and codes of workers and of the company.
  static let identityViolations: [SampleViolation] = workerIdentity + taxIdentity + placeIdentity

  private static let workerIdentity: [SampleViolation] = [
    SampleViolation("WL-ID-001", id: "NIK 14 angka", en: "a NIK of 14 digits") { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { [.nik: String(String($0.nik).prefix(14))] }
    },
    SampleViolation("WL-ID-002", id: "NIK dengan bulan 13", en: "a NIK with month 13") { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { nik($0, 8..<10, "13") }
    },
    SampleViolation(
      "WL-ID-003",
      id: "tanggal lahir berbeda dari NIK",
      en: "another birth date than the NIK's"
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { facts in
        let day = facts.birth.components.day
        let other = (day < 28 ? day + 1 : day - 1) + (facts.isFemale ? 40 : 0)
        return nik(facts, 6..<8, other < 10 ? "0\(other)" : "\(other)")
      }
    },
    SampleViolation(
      "WL-ID-004",
      id: "jenis kelamin berbeda dari NIK",
      en: "another sex than the NIK's"
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { facts in
        let other = facts.birth.components.day + (facts.isFemale ? 0 : 40)
        return nik(facts, 6..<8, other < 10 ? "0\(other)" : "\(other)")
      }
    },
    SampleViolation(
      "WL-ID-005",
      id: "NIK dengan kode wilayah 9999",
      en: "a NIK with region 9999"
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { nik($0, 0..<6, "999901") }
    },
    SampleViolation("WL-ID-006", id: "NIK berakhiran 0000", en: "a NIK that ends in 0000") { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { nik($0, 12..<16, "0000") }
    },
    SampleViolation(
      "WL-ID-007",
      id: "satu NIK untuk dua pekerja",
      en: "one NIK for two workers",
      workers: 2
    ) { plan throws(SampleFault) in
      let first = try plan.place(where: domestic)
      try plan.changeWorker(where: { !$0.isForeign && $0.index != first }) { facts, maker in
        let (index, name) = (facts.index, (facts.given, facts.second, facts.third))
        let (sex, isDisabled) = (facts.isFemale, facts.isDisabled)
        facts = maker.soundFacts(at: first)
        facts.index = index
        (facts.given, facts.second, facts.third) = sex == facts.isFemale ? name : ((name.0 + 7) % 64, name.1, name.2)
        facts.isDisabled = isDisabled
      }
    },
    SampleViolation("WL-ID-009", id: "NIK kosong", en: "no NIK") { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { _ in [.nik: ""] }
    },
    SampleViolation(
      "WL-ID-024",
      id: "pekerja asing tanpa paspor",
      en: "a foreigner without a passport",
      workers: 20
    ) { plan throws(SampleFault) in
      try plan.writeWorker(where: \.isForeign) { _ in [.nomorPaspor: ""] }
    },
    SampleViolation("WL-ID-025", id: "KPJ 9 angka", en: "a KPJ of 9 digits") { plan throws(SampleFault) in
      try plan.writeWorker(where: domestic) { _ in [.nomorKpj: "990000001"] }
    },
  ]

  private static let taxIdentity: [SampleViolation] = [
    SampleViolation("WL-ID-010", id: "NPWP 12 angka", en: "an NPWP of 12 digits") {
      $0.change("identitasPerusahaan") { section in
        section["npwp"] = section["npwp"].flatMap { $0 }.map { String($0.prefix(12)) }
        section["nitku"] = nil
      }
    },
    SampleViolation("WL-ID-011", id: "angka pengaman NPWP 15 angka salah", en: "a wrong check digit, 15-digit NPWP") {
      $0.change("identitasPerusahaan") { section in
        section["npwp"] = wrongTaxNumber(section, length: 15)
        section["nitku"] = nil
      }
    },
    SampleViolation(
      "WL-ID-012",
      id: "angka pengaman NPWP 16 angka salah",
      en: "a wrong check digit, 16-digit NPWP",
      from: SampleDates.day(2024, 7, 1)
    ) {
      $0.change("identitasPerusahaan") { section in
        section["npwp"] = wrongTaxNumber(section, length: 16)
        section["nitku"] = nil
      }
    },
    SampleViolation(
      "WL-ID-013",
      id: "NPWP masih 15 angka",
      en: "still an NPWP of 15 digits",
      from: SampleDates.day(2025, 1, 1)
    ) {
      $0.change("identitasPerusahaan") { section in
        section["npwp"] = section["npwp"].flatMap { $0 }.map { String($0.suffix(15)) }
        section["nitku"] = nil
      }
    },
    SampleViolation("WL-ID-015", id: "NIB 11 angka", en: "a NIB of 11 digits", from: SampleDates.day(2018, 6, 21)) {
      $0.change("identitasPerusahaan") { section in
        section["nib"] = section["nib"].flatMap { $0 }.map { String($0.prefix(11)) }
      }
    },
    SampleViolation("WL-ID-016", id: "NIB kosong", en: "no NIB", from: SampleDates.day(2018, 6, 21)) {
      $0.set("identitasPerusahaan", ["nib": "", "tanggalNib": nil])
    },
    SampleViolation("WL-ID-027", id: "NPWP kosong", en: "no NPWP") {
      $0.set("identitasPerusahaan", ["npwp": "", "nitku": nil])
    },
    SampleViolation("WL-ID-029", id: "NITKU 20 angka", en: "a NITKU of 20 digits", from: SampleDates.day(2024, 7, 1)) {
      $0.change("identitasPerusahaan") { section in
        section["nitku"] = section["nitku"].flatMap { $0 }.map { String($0.prefix(20)) }
      }
    },
  ]

  private static let placeIdentity: [SampleViolation] = [
    SampleViolation("WL-ID-017", id: "kode KBLI yang tidak pernah ada", en: "a KBLI code that never existed") {
      $0.change("kbli") { $0["kodeKbli", row: 1] = "00001" }
    },
    SampleViolation("WL-ID-020", id: "kode pos 6 angka", en: "a postal code of 6 digits") {
      $0.change("identitasPerusahaan") { section in
        section["kodePos"] = section["kodePos"].flatMap { $0 }.map { $0 + "1" }
      }
    },
    SampleViolation("WL-ID-021", id: "kode pos provinsi lain", en: "another province's postal code") {
      $0.change("identitasPerusahaan") { section in
        section["kodePos"] = section["kodePos"].flatMap { $0 }?.first == "9" ? "10110" : "90111"
      }
    },
    SampleViolation("WL-ID-022", id: "kode wilayah yang tidak ada", en: "a region code that does not exist") {
      $0.set("kepala", ["kodeWilayah": "9999"])
    },
    SampleViolation("WL-ID-023", id: "nomor telepon tidak lengkap", en: "an incomplete telephone number") {
      $0.set("identitasPerusahaan", ["telepon": "55501"])
    },
    SampleViolation("WL-ID-028", id: "kelurahan di luar kecamatan", en: "a village outside its district") {
      $0.change("identitasPerusahaan") { section in
        section["kodeKelurahan"] = section["kodeKecamatan"].flatMap { $0 }.map { "\($0.prefix(4))991001" }
      }
    },
  ]
}
