import CEL
import ReportModel

/// Single workers of an earlier report, for rules.
enum PriorFunctions {
  /// Declares `pekerja`, `mengenal`, `memuat`, `banyakPekerja`, `perusahaanLain`, `bernama` and `namaUsaha`.
  static func declare(in environment: inout Environment, _ types: PriorRecordTypes, worker: String?) {
    let report = CELType.record(types.report.name)
    declareLookup(in: &environment, report, .record(types.worker.name))
    declareNames(in: &environment, .record(types.worker.name))
    declareCompany(in: &environment, report)
    guard let worker else { return }
    environment.declare(
      function: Function(
        "memuat",
        [
          Overload(id: "memuat_laporan_row", parameters: report, .record(worker), result: .bool, isMember: true) {
            report,
            row in
            guard case .record(let row) = row, let source = row.source as? BatchRecords, let prior = prior(report)
            else { return .failure(.noSuchOverload("memuat", [])) }
            return contains(prior, source, row.row)
          }
        ]
      )
    )
  }

  private static func prior(_ value: Value) -> PriorReportRecord? {
    guard case .record(let reference) = value else { return nil }
    return reference.source as? PriorReportRecord
  }

  /// The workers of a report, or what is not known: the file has no list, or one too long to keep.
  private static func workers(_ value: Value) -> PriorWorkers? {
    guard let workers = prior(value)?.report.workers, workers.isComplete else { return nil }
    return workers
  }

  private static let noList = Outcome.unknown(UnknownSet(["lalu.tenagaKerja"]))

  private static func contains(_ prior: PriorReportRecord, _ source: BatchRecords, _ row: Int) -> Outcome {
    let batch = source.batch
    guard let workers = prior.report.workers, workers.isComplete else { return noList }
    guard let nik = batch.shape.index(of: "nik"), batch.state(field: nik, row: row) == .valid,
      let found = workers.row(batch.text(field: nik, row: row))
    else { return .value(.bool(false)) }
    return .value(.bool(workers.isUnchanged(row: found, digest: source.digest(row))))
  }

  private static func declareLookup(in environment: inout Environment, _ report: CELType, _ worker: CELType) {
    environment.declare(
      function: Function(
        "pekerja",
        [
          Overload(id: "pekerja_laporan_string", parameters: report, .string, result: worker, isMember: true) {
            report,
            nik in
            guard case .string(let nik) = nik, let prior = prior(report) else {
              return .failure(.noSuchOverload("pekerja", []))
            }
            return prior.worker(nik).map { .value($0) } ?? noList
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "mengenal",
        [
          Overload(id: "mengenal_laporan_string", parameters: report, .string, result: .bool, isMember: true) {
            report,
            nik in
            guard case .string(let nik) = nik else { return .failure(.noSuchOverload("mengenal", [])) }
            return workers(report).map { .value(.bool($0.row(nik) != nil)) } ?? noList
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "banyakPekerja",
        [
          Overload(id: "banyak_pekerja_laporan", parameter: report, result: .int, isMember: true) { report in
            workers(report).map { .value(.int(Int64($0.identified))) } ?? noList
          }
        ]
      )
    )
  }

  private static func declareCompany(in environment: inout Environment, _ report: CELType) {
    environment.declare(
      function: Function(
        "perusahaanLain",
        [
          Overload(id: "perusahaan_lain_laporan", parameter: report, result: .bool, isMember: true) { report in
            prior(report).map { .value(.bool($0.isOfOtherCompany)) } ?? .failure(.noSuchOverload("perusahaanLain", []))
          }
        ]
      )
    )
  }

  private static func declareNames(in environment: inout Environment, _ worker: CELType) {
    environment.declare(
      function: Function(
        "bernama",
        [
          Overload(id: "bernama_pekerja_string", parameters: worker, .string, result: .bool, isMember: true) {
            worker,
            name in
            guard case .record(let reference) = worker, let source = reference.source as? PriorWorkerRecords,
              case .string(let name) = name
            else { return .failure(.noSuchOverload("bernama", [])) }
            let then = source.workers.name(row: reference.row)
            return .value(.bool(NameKey.areSimilar(then, NameKey.person(name))))
          }
        ]
      )
    )
    environment.declare(
      function: Function(
        "namaUsaha",
        [
          Overload(id: "nama_usaha_string", parameter: .string, result: .string) { name in
            guard case .string(let name) = name else { return .failure(.noSuchOverload("namaUsaha", [])) }
            return .value(.string(NameKey.company(name)))
          }
        ]
      )
    )
  }
}
