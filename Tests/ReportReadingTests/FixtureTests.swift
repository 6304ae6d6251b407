import ReportModel
import ReportReading
import Testing

/// The bytes of a file in `Fixtures`; its README says how each was made.
func fixture(_ name: String) -> [UInt8] {
  let folder = String(#filePath.split(separator: "/").dropLast().joined(separator: "/"))
  guard let source = try? FileSource(path: "/\(folder)/Fixtures/\(name)") else { return [] }
  var bytes = [UInt8](repeating: 0, count: Int(source.size))
  let count = bytes.withUnsafeMutableBytes { try? source.read(into: $0, at: 0) }
  return count == bytes.count ? bytes : []
}

/// An archive that another program made, and what a walk must come by.
private let archives: [BadArchive] = [
  BadArchive(
    "small.tar.gz",
    fixture("small.tar.gz"),
    lines: ["2024/a.csv: satu\n", "2024/né.csv: dua\n", String(repeating: "x", count: 150) + ".csv: tiga\n"]
  ),
  BadArchive(
    "small.tar.zst",
    fixture("small.tar.zst"),
    lines: ["2024/a.csv: satu\n", "2024/né.csv: dua\n", String(repeating: "x", count: 150) + ".csv: tiga\n"]
  ),
  BadArchive("laporan.csv.gz", fixture("laporan.csv.gz"), lines: ["laporan.csv: satu\n"]),
  BadArchive(
    "laporan.csv.gz",
    fixture("laporan.csv.gz") + fixture("laporan.csv.gz"),
    lines: ["laporan.csv: satu\nsatu\n"]
  ),
  BadArchive(
    "laporan.csv.gz",
    fixture("laporan.csv.gz") + Array("ekor".utf8),
    fault: "damaged"
  ),
  BadArchive(
    "deeper.gz",
    fixture("deeper.gz"),
    lines: ["2024/a.csv: satu\n", "2024/né.csv: dua\n", String(repeating: "x", count: 150) + ".csv: tiga\n"]
      .map { "deeper/" + $0 }
  ),
  BadArchive("bomb.tar.zst", fixture("bomb.tar.zst"), lines: ["a.csv: satu\n", "nol.csv! bomb"], fault: "bomb"),
  BadArchive(
    "bombs.zip",
    fixture("bombs.zip"),
    lines: (0..<16).map { "lib \(String($0, radix: 16)).zip/nol.csv! bomb" }
  ),
  BadArchive("overlap.zip", fixture("overlap.zip"), fault: "overlapping-entries"),
]

private let tar = TarMaker.archive(TarMaker.member("a", "x"))
private let second = TarMaker.archive(TarMaker.member("b", "y"))
private let zeros = [UInt8](repeating: 0, count: 8_192)
private let long = [UInt8](repeating: 0x61, count: 300)

/// Compressed parts one after the other.
private let chains: [BadArchive] = [
  BadArchive(
    "a TAR cut into two frames",
    ZstdMaker.frame(Array(tar[..<700])) + ZstdMaker.frame(Array(tar[700...])),
    lines: ["a: x"]
  ),
  BadArchive("a frame to be skipped", ZstdMaker.frame(tar) + ZstdMaker.skippable, lines: ["a: x"]),
  BadArchive("a frame of zeros", ZstdMaker.frame(tar) + ZstdMaker.frame(zeros), lines: ["a: x"]),
  BadArchive(
    "a second TAR in its own frame",
    ZstdMaker.frame(tar) + ZstdMaker.frame(second),
    lines: ["a: x"],
    fault: "stray-bytes"
  ),
  BadArchive("a second TAR in the same frame", ZstdMaker.frame(tar + second), lines: ["a: x"], fault: "stray-bytes"),
  BadArchive("a second TAR far behind", ZstdMaker.frame(tar + zeros + second), lines: ["a: x"], fault: "stray-bytes"),
  BadArchive("no frame behind", ZstdMaker.frame(tar) + Array("ekor".utf8), lines: ["a: x"], fault: "damaged"),
  BadArchive(
    "a cut second frame",
    ZstdMaker.frame(tar) + ZstdMaker.frame(zeros).prefix(40),
    lines: ["a: x"],
    fault: "cut"
  ),
  BadArchive(
    "one file in two frames",
    ZstdMaker.frame(long) + ZstdMaker.frame(long),
    lines: ["one file in two frames: " + String(repeating: "a", count: 64)]
  ),
  BadArchive(
    "two archives packed by gzip",
    fixture("small.tar.gz") + fixture("small.tar.gz"),
    lines: ["2024/a.csv: satu\n", "2024/né.csv: dua\n", String(repeating: "x", count: 150) + ".csv: tiga\n"],
    fault: "stray-bytes"
  ),
  BadArchive(
    "two archives packed by zstd",
    fixture("small.tar.zst") + fixture("small.tar.zst"),
    lines: ["2024/a.csv: satu\n", "2024/né.csv: dua\n", String(repeating: "x", count: 150) + ".csv: tiga\n"],
    fault: "stray-bytes"
  ),
]

@Suite("Archives and workbooks that other programs made")
struct FixtureTests {
  @Test("Archives", arguments: archives)
  func archive(_ archive: BadArchive) {
    #expect(!archive.bytes.isEmpty)
    let walked = Walked(archive.bytes, name: "in/" + archive.testDescription)
    #expect(walked.lines == archive.lines)
    #expect(walked.fault == archive.fault)
  }

  @Test(
    "What is compressed in several parts is read as one, and nothing behind the end of a TAR is lost",
    arguments: chains
  )
  func chain(_ archive: BadArchive) {
    let walked = Walked(archive.bytes, name: archive.testDescription)
    #expect(walked.lines == archive.lines)
    #expect(walked.fault == archive.fault)
  }

  @Test("A ZIP written as a stream has its sizes behind the data, and 64-bit ones if it likes")
  func streamed() {
    let walked = Walked(fixture("streamed.zip"))
    #expect(walked.lines.map { $0.prefix(12) } == ["a.csv: satu\n", "né.csv: dua\n"])
    #expect(walked.fault == nil)
  }

  @Test(
    "Every cut of a compressed archive is recognised",
    arguments: ["small.tar.gz", "small.tar.zst", "streamed.zip"]
  )
  func cuts(name: String) {
    let bytes = fixture(name)
    for count in stride(from: 6, to: bytes.count, by: 3) {
      let walked = Walked(Array(bytes.prefix(count)))
      #expect(walked.fault == "cut", "cut at \(count)")
    }
  }

  @Test("A flipped bit anywhere in the data of a TAR.GZ is noticed")
  func checksum() {
    var bytes = fixture("small.tar.gz")
    let whole = Walked(bytes).lines
    // The first ten bytes are the head, with a time and a system that mean nothing.
    for index in 10..<bytes.count {
      bytes[index] ^= 0x04
      let walked = Walked(bytes)
      // The last byte of the data has bits that mean nothing.
      #expect(walked.fault != nil || walked.lines == whole, "byte \(index)")
      bytes[index] ^= 0x04
    }
  }

  @Test(
    "Any damaged byte of a compressed archive is survived",
    arguments: ["small.tar.gz", "small.tar.zst", "streamed.zip"]
  )
  func flips(name: String) {
    var bytes = fixture(name)
    for index in bytes.indices {
      for mask in [0x01, 0x40, 0xFF] as [UInt8] {
        bytes[index] ^= mask
        _ = Walked(bytes)
        bytes[index] ^= mask
      }
    }
  }

  @Test(
    "Workbooks of other programs give the right records, and the wrong date its cell",
    arguments: ["openpyxl.xlsx", "libreoffice.xlsx", "xlsxwriter.xlsx"]
  )
  func workbook(name: String) {
    let (sink, summary) = reading(fixture(name))
    #expect(summary.isUsable)
    #expect(sink.rows("tenagaKerja").count == 5)
    #expect(sink.cell("kepala", "tanggalKeadaan") == "30-11-2025")
    #expect(sink.cell("tenagaKerja", "upahSebulan") == "4250001")
    #expect(sink.cell("tenagaKerja", "tanggalLahir") == "01-01-1990")
    #expect(sink.cell("tenagaKerja", "penyandangDisabilitas") == "T")
    let faults = sink.findings.filter { $0.severity != .info }
    #expect(faults.map(\.rule) == ["WL-BERKAS-010"])
    #expect(faults.first?.location.member == "tenaga_kerja")
    #expect(faults.first?.location.cell == "G4")
  }
}
