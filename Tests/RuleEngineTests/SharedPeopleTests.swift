import ReportForm
import ReportModel
import Testing

@testable import RuleEngine

@Suite("Persons whom several companies list are found by keyed hashes")
struct SharedPeopleTests {
  /// Made with `openssl mac -macopt hexkey:000102…0f -macopt size:16 SIPHASH` over the bytes 0, 1, 2 ….
  @Test(
    "Prints are SipHash-2-4 with 128 bits",
    arguments: [
      (0, "A3817F04BA25A8E66DF67214C7550293"), (1, "DA87C1D86B99AF44347659119B22FC45"),
      (8, "3B62A9BA6258F5610F83E264F31497B4"), (15, "5493E99933B0A8117E08EC0F97CFC3D9"),
      (16, "6EE2A4CA67B054BBFD3315BF85230577"),
    ]
  )
  func sipHash(count: Int, digits: String) throws {
    let key = try #require(PersonKey(bytes: Array(0..<16)))
    let text = (0..<UInt8(count)).map { $0 }
    let print = text.withUnsafeBytes { key.print(of: $0) }
    let bytes = [print.low, print.high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    #expect(bytes.map { (($0 < 16 ? "0" : "") + String($0, radix: 16)).uppercased() }.joined() == digits)
    #expect(PersonKey(bytes: key.bytes) == key)
    #expect(PersonKey(bytes: []) == nil)
    #expect(PersonKey.random() != PersonKey.random())
  }

  private func header(_ nib: String?, _ npwp: String?, _ name: String?) -> ReportHeader {
    var header = ReportHeader()
    (header.nib, header.npwp, header.companyName) = (nib, npwp, name)
    return header
  }

  @Test("The mark of a company tells what its numbers and names tell")
  func marks() {
    let nibs = [nil, "9120001234567", "9120007654321"]
    let npwps = [nil, "012345678901000", "0012345678901000", "0987654321098000"]
    let names = [nil, "PT Contoh Makmur", "CV Contoh Makmur", "PT Lain"]
    let headers = nibs.flatMap { nib in npwps.flatMap { npwp in names.map { header(nib, npwp, $0) } } }
    for one in headers {
      for other in headers {
        let told = UnitIdentity(one).isSameCompany(as: UnitIdentity(other))
        #expect(CompanyMark(one).isSameCompany(as: CompanyMark(other)) == told)
      }
    }
    #expect(CompanyMark(headers[0]).key == nil)
  }

  /// A file of a company, the persons in it, and its year.
  private typealias Listed = (company: String, year: Int, people: [String])

  private func found(_ files: [Listed], memory: Int = 1 << 20) throws -> [SharedPeople.Match] {
    let key = PersonKey.random()
    var search = SharedPeople(ScratchSpace(memoryBytes: memory))
    for (number, file) in files.enumerated() {
      for person in file.people { try search.add(key.print(of: person), file: number + 1) }
    }
    var matches = try search.finish { number in
      SharedPeople.File(
        company: CompanyMark(header(files[number - 1].company, nil, nil)),
        period: files[number - 1].year
      )
    }
    var all: [SharedPeople.Match] = []
    while let match = try matches.next() { all.append(match) }
    return all
  }

  @Test("Another company in the same year counts; the same company, another year and oneself do not")
  func encounters() throws {
    let matches = try found([
      ("1", 2025, ["a", "b", "b"]), ("1", 2025, ["a"]), ("2", 2024, ["a"]), ("2", 2025, ["b", "c"]), ("3", 2025, ["b"]),
    ])
    #expect(matches.map(\.file) == [1, 4, 5])
    #expect(matches.map(\.others) == [[4, 5], [1, 5], [1, 4]])
    #expect(matches.map(\.prints.count) == [1, 1, 1])
  }

  @Test("Little memory gives the same answer, and a number that everybody lists costs no square of the files")
  func many() throws {
    let files = (0..<3_000).map { number -> Listed in
      ("\(number / 2)", 2025, ["0000000000000000", "\(number)", "\(number / 4)x"])
    }
    let large = try found(files)
    let small = try found(files, memory: 4_000)
    #expect(large.map(\.file) == Array(1...3_000))
    #expect(large.allSatisfy { $0.prints.count == 2 && $0.others.count <= SharedPeople.othersNamed })
    #expect(small.map(\.file) == large.map(\.file))
    #expect(small.map(\.others) == large.map(\.others))
  }

  @Test("Only active workers with a NIK leave a print")
  func active() throws {
    let engine = try Engine()
    let key = PersonKey.random()
    let collector = PersonCollector(key: key)
    let day = try #require(CivilDate(iso: "2025-11-30"))
    let header = try #require(engine.form.section("kepala")?.shape)
    var builder = RecordBatchBuilder(shape: header)
    builder.beginRow(at: .unknown)
    builder.set(number: Int64(day.dayNumber), field: try #require(header.index(of: "tanggalKeadaan")), at: .unknown)
    builder.endRow()
    collector.receive(builder.finish())
    let shape = try #require(engine.form.section("tenagaKerja")?.shape)
    let (nik, left) = (try #require(shape.index(of: "nik")), try #require(shape.index(of: "tanggalKeluar")))
    var rows = RecordBatchBuilder(shape: shape)
    for (person, days) in [("a", nil), ("b", 0), ("c", 1), (nil, nil)] as [(String?, Int64?)] {
      rows.beginRow(at: .unknown)
      if let person {
        Array(person.utf8).withUnsafeBytes { rows.set(text: $0, field: nik, at: .unknown) }
      }
      if let days { rows.set(number: Int64(day.dayNumber) + days, field: left, at: .unknown) }
      rows.endRow()
    }
    collector.receive(rows.finish())
    #expect(collector.take() == ["a", "c"].map { key.print(of: $0) })
    #expect(collector.count == 0)
  }
}
