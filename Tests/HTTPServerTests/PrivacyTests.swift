import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import HTTPServer

@Suite("The log holds no personal data")
struct PrivacyTests {
  private static let fileName = "Gaji_Suparman_3273.csv"
  private static let query = "company=Suparman&rule=RAHASIA"

  @Test("Planted names, NIKs, wages, file names, tokens and queries do not reach the log at any level")
  func planted() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.live) { client in
      var headers = gate.authorization("company")
      headers[.contentDisposition] = "attachment; filename=\"\(Self.fileName)\""
      for body in [SampleReports.personal, SampleReports.accepted()] {
        _ = try await client.post("/v1/validations", body, headers)
        _ = try await client.post("/v1/submissions", body, headers)
      }
      let form =
        "--B\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"\(Self.fileName)\"\r\n\r\n"
        + SampleReports.personal + "\r\n--B--\r\n"
      _ = try await client.post("/periksa", form, [.contentType: "multipart/form-data; boundary=B"])
      _ = try await client.get("/v1/submissions?\(Self.query)", gate.authorization("auditor"))
      _ = try await client.get("/v1/submissions/\(SampleReports.plantedNIK)", gate.authorization("auditor"))
      _ = try await client.get("/\(SampleReports.plantedNIK)", [.authorization: "Bearer wlkp_rahasia"])
      var wish = headers
      wish[.prefer] = "respond-async"
      _ = try await client.post("/v1/validations?\(Self.query)", SampleReports.personal, wish)
      _ = try await client.post("/v1/submissions", SampleReports.personal, wish)
      _ = try await client.get("/v1/jobs/\(SampleReports.plantedNIK)")
      _ = try await client.post("/periksa", "nama=Suparman", [.contentType: "application/x-www-form-urlencoded"])
      try await gate.wait { gate.server.gate.judging.depth == 0 }
    }
    // What the operator's tools see is held to the same.
    let log = gate.log.text + (await MetricsPage(gate: gate.server.gate).text())
    #expect(log.contains("request") && log.contains("/v1/submissions"))
    let planted =
      [
        SampleReports.plantedName, SampleReports.plantedNIK, SampleReports.plantedWage, "Suparman", "RAHASIA",
        "Vina", "Contoh Sejahtera", "0220000990001", "wlkp_rahasia",
      ] + Array(gate.tokens.values)
    for value in planted { #expect(!log.contains(value), "\(value)") }
  }

  @Test("A result over the API masks personal values")
  func masked() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      let answer = try await client.post("/v1/validations", SampleReports.personal)
      #expect(answer.status == .ok)
      #expect(answer.text.contains("WL-ID-001"))
      #expect(!answer.text.contains(SampleReports.plantedName))
      #expect(!answer.text.contains(SampleReports.plantedNIK))
    }
  }

  @Test("Canary: the catcher sees what is logged")
  func canary() {
    let catcher = LogCatcher()
    catcher.logger.info("halo", metadata: ["nik": "\(SampleReports.plantedNIK)"])
    #expect(catcher.text.contains(SampleReports.plantedNIK))
  }
}
