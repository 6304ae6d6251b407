import ReportModel
import ReportReading
import Testing

/// Keeps a copy and its changes.
final class Kept: FixSink {
  var bytes: [UInt8] = []
  var changes: [FixChange] = []
  func write(_ bytes: UnsafeRawBufferPointer) throws { self.bytes += bytes }
  func changed(_ change: FixChange) { changes.append(change) }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var list: [String] { changes.map { "\($0.kind.rawValue) \($0.before.unmasked) → \($0.after.unmasked)" } }
}

let safe = Set(FixKind.allCases.filter(\.isSafe))
let all = Set(FixKind.allCases)

/// Repairs to the end, as the program does.
func fix(_ bytes: [UInt8], _ kinds: Set<FixKind> = safe) throws -> Kept {
  let fixer = ReportFixer(form: form)
  let result = Kept()
  var source = bytes
  for _ in 0..<4 {
    let pass = Kept()
    let outcome = try fixer.copy(MemorySource(source), allowing: kinds, into: pass)
    result.changes += pass.changes
    guard outcome != .complete else {
      result.bytes = pass.bytes
      return result
    }
    #expect(outcome == .again)
    source = pass.bytes
  }
  Issue.record("the repair does not come to an end")
  return result
}

private func fix(_ text: String, _ kinds: Set<FixKind> = safe) throws -> Kept { try fix(Array(text.utf8), kinds) }

private func cell(_ column: String, _ written: String, _ kinds: Set<FixKind> = safe) throws -> [String] {
  try fix(SampleCSV.with(column, written), kinds).list
}

@Suite("Repaired copies")
struct FixingTests {
  @Test("A clean report is copied byte for byte, whatever its dialect")
  func clean() throws {
    let plain = SampleCSV.report()
    for text in [
      plain, plain.replacing("\n", with: "\r\n"), "\u{FEFF}" + plain.replacing(",", with: ";"), "sep=,\n" + plain,
    ] {
      let copy = try fix(text, all)
      #expect(copy.text.utf8.elementsEqual(text.utf8))
      #expect(copy.list == [])
    }
    let xml = SampleXML.report()
    #expect(try fix(xml, all).text == xml)
  }

  @Test("Stray spaces and hidden marks go; what keeps a spreadsheet from damaging a number stays")
  func spaces() throws {
    #expect(try cell("nama_lengkap", "  Siti\u{A0}Rahma ") == ["spaces   Siti\u{A0}Rahma  → Siti Rahma"])
    #expect(try cell("nik", "3273014101909901\u{200B}") == ["spaces 3273014101909901\u{200B} → 3273014101909901"])
    #expect(try cell("tanggal_lahir", "-") == ["spaces - → "])
    #expect(try cell("nik", "'3273014101909901") == [])
    #expect(try cell("nik", "=\"3273014101909901\"") == [])
  }

  @Test("A number that can be read two ways waits for a person's word")
  func numbers() throws {
    #expect(try cell("upah_sebulan", "850.000") == [])
    #expect(try cell("upah_sebulan", "850.000", all) == ["number-guess 850.000 → 850000"])
    #expect(try cell("upah_sebulan", "4.250.000", all) == [])
  }

  @Test("A lone month-first date has one reading; a serial number is sure only beside the NIK")
  func dates() throws {
    #expect(try cell("tanggal_lahir", "08/17/1990") == ["date-form 08/17/1990 → 1990-08-17"])
    #expect(try cell("tanggal_lahir", "33102") == [])
    #expect(try cell("tanggal_lahir", "33102", all) == ["serial-date 33102 → 1990-08-17"])
    #expect(try cell("tanggal_lahir", "32874") == ["date-form 32874 → 1990-01-01"])
    #expect(try cell("tanggal_lahir", "31/02/1990", all) == [])
    #expect(try cell("tanggal_lahir", "17/08/90", all) == [])
  }

  @Test("What a spreadsheet destroyed is left as it is")
  func lost() throws {
    for value in ["3,27301E+15", "#N/A"] { #expect(try cell("nik", value, all) == []) }
  }

  @Test("A lost leading zero comes back at once when the check digit confirms it")
  func zeros() throws {
    func npwp(_ digits: String, _ kinds: Set<FixKind> = safe) throws -> [String] {
      try fix(SampleCSV.head.replacing("0123456782000000", with: digits), kinds).list
    }
    // 0 1 2 3 4 5 6 7 with the Luhn digit 4.
    #expect(try npwp("12345674000000") == ["leading-zero 12345674000000 → 012345674000000"])
    #expect(try npwp("12345675000000") == [])
    #expect(try npwp("12345675000000", all) == ["leading-zero-guess 12345675000000 → 012345675000000"])
  }

  @Test("Codes are guessed only when asked")
  func codes() throws {
    #expect(try cell("status_hubungan", "PKWTTT") == [])
    #expect(try cell("status_hubungan", "PKWTTT", all) == ["code-guess PKWTTT → PKWTT"])
    #expect(try cell("status_hubungan", "pkwtt", all) == [])
  }

  @Test("Quotes are kept, and set where the new content needs them")
  func quotes() throws {
    let text = SampleCSV.report(workers: [SampleCSV.worker.replacing("Siti Rahma", with: "\" Rahma, \"\"Siti\"\" \"")])
    #expect(try fix(text).text == text.replacing("\" Rahma, \"\"Siti\"\" \"", with: "\"Rahma, \"\"Siti\"\"\""))
  }

  @Test("UTF-16 and Windows-1252 become UTF-8 with a mark, and then their cells are repaired")
  func encodings() throws {
    let text = SampleCSV.report(workers: [SampleCSV.worker.replacing("Siti", with: " Zoë")])
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let narrow = text.unicodeScalars.map { UInt8($0.value) }
    for (bytes, name) in [(wide, "UTF-16LE"), (narrow, "windows-1252")] {
      let copy = try fix(bytes)
      #expect(copy.text == "\u{FEFF}" + text.replacing(" Zoë", with: "Zoë"))
      #expect(copy.list.first == "encoding \(name) → UTF-8")
    }
  }

  @Test("Another delimiter in one section or in some rows is made the file's", arguments: [";", "|"])
  func delimiters(sign: String) throws {
    let sound = SampleCSV.report(workers: Array(repeating: SampleCSV.worker, count: 3))
    let lines = sound.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "[tenaga_kerja]"))
    let section = lines.enumerated().map { $0.offset > start ? $0.element.replacing(",", with: sign) : $0.element }
    let rows = lines.enumerated().map { $0.offset > start + 2 ? $0.element.replacing(",", with: sign) : $0.element }
    for broken in [section, rows] {
      #expect(try fix(broken.joined(separator: "\n")).text == sound)
    }
  }

  @Test("A lone table set apart by vertical bars becomes one that can be read")
  func draft() throws {
    let sound = SampleCSV.workerHeading + "\n" + SampleCSV.worker + "\n"
    let copy = try fix(sound.replacing(",", with: "|"))
    #expect(copy.text == sound)
    #expect(reading(copy.bytes).0.cell("tenagaKerja", "namaLengkap") == "Siti Rahma")
  }

  @Test("Doubly encoded letters are put right, spaces made of them go too")
  func letters() throws {
    let names = ["JosÃ©", "AndrÃ©", "ZoÃ«", "Siti\u{C2}\u{A0}Rahma"]
    let rows = names.map { SampleCSV.worker.replacing("Siti Rahma", with: $0) }
    let copy = try fix(SampleCSV.report(workers: rows))
    let sound = ["José", "André", "Zoë", "Siti Rahma"].map { SampleCSV.worker.replacing("Siti Rahma", with: $0) }
    #expect(copy.text == SampleCSV.report(workers: sound))
    #expect(try fix(SampleCSV.report(workers: [rows[0]])).list == [])
  }

  @Test("A month-first column changes as a whole or not at all")
  func monthFirst() throws {
    let births = ["8/17/1990", "12/25/1991", "3/4/1992"]
    let rows = births.map { SampleCSV.worker.replacing("1990-01-01", with: $0).replacing("3273014101909901", with: "") }
    #expect(try fix(SampleCSV.report(workers: rows)).list == [])
    let copy = try fix(SampleCSV.report(workers: rows), all)
    #expect(
      copy.list == [
        "month-first 8/17/1990 → 1990-08-17", "month-first 12/25/1991 → 1991-12-25",
        "month-first 3/4/1992 → 1992-03-04",
      ]
    )
  }

  @Test("P and W become L and P, unless the row's NIK says otherwise")
  func sexLetters() throws {
    func worker(_ sex: String, _ nik: String) -> String {
      SampleCSV.worker.replacing(",P,", with: ",\(sex),").replacing("3273014101909901", with: nik)
    }
    let rows = [worker("P", "3273010101909901"), worker("W", "3273014101909902"), worker("W", ""), worker("P", "")]
    #expect(try fix(SampleCSV.report(workers: rows)).list == [])
    let copy = try fix(SampleCSV.report(workers: rows), all)
    #expect(copy.list == ["sex-letters P → L", "sex-letters W → P", "sex-letters W → P", "sex-letters P → L"])
  }

  @Test("Headings and sections are renamed only when asked")
  func names() throws {
    let text = SampleCSV.report(heading: SampleCSV.workerHeading.replacing("tanggal_lahir", with: "tangal_lahir"))
    #expect(try fix(text).list == [])
    #expect(try fix(text, all).text == SampleCSV.report())
  }

  @Test("XML values are written in their one form, every other byte stays")
  func xml() throws {
    let broken = SampleXML.report(workers: [
      SampleXML.worker.replacing("1990-01-01", with: " 17/08/1990 ").replacing("4250000", with: "Rp4.250.000")
        .replacing("PKWTT", with: "pkwtt").replacing("<penyandangDisabilitas>T", with: "<penyandangDisabilitas>tidak")
        .replacing("Siti Rahma", with: "Siti &amp; Rahma")
    ])
    let copy = try fix(broken)
    #expect(
      copy.list == [
        "date-form 17/08/1990 → 1990-08-17", "code-form pkwtt → PKWTT", "number-form Rp4.250.000 → 4250000",
        "code-form tidak → T",
      ]
    )
    let sound = broken.replacing("17/08/1990", with: "1990-08-17").replacing("Rp4.250.000", with: "4250000")
      .replacing("pkwtt", with: "PKWTT").replacing(">tidak<", with: ">T<")
    #expect(copy.text == sound)
    #expect(reading(copy.text).0.findings.isEmpty)
  }

  @Test("What cannot be repaired is refused with a reason")
  func refusals() throws {
    let fixer = ReportFixer(form: form)
    let files: [([UInt8], ReportFixer.Refusal)] = [
      ([0x50, 0x4B, 3, 4] + Array("....[Content_Types].xml".utf8), .unreadable), (Array("%PDF-1.7".utf8), .otherKind),
      (Array("<laporanWlkp xmlns='urn:wlkp:laporan:1'><kepala>".utf8), .unreadable),
      (Array("[kepala]\nversi_skema\n\"1.0\n".utf8), .unreadable),
    ]
    for (bytes, reason) in files {
      let kept = Kept()
      #expect(try fixer.copy(MemorySource(bytes), allowing: all, into: kept) == .refused(reason))
      #expect(kept.bytes.isEmpty && kept.changes.isEmpty)
    }
  }

  @Test("Repairing twice changes nothing more, and what was repaired is found no more", arguments: 0..<60)
  func twice(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let text = RandomDamage.report(&random)
    for kinds in [safe, all] {
      let once = try fix(text, kinds)
      let again = try fix(once.bytes, kinds)
      #expect(again.list == [])
      #expect(again.bytes == once.bytes)
      let rest = reading(once.bytes).0
      for change in once.changes where !change.after.unmasked.isEmpty {
        guard let row = change.location.row, let field = change.location.field else { continue }
        let errors = rest.findings.filter {
          $0.location.row == row && $0.location.field == field && $0.fix?.kind == change.kind
        }
        #expect(errors.isEmpty, "\(change.kind) \(change.before.unmasked) → \(change.after.unmasked)")
      }
    }
  }

  @Test("Cells that are not in the list of changes are the same bytes", arguments: 0..<20)
  func untouched(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) &+ 1_000)
    let text = RandomDamage.report(&random)
    let copy = try fix(text, all)
    let (before, after) = (text.split(separator: "\n"), copy.text.split(separator: "\n"))
    try #require(before.count == after.count)
    let touched = Set(copy.changes.map(\.location.position.line))
    for line in before.indices where !touched.contains(line + 1) { #expect(before[line] == after[line]) }
  }
}

/// A small generator of the same numbers everywhere (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Reports with cells as people and programs damage them.
private enum RandomDamage {
  static let values: [String: [String]] = [
    "nama_lengkap": [
      "Siti", " Siti ", "Si\u{200B}ti", "JosÃ©", "Zoë", "''Budi", "\" Ani \"", "=1+1", "-", "Toko \"A\"",
    ],
    "nik": ["3273014101909901", "'3273014101909901", "3,27301E+15", " 3273010101909902", "-", "3273011708909903"],
    "jenis_kelamin": ["P", "L", "W", "p", "Perempuan", "pria", " P", "X"],
    "tanggal_lahir": [
      "1990-08-17", "17/08/1990", "8/17/1990", "3/4/1990", "33102", "17 Agu 1990", "-", "x", " 1/2/1990",
    ],
    "status_hubungan": ["PKWTT", "pkwtt", "PKWTTT", "tetap", "#N/A", ""],
    "upah_sebulan": ["4250000", "4.250.000", "850.000", "850,000", "Rp 1.000.000,-", "x", "4,25E+06"],
    "jam_kerja_per_minggu": ["40", "37,5", "37.500", "7.333"],
    "penyandang_disabilitas": ["T", "tidak", " Y", "n/a"],
  ]

  static func report(_ random: inout SplitMix) -> String {
    let columns = SampleCSV.workerHeading.split(separator: ",").map(String.init)
    let rows = (1...Int.random(in: 1...12, using: &random)).map { number in
      columns.map { column in
        column == "nomor_urut" ? "\(number)" : quoted(values[column]?.randomElement(using: &random) ?? "ID")
      }.joined(separator: ",")
    }
    return SampleCSV.report(workers: rows)
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
