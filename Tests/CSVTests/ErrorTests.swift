import CSV
import Testing

/// A file that cannot be read, and what is said.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let error: CSVError
  var quoting = CSVQuoting.lenient
  var encoding = CSVEncoding.utf8

  init(_ file: String, _ error: CSVError, _ quoting: CSVQuoting = .lenient) {
    bytes = Array(file.utf8)
    self.error = error
    self.quoting = quoting
  }

  init(_ bytes: [UInt8], _ error: CSVError, _ encoding: CSVEncoding = .utf8) {
    self.bytes = bytes
    self.error = error
    self.encoding = encoding
  }

  var testDescription: String { "\(String(decoding: bytes, as: UTF8.self).debugDescription)" }

  static func at(_ line: Int, _ byte: Int64, _ column: Int, _ field: Int) -> CSVPosition {
    CSVPosition(line: line, byte: byte, column: column, field: field)
  }

  static let all: [BrokenFile] = [
    .init("\"", .unclosedQuote(at: at(1, 0, 1, 0))),
    .init("a,b\nc,\"d\ne,f\n", .unclosedQuote(at: at(2, 6, 3, 1))),
    .init("\"a\r\nb\",\"c", .unclosedQuote(at: at(2, 7, 4, 1))),
    .init("\"a\"\"", .unclosedQuote(at: at(1, 0, 1, 0))),
    .init("x,\"a\"b,c", .textAfterClosingQuote(at: at(1, 5, 6, 1), opened: at(1, 2, 3, 1))),
    .init("x\n\"a\nb\" ,c", .textAfterClosingQuote(at: at(3, 7, 3, 0), opened: at(2, 2, 1, 0)), .strict),
    .init("\"a\"\"\"  b ,c", .textAfterClosingQuote(at: at(1, 7, 8, 0), opened: at(1, 0, 1, 0))),
    .init("\"a\" \"b\"", .textAfterClosingQuote(at: at(1, 4, 5, 0), opened: at(1, 0, 1, 0))),
    .init("\"a\" b", .textAfterClosingQuote(at: at(1, 4, 5, 0), opened: at(1, 0, 1, 0))),
    .init("a\"b", .quoteInUnquotedField(at: at(1, 1, 2, 0)), .strict),
    .init("x,y\na, \"b\"", .quoteInUnquotedField(at: at(2, 7, 4, 1)), .strict),
    .init("a,b\n\u{0}", .nulByte(at: at(2, 4, 1, 0))),
    .init("a,\"b\n\u{0}\"", .nulByte(at: at(2, 5, 1, 1))),
    .init([0x61, 0x2C, 0xE9, 0x0A], .invalidUTF8(at: at(1, 2, 3, 1), byte: 0xE9)),
    .init([0x61, 0x0A, 0xC0, 0x80], .invalidUTF8(at: at(2, 2, 1, 0), byte: 0xC0)),
    .init([0x61, 0x0A, 0xED, 0xA0, 0x80], .invalidUTF8(at: at(2, 2, 1, 0), byte: 0xED)),
    .init([0x61, 0x0A, 0xE2, 0x82], .invalidUTF8(at: at(2, 2, 1, 0), byte: nil)),
    .init([0xEF, 0xBB], .invalidUTF8(at: at(1, 0, 1, 0), byte: nil)),
    .init(
      [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x3D, 0xD8, 0x61, 0x00],
      .invalidUTF16(at: at(2, 5, 1, 0)),
      .utf16LittleEndian
    ),
    .init([0xFE, 0xFF, 0x00, 0x61, 0x00], .invalidUTF16(at: at(1, 4, 2, 0)), .utf16BigEndian),
    .init([0x00, 0x61, 0xDC, 0x00], .invalidUTF16(at: at(1, 1, 2, 0)), .utf16BigEndian),
    .init([0x61, 0x00, 0x00, 0x00], .nulByte(at: at(1, 1, 2, 0)), .utf16LittleEndian),
  ]
}

@Suite("A file that cannot be read is refused with its fault and place")
struct ErrorTests {
  @Test("The error is a value with line, byte, column and field", arguments: BrokenFile.all)
  func errors(_ broken: BrokenFile) {
    for chunk in [1, 2, 1_000] {
      let dialect = CSVDialect(encoding: broken.encoding)
      #expect(Reading(broken.bytes, dialect, chunk: chunk, quoting: broken.quoting).error == broken.error)
    }
  }

  @Test("The rows before an error are delivered", arguments: [1, 1_000])
  func rowsBefore(chunk: Int) {
    #expect(Reading("a,b\nc,d\n\"e\"f", chunk: chunk).fields == [["a", "b"], ["c", "d"]])
  }

  @Test("After an error every call throws it again")
  func errorStays() throws {
    let reader = CSVReader(dialect: CSVDialect(), sink: RowRecorder())
    let first = #expect(throws: CSVError.self) { try reader.feed(Array("\"a\"b".utf8)) }
    let second = #expect(throws: CSVError.self) { try reader.feed(Array("c".utf8)) }
    let third = #expect(throws: CSVError.self) { try reader.finish() }
    #expect(first == second && second == third)
  }

  @Test("Every error has a sentence in both languages", arguments: BrokenFile.all)
  func sentences(_ broken: BrokenFile) {
    let error = broken.error
    #expect(error.sentence(in: .id) != error.sentence(in: .en))
    #expect(error.sentence(in: .id).contains("\(error.position.line)"))
    #expect(error.sentence(in: .en).contains("\(error.position.line)"))
  }

  @Test("The sentence says what, where and what to do")
  func sentence() {
    #expect(
      Reading("a\n\"b").error?.sentence(in: .id)
        == "Tanda kutip di baris 2 tidak ditutup. Tambahkan tanda kutip penutup pada isian itu, atau hapus tanda kutip "
        + "pembukanya."
    )
  }
}
