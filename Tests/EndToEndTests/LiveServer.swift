import Foundation
import FoundationNetworking

/// The program serving on a free port, as an operator starts it.
final class LiveServer: @unchecked Sendable {  // the process is started in init and only signalled after
  let process = Process()
  let base: String
  let store: String
  let token: String

  enum Fault: Error {
    case noAddress(String)
    case noToken(String)
  }

  /// Makes an account with a token in the store, and starts the server on it.
  ///
  /// - Parameters:
  ///   - more: further arguments of `wlkp serve`.
  ///   - errors: where its standard error goes; nowhere when left out.
  init(store: String, _ more: [String] = [], errors: URL? = nil) throws {
    self.store = store
    let account = try BuiltProgram.run([
      "account", "create", "hrd@contoh.example", "--role", "company", "--store", store,
    ])
    guard account.code == 0 || account.errors.contains("hrd@contoh.example") else {
      throw Fault.noToken(account.errors)
    }
    let made = try BuiltProgram.run(["account", "token", "hrd@contoh.example", "--store", store])
    token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard token.hasPrefix("wlkp_") else { throw Fault.noToken(made.errors) }
    let pipe = Pipe()
    process.executableURL = BuiltProgram.url
    process.arguments = ["serve", "--store", store, "--port", "0"] + more
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    if let errors {
      _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
      process.standardError = try FileHandle(forWritingTo: errors)
    }
    try process.run()
    let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    guard let address = line.split(separator: "\n").first, address.hasPrefix("http") else {
      process.terminate()
      throw Fault.noAddress(line)
    }
    base = String(address)
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  struct Answer: Sendable {
    let status: Int
    let body: Data
    let location: String?
    let requestID: String?
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
  }

  func send(
    _ method: String,
    _ path: String,
    body: Data? = nil,
    type: String = "application/xml",
    token: String? = nil,
    fields: [String: String] = [:]
  ) async throws -> Answer {
    guard let url = URL(string: path.hasPrefix("http") ? path : base + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body
    if body != nil { request.setValue(type, forHTTPHeaderField: "Content-Type") }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = response as? HTTPURLResponse
    return Answer(
      status: answer?.statusCode ?? 0,
      body: data,
      location: answer?.value(forHTTPHeaderField: "Location"),
      requestID: answer?.value(forHTTPHeaderField: "X-Request-Id")
    )
  }
}
