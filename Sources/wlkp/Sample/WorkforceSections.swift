import ReportModel

/// The sections that count the workers.
struct WorkforceSections {
  let counts: WorkforceCounts
  let company: SampleCompany

  private var dates: SampleDates { company.dates }

  /// All of them.
  var sections: [SampleSection] {
    [
      status, ageAndPay, age, education, jobs, disability, tenure, origin, foreigners, wageClasses, programs, movements,
      summary,
    ]
  }

  private var status: SampleSection {
    var rows = SampleStatus.allCases.flatMap {
      Self.rows([SampleStatus.codes[$0.rawValue]], counts.byStatus[$0.rawValue])
    }
    let trainees = company.trainees
    if trainees.total > 0 { rows.append(["MAGANG", "WNI"] + Self.heads(trainees)) }
    return SampleSection("rekapStatus", ["statusHubungan", "kewarganegaraan"] + Self.headFields, rows)
  }

  private var ageAndPay: SampleSection {
    let rows = WorkforceCounts.formAgeCodes.enumerated().flatMap { band, code in
      ["BULANAN", "HARIAN"].enumerated().flatMap { Self.rows([code, $1], counts.byAgeAndPay[band][$0]) }
    }
    return SampleSection("rekapUsiaUpah", ["kelompokUsia", "caraUpah", "kewarganegaraan"] + Self.headFields, rows)
  }

  private var age: SampleSection {
    let rows = WorkforceCounts.fineAgeCodes.enumerated().flatMap { Self.rows([$1], counts.byAge[$0]) }
    return SampleSection("rekapUsia", ["kelompokUsia", "kewarganegaraan"] + Self.headFields, rows)
  }

  private var education: SampleSection {
    let rows = SampleEducation.allCases.flatMap {
      Self.rows([SampleEducation.codes[$0.rawValue]], counts.byEducation[$0.rawValue])
    }
    return SampleSection("rekapPendidikan", ["pendidikan", "kewarganegaraan"] + Self.headFields, rows)
  }

  /// Foreign and domestic workers of one occupation stand in two rows.
  private var jobs: SampleSection {
    var rows: [String: BySex] = [:]
    for (job, heads) in zip(SampleJob.all, counts.byJob) { rows[job.code + " WNI", default: BySex()] = heads }
    for (job, heads) in zip(SampleJob.foreign, counts.byForeignJob) {
      rows[job.code + " WNA"] = (rows[job.code + " WNA"] ?? BySex()) + heads
    }
    let sorted = rows.filter { $0.value.total > 0 }.sorted { $0.key < $1.key }
    return SampleSection(
      "rekapJabatan",
      ["kodeJabatan", "kewarganegaraan"] + Self.headFields,
      sorted.map { row in row.key.split(separator: " ").map { .some(String($0)) } + Self.heads(row.value) }
    )
  }

  private var disability: SampleSection {
    var rows: [[String?]] = []
    for (kind, byStatus) in zip(WorkforceCounts.disabilityCodes, counts.disabled) {
      for status in SampleStatus.allCases where byStatus[status.rawValue].total > 0 {
        rows.append([kind, SampleStatus.codes[status.rawValue]] + Self.heads(byStatus[status.rawValue]))
      }
    }
    // "Nobody" is an answer, too; without a row the report would be silent about it.
    if rows.isEmpty { rows = [["FISIK", "PKWTT", "0", "0"]] }
    return SampleSection("rekapDisabilitas", ["jenisDisabilitas", "statusHubungan"] + Self.headFields, rows)
  }

  private var tenure: SampleSection {
    SampleSection(
      "rekapMasaKerja",
      ["masaKerja"] + Self.headFields,
      zip(WorkforceCounts.tenureCodes, counts.byTenure).filter { $1.total > 0 }.map { [$0] + Self.heads($1) }
    )
  }

  private var origin: SampleSection {
    SampleSection(
      "rekapAsal",
      ["asal"] + Self.headFields,
      [["LOKAL"] + Self.heads(counts.local), ["LUAR_DAERAH"] + Self.heads(counts.away)]
    )
  }

  private var foreigners: SampleSection {
    let (start, end) = (WorkerMaker.permitStart(dates), WorkerMaker.permitEnd(dates))
    var rows: [[String?]] = []
    for (kind, job) in SampleJob.foreign.enumerated() where counts.byForeignJob[kind].total > 0 {
      let heads = counts.byForeignJob[kind]
      let permit: [String?] =
        company.kindWithoutPermit == kind
        ? ["", "", ""] : [WorkerFields.permitNumber(kind: kind, dates), "\(start)", "\(end)"]
      rows.append([job.country, job.code, job.name] + Self.heads(heads) + permit + ["\(heads.total)"])
    }
    return SampleSection(
      "tka",
      ["kewarganegaraan", "kodeJabatan", "namaJabatan"] + Self.headFields
        + ["nomorRptka", "rptkaMulai", "rptkaAkhir", "jumlahTenagaPendamping"],
      rows
    )
  }

  private var wageClasses: SampleSection {
    let ends = WorkforceCounts.classEnds(company.minimumWage)
    var rows: [[String?]] = []
    for (place, heads) in counts.byWageClass.enumerated() {
      let lower = place == 0 ? 0 : ends[place - 1] + 1
      rows.append(["\(lower)", place < ends.count ? "\(ends[place])" : nil] + Self.heads(heads))
    }
    return SampleSection("kelasUpah", ["batasBawah", "batasAtas"] + Self.headFields, rows)
  }

  private var programs: SampleSection {
    var rows: [[String?]] = []
    for (bit, program) in ["JKK", "JKM", "JHT", "JP", "JKP"].enumerated() where bit < 4 || dates.knowsLossOfWork {
      let risk: String? = program == "JKK" ? "III" : nil
      rows.append([program, "Y"] + Self.heads(counts.byProgram[bit]) + [risk, "0"])
    }
    return SampleSection(
      "kepesertaanProgram",
      ["program", "diikuti", "jumlahPesertaL", "jumlahPesertaP", "tingkatRisikoJkk", "tunggakanBulan"],
      rows
    )
  }

  /// Who came and who left in the year. So many left as about two thirds of those who came, and at least one.
  private var movements: SampleSection {
    let left = leavers
    let hired = counts.hired
    return SampleSection(
      "mutasi",
      ["jenisMutasi"] + Self.headFields,
      [
        ["PENERIMAAN"] + Self.heads(hired), ["PENGUNDURAN_DIRI"] + Self.heads(left.resigned),
        ["HABIS_KONTRAK"] + Self.heads(left.ended),
      ]
    )
  }

  private var leavers: (resigned: BySex, ended: BySex) {
    let hired = counts.hired
    return (
      BySex(male: hired.male / 3 + 1, female: hired.female / 3), BySex(male: hired.male / 3, female: hired.female / 3)
    )
  }

  private var summary: SampleSection {
    let left = leavers.resigned + leavers.ended
    let now = counts.all.total
    let vacancies = company.vacancies
    return SampleSection(
      "ringkasanKesempatanKerja",
      [
        "kebutuhanAda": "Y", "jumlahDibutuhkanL": "\(vacancies.male)", "jumlahDibutuhkanP": "\(vacancies.female)",
        "jumlahPekerjaTahunLaluL": "\(now.male - counts.hired.male + left.male)",
        "jumlahPekerjaTahunLaluP": "\(now.female - counts.hired.female + left.female)",
        "jumlahPekerjaBerhenti": "\(left.total)",
      ]
    )
  }

  // MARK: Rows

  private static let headFields = ["jumlahL", "jumlahP"]

  private static func heads(_ heads: BySex) -> [String?] { ["\(heads.male)", "\(heads.female)"] }

  /// One row for each nationality that is there.
  private static func rows(_ keys: [String], _ heads: ByOrigin) -> [[String?]] {
    [("WNI", heads.domestic), ("WNA", heads.foreign)].filter { $0.1.total > 0 }.map { origin, heads in
      keys.map { .some($0) } + [.some(origin)] + Self.heads(heads)
    }
  }
}
