import CSV
import Testing

@Suite("Bytes become rows")
struct RowTests {
  @Test(
    "Fields are what RFC 4180 says",
    arguments: [
      ("", []),
      ("a", [["a"]]),
      ("a,b\n", [["a", "b"]]),
      ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
      ("a\rb\rc", [["a"], ["b"], ["c"]]),
      ("a\nb\r\nc\rd", [["a"], ["b"], ["c"], ["d"]]),
      (",", [["", ""]]),
      ("\n\n", [[""], [""]]),
      ("\r\n\r\n", [[""], [""]]),
      ("\r\r\n\n", [[""], [""], [""]]),
      ("a,\n,b", [["a", ""], ["", "b"]]),
      ("\"a\"", [["a"]]),
      ("\"\"", [[""]]),
      ("\"\",\"\"\n", [["", ""]]),
      ("\"\"\"\"", [["\""]]),
      ("\"a\"\"b\",c", [["a\"b", "c"]]),
      ("\"\"\"a\"\"\",\"\"\"\"\"\"", [["\"a\"", "\"\""]]),
      ("\"a,b\",\"c;d\"", [["a,b", "c;d"]]),
      ("\"a\nb\",c\nd", [["a\nb", "c"], ["d"]]),
      ("\"a\r\nb\"\r\nc", [["a\r\nb"], ["c"]]),
      (" a , b ", [[" a ", " b "]]),
      ("a\"b,c", [["a\"b", "c"]]),
      ("19\" ban,\"x\"", [["19\" ban", "x"]]),
      (" \"a\",b", [[" \"a\"", "b"]]),
      ("a\"\n\"b\"", [["a\""], ["b"]]),
      ("é,日本,😀", [["é", "日本", "😀"]]),
      ("\"a\" ,\"b\"\" \" \t\n\"c\"  ", [["a", "b\" "], ["c"]]),
      ("[kepala];;;;", [["[kepala];;;;"]]),
    ]
  )
  func fields(file: String, rows: [[String]]) {
    let reading = Reading(file)
    #expect(reading.error == nil)
    #expect(reading.fields == rows)
  }

  @Test("Semicolons and tabs separate when they are the delimiter", arguments: [CSVDelimiter.semicolon, .tab])
  func delimiters(delimiter: CSVDelimiter) {
    let mark = String(UnicodeScalar(delimiter.rawValue))
    let reading = Reading("a\(mark)1,5\(mark)\"b\(mark)c\"\n", CSVDialect(delimiter: delimiter))
    #expect(reading.fields == [["a", "1,5", "b\(mark)c"]])
  }

  @Test("Rows and fields know their lines, bytes and columns")
  func positions() {
    let rows = Reading("ab,c\r\n\"x\r\ny\",\"z\"\"\",w\n\nlast").rows
    #expect(rows.map(\.line) == [1, 2, 4, 5])
    #expect(rows.map(\.lineCount) == [1, 2, 1, 1])
    #expect(rows.map(\.byte) == [0, 6, 21, 22])
    #expect(rows.map(\.bytes) == ["ab,c", "\"x\r\ny\",\"z\"\"\",w", "", "last"])
    #expect(
      rows[1].places == [
        CSVPosition(line: 2, byte: 6, column: 1, field: 0), CSVPosition(line: 3, byte: 13, column: 4, field: 1),
        CSVPosition(line: 3, byte: 19, column: 10, field: 2),
      ]
    )
    #expect(rows[1].quoted == [true, true, false])
  }

  @Test(
    "A line of nothing but delimiters is blank, one with quotes is not",
    arguments: [
      ("\n", true), (";;;\n", true), (";x;\n", false), ("\"\"\n", false), (" \n", false), ("\"\";\"\"\n", false),
    ]
  )
  func blank(file: String, isBlank: Bool) {
    #expect(Reading(file, .semicolons).rows.map(\.isBlank) == [isBlank])
  }

  @Test("A stray quote is kept and marked")
  func strayQuote() {
    let row = Reading("Toko 19\" Jaya,b").rows[0]
    #expect(row.fields == ["Toko 19\" Jaya", "b"])
    #expect(row.stray == [true, false])
    #expect(row.quoted == [false, false])
  }

  @Test("Many fields and long fields cross every block boundary", arguments: [63, 64, 65, 127, 128, 129, 1_000])
  func blocks(length: Int) {
    let long = String(repeating: "x", count: length)
    let quotes = String(repeating: "\"\"", count: length)
    let file = "\(long),\"\(quotes)\",\(long)\n" + String(repeating: ",", count: length)
    let rows = Reading(file).fields
    #expect(rows == [[long, String(repeating: "\"", count: length), long], Array(repeating: "", count: length + 1)])
  }

  @Test("A sink may stop the reader, and nothing comes after")
  func stop() throws {
    let recorder = RowRecorder(stopAfter: 2)
    let reader = CSVReader(dialect: CSVDialect(), sink: recorder)
    try reader.feed(Array("a\nb\nc\n".utf8))
    try reader.feed(Array("d\n\"x".utf8))
    try reader.finish()
    #expect(reader.isStopped)
    #expect(recorder.rows.map(\.fields) == [["a"], ["b"]])
  }

  @Test("A sep= line is passed over but counted")
  func separatorLine() {
    let dialect = CSVDialect(delimiter: .semicolon, hasSeparatorLine: true)
    let rows = Reading("sep=;\r\na;b\r\n", dialect).rows
    #expect(rows.map(\.fields) == [["a", "b"]])
    #expect(rows[0].line == 2 && rows[0].byte == 7)
  }

  @Test("A byte order mark is dropped and counted in bytes")
  func byteOrderMark() {
    for chunk in [1, 2, 100] {
      let rows = Reading([0xEF, 0xBB, 0xBF] + Array("a,b\nc".utf8), chunk: chunk).rows
      #expect(rows.map(\.fields) == [["a", "b"], ["c"]])
      #expect(rows.map(\.byte) == [3, 7])
      #expect(rows[0].places.map(\.column) == [1, 3])
    }
  }
}
