import AuditLog
@_spi(Assessor) import ReportModel

/// Reports of some 14 KB as companies send them, with their assessments: numbers and names that compress as such files
/// do, and ten findings each.
enum MadeUpReports {
  static let document = Array(
    String(repeating: #"{"rule":"WL-UPAH-001","row":17,"message":"Upah di bawah minimum"},"#, count: 60).utf8
  )

  static func bytes(_ serial: Int) -> [UInt8] {
    var text = "[kepala]\r\n1.0;TAHUNAN;PERPANJANGAN;2025;2025-11-30;2025-12-12;3273;PUSAT\r\n[tenaga_kerja]\r\n"
    var state = UInt64(truncatingIfNeeded: serial) &* 0x9E37_79B9_7F4A_7C15 | 1
    for row in 1...110 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let digits = String(state % 10_000_000_000)
      text += "\(row);PUSAT;Pekerja \(digits.prefix(4)) Contoh;ID;327301\(digits)9901;P;1990-01-\(row % 28 + 1);"
      text += "PKWTT;2015-06-01;;SMA;5132;\(3_500_000 + Int(state % 4_000_000));0;Y;Y;Y;Y;BULANAN;40;WNI;L;5\r\n"
    }
    return Array(text.utf8)
  }

  static func assessment(_ serial: Int, _ bytes: [UInt8]) -> Assessment? {
    guard let hash = ContentHash(hex: Digest.sha256(of: bytes).hex) else { return nil }
    var header = ReportHeader()
    (header.companyName, header.nib, header.unit) = ("PT Contoh \(serial)", "\(9_120_000_000_000 + serial)", "PUSAT")
    (header.kind, header.period, header.region, header.filing) = ("TAHUNAN", 2025, "3273", "BARU")
    return Assessment(
      file: FileIdentity(name: "f.csv", bytes: Int64(bytes.count), hash: hash, syntax: FileSyntax(kind: .csv)),
      verdict: .acceptedWithFindings,
      header: header,
      rows: [],
      findings: (0..<10).map(finding),
      notAssessed: [],
      rulesAsked: 200,
      dates: AssessmentDates(received: CivilDate(dayNumber: 20_000), reference: nil),
      instruments: Instruments(
        form: .init(version: "1.0", hash: hash),
        pack: .init(version: "1", hash: hash),
        tables: hash,
        engine: "0",
        verifiedUntil: nil
      )
    )
  }

  private static func finding(_ number: Int) -> Finding {
    Finding(
      rule: "WL-X-\(number)",
      grade: .compliance(.warning),
      severity: .warning,
      title: Bilingual(id: "Judul", en: "Title"),
      count: 1,
      places: [],
      law: []
    )
  }
}
