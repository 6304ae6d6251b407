import Foundation
import Testing

@Suite("Filing, receipt, history and log through the program")
struct FilingTests {
  private let folder: Folder
  private var store: String { folder.file("wlkp.sqlite").path }
  private let good = "Samples/accepted/pt-contoh-2025.xml"

  init() throws { folder = try Folder() }

  private func submit(_ file: String, receipt: String = "r.txt") throws -> BuiltProgram.Run {
    try BuiltProgram.run(["submit", file, "--store", store, "--receipt", folder.file(receipt).path])
  }

  private func verify(_ receipt: String = "r.txt", file: String? = nil) throws -> BuiltProgram.Run {
    try BuiltProgram.run(
      ["receipt", "verify", folder.file(receipt).path, "--key", store + ".pub"] + (file.map { ["--file", $0] } ?? [])
    )
  }

  @Test("A good report is kept, its receipt verifies with the public key alone, the log checks")
  func filed() throws {
    let run = try submit(good)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains(".key"), "making a store is said")
    let mode = try FileManager.default.attributesOfItem(atPath: store + ".key")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let verified = try verify(file: good)
    #expect(verified.code == 0, "\(verified.output)")
    let log = try BuiltProgram.run(["log", "check", "--store", store])
    #expect(log.code == 0, "\(log.errors)")
    let history = try BuiltProgram.run(["history", "--store", store])
    #expect(history.output.contains("TAHUNAN"))
    let number = try #require(history.output.matches(of: /[0-9]{4}-[0-9]{4}-[0-9]{8}-[0-9]/).first?.output)
    let document = try BuiltProgram.run(["history", "show", String(number), "--result", "--store", store])
    #expect(document.output.contains("\"name\":\"pt-contoh-2025.xml\""), "the folders of this machine are not kept")
  }

  @Test("The same file twice is answered with the first receipt")
  func twice() throws {
    #expect(try submit(good, receipt: "1.txt").code == 0)
    let again = try submit(good, receipt: "2.txt")
    #expect(again.code == 0)
    #expect(try Data(contentsOf: folder.file("1.txt")) == Data(contentsOf: folder.file("2.txt")))
    let list = try BuiltProgram.run(["history", "--store", store, "--format", "json"])
    let entries = try JSONSerialization.jsonObject(with: list.bytes) as? [Any]
    #expect(entries?.count == 1)
  }

  @Test("A rejected report leaves nothing behind")
  func rejected() throws {
    let run = try submit("Samples/rejected/pelanggar-salah-jumlah.xml")
    #expect(run.code == 1)
    let list = try BuiltProgram.run(["history", "--store", store, "--format", "json"])
    #expect(list.output == "[]\n")
    #expect(!FileManager.default.fileExists(atPath: folder.file("r.txt").path))
  }

  @Test("A flipped bit in the receipt is detected and named")
  func flippedReceipt() throws {
    #expect(try submit(good).code == 0)
    let receipt = try Data(contentsOf: folder.file("r.txt"))
    for position in stride(from: 0, to: receipt.count, by: max(1, receipt.count / 12)) {
      var bent = receipt
      bent[position] ^= 1
      try bent.write(to: folder.file("bent.txt"))
      let run = try verify("bent.txt")
      #expect(run.code == 1, "byte \(position)")
      #expect(run.output.contains("[x]"), "byte \(position)")
    }
  }

  @Test("A receipt does not vouch for another file")
  func otherFile() throws {
    #expect(try submit(good).code == 0)
    #expect(try verify(file: "Samples/accepted/pt-contoh-2025.csv").code == 1)
  }

  @Test(
    "A flipped bit in a stored record or a log entry is detected and named",
    arguments: ["wlkp-record/1", "wlkp-entry/1"]
  )
  func flippedStore(_ content: String) throws {
    #expect(try submit(good).code == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store))
    let needle = Data(content.utf8)
    let place = try #require(bytes.range(of: needle)?.lowerBound)
    var bent = bytes
    bent[place] ^= 1
    try bent.write(to: URL(fileURLWithPath: store))
    let run = try BuiltProgram.run(["log", "check", "--store", store])
    #expect(run.code == 1, "\(run.output) \(run.errors)")
    #expect(!run.errors.isEmpty)
  }

  @Test("A correction names what it corrects, gets its own number and never overwrites")
  func correction() throws {
    #expect(try submit(good).code == 0)
    let list = try BuiltProgram.run(["history", "--store", store, "--format", "json"])
    let entries = try #require(try JSONSerialization.jsonObject(with: list.bytes) as? [[String: Any]])
    let number = try #require(entries.first?["number"] as? String)
    let original = try String(contentsOf: SourceFiles.root.appendingPathComponent(good), encoding: .utf8)
    let plain = original.replacing("</kepala>", with: "<!-- -->\n</kepala>")
    let duplicate = try folder.write(plain, to: "lagi.xml")
    let refused = try submit(duplicate.path, receipt: "x.txt")
    #expect(refused.code == 1)
    #expect(refused.errors.contains(number))
    let corrected =
      original
      .replacing(
        /<jenisPenyampaian>[A-Z]+<\/jenisPenyampaian>/,
        with:
          "<jenisPenyampaian>PERBAIKAN</jenisPenyampaian>\n<nomorLaporanDiperbaiki>\(number)</nomorLaporanDiperbaiki>"
      )
      .replacing(/<nomorLaporanSebelumnya>[^<]*<\/nomorLaporanSebelumnya>\s*/, with: "")
    let file = try folder.write(corrected, to: "perbaikan.xml")
    let run = try submit(file.path, receipt: "y.txt")
    #expect(run.code == 0, "\(run.output) \(run.errors)")
    let shown = try BuiltProgram.run(["history", "show", number, "--store", store])
    #expect(shown.output.components(separatedBy: "\n").filter { $0.hasPrefix("→") || $0.hasPrefix("  2") }.count >= 2)
    #expect(try BuiltProgram.run(["log", "check", "--store", store]).code == 0)
  }

  @Test("The original comes back byte for byte")
  func original() throws {
    #expect(try submit(good).code == 0)
    let list = try BuiltProgram.run(["history", "--store", store, "--format", "csv"])
    let row = try #require(list.output.split(separator: "\r\n").dropFirst().first)
    let number = try #require(row.split(separator: ",").first).filter { $0 != "\"" }
    let run = try BuiltProgram.run(["history", "show", String(number), "--original", "--store", store])
    #expect(run.bytes == (try Data(contentsOf: SourceFiles.root.appendingPathComponent(good))))
  }

  @Test("What a report writes cannot steer the terminal of whoever reads the history")
  func terminal() throws {
    let path = SourceFiles.root.appendingPathComponent("Samples/accepted/pt-contoh-2025.csv")
    var lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
    let heading = try #require(lines[1].components(separatedBy: ",").firstIndex { $0.contains("kode_unit") })
    var cells = lines[2].components(separatedBy: ",")
    cells[heading] = "U\u{1B}[31m"
    lines[2] = cells.joined(separator: ",")
    let text = lines.joined(separator: "\n").replacing("PT Contoh Maju Bersama", with: "PT \u{1B}]0;x\u{07} Contoh")
    let run = try submit(try folder.write(text, to: "a.csv").path)
    #expect(!(run.output + run.errors).contains("\u{1B}"))
    #expect(run.code == 0, "\(run.output)")
    for format in ["table", "json", "csv"] {
      let list = try BuiltProgram.run(["history", "--store", store, "--format", format])
      #expect(list.output.contains("3273-2025"))
      #expect(!list.output.contains("\u{1B}") && !list.output.contains("\u{07}"), "\(format)")
    }
  }
}
