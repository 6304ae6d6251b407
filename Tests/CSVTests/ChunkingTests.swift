import CSV
import Testing

/// Makes files with everything that may stand in one.
struct FileMaker {
  var random: SplitMix
  let delimiter: Character

  mutating func file() -> String {
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in field() }
      text += fields.joined(separator: String(delimiter))
      text += ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &random)!
    }
    return text + (Bool.random(using: &random) ? field() : "")
  }

  private mutating func field() -> String {
    [
      "", "a", "Siti Rahma", "12.5", "\"\"", "\"x\"", "\"a\(delimiter)b\"", "\"a\nb\"", "\"a\r\nb\rc\"", "\"\"\"\"",
      "\"Ahmad \"\"Jago\"\" Putra\"", "19\" x", "é日本😀", String(repeating: "panjang ", count: 20),
      "\"" + String(repeating: "\"\"", count: 70) + "\"", "[kepala]",
    ].randomElement(using: &random)!
  }
}

/// The plainest reader that can be written, to compare with: one byte at a time, whole file in memory.
struct PlainReader {
  static func rows(_ file: [UInt8], delimiter: UInt8) -> [[String]]? {
    var rows: [[String]] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var index = 0
    let bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
    var isRowOpen = false
    while index < bytes.count {
      isRowOpen = true
      if field.isEmpty && bytes[index] == 0x22 {
        index += 1
        while true {
          guard index < bytes.count else { return nil }
          if bytes[index] != 0x22 {
            field.append(bytes[index])
          } else if index + 1 < bytes.count && bytes[index + 1] == 0x22 {
            field.append(0x22)
            index += 1
          } else {
            break
          }
          index += 1
        }
        index += 1
      } else {
        while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
          field.append(bytes[index])
          index += 1
        }
      }
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
      if index == bytes.count { break }
      guard bytes[index] == delimiter || bytes[index] == 0x0A || bytes[index] == 0x0D else { return nil }
      if bytes[index] == delimiter {
        index += 1
        if index == bytes.count { fields.append("") }
        continue
      }
      index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      rows.append(fields)
      fields = []
      isRowOpen = false
    }
    return isRowOpen ? rows + [fields] : rows
  }
}

@Suite("How a file is cut into pieces makes no difference")
struct ChunkingTests {
  static let sizes = [1, 2, 3, 5, 7, 16, 61, 64, 100, 1_000]

  @Test("Random files read as the plainest reader reads them, in pieces of any size", arguments: 0..<200)
  func randomFiles(seed: Int) throws {
    let delimiter = CSVDelimiter.allCases[seed % 3]
    var maker = FileMaker(
      random: SplitMix(state: UInt64(seed)),
      delimiter: Character(UnicodeScalar(delimiter.rawValue))
    )
    let file = Array(maker.file().utf8)
    let dialect = CSVDialect(delimiter: delimiter)
    let whole = Reading(file, dialect)
    #expect(whole.error == nil)
    #expect(whole.fields == PlainReader.rows(file, delimiter: delimiter.rawValue))
    for chunk in Self.sizes { #expect(Reading(file, dialect, chunk: chunk) == whole, "pieces of \(chunk)") }
  }

  @Test("Damaged files give the same rows and error in pieces of any size", arguments: 0..<400)
  func damagedFiles(seed: Int) {
    var maker = FileMaker(random: SplitMix(state: UInt64(seed) &* 7_919), delimiter: ";")
    var file = Array(maker.file().utf8)
    for _ in 0..<3 where !file.isEmpty {
      let index = Int.random(in: 0..<file.count, using: &maker.random)
      file[index] = [0x22, 0x22, 0x00, 0xFF, 0x0A, 0x0D, 0x3B, 0xC3, 0x41, 0x20].randomElement(using: &maker.random)!
    }
    var limits = CSVLimits()
    limits.fieldBytes = 60
    limits.rowBytes = 130
    limits.columnsPerRow = 5
    for (limits, quoting) in [(CSVLimits.standard, CSVQuoting.lenient), (limits, .strict)] {
      let whole = Reading(file, .semicolons, limits: limits, quoting: quoting)
      for chunk in Self.sizes {
        let reading = Reading(file, .semicolons, chunk: chunk, limits: limits, quoting: quoting)
        #expect(reading == whole, "pieces of \(chunk)")
      }
    }
  }

  @Test("A file larger than every buffer reads the same in small and large pieces")
  func largeFile() {
    let row = "1;PUSAT;\"Siti \"\"Ani\"\" Rahma; SE\";ID;3273014101909900;P;5000000\r\n"
    let file = Array(String(repeating: row, count: 20_000).utf8)
    let whole = Reading(file, .semicolons)
    #expect(whole.error == nil && whole.rows.count == 20_000)
    #expect(whole.rows.last?.fields[2] == "Siti \"Ani\" Rahma; SE")
    #expect(whole.rows.last?.byte == Int64(file.count - row.utf8.count))
    for chunk in [100, 8_191, 65_537] { #expect(Reading(file, .semicolons, chunk: chunk) == whole) }
  }

  @Test(
    "Reading again from any row gives the same rest",
    arguments: [CSVEncoding.utf8, .windows1252, .utf16LittleEndian]
  )
  func secondPass(encoding: CSVEncoding) {
    let text = "\u{FEFF}[kepala]\nversi,é\n\"1\n2\",b\r\n[tenaga_kerja]\nno,nama\n1,Siti\n"
    let file: [UInt8] =
      switch encoding {
      case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .windows1252: text.unicodeScalars.dropFirst().map { UInt8($0.value) }
      default: Array(text.utf8)
      }
    let dialect = CSVDialect(encoding: encoding)
    let whole = Reading(file, dialect)
    #expect(whole.error == nil && whole.rows.count == 6)
    for index in whole.rows.indices {
      let start = CSVStart(byte: whole.rows[index].byte, line: whole.rows[index].line)
      for chunk in [1, 7, 100] {
        #expect(Reading(file, dialect, chunk: chunk, from: start).rows == Array(whole.rows[index...]))
      }
    }
  }
}
