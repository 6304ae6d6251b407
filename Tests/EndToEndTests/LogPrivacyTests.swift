import Foundation
import Testing

/// What may stand in no log: planted into files, names, addresses, and fields of requests.
private enum Planted {
  static let name = "Wulandari Rahasiawati"
  static let nik = "3273014101909917"
  static let brokenNIK = "32730141019099X7"
  static let wage = "48765432"
  static let fileName = "Gaji_Suparmanto_2025.csv"
  static let mark = "TandaRahasia7f3a"
  /// Typed where a name belongs, by mistake or not.
  static let password = "sandi-bocor-9c1e"

  /// What is looked for: also pieces, since a log may cut.
  static let all = [
    name, "Rahasiawati", nik, String(nik.prefix(12)), brokenNIK, wage, "48.765.432", "48,765,432", fileName,
    "Suparmanto", mark, password, "Contoh Sejahtera",
  ]

  static func held(in text: String) -> [String] { all.filter { text.contains($0) } }
}

@Suite("What the built program writes beside its results holds no personal data")
struct LogPrivacyTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  // MARK: The files

  /// The accepted sample, with the planted name, NIK and wage in a worker's row.
  private func good() throws -> Data {
    let url = SourceFiles.root.appendingPathComponent("Samples/accepted/pt-contoh-2025.xml")
    var text = try String(contentsOf: url, encoding: .utf8)
    text = text.replacing(#/<namaLengkap>[^<]*</namaLengkap>/#, with: "<namaLengkap>\(Planted.name)</namaLengkap>")
    return Data(text.utf8)
  }

  /// Full of what findings speak about.
  private static let wrong = """
    [kepala]
    versi_skema,jenis_laporan,kode_unit
    1.0,\(Planted.mark),\(Planted.nik)
    [identitas_perusahaan]
    nama_perusahaan,nib
    PT Contoh Sejahtera,\(Planted.mark)
    [tenaga_kerja]
    nomor_urut,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,tanggal_lahir,upah_pokok,upah_sebulan
    1,\(Planted.name),ID,\(Planted.nik),X,1990-01-01,\(Planted.wage),\(Planted.wage)
    2,\(Planted.name),ID,\(Planted.brokenNIK),L,\(Planted.mark),\(Planted.wage)x,-\(Planted.wage)

    """

  private static let hostile = [
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///\(Planted.mark)\">]><laporanWlkp>&x;\(Planted.name)</laporanWlkp>",
    "<laporanWlkp xmlns=\"urn:wlkp:laporan:1\"><\(Planted.mark)>\(Planted.nik)</lain></laporanWlkp>",
    "[tenaga_kerja]\n\"\(Planted.name)\(Planted.nik)\n", "[\(Planted.mark)]\n\(Planted.nik)\n\u{0}\(Planted.wage)",
    "PK\u{3}\u{4}\(Planted.mark)\(Planted.nik)",
  ]

  // MARK: The server

  @Test(
    "Names, NIKs, wages, file names, addresses and fields are in no log and no metrics of a server",
    arguments: [["--log-format", "json"], ["--set", "log-format=text", "--set", "log-level=trace"]]
  )
  func server(words: [String]) async throws {
    let log = folder.file("log")
    let server = try LiveServer(
      store: folder.file("wlkp.sqlite").path,
      words + ["--set", "metrics-port=0", "--set", "page-body-limit-mib=1"],
      errors: log
    )
    var ids = try await send(to: server)
    let metrics = try await metricsAddress(log)
    let numbers = try await server.send("GET", metrics)
    #expect(numbers.text.contains("wlkp_http_requests_total"))
    ids += try await askForPages(server)
    server.process.terminate()
    server.process.waitUntilExit()
    let text = try String(contentsOf: log, encoding: .utf8)
    #expect(Planted.held(in: text + numbers.text) == [])
    #expect(!(text + numbers.text).contains(server.token))
    // Canary: the log was written, and what is meant to be in it is found in the same way.
    #expect(text.contains("/v1/submissions") && ids.count > 10)
    for id in ids { #expect(text.contains(id), "a request left no line") }
    for part in ["wlkp_problems_total", "wlkp_judgements_total"] { #expect(numbers.text.contains(part)) }
  }

  /// Uploads by program, with planted values in every place of a request; the ids of the answers.
  private func send(to server: LiveServer) async throws -> [String] {
    let fields = [
      "Idempotency-Key": Planted.mark, "User-Agent": Planted.name, "Referer": "https://a.example/\(Planted.nik)",
      "X-Request-Id": Planted.mark, "Cookie": "wlkp_lang=\(Planted.mark); a=\(Planted.nik)", "Accept-Language": "id",
      "Content-Disposition": "attachment; filename=\"\(Planted.fileName)\"", "X-Forwarded-For": Planted.mark,
    ]
    var ids: [String] = []
    for (body, type) in try [(good(), "application/xml")] + files() {
      for path in ["/v1/validations?unit=\(Planted.mark)", "/v1/validations", "/v1/submissions"] {
        let answer = try await server.send("POST", path, body: body, type: type, token: server.token, fields: fields)
        #expect(answer.status != 0 && answer.status < 500, "\(answer.status) \(answer.text.prefix(200))")
        ids += answer.requestID.map { [$0] } ?? []
      }
    }
    for path in ["/v1/submissions/\(Planted.nik)", "/\(Planted.mark)", "/v1/rules/\(Planted.mark)"] {
      ids += try await server.send("GET", path, token: "wlkp_\(Planted.mark)").requestID.map { [$0] } ?? []
    }
    return ids
  }

  private func files() -> [(Data, String)] {
    [(Data(Self.wrong.utf8), "text/csv")]
      + Self.hostile.map { (Data($0.utf8), $0.hasPrefix("<") ? "application/xml" : "application/octet-stream") }
  }

  /// What people send: forms with parts of planted names, and a sign-in with everything in the wrong field.
  private func askForPages(_ server: LiveServer) async throws -> [String] {
    let part = "Content-Disposition: form-data; name=\"berkas\"; filename=\"\(Planted.fileName)\"\r\n"
    let other = "Content-Disposition: form-data; name=\"\(Planted.mark)\"; filename=\"../\(Planted.fileName)\"\r\n"
    let forms = [
      "--B\r\n\(part)\r\n\(Self.wrong)\r\n--B--\r\n", "--B\r\n\(other)\r\n\(Self.wrong)\r\n--B--\r\n",
      "--B\r\n\(part)X-\(Planted.mark): \(Planted.nik)\r\n\r\n", "--\(Planted.mark)\r\n\r\n",
    ]
    var ids: [String] = []
    for form in forms + [String(repeating: Planted.nik, count: 100_000)] {
      let answer = try await server.send(
        "POST",
        "/periksa?\(Planted.mark)=1",
        body: Data(form.utf8),
        type: "multipart/form-data; boundary=B"
      )
      ids += answer.requestID.map { [$0] } ?? []
    }
    let entry = "nama=\(Planted.password)&sandi=\(Planted.password)&token=\(Planted.mark)&ke=/\(Planted.mark)"
    ids +=
      try await server.send("POST", "/masuk", body: Data(entry.utf8), type: "application/x-www-form-urlencoded")
      .requestID.map { [$0] } ?? []
    return ids
  }

  private func metricsAddress(_ log: URL) async throws -> String {
    for _ in 0..<100 {
      let text = try String(contentsOf: log, encoding: .utf8)
      if let match = text.firstMatch(of: #/metrics: (http:\S+)/#) { return String(match.output.1) }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("no address of the metrics")
    return ""
  }

  // MARK: The other commands

  @Test("Judging, a batch and filing write nothing personal to standard error")
  func commands() throws {
    let inner = folder.file("berkas")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try good().write(to: inner.appendingPathComponent("baik.xml"))
    for (index, file) in files().enumerated() {
      try file.0.write(to: inner.appendingPathComponent("salah-\(index)" + (file.1.hasSuffix("xml") ? ".xml" : ".csv")))
    }
    let store = folder.file("wlkp.sqlite").path
    let all = try FileManager.default.contentsOfDirectory(atPath: inner.path).sorted().map { inner.path + "/" + $0 }
    var runs = try [
      BuiltProgram.run(["validate"] + all), BuiltProgram.run(["validate", "--format", "json"] + all),
      BuiltProgram.run(["batch", inner.path]), BuiltProgram.run(["batch", inner.path, "--format", "text"]),
    ]
    for file in all { runs.append(try BuiltProgram.run(["submit", file, "--store", store])) }
    for run in runs { #expect(Planted.held(in: run.errors) == [], "\(run.errors.prefix(300))") }
    #expect(runs.contains { $0.output.contains(Planted.mark) }, "canary: who holds the file sees what is wrong in it")
    #expect(runs.contains { !$0.errors.isEmpty }, "canary: something was said")
  }
}
