import ReportModel
import ReportReading
import Testing

/// The workers' table with some columns more than `SampleCSV`, so that shifts and delimiters have something to show.
private let heading =
  "nomor_urut,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,tanggal_lahir,pendidikan,status_hubungan,tanggal_mulai_kerja,"
  + "upah_sebulan,penyandang_disabilitas"

/// Workers born on the days their NIK say; women have odd numbers.
private func workers(_ count: Int, born: (Int) -> String? = { _ in nil }, sex: (Bool) -> String = { $0 ? "P" : "L" })
  -> [String]
{
  (1...count).map { number in
    let (day, month) = (13 + number % 15, 1 + number % 12)
    let isWoman = !number.isMultiple(of: 2)
    let nik = "327301\(isWoman ? day + 40 : day)\(month < 10 ? "0" : "")\(month)9099\(10 + number % 80)"
    let birth = born(number) ?? "1990-\(month < 10 ? "0" : "")\(month)-\(day)"
    return "\(number),Pekerja \(number),ID,\(nik),\(sex(isWoman)),\(birth),SMA,PKWTT,2020-01-06,4250000,T"
  }
}

private func report(_ rows: [String], heading: String = heading) -> (Recording, ReadingSummary) {
  reading(SampleCSV.report(workers: rows, heading: heading))
}

extension Recording {
  fileprivate var causes: [RootCause] { findings.compactMap { $0.cause?.id } }
  fileprivate func naming(_ cause: RootCause) -> ReadingFinding? { findings.first { $0.cause?.id == cause } }
  fileprivate func followers(_ cause: RootCause) -> Int {
    findings.filter { $0.follows == cause }.reduce(0) { $0 + $1.count }
  }
}

@Suite("One accident is named once")
struct CauseTests {
  @Test("A clean table names none")
  func clean() {
    #expect(report(workers(40)).0.causes == [])
  }

  @Test("Month-first dates: the column is named, its damaged cells follow")
  func monthFirst() throws {
    let (sink, _) = report(workers(12) { "\(1 + $0 % 12)/\(13 + $0 % 15)/1990" })
    let finding = try #require(sink.naming(.monthFirstDates))
    #expect(finding.rule == "WL-BERKAS-011")
    #expect(finding.location.field == "tanggalLahir")
    #expect(finding.cause?.affected == 12)
    #expect(sink.followers(.monthFirstDates) == 12)
    #expect(finding.detail?.text(.id).contains("bulan/hari/tahun") == true)
  }

  @Test("Month-first dates that could be read both ways are recognised by the NIK beside them")
  func monthFirstByNIK() throws {
    let rows = (1...4).map { number in
      "\(number),Pekerja \(number),ID,32730105\(number < 10 ? "0" : "")\(number + 6)909901,L,\(number + 6)/5/1990,SMA,PKWTT,2020-01-06,1,T"
    }
    let (sink, _) = report(rows)
    #expect(sink.naming(.monthFirstDates)?.cause?.affected == 4)
    #expect(sink.findings("WL-BERKAS-010").isEmpty)
  }

  @Test(
    "One slip, or one day-first date among them, names no order",
    arguments: [[1], [1, 2, 3]]
  )
  func mixed(monthFirst: [Int]) {
    let (sink, _) = report(
      workers(12) { number in
        let (day, month) = (13 + number % 15, 1 + number % 12)
        return monthFirst.contains(number)
          ? "\(month)/\(day)/1990" : monthFirst.count > 1 ? "\(day)/\(month)/1990" : nil
      }
    )
    #expect(sink.causes == [])
    #expect(sink.findings("WL-BERKAS-010").count == monthFirst.count)
  }

  @Test("P for Pria is recognised by the NIK, and by the letters P and W alone")
  func sexLetters() {
    let byNIK = report(workers(12, sex: { $0 ? "Perempuan" : "P" })).0
    // Half the rows are women's, so the share of men's NIK is too small to say anything.
    #expect(byNIK.causes == [])
    let letters = report(workers(12, sex: { $0 ? "W" : "P" })).0
    #expect(letters.causes == [.sexLetters])
    #expect(letters.followers(.sexLetters) == 6)
    let withoutNIK = report(
      (1...6).map { "\($0),Pekerja \($0),ID,,\($0 % 2 == 0 ? "P" : "W"),1990-01-01,SMA,PKWTT,2020-01-06,1,T" }
    ).0
    #expect(withoutNIK.causes == [.sexLetters])
    #expect(withoutNIK.naming(.sexLetters)?.detail?.text(.id).contains("W = Wanita") == true)
  }

  @Test("W beside women's P is a slip, not another meaning of P")
  func sexSlip() {
    let rows = workers(12, sex: { $0 ? "P" : "L" }).map { $0.replacing("Pekerja 1,", with: "Pekerja 1,") }
    let slip = rows.enumerated().map { $0.offset < 4 ? $0.element.replacing(",P,", with: ",W,") : $0.element }
    #expect(report(slip).0.causes == [])
  }

  @Test("NIK in scientific notation: named once for the column")
  func scientific() throws {
    let rows = workers(5).map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return (cells[..<3] + ["3.27301E+15"] + cells[4...]).joined(separator: ",")
    }
    let (sink, _) = report(rows)
    let finding = try #require(sink.naming(.spreadsheetDigits))
    #expect(finding.rule == "WL-BERKAS-006")
    #expect(finding.cause?.affected == 5)
    #expect(sink.followers(.spreadsheetDigits) == 5)
    #expect(report([rows[0]] + workers(3)).0.causes == [])
  }

  @Test("NIK whose 16th digit became 0 are named as lost")
  func zeroes() throws {
    let rows = workers(40).map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return (cells[..<3] + [cells[3].dropLast() + "0"] + cells[4...]).joined(separator: ",")
    }
    let finding = try #require(report(rows).0.naming(.spreadsheetDigits))
    #expect(finding.rule == "WL-BERKAS-007")
    #expect(finding.detail?.text(.id).contains("tidak bisa dipulihkan") == true)
  }

  @Test("Rows moved by one column, to the right and to the left", arguments: [true, false])
  func shifted(right: Bool) throws {
    let rows = workers(10).enumerated().map { index, row in
      guard index > 5 else { return row }
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if right {
        cells.insert("S.Kom", at: 2)
        cells.removeLast()
      } else {
        cells.remove(at: 1)
      }
      return cells.joined(separator: ",")
    }
    let (sink, _) = report(rows)
    let finding = try #require(sink.naming(.shiftedColumns))
    #expect(finding.cause?.affected == 4)
    #expect(finding.location.row == 7)
    #expect(finding.detail?.text(.id).contains(right ? "kanan" : "kiri") == true)
    #expect(sink.findings.allSatisfy { $0.cause != nil || $0.follows == .shiftedColumns || $0.severity == .info })
  }

  @Test("Rows too wide because of a comma in a name are one accident; one such row is a finding of its own")
  func beyond() throws {
    let wide = workers(6).map { $0.replacing("Pekerja", with: "Pekerja, S.Kom") }
    let finding = try #require(report(wide).0.naming(.shiftedColumns))
    #expect(finding.cause?.affected == 6)
    #expect(finding.detail?.text(.id).contains("tanda kutip") == true)
    #expect(report([wide[0]] + workers(3)).0.causes == [])
  }

  @Test("Odd values that fit no neighbour are no shift")
  func noShift() {
    let odd = workers(10).map { $0.replacing(",SMA,PKWTT,2020-01-06,", with: ",SEKOLAH,TETAPP,2020-13-45,") }
    #expect(report(odd).0.causes == [])
  }

  @Test("A section with another delimiter, vertical bars among them", arguments: [";", "|", "\t"])
  func delimiter(sign: String) throws {
    let rows = workers(5).map { $0.replacing(",", with: sign) }
    let (sink, _) = report(rows, heading: heading.replacing(",", with: sign))
    let finding = try #require(sink.naming(.wrongDelimiter))
    #expect(finding.cause?.isWholeSection == true)
    // Which of the two signs is the file's own does not matter: that it is named and what follows is.
    let others = sink.findings.filter { $0.cause == nil && $0.follows != .wrongDelimiter && $0.rule != "WL-BERKAS-004" }
    #expect(others.map { $0.detail?.text(.id) } == [])
  }

  @Test("A lone table set apart by vertical bars is a draft with that one accident")
  func delimiterOfDraft() {
    let lines = ([heading] + workers(4)).map { $0.replacing(",", with: "|") }
    let (sink, summary) = reading(lines.joined(separator: "\n") + "\n")
    #expect(summary.isDraft)
    #expect(sink.causes == [.wrongDelimiter])
    #expect(reading("Dengan hormat | kami | sampaikan\n").1.isDraft == false)
  }

  @Test("Rows pasted with another delimiter below a sound heading")
  func delimiterOfRows() throws {
    let rows = workers(8).enumerated().map { $0.offset < 5 ? $0.element : $0.element.replacing(",", with: ";") }
    let finding = try #require(report(rows).0.naming(.wrongDelimiter))
    #expect(finding.cause?.affected == 3)
    #expect(finding.location.row == 6)
  }

  @Test("Headings of another template, and of another section")
  func headings() throws {
    let foreign = report(["1,Budi,Laki,1990"], heading: "No,Name,Sex,Birthday").0
    #expect(foreign.causes == [.foreignHeader])
    #expect(foreign.naming(.foreignHeader)?.rule == "WL-BERKAS-005")
    let more = "[pemilik]\nkode_kbli,utama,uraian\n14111,Y,Konveksi\n"
    #expect(reading(SampleCSV.report(more: more)).0.causes == [])
    #expect(report(workers(2), heading: heading.replacing("pendidikan", with: "ijazah")).0.causes == [])
  }

  @Test("Letters that went through two encodings, and letters that only look odd")
  func letters() throws {
    let names = ["JosÃ©", "AndrÃ©", "ZoÃ«", "Siti"]
    let rows = workers(4).enumerated().map { $0.element.replacing("Pekerja", with: names[$0.offset]) }
    let finding = try #require(report(rows).0.naming(.wrongEncoding))
    #expect(finding.cause?.affected == 3)
    #expect(finding.severity == .warning)
    #expect(report([rows[0], rows[3]]).0.causes == [])
    #expect(report(rows + [workers(5)[4].replacing("Pekerja", with: "Zoë")]).0.causes == [])
  }

  @Test("Counts of followers are exact beyond the number that is listed")
  func counts() {
    var limits = ReadingLimits()
    limits.findingsPerProblem = 10
    let rows = workers(60) { "\(1 + $0 % 12)/\(13 + $0 % 15)/1990" }
    let (sink, _) = reading(SampleCSV.report(workers: rows, heading: heading), limits: limits)
    #expect(sink.followers(.monthFirstDates) == 60)
    #expect(sink.findings("WL-BERKAS-010").count == 10)
  }

  @Test("Every cause has a sentence in both languages that says what to do")
  func sentences() {
    for rows in [workers(12) { "\(1 + $0 % 12)/\(13 + $0 % 15)/1990" }, workers(12, sex: { $0 ? "W" : "P" })] {
      for finding in report(rows).0.findings where finding.cause != nil {
        for language in Language.allCases {
          let text = finding.detail?.text(language) ?? ""
          #expect(!text.contains("{") && text.contains("wlkp fix"))
        }
      }
    }
  }
}
