import ReportReading
import Testing

/// What a walk came by, as text: `path: content` or `path! kind`.
struct Walked {
  var lines: [String] = []
  var fault: String?

  init(
    _ bytes: [UInt8],
    name: String = "arsip",
    limits: ReadingLimits = .standard,
    select: (ArchivePlace) -> Bool = { _ in true },
    stopAfter: Int = .max
  ) {
    var lines: [String] = []
    do throws(ReadingFault) {
      let reader = limits == .standard ? Self.reader : ReportReader(form: form, limits: limits)
      let walk = ArchiveWalk(reader: reader)
      let fault = try walk.walk(MemorySource(bytes), name: name, select: select) { visit throws(ReadingFault) in
        switch visit {
        case .member(let place, let source):
          lines.append("\(place.path): \(try Self.text(source))")
        case .refused(let place, let fault):
          lines.append("\(place.path)! \(fault.kind)")
        }
        return lines.count < stopAfter
      }
      self.fault = fault?.kind
    } catch {
      fatalError("memory cannot fail: \(error)")
    }
    self.lines = lines
  }

  private static let reader = ReportReader(form: form)

  private static func text(_ source: any ByteSource) throws(ReadingFault) -> String {
    var bytes = [UInt8](repeating: 0, count: min(64, Int(source.size)))
    var failure: ReadingFault?
    let count = bytes.withUnsafeMutableBytes { room -> Int in
      do throws(ReadingFault) {
        return try source.read(into: room, at: 0)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

/// An archive with the one fault that must be found.
struct BadArchive: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  /// The lines of the walk.
  var lines: [String] = []
  /// The fault of the archive as a whole.
  var fault: String?

  init(_ name: String, _ zip: ZipMaker, lines: [String] = [], fault: String? = nil) {
    self.init(name, zip.bytes, lines: lines, fault: fault)
  }

  init(_ name: String, _ bytes: [UInt8], lines: [String] = [], fault: String? = nil) {
    testDescription = name
    self.bytes = bytes
    self.lines = lines
    self.fault = fault
  }
}

private func changed(_ member: ZipMaker.Member, _ change: (inout ZipMaker.Member) -> Void) -> ZipMaker.Member {
  var member = member
  change(&member)
  return member
}

private func zip(_ change: (inout ZipMaker) -> Void) -> ZipMaker {
  var maker = ZipMaker([("a.csv", "satu"), ("b.csv", "dua")])
  change(&maker)
  return maker
}

private let b = ZipMaker.Member("b.csv", "dua")

private let badZips: [BadArchive] = [
  BadArchive("a name that climbs out", ZipMaker([("../a", "x"), ("b", "y")]), lines: ["../a! unsafe-name", "b: y"]),
  BadArchive("a climb in the middle", ZipMaker([("x/../../a", "x")]), lines: ["x/../../a! unsafe-name"]),
  BadArchive("a climb in Windows' way", ZipMaker([("x\\..\\..\\a", "x")]), lines: ["x/../../a! unsafe-name"]),
  BadArchive("an absolute name", ZipMaker([("/etc/passwd", "x")]), lines: ["/etc/passwd! unsafe-name"]),
  BadArchive("a drive", ZipMaker([("C:\\a.csv", "x")]), lines: ["C:/a.csv! unsafe-name"]),
  BadArchive("a NUL in a name", ZipMaker([("a\0.csv", "x")]), lines: ["a\0.csv! unsafe-name"]),
  BadArchive("an escape sequence in a name", ZipMaker([("a\u{1B}[2J", "x")]), lines: ["a\u{1B}[2J! unsafe-name"]),
  BadArchive("no name", ZipMaker([("", "x")]), lines: ["! unsafe-name"]),
  BadArchive(
    "a name of some kilobytes",
    ZipMaker([(String(repeating: "a", count: 2_000), "x")]),
    lines: [String(repeating: "a", count: 2_000) + "! name-too-long"]
  ),
  BadArchive(
    "a hundred folders",
    ZipMaker([(String(repeating: "a/", count: 100) + "b", "x")]),
    lines: [String(repeating: "a/", count: 100) + "b! name-too-long"]
  ),
  BadArchive(
    "a symbolic link",
    ZipMaker([changed(b) { $0.mode = 0o120777 }]),
    lines: ["b.csv! link"]
  ),
  BadArchive("a pipe", ZipMaker([changed(b) { $0.mode = 0o010644 }]), lines: ["b.csv! special-file"]),
  BadArchive("a password", ZipMaker([changed(b) { $0.flags |= 1 }]), lines: ["b.csv! encrypted"]),
  BadArchive("LZMA", ZipMaker([changed(b) { $0.method = 14 }]), lines: ["b.csv! unsupported-method"]),
  BadArchive(
    "the same name twice",
    ZipMaker([("a.csv", "satu"), ("./A.CSV", "dua")]),
    lines: ["a.csv: satu", "./A.CSV! duplicate-name"]
  ),
  BadArchive("a wrong checksum", ZipMaker([changed(b) { $0.checksum = 7 }]), lines: ["b.csv! damaged"]),
  BadArchive(
    "another name in the directory",
    ZipMaker([changed(b) { $0.directoryName = Array("c.csv".utf8) }]),
    fault: "headers-differ"
  ),
  BadArchive("another size in the directory", ZipMaker([changed(b) { $0.directorySize = 2 }]), fault: "headers-differ"),
  BadArchive(
    "two entries on the same bytes",
    zip { $0.members[1] = changed(ZipMaker.Member("a.csv", "satu")) { $0.offset = 0 } },
    fault: "overlapping-entries"
  ),
  BadArchive(
    "an entry that reaches into the next",
    zip { $0.members[0].claimedSize = 40 },
    fault: "overlapping-entries"
  ),
  BadArchive("a program before the first member", zip { $0.prefix = Array("MZ stub".utf8) }, fault: "damaged"),
  BadArchive(
    "a member that the directory does not know",
    zip { $0.prefix = Array(ZipMaker([("c.csv", "tiga")]).bytes.prefix(39)) },
    fault: "stray-bytes"
  ),
  BadArchive("bytes behind the end", zip { _ in }.bytes + [1, 2, 3], fault: "cut"),
  BadArchive("a wrong number of entries", zip { $0.claimedCount = 5 }, fault: "damaged"),
  BadArchive("a cut end", Array(zip { _ in }.bytes.dropLast(10)), fault: "cut"),
  BadArchive("a cut directory", Array(zip { _ in }.bytes.dropLast(60)), fault: "cut"),
  BadArchive("only the beginning", Array(zip { _ in }.bytes.prefix(20)), fault: "cut"),
]

private let badTars: [BadArchive] = [
  BadArchive(
    "links and pipes",
    TarMaker.archive(
      TarMaker.member("a", type: "2", link: "/etc/passwd"),
      TarMaker.member("b", type: "1", link: "a"),
      TarMaker.member("c", type: "6"),
      TarMaker.member("d", "isi")
    ),
    lines: ["a! link", "b! link", "c! special-file", "d: isi"]
  ),
  BadArchive(
    "names that climb out",
    TarMaker.archive(TarMaker.member("../../a", "x"), TarMaker.member("/b", "x"), TarMaker.member("c", "y")),
    lines: ["../../a! unsafe-name", "/b! unsafe-name", "c: y"]
  ),
  BadArchive(
    "a name twice",
    TarMaker.archive(TarMaker.member("a", "x"), TarMaker.member("a", "y")),
    lines: ["a: x", "a! duplicate-name"]
  ),
  BadArchive("no end", TarMaker.member("a", "x"), fault: "cut"),
  BadArchive(
    "another TAR behind the end",
    TarMaker.archive(TarMaker.member("a", "x")) + TarMaker.archive(TarMaker.member("b", "y")),
    lines: ["a: x"],
    fault: "stray-bytes"
  ),
  BadArchive(
    "a block of zeros more behind the end",
    TarMaker.archive(TarMaker.member("a", "x")) + [UInt8](repeating: 0, count: 9_216),
    lines: ["a: x"]
  ),
  BadArchive("a cut between members", TarMaker.member("a", "x") + TarMaker.member("b", "y"), fault: "cut"),
  BadArchive(
    "a cut within a member",
    Array(TarMaker.archive(TarMaker.member("a", String(repeating: "x", count: 3_000))).prefix(2_100)),
    fault: "cut"
  ),
]

@Suite("Archives are walked to their end, and what is hostile in them is refused")
struct ArchiveWalkTests {
  @Test("The members of a ZIP come in the order of its directory, folders and droppings left out")
  func zipMembers() {
    let maker = ZipMaker([("2024/", ""), ("2024/b.csv", "dua"), ("__MACOSX/._b.csv", "x"), ("a.csv", "satu")])
    let walked = Walked(maker.bytes)
    #expect(walked.lines == ["2024/b.csv: dua", "a.csv: satu"])
    #expect(walked.fault == nil)
  }

  @Test("The members of a TAR come in the order of the file")
  func tarMembers() {
    let tar = TarMaker.archive(
      TarMaker.member("x/", type: "5"),
      TarMaker.member("x/a.csv", "satu"),
      TarMaker.member("b.csv", "dua")
    )
    #expect(Walked(tar).lines == ["x/a.csv: satu", "b.csv: dua"])
  }

  @Test("Every lie in a ZIP has its name", arguments: badZips)
  func badZip(archive: BadArchive) { check(archive) }

  @Test("Every trick in a TAR has its name", arguments: badTars)
  func badTar(archive: BadArchive) { check(archive) }

  private func check(_ archive: BadArchive) {
    let walked = Walked(archive.bytes)
    #expect(walked.lines == archive.lines)
    #expect(walked.fault == archive.fault)
  }

  @Test("An archive within an archive is walked in place, one within that is refused")
  func nested() {
    let innermost = ZipMaker([("c.csv", "tiga")]).bytes
    let inner = ZipMaker([.init("b.csv", "dua"), .init("c.zip", innermost)]).bytes
    let outer = ZipMaker([.init("a.csv", "satu"), .init("2024.zip", inner), .init("z.csv", "akhir")])
    let walked = Walked(outer.bytes)
    #expect(
      walked.lines == [
        "a.csv: satu", "2024.zip/b.csv: dua", "2024.zip/c.zip! nested-too-deep", "z.csv: akhir",
      ]
    )
  }

  @Test("A damaged archive within an archive costs only itself")
  func nestedDamage() {
    let inner = Array(ZipMaker([("b.csv", "dua")]).bytes.dropLast(8))
    let walked = Walked(ZipMaker([.init("x.zip", inner), .init("z.csv", "akhir")]).bytes)
    // A ZIP without its end may be a workbook as well: whoever reads it says that it is cut.
    #expect(walked.lines.count == 2 && walked.lines[1] == "z.csv: akhir")
  }

  @Test("A ZIP of one CSV per section, and a workbook, are reports and are handed over whole")
  func reportsInArchives() {
    let sections = ZipMaker([("kepala.csv", "versi_skema\n1.0\n"), ("tenaga_kerja.csv", "")]).bytes
    let book = ZipMaker([("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]).bytes
    let walked = Walked(ZipMaker([.init("s.zip", sections), .init("b.xlsx", book)]).bytes)
    #expect(walked.lines.count == 2)
    #expect(walked.lines.allSatisfy { $0.contains(": PK") })
  }

  @Test("Only what is selected is handed over, under the same numbers")
  func selected() {
    let maker = ZipMaker((0..<10).map { ("\($0).csv", "isi \($0)") })
    var seen: [Int] = []
    let walked = Walked(
      maker.bytes,
      select: { place in
        seen.append(place.index)
        return place.index % 3 == 1
      }
    )
    #expect(seen == Array(0..<10))
    #expect(walked.lines == ["1.csv: isi 1", "4.csv: isi 4", "7.csv: isi 7"])
  }

  @Test("A walk ends when the visitor has enough")
  func ended() {
    let maker = ZipMaker((0..<10).map { ("\($0).csv", "x") })
    #expect(Walked(maker.bytes, stopAfter: 2).lines.count == 2)
    let tar = TarMaker.archive(TarMaker.member("a", "x"), TarMaker.member("b", "y"))
    #expect(Walked(tar, stopAfter: 1).lines.count == 1)
  }

  @Test("Bytes that are no UTF-8 are shown as such")
  func oddNames() {
    var member = ZipMaker.Member("", "x")
    member.name = [0x61, 0xE9, 0x2E, 0x63]
    member.flags = 0
    #expect(Walked(ZipMaker([member]).bytes).lines == ["a\\xE9.c: x"])
  }

  @Test("A comment behind the end is allowed, and an empty ZIP has no members")
  func commentAndEmpty() {
    #expect(Walked(zip { $0.comment = Array("dibuat 2025".utf8) }.bytes).lines.count == 2)
    let empty = Walked(ZipMaker([ZipMaker.Member]()).bytes)
    #expect(empty.lines.isEmpty && empty.fault == nil)
  }

  @Test("Limits refuse what passes them")
  func limits() {
    var limits = ReadingLimits()
    limits.archive.entries = 3
    let many = ZipMaker((0..<4).map { ("\($0)", "x") }).bytes
    #expect(Walked(many, limits: limits).fault == "too-many-entries")
    limits = ReadingLimits()
    limits.archive.memberBytes = 10
    let large = ZipMaker([("a", String(repeating: "x", count: 11)), ("b", "y")]).bytes
    #expect(Walked(large, limits: limits).lines == ["a! member-too-large", "b: y"])
    let tar = TarMaker.archive(TarMaker.member("a", String(repeating: "x", count: 11)), TarMaker.member("b", "y"))
    #expect(Walked(tar, limits: limits).lines == ["a! member-too-large", "b: y"])
    limits = ReadingLimits()
    limits.archive.totalBytes = 15
    let two = ZipMaker([("a", "0123456789"), ("b", "0123456789")]).bytes
    #expect(Walked(two, limits: limits).fault == "too-large")
  }

  @Test("A member too large for memory is the same from its temporary file")
  func spooled() {
    var limits = ReadingLimits()
    limits.archive.memoryBytes = 100
    let content = String(repeating: "0123456789", count: 1_000)
    let walked = Walked(ZipMaker([("a", content)]).bytes, limits: limits)
    #expect(walked.lines == ["a: " + content.prefix(64)])
  }

  @Test("Every cut of an archive is survived, and no member comes out whole that is not")
  func everyCut() {
    let zipped = ZipMaker([("a.csv", "satu"), ("b.csv", "dua")]).bytes
    for count in 4..<zipped.count { #expect(Walked(Array(zipped.prefix(count))).fault == "cut", "cut at \(count)") }
    let tar = TarMaker.archive(TarMaker.member("a", "x"), TarMaker.member("b", "y"))
    for count in stride(from: 512, to: tar.count, by: 61) {
      let walked = Walked(Array(tar.prefix(count)))
      #expect(walked.fault != nil || walked.lines.isEmpty, "cut at \(count)")
    }
  }

  @Test("Any damaged byte is survived")
  func everyFlip() {
    for archive in [
      ZipMaker([("a.csv", "satu"), ("b.csv", "dua")]).bytes, TarMaker.archive(TarMaker.member("a", "x")),
    ] {
      var bytes = archive
      for index in bytes.indices where index < 1_100 {
        let good = bytes[index]
        for bad in [0x00, 0x7F, 0xFF, good ^ 1] as [UInt8] {
          bytes[index] = bad
          _ = Walked(bytes)
        }
        bytes[index] = good
      }
    }
  }
}
