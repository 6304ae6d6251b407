import CEL

/// How a column of the worker table is written and held.
enum FieldKind {
  case text
  case code([String])
  case date
  case integer
  case flag
}

/// The 25 columns of the worker table, shaped like those of the report's worker section.
enum WorkerFields {
  static let relations = [
    "PKWTT", "PKWT_JANGKA_WAKTU", "PKWT_SELESAI_PEKERJAAN", "HARIAN_LEPAS", "BORONGAN", "MAGANG", "ALIH_DAYA",
  ]
  static let educations = ["SD", "SMP", "SMA", "SMK", "D3", "S1", "S2", "S3"]

  static let all: [(name: String, kind: FieldKind)] = [
    ("nik", .text), ("namaLengkap", .text), ("jenisKelamin", .code(["L", "P"])), ("tanggalLahir", .date),
    ("kewarganegaraan", .code(["ID", "JP", "CN", "KR"])), ("statusHubungan", .code(relations)),
    ("pendidikan", .code(educations)), ("kodeJabatan", .text), ("namaJabatan", .text), ("tanggalMulaiKerja", .date),
    ("tanggalMulaiKontrak", .date), ("tanggalAkhirKontrak", .date),
    ("caraUpah", .code(["BULANAN", "HARIAN", "BORONGAN"])), ("upahPokok", .integer), ("tunjanganTetap", .integer),
    ("upahSebulan", .integer), ("jamKerjaPerMinggu", .integer), ("ikutJkk", .flag), ("ikutJkm", .flag),
    ("ikutJht", .flag), ("ikutJp", .flag), ("ikutJkp", .flag), ("ikutJkn", .flag), ("disabilitas", .flag),
    ("nomorKpj", .text),
  ]

  static func index(_ name: String) -> Int {
    guard let index = all.firstIndex(where: { $0.name == name }) else { fatalError("no field \(name)") }
    return index
  }

  static func type(_ kind: FieldKind) -> CELType {
    switch kind {
    case .text, .code: .string
    case .date: RuleEnvironment.date
    case .integer: .int
    case .flag: .bool
    }
  }
}
