import ReportModel

/// The fields of a worker that a sample fills in; the raw value is the field's name in the form.
enum WorkerColumn: String, CaseIterable {
  case nomorUrut, namaLengkap, kewarganegaraan, nik, nomorPaspor, jenisKelamin, tanggalLahir, pendidikan, namaJabatan
  case kodeJabatan, statusHubungan, tanggalMulaiKerja, tanggalMulaiKontrak, tanggalAkhirKontrak, nomorPencatatanPkwt
  case caraUpah, upahPokok, tunjanganTetap, upahSebulan, jamKerjaPerMinggu, penyandangDisabilitas, nomorKpj, ikutJkk
  case ikutJkm, ikutJht, ikutJp, ikutJkp, nomorJkn, ikutJkn, nomorRptka, rptkaBerlakuSampai, nomorItas, nikPendamping
}

/// Writes single fields of workers as text; nothing for a field that does not apply.
struct WorkerFields {
  let maker: WorkerMaker
  /// Kinds of foreign workers without a permit, as a planted violation.
  var kindWithoutPermit: Int?

  private static let sexes = PackedTexts(["L", "P"])
  private static let yesNo = PackedTexts(["T", "Y"])
  private static let payments = PackedTexts(["BULANAN", "HARIAN"])
  private static let fixed = PackedTexts([", S.T.", "ID", "560/PKWT/", "2C", " bin ", " binti "])

  /// Writes one field.
  func write(_ column: WorkerColumn, of facts: WorkerFacts, to output: ByteOutput) {
    switch column {
    case .nomorUrut: output.append(number: facts.index + 1)
    case .namaLengkap: writeName(facts, output)
    case .kewarganegaraan:
      facts.isForeign ? output.append(SampleJob.foreignCountries, facts.job) : output.append(Self.fixed, 1)
    case .nik: if !facts.isForeign { output.append(number: facts.nik, width: 16) }
    case .nomorPaspor: if facts.isForeign { writePassport(facts, output) }
    case .jenisKelamin: output.append(Self.sexes, facts.isFemale ? 1 : 0)
    case .tanggalLahir: output.append(date: facts.birth)
    case .pendidikan: output.append(SampleEducation.codes, facts.education.rawValue)
    case .namaJabatan: output.append(facts.isForeign ? SampleJob.foreignNames : SampleJob.names, facts.job)
    case .kodeJabatan: output.append(facts.isForeign ? SampleJob.foreignCodes : SampleJob.codes, facts.job)
    case .penyandangDisabilitas: output.append(Self.yesNo, facts.isDisabled ? 1 : 0)
    case .nomorRptka, .rptkaBerlakuSampai, .nomorItas, .nikPendamping: writePermit(column, facts, output)
    case .nomorKpj, .ikutJkk, .ikutJkm, .ikutJht, .ikutJp, .ikutJkp, .nomorJkn, .ikutJkn:
      writeInsurance(column, facts, output)
    default: writeWork(column, facts, output)
    }
  }

  private func writeName(_ facts: WorkerFacts, _ output: ByteOutput) {
    if facts.isForeign {
      output.append(SampleNames.foreignGiven, facts.given)
      output.append(byte: UInt8(ascii: " "))
      return output.append(SampleNames.foreignFamily, facts.second)
    }
    output.append(facts.isFemale ? SampleNames.female : SampleNames.male, facts.given)
    output.append(byte: UInt8(ascii: " "))
    output.append(SampleNames.second, facts.second)
    if facts.third >= 0 {
      output.append(byte: UInt8(ascii: " "))
      output.append(SampleNames.third, facts.third)
    }
    if facts.father >= 0 {
      output.append(Self.fixed, facts.isFemale ? 5 : 4)
      output.append(SampleNames.third, facts.father)
    }
    if facts.hasTitle { output.append(Self.fixed, 0) }
  }

  private func writeWork(_ column: WorkerColumn, _ facts: WorkerFacts, _ output: ByteOutput) {
    switch column {
    case .statusHubungan: output.append(SampleStatus.codes, facts.status.rawValue)
    case .tanggalMulaiKerja: output.append(date: facts.start)
    case .tanggalMulaiKontrak: if let day = facts.contractStart { output.append(date: day) }
    case .tanggalAkhirKontrak: if let day = facts.contractEnd { output.append(date: day) }
    case .nomorPencatatanPkwt:
      if let day = facts.contractStart {
        output.append(Self.fixed, 2)
        output.append(number: facts.index + 1, width: 7)
        output.append(byte: UInt8(ascii: "/"))
        output.append(number: day.year)
      }
    case .caraUpah: output.append(Self.payments, facts.status == .daily ? 1 : 0)
    case .upahPokok: output.append(number: facts.basePay)
    case .tunjanganTetap: output.append(number: facts.allowance)
    case .upahSebulan: output.append(number: facts.monthPay)
    case .jamKerjaPerMinggu: output.append(number: facts.weeklyHours)
    default: break
    }
  }

  private func writeInsurance(_ column: WorkerColumn, _ facts: WorkerFacts, _ output: ByteOutput) {
    func answer(_ program: SamplePrograms) { output.append(Self.yesNo, facts.programs.contains(program) ? 1 : 0) }
    switch column {
    case .nomorKpj: if facts.programs.contains(.jkk) { output.append(number: card(facts, 99_000_000_000), width: 11) }
    case .ikutJkk: answer(.jkk)
    case .ikutJkm: answer(.jkm)
    case .ikutJht: answer(.jht)
    case .ikutJp: answer(.jp)
    case .ikutJkp: if maker.dates.knowsLossOfWork { answer(.jkp) }
    case .nomorJkn: if facts.programs.contains(.jkn) { output.append(number: card(facts, 9_900_000_000), width: 13) }
    case .ikutJkn: answer(.jkn)
    default: break
    }
  }

  /// A card number that nobody else in the sample has: the factor has no divisor in common with the modulus.
  private func card(_ facts: WorkerFacts, _ first: Int) -> Int {
    first + (facts.index * 7_654_317 + Int(maker.order.seed % 99_991)) % 100_000_000
  }

  /// A passport number: a letter and seven digits.
  private func writePassport(_ facts: WorkerFacts, _ output: ByteOutput) {
    output.append(byte: UInt8(ascii: "X"))
    output.append(number: card(facts, 0) % 10_000_000, width: 7)
  }

  private func writePermit(_ column: WorkerColumn, _ facts: WorkerFacts, _ output: ByteOutput) {
    guard facts.isForeign else { return }
    let hasPermit = kindWithoutPermit != facts.job
    switch column {
    case .nomorRptka: if hasPermit { output.append(Self.permitNumber(kind: facts.job, maker.dates)) }
    case .rptkaBerlakuSampai: if hasPermit { output.append(date: WorkerMaker.permitEnd(maker.dates)) }
    case .nomorItas:
      output.append(Self.fixed, 3)
      output.append(number: facts.index, width: 9)
    case .nikPendamping:
      output.append(number: maker.facts(at: maker.companion(of: facts.index)).nik, width: 16)
    default: break
    }
  }

  /// Whether a field has no value although it should have one: XML then shows it as empty, for an element that no row
  /// has says nothing at all.
  func isMissing(_ column: WorkerColumn, of facts: WorkerFacts) -> Bool {
    column == .nomorRptka && facts.isForeign && kindWithoutPermit == facts.job
  }

  /// The number of the permit for a kind of foreign worker.
  static func permitNumber(kind: Int, _ dates: SampleDates) -> String {
    "B.3/CONTOH\(kind + 1)/PK.04.01/\(WorkerMaker.permitStart(dates).year)"
  }
}
