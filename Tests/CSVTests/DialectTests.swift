import CSV
import Testing

/// A sample and what is to be found out about it.
struct Sample: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let dialect: CSVDialect
  let confidence: DialectDetection.Confidence
  var isWholeFile = true

  init(_ text: String, _ dialect: CSVDialect, _ confidence: DialectDetection.Confidence) {
    bytes = Array(text.utf8)
    self.dialect = dialect
    self.confidence = confidence
  }

  init(_ bytes: [UInt8], _ dialect: CSVDialect, _ confidence: DialectDetection.Confidence) {
    self.bytes = bytes
    self.dialect = dialect
    self.confidence = confidence
  }

  var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }

  /// A report as Excel writes it with Indonesian settings.
  static let indonesianExcel =
    "\u{FEFF}[kepala];;;\r\nversi_skema;jenis_laporan;periode_tahun;tanggal_lapor\r\n1.0;TAHUNAN;2025;12/12/2025\r\n"
    + "[tenaga_kerja];;;\r\nnomor_urut;nama_lengkap;upah;\r\n1;\"Siti; Rahma\";5.250.000,50;\r\n2;Budi, S.E.;4.900.000,00;\r\n"

  static func utf16(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  static func dialect(
    _ delimiter: CSVDelimiter,
    _ ending: CSVLineEnding?,
    _ encoding: CSVEncoding = .utf8,
    mark: Bool = false,
    separatorLine: Bool = false
  ) -> CSVDialect {
    CSVDialect(
      delimiter: delimiter,
      encoding: encoding,
      lineEnding: ending,
      hasByteOrderMark: mark,
      hasSeparatorLine: separatorLine
    )
  }

  static let all: [Sample] = [
    .init(indonesianExcel, dialect(.semicolon, .crlf, mark: true), .certain),
    .init(
      "[kepala]\nversi,jenis,tahun\n1.0,TAHUNAN,2025\n[kbli]\nkode,utama\n62010,Y\n",
      dialect(.comma, .lf),
      .certain
    ),
    .init("[kepala]\nversi;jenis\n1.0;TAHUNAN\n", dialect(.semicolon, .lf), .certain),
    .init("a\tb\tc\n1\t2,5\t3\n4\t5,5\t6\n", dialect(.tab, .lf), .certain),
    .init("a;b\r1;2\r", dialect(.semicolon, .cr), .certain),
    .init("sep=;\r\na;b\r\n1,5;2\r\n", dialect(.semicolon, .crlf, separatorLine: true), .declared),
    .init("\u{FEFF}SEP=,\na,b\n", dialect(.comma, .lf, mark: true, separatorLine: true), .declared),
    .init("sep=\t\na\tb\n", dialect(.tab, .lf, separatorLine: true), .declared),
    .init("nama\nSiti\nBudi\n", dialect(.comma, .lf), .assumed),
    .init("", dialect(.comma, nil), .assumed),
    .init(
      "no;nama;alamat\n1;Siti;Jl. A, No 1, Bandung\n2;Budi;Jl. B, No 2, Bogor\n",
      dialect(.semicolon, .lf),
      .certain
    ),
    .init("no,nama\n1,\"a;b\"\n2,\"c;d\"\n", dialect(.comma, .lf), .certain),
    .init("a;b;c\n1;2;3\n1;2\n4;5;6\n", dialect(.semicolon, .lf), .likely),
    .init("[kepala]\nversi\n1.0\n[pemilik]\nnama;alamat\n\"Siti\nRahma\";X\n", dialect(.semicolon, .lf), .certain),
    .init(Array("a;b\n1;Ren".utf8) + [0xE9, 0x0A], dialect(.semicolon, .lf, .windows1252), .certain),
    .init(
      Array("a;b\n".utf8) + Array("é;ü\nñ;ö\n".utf8) + [0x31, 0x3B, 0xFF, 0x0A],
      dialect(.semicolon, .lf),
      .certain
    ),
    .init(
      [0xFF, 0xFE] + utf16("a\tb\r\n1\té\r\n"),
      dialect(.tab, .crlf, .utf16LittleEndian, mark: true),
      .certain
    ),
    .init([0xFE, 0xFF, 0, 0x61, 0, 0x3B, 0, 0x62], dialect(.semicolon, nil, .utf16BigEndian, mark: true), .certain),
    .init(
      [0xFF, 0xFE] + utf16("sep=;\na;b\n"),
      dialect(.semicolon, .lf, .utf16LittleEndian, mark: true, separatorLine: true),
      .declared
    ),
  ]
}

@Suite("The dialect is found from a sample")
struct DialectTests {
  @Test("Delimiter, encoding, line end, byte order mark and separator line", arguments: Sample.all)
  func detect(_ sample: Sample) {
    let found = sample.bytes.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: true) }
    #expect(found.dialect == sample.dialect)
    #expect(found.confidence == sample.confidence)
  }

  @Test("A sample cut anywhere after the first rows gives the same dialect")
  func cutAnywhere() {
    let file = Array((Sample.indonesianExcel + String(repeating: "3;Écriture;1,5;\r\n", count: 5)).utf8)
    for count in 120...file.count {
      let found = file.prefix(count).withUnsafeBytes { DialectDetector.detect($0, isWholeFile: false) }
      #expect(found.dialect == Sample.all[0].dialect, "cut after \(count) bytes")
    }
  }

  @Test("What is detected reads as meant")
  func readsAsMeant() {
    let file = Array(Sample.indonesianExcel.utf8)
    let dialect = file.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: true).dialect }
    let reading = Reading(file, dialect)
    #expect(reading.error == nil)
    #expect(reading.fields[0] == ["[kepala]", "", "", ""])
    #expect(reading.fields[5] == ["1", "Siti; Rahma", "5.250.000,50", ""])
  }

  @Test("Binary junk is survived")
  func junk() {
    var random = SplitMix(state: 1)
    for _ in 0..<200 {
      let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
      let found = bytes.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: true) }
      let whole = Reading(bytes, found.dialect)
      #expect(Reading(bytes, found.dialect, chunk: 3) == whole)
    }
  }

  @Test(
    "Transcoded files read as their text",
    arguments: [CSVEncoding.windows1252, .utf16LittleEndian, .utf16BigEndian]
  )
  func transcoded(encoding: CSVEncoding) {
    let text = "nama;gaji\r\n\"Ren\u{E9}e \u{20AC}\";\u{201C}1\u{201D}\r\n"
    let file: [UInt8] =
      switch encoding {
      case .utf16LittleEndian: [0xFF, 0xFE] + Sample.utf16(text)
      case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      default:
        text.unicodeScalars.map { scalar in
          [0x20AC: 0x80, 0x201C: 0x93, 0x201D: 0x94][scalar.value] ?? UInt8(scalar.value)
        }
      }
    for chunk in [1, 3, 100] {
      let reading = Reading(file, CSVDialect(delimiter: .semicolon, encoding: encoding), chunk: chunk)
      #expect(reading.error == nil)
      #expect(reading.fields == [["nama", "gaji"], ["Renée €", "“1”"]])
      #expect(reading.rows.map(\.line) == [1, 2])
    }
  }
}
