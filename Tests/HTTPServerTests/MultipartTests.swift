import Testing

@testable import HTTPServer

/// The parts of a body, put together from the reader's events.
private struct Part: Equatable {
  var header: MultipartReader.PartHeader
  var bytes: [UInt8] = []
  var isEnded = false

  init(_ name: String, _ fileName: String?, _ text: String = "") {
    header = .init(name: name, fileName: fileName)
    bytes = Array(text.utf8)
    isEnded = true
  }

  init(_ header: MultipartReader.PartHeader) { self.header = header }
}

private func parts(
  of body: [UInt8],
  boundary: String = "B",
  inPiecesOf size: Int = .max
) throws -> [Part] {
  var reader = try MultipartReader(contentType: "multipart/form-data; boundary=\(boundary)")
  var parts: [Part] = []
  var rest = body[...]
  while !rest.isEmpty {
    try Array(rest.prefix(size)).withUnsafeBytes { piece in
      try reader.read(piece) { event in
        switch event {
        case .part(let header): parts.append(Part(header))
        case .bytes(let bytes): parts[parts.count - 1].bytes += bytes
        case .partEnd: parts[parts.count - 1].isEnded = true
        }
      }
    }
    rest = rest.dropFirst(size)
  }
  try reader.finish()
  return parts
}

private func parts(of text: String, boundary: String = "B") throws -> [Part] {
  try parts(of: Array(text.utf8), boundary: boundary)
}

private func part(_ disposition: String, _ content: String) -> String {
  "--B\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
}

@Suite("Multipart forms")
struct MultipartTests {
  @Test("A form with a field and a file is read")
  func ordinary() throws {
    let body =
      part("name=\"lang\"", "id")
      + "--B\r\ncontent-type: text/csv\r\nCONTENT-DISPOSITION: form-data; name=berkas; filename=\"a.csv\"\r\n\r\na;b\r\n1;2\r\n\r\n--B--\r\n"
    #expect(try parts(of: body) == [Part("lang", nil, "id"), Part("berkas", "a.csv", "a;b\r\n1;2\r\n")])
  }

  @Test("The same parts come out whatever the pieces the body comes in", arguments: 1...64)
  func pieces(size: Int) throws {
    // Line ends, hyphens and beginnings of the boundary everywhere that could be mistaken for the boundary itself.
    let content = "\r\r\n\n-\r\n-\r\n--\r\n--A\r\n--\r\n\r\n--Boundary\r\n--B-\r\n--B x\r\n --B\r\n--b--"
    let body = part("name=\"x\"; filename=\"f\"", content) + part("name=\"y\"", "") + "--B--\r\nepilogue"
    #expect(
      try parts(of: Array(body.utf8), inPiecesOf: size) == [Part("x", "f", content), Part("y", nil)]
    )
  }

  @Test("Random bytes come through unchanged, in random pieces", arguments: 0..<40)
  func randomBytes(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
    // Few different bytes, so that line ends and boundaries nearly happen all the time.
    let alphabet: [UInt8] = Array("\r\n-B0a \t:".utf8)
    var content = (0..<2000).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
    // What would be a true delimiter line is not content.
    while let hit = content.firstDelimiter { content[hit] = UInt8(ascii: "x") }
    let body =
      Array("--B0\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8) + content
      + Array("\r\n--B0--".utf8)
    let size = Int(generator.next() % 300) + 1
    let read = try parts(of: body, boundary: "B0", inPiecesOf: size)
    #expect(read.map(\.bytes) == [content])
  }

  @Test("A boundary may be quoted and hold what RFC 2046 allows")
  func quotedBoundary() throws {
    let boundary = "--=_a'b(c)+d,e.f/g:h?i j"
    var reader = try MultipartReader(contentType: "multipart/form-data; charset=utf-8; boundary=\"\(boundary)\"")
    let body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--\(boundary)--"
    var seen: [UInt8] = []
    try Array(body.utf8).withUnsafeBytes { bytes in
      try reader.read(bytes) { if case .bytes(let bytes) = $0 { seen += bytes } }
    }
    try reader.finish()
    #expect(seen == [UInt8(ascii: "x")])
  }

  @Test(
    "A Content-Type without a usable boundary is refused",
    arguments: [
      "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=B",
      "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a\u{e9}", "text/plain; boundary=B",
      "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\(String(repeating: "a", count: 71))",
    ]
  )
  func badBoundary(contentType: String) {
    #expect(throws: MultipartFault.boundaryUnusable) { try MultipartReader(contentType: contentType) }
  }

  private static let whole = part("name=\"a\"", "x")
  private static let longLine = String(repeating: "y", count: 9000)
  private static let manyParts = String(repeating: part("name=\"a\"", ""), count: 17)
  private static let tooLong = MultipartFault.partHeaderTooLong(limit: MultipartReader.partHeaderMax)
  private static let tooMany = MultipartFault.tooManyParts(limit: MultipartReader.partsMax)

  static let brokenBodies: [(String, MultipartFault)] = [
    ("", .startMissing),
    ("hello", .startMissing),
    ("preamble\r\n--B\r\n", .startMissing),
    ("--BX\r\n\r\n", .startMissing),
    ("--B", .endMissing),
    ("--B\r\n", .endMissing),
    (whole, .endMissing),
    ("\(whole)--B", .endMissing),
    ("\(whole)--B-", .endMissing),
    ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx--B--", .endMissing),
    ("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nno colon here\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nContent-Type: text/csv\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nContent-Disposition: form-data; name=a\r\n folded\r\n\r\nx\r\n--B--", .partHeaderUnreadable),
    ("--B\r\nX: \(longLine)", tooLong),
    (
      "--B\r\nX: \(longLine)\r\n\r\n",
      tooLong
    ),
    (
      "\(manyParts)--B--",
      tooMany
    ),
  ]

  @Test("A broken body is named for what is wrong with it", arguments: brokenBodies)
  func broken(body: String, fault: MultipartFault) {
    #expect(throws: fault) { try parts(of: body) }
  }

  @Test("A part's header that never ends is refused before it is all read")
  func endlessHeader() throws {
    var reader = try MultipartReader(contentType: "multipart/form-data; boundary=B")
    let flood = Array("--B\r\n".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(throws: MultipartFault.partHeaderTooLong(limit: MultipartReader.partHeaderMax)) {
      try flood.withUnsafeBytes { try reader.read($0) { _ in } }
    }
  }
}

extension [UInt8] {
  /// A place where "CR LF -- B0" is followed by what makes it a delimiter line.
  fileprivate var firstDelimiter: Int? {
    let line = Array("\r\n--B0".utf8)
    return indices.first { self[$0...].starts(with: line) || ($0 == 0 && self[$0...].starts(with: line.dropFirst(2))) }
  }
}

/// A small reproducible generator.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
