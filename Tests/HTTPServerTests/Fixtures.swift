import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import ReportModel
import RuleEngine
import SubmissionStore
import Synchronization
import Testing

@testable import HTTPServer

/// The engine with the built-in schemas, loaded once for all tests.
let sharedEngine = Result { try Engine() }

/// A folder that goes with the test.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "wlkp-http-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a logger was told.
final class LogCatcher: Sendable {
  private let caught = Mutex("")
  var text: String { caught.withLock { $0 } }

  func add(_ line: String) { caught.withLock { $0 += line + "\n" } }

  var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(catcher: self) }
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let catcher: LogCatcher
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      catcher.add("\(event.level) \(event.message) \(all) \(event.error.map { "\($0)" } ?? "")")
    }
  }
}

/// A server over a real store in a folder of its own, with one account of each role.
struct TestGate: Sendable {
  let scratch: Scratch
  let store: SQLiteSubmissionStore
  let server: WLKPServer
  let log = LogCatcher()
  let tokens: [String: String]

  /// 2025-12-10T05:00:00Z
  static let now: Int64 = 1_765_342_800_000

  init(
    _ configuration: ServerConfiguration = ServerConfiguration(),
    engine: Engine? = nil,
    over wrap: (SQLiteSubmissionStore) -> any SubmissionStore = { $0 },
    onReady: @escaping @Sendable (Int) async -> Void = { _ in },
    onMetricsReady: @escaping @Sendable (Int) async -> Void = { _ in },
    clock: @escaping @Sendable () -> Int64 = { TestGate.now }
  ) throws {
    scratch = try Scratch()
    var configuration = configuration
    configuration.port = 0
    configuration.spoolDirectory = scratch.path
    configuration.passwordCost = .quick
    store = try SQLiteSubmissionStore.open(
      path: scratch.path + "/store.sqlite",
      createIfMissing: true,
      options: StoreOptions()
    ).0
    tokens = try Self.accounts(in: store)
    server = try WLKPServer(
      configuration: configuration,
      engine: engine ?? sharedEngine.get(),
      store: wrap(store),
      logger: log.logger,
      onReady: onReady,
      onMetricsReady: onMetricsReady,
      // The server holds the folder, so that it stays as long as anybody can ask for it.
      clock: { [scratch] in withExtendedLifetime(scratch) { clock() } }
    )
  }

  private static func accounts(in store: SQLiteSubmissionStore) throws -> [String: String] {
    var tokens: [String: String] = [:]
    let people: [(String, Account.Role, AccessScope)] = [
      ("company", .company, .own(submitter: "company")), ("rival", .company, .own(submitter: "rival")),
      ("inspector", .inspector, .regions(codes: ["32"])), ("stranger", .inspector, .regions(codes: ["31"])),
      ("owner", .company, .companies(nibs: [SampleReports.nib])),
      ("neighbour", .company, .companies(nibs: ["9120001112223"])),
      ("auditor", .auditor, .everything), ("administrator", .administrator, .nothing),
    ]
    for (name, role, scope) in people {
      _ = try store.createAccount(name: name, role: role, scope: scope, now: now)
      tokens[name] = try store.createToken(account: name, label: "test", now: now, expiresAt: nil).secret
    }
    tokens["expired"] = try store.createToken(account: "company", label: "old", now: 1, expiresAt: 2).secret
    return tokens
  }

  /// The Authorization header of an account; nothing for `nil`.
  func authorization(_ name: String?) -> HTTPFields {
    guard let name else { return [:] }
    return [.authorization: "Bearer \(tokens[name] ?? name)"]
  }

  /// Waits until an upload has begun: its spool file is there.
  func uploadBegins() async throws { try await wait { try !leftovers().isEmpty } }

  /// Waits until no upload is left.
  func uploadsEnd() async throws { try await wait { try leftovers().isEmpty } }

  /// Waits until something is so, for ten seconds at most.
  func wait(until isSo: () throws -> Bool) async throws {
    for _ in 0..<200 {
      if try isSo() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("waited in vain")
  }

  /// What the access log holds of looks and exports, oldest first: `actor kind what subject`.
  func looks() throws -> [String] {
    var query = EventQuery()
    query.limit = HistoryQuery.limitMax
    return try store.events(query).events.reversed().map(\.event).filter { $0.kind == .looked || $0.kind == .exported }
      .map { event in
        let what = event.details.first { $0.name == "what" }?.value ?? "?"
        return "\(event.actor) \(event.kind.rawValue) \(what) \(event.subject ?? "-")"
      }
  }

  /// What the spool folder holds beside the store.
  func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { !$0.hasPrefix("store.sqlite") }
  }
}

/// Small reports of a made-up company.
enum SampleReports {
  /// The company's NIB.
  static let nib = "0220000990001"

  /// Accepted.
  static func accepted(unit: String = "PUSAT", year: Int = 2025) -> String {
    """
    [kepala]
    versi_skema,jenis_laporan,jenis_penyampaian,periode_tahun,tanggal_keadaan,tanggal_lapor,kode_wilayah,kode_unit
    1.0,TAHUNAN,BARU,\(year),\(year)-12-01,\(year)-12-05,3273,\(unit)
    [identitas_perusahaan]
    nama_perusahaan,nib
    PT Contoh Sejahtera,\(nib)
    [pernyataan]
    pernyataan_benar,tempat,tanggal_pernyataan,nama_penandatangan,jabatan_penandatangan
    Y,Bandung,\(year)-12-05,Vina Contoh,Direktur

    """
  }

  /// Refused: nobody signed.
  static let rejected = accepted().components(separatedBy: "[pernyataan]")[0]

  /// Refused, and full of personal values: a name, a broken NIK and a wage.
  static let personal =
    rejected + """
      [tenaga_kerja]
      nomor_urut,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,tanggal_lahir,upah_pokok,upah_sebulan
      1,\(plantedName),ID,\(plantedNIK),X,1990-01-01,\(plantedWage),\(plantedWage)

      """

  static let plantedName = "Wulandari Rahasia"
  /// One digit short, so that a finding speaks of it.
  static let plantedNIK = "327301410190990"
  static let plantedWage = "7654321"
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The body as JSON.
  var json: [String: Any] {
    get throws {
      try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
  }

  /// The end of the problem's type URI.
  var problem: String? {
    guard headers[.contentType] == "application/problem+json" else { return nil }
    return (try? json["type"] as? String)?.replacingOccurrences(of: "urn:wlkp:problem:", with: "")
  }
}

extension TestClientProtocol {
  /// Posts a text.
  func post(_ uri: String, _ body: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    var fields = headers
    if fields[.contentType] == nil { fields[.contentType] = "text/csv" }
    return try await executeRequest(uri: uri, method: .post, headers: fields, body: ByteBuffer(string: body))
  }

  /// Files a report and gives its address.
  func filed(_ report: String, _ headers: HTTPFields) async throws -> String {
    let answer = try await post("/v1/submissions", report, headers)
    return try #require(answer.headers[.location], "\(answer.text.prefix(300))")
  }

  func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
  }
}
