import Testing
import XML

@Suite("Documents in several encodings")
struct EncodingTests {
  static let text = "<a k='é'>Çelik\n€ 😀</a>"

  @Test("UTF-16 is read with and without byte order mark", arguments: [true, false], [true, false])
  func utf16(isBigEndian: Bool, hasMark: Bool) {
    let document = "<?xml version='1.0' encoding='UTF-16'?>" + Self.text
    var bytes: [UInt8] = hasMark ? (isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
    for unit in document.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isBigEndian ? [high, low] : [low, high]
    }
    for chunk in [1, 2, 3, 1_000] {
      let reading = Reading(bytes, chunk: chunk)
      #expect(reading.error == nil)
      #expect(reading.encoding == (isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
      #expect(reading.summary == ["<a k=é>", "\"Çelik\n€ 😀\"", "</a>"])
    }
  }

  @Test("Declared single-byte encodings are read", arguments: ["ISO-8859-1", "windows-1252", "latin1", "CP1252"])
  func singleByte(name: String) {
    let document =
      Array("<?xml version='1.0' encoding='\(name)'?>\n<a>".utf8) + [0xC7, 0xE9, 0xA9] + Array("</a>".utf8)
    let reading = Reading(document, chunk: 1)
    #expect(reading == Reading(document))
    #expect(reading.error == nil)
    #expect(reading.summary == ["<a>", "\"Çé©\"", "</a>"])
    #expect(reading.events[2].position.line == 2)
  }

  @Test("Windows-1252 has its own characters between 0x80 and 0x9F")
  func windowsCharacters() {
    let document =
      Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x80, 0x93, 0x94] + Array("</a>".utf8)
    #expect(Reading(document).summary[1] == "\"€“”\"")
  }

  @Test("A UTF-8 byte order mark counts as bytes, not as a column")
  func byteOrderMark() {
    let reading = Reading([0xEF, 0xBB, 0xBF] + Array("<a>\n<b/></a>".utf8), chunk: 1)
    #expect(reading.error == nil)
    #expect(reading.encoding == .utf8)
    #expect(reading.events[0].position == XMLPosition(byte: 3, line: 1, column: 1))
    #expect(reading.events[2].position == XMLPosition(byte: 7, line: 2, column: 1))
  }

  @Test(
    "Other encodings are refused by name",
    arguments: [
      ("<?xml version='1.0' encoding='Shift_JIS'?><a/>", "Shift_JIS", 31),
      ("<?xml version='1.0' encoding='UTF-7'?><a/>", "UTF-7", 31),
      ("<?xml version='1.0'\n encoding = \"UTF-16\"?><a/>", "UTF-16", 14),
    ]
  )
  func unsupported(document: String, name: String, column: Int) throws {
    let error = try #require(Reading(document, chunk: 1).error)
    guard case .unsupportedEncoding(name, let position) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(position.column == column)
  }

  @Test("UTF-32 and EBCDIC are recognised and refused")
  func exotic() {
    let utf32: [UInt8] = [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0]
    #expect(Reading(utf32).error == .unsupportedEncoding(name: "UTF-32", at: .start))
    #expect(Reading([0x4C, 0x6F, 0xA7, 0x94]).error == .unsupportedEncoding(name: "EBCDIC", at: .start))
  }

  @Test(
    "Bytes that are no UTF-8 are refused where they stand",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xC3, 0x28], [0xE2, 0x82, 0x28], [0x80], [0xE9, 0x20],
    ] as [[UInt8]]
  )
  func invalidUTF8(bytes: [UInt8]) {
    let expected = XMLError.notWellFormed(
      .invalidEncoding,
      code: 0,
      message: "",
      at: XMLPosition(byte: 7, line: 2, column: 4)
    )
    for (start, end) in [("<a>\nxyz", "</a>"), ("<a k='\n", "'/>"), ("<a\nk='z", "'/>"), ("<!-- \nz", "--><a/>")] {
      let start = Array(start.utf8)
      for chunk in [1, 2, 100] {
        let error = Reading(start + bytes + Array(end.utf8), chunk: chunk).error
        #expect(error?.fault == .invalidEncoding)
        #expect(error?.position.byte == Int64(start.count))
        if start.count == 7 && start[3] == 0x0A { #expect(error == expected) }
      }
    }
  }

  @Test("Half a character at the end, and half a surrogate pair, are refused")
  func halves() {
    #expect(Reading(Array("<a>x".utf8) + [0xE2, 0x82]).error?.fault == .invalidEncoding)
    #expect(Reading([0xFF, 0xFE, 0x3C, 0, 0x61, 0, 0x3E, 0, 0x3D, 0xD8, 0x41, 0]).error?.fault == .invalidEncoding)
    #expect(Reading([0xFF, 0xFE, 0x3C, 0, 0x61]).error?.fault == .invalidEncoding)
  }
}
