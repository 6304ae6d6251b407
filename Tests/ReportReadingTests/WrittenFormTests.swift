import ReportModel
import ReportReading
import Testing

/// One way of writing the sample report, and what must be said of it.
struct Writing: Sendable, CustomTestStringConvertible {
  var delimiter: Character
  var ending: String
  var encoding: String
  var hasMark = false
  var separatorLine = false

  var testDescription: String {
    "\(encoding)\(hasMark ? " with mark" : "") \(delimiter == "\t" ? "tab" : String(delimiter)) \(ending.utf8.count)"
  }

  static let all: [Writing] = [",", ";", "\t"].flatMap { delimiter in
    ["\n", "\r\n", "\r"].flatMap { ending in
      [
        Writing(delimiter: delimiter, ending: ending, encoding: "UTF-8"),
        Writing(delimiter: delimiter, ending: ending, encoding: "UTF-8", hasMark: true),
        Writing(delimiter: delimiter, ending: ending, encoding: "UTF-16LE", hasMark: true),
        Writing(delimiter: delimiter, ending: ending, encoding: "UTF-16BE", hasMark: true),
        Writing(delimiter: delimiter, ending: ending, encoding: "windows-1252"),
        Writing(delimiter: delimiter, ending: ending, encoding: "UTF-8", separatorLine: true),
      ]
    }
  }

  /// The report in this way of writing. Its company has a letter beyond ASCII.
  var bytes: [UInt8] {
    var text = SampleCSV.report().replacing("PT Contoh Sejahtera", "PT Café Sejahtera")
    text = String(text.map { $0 == "," ? delimiter : $0 })
    if separatorLine { text = "sep=\(delimiter)\n" + text }
    text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending)
    switch encoding {
    case "UTF-16LE": return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "UTF-16BE": return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case "windows-1252": return text.unicodeScalars.map { UInt8($0.value) }
    default: return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    }
  }
}

@Suite("How a file is written is found out and said")
struct WrittenFormTests {
  @Test("Every encoding, delimiter and line end gives the same records", arguments: Writing.all)
  func writing(_ writing: Writing) {
    let (sink, summary) = reading(writing.bytes)
    #expect(summary.isUsable)
    #expect(summary.syntax.encoding == writing.encoding)
    #expect(summary.syntax.delimiter == String(writing.delimiter))
    #expect(summary.syntax.lineEnding == ["\n": "lf", "\r\n": "crlf", "\r": "cr"][writing.ending])
    #expect(summary.syntax.hasByteOrderMark == writing.hasMark)
    #expect(summary.syntax.hasSeparatorLine == writing.separatorLine)
    #expect(summary.syntax.dateForm == "yyyy-mm-dd")
    #expect(sink.cell("identitasPerusahaan", "namaPerusahaan") == "PT Café Sejahtera")
    #expect(sink.rows("tenagaKerja").count == 1)
    #expect(sink.graveRules.isEmpty)
  }

  @Test(
    "How numbers are written is said",
    arguments: [("4.250.000", "1.234,5"), ("4,250,000", "1,234.5"), ("4250000", nil)] as [(String, String?)]
  )
  func numbers(_ text: String, _ form: String?) {
    #expect(reading(SampleCSV.with("upah_sebulan", text)).1.syntax.numberForm == form)
  }

  @Test(
    "How dates are written is said",
    arguments: [
      ("01/02/1990", "dd/mm/yyyy"), ("1-2-1990", "dd-mm-yyyy"), ("1 Januari 1990", "dd mmm yyyy"),
      ("32874", "serial"), ("01.02.1990 00:00", "dd.mm.yyyy"),
    ]
  )
  func dates(_ text: String, _ form: String) {
    let said = reading(SampleCSV.with("tanggal_lahir", text)).1.syntax.dateForm ?? ""
    #expect(said.split(separator: ", ").contains { $0 == form }, "\(said)")
  }

  @Test("XML says its mark and line ends, too")
  func xml() {
    let syntax = reading([0xEF, 0xBB, 0xBF] + Array(SampleXML.report().utf8)).1.syntax
    #expect(syntax.hasByteOrderMark)
    #expect(syntax.lineEnding == "lf")
  }
}

/// A list of workers in which a quote is wrong in the fifth row, and what follows it.
struct OpenQuote: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let name: String
  var later: [Int: String] = [:]

  var text: String {
    let rows = (1...90).map { number in
      let cell = number == 5 ? name : later[number] ?? "Siti Rahma"
      return SampleCSV.worker.replacing("1,PUSAT", "\(number),PUSAT").replacing("Siti Rahma", cell)
    }
    return SampleCSV.report(workers: rows)
  }
}

private let openQuotes: [OpenQuote] = [
  OpenQuote(testDescription: "nothing closes it", name: "\"Siti Rahma"),
  OpenQuote(testDescription: "a quoted name follows", name: "\"Siti Rahma", later: [73: "\"Rahma, Siti\""]),
  OpenQuote(testDescription: "an empty quoted cell follows", name: "\"Siti Rahma", later: [73: "\"\""]),
  OpenQuote(testDescription: "an inch mark follows", name: "\"Siti Rahma", later: [73: "Toko 19\""]),
  OpenQuote(testDescription: "two quoted names follow", name: "\"Siti", later: [60: "\"A\"", 73: "\"B\""]),
]

@Suite("A quote that is never closed is found where it opens")
struct OpenQuoteTests {
  @Test("The finding points at the fifth worker's row", arguments: openQuotes)
  func place(_ quote: OpenQuote) throws {
    let lines = quote.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.hasPrefix("5,PUSAT") }) + 1
    let (sink, summary) = reading(quote.text)
    let seen = sink.findings.map { "\($0.rule) \($0.location.position.line) \($0.detail?.text(.id) ?? "")" }
    #expect(sink.findings.contains { $0.rule == "WL-BERKAS-001" && $0.location.position.line == line }, "\(seen)")
    #expect(!summary.isUsable || sink.findings.contains { $0.severity == nil })
  }
}
