import Foundation
import Testing

@Suite("Running a server: its manual, its configuration, its unit")
struct OperationsTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SourceFiles.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("Every command of the manual runs as printed, one after the other")
  func commands() throws {
    let folder = try Folder()
    let blocks = try Self.text("docs/OPERATIONS.md").components(separatedBy: "```sh\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
    let commands = blocks.flatMap { $0.components(separatedBy: "\n") }
    #expect(commands.count >= 12)
    for command in commands {
      let run = try shell(command, in: folder)
      #expect(run.code == 0, "\(command)\n\(run.text)")
    }
  }

  @Test("The manual names every setting, and no other")
  func settings() throws {
    let rows =
      try Self.text("docs/OPERATIONS.md").components(separatedBy: "| setting | standard | what it is |\n").dropFirst()
      .first?.components(separatedBy: "\n\n").first ?? ""
    let named = Set(
      rows.split(separator: "\n").dropFirst().flatMap { row in
        row.split(separator: "|")[0].matches(of: /`([a-z-]+)`/).map { String($0.output.1) }
      }
    )
    #expect(named.count > 25)
    for name in named {
      let run = try BuiltProgram.run(["serve", "--check-config", "--store", "/nonexistent/x", "--set", "\(name)=\u{1}"])
      #expect(!run.errors.contains("tidak dikenal"), "\(name): \(run.errors)")
    }
    let sample = try Self.text("deploy/wlkp.yaml")
    let inSample = Set(sample.matches(of: /(?m)^(?:# )?([a-z-]+): \S/).map { String($0.output.1) })
    #expect(inSample.isSubset(of: named), "\(inSample.subtracting(named))")
  }

  @Test("The example configuration passes the check")
  func example() throws {
    let folder = try Folder()
    var text = try Self.text("deploy/wlkp.yaml")
    text = text.replacing("/var/lib/wlkp/kiriman", with: folder.url.path).replacing(
      "/var/lib/wlkp",
      with: folder.url.path
    )
    text = text.replacing("port: 8080", with: "port: 0").replacing("metrics-port: 9464", with: "metrics-port: 0")
    let file = try folder.write(text, to: "wlkp.yaml")
    let run = try BuiltProgram.run(["serve", "--config", file.path, "--check-config"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains(folder.url.path + "/wlkp.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("wlkp.sqlite").path))
  }

  @Test(
    "What is wrong with a configuration is said with its place, and ends with 2",
    arguments: [
      ("prot: 80\n", ":1: prot", "port"), ("host: a\nport: x\n", ":2: port", "65535"),
      ("port: 1\nport: 2\n", ": port", "dua kali"),
      ("port: [1, 2]\n", ":1: port", ""), ("log-format: xml\n", ":1: log-format", "json"), ("- a\n", "", "nama"),
      ("port: {a: 1}\n", ":1: port", ""), ("a: [\n", "", "YAML"), ("host: 0.0.0.0\n", "", "TLS"),
      ("tls-key: x\n", "", "tls-certificate"), ("behind-proxy: [proxy]\n", "", "proxy"),
      ("tls-key: /nonexistent\ntls-certificate: /nonexistent\n", "", "TLS"),
      ("spool-directory: /nonexistent\n", "", "/nonexistent"), ("disk-reserve-mib: 1048576\n", "", "disk-reserve-mib"),
    ]
  )
  func faults(text: String, place: String, word: String) throws {
    let folder = try Folder()
    let file = try folder.write(text, to: "c.yaml")
    let store = folder.file("s.sqlite").path
    let run = try BuiltProgram.run([
      "serve", "--store", store, "--config", file.path, "--check-config", "--set", "metrics-port=0",
    ])
    #expect(run.code == 2, "\(run.output)")
    for part in [place, word] where !part.isEmpty { #expect(run.errors.contains(part), "\(run.errors)") }
  }

  @Test("Flags count before the environment, the environment before the file")
  func layers() throws {
    let folder = try Folder()
    let file = try folder.write("port: 1111\nbody-limit-mib: 11\njudging-threads: 3\n", to: "c.yaml")
    let run = try BuiltProgram.run(
      ["serve", "--store", folder.file("s").path, "--config", file.path, "--check-config", "--port", "0"],
      environment: ["WLKP_BODY_LIMIT_MIB": "22", "WLKP_PORT": "2222"]
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.output.contains("127.0.0.1:0") && run.output.contains("22 MiB") && run.output.contains("3 + 64"),
      "\(run.output)"
    )
  }

  @Test("A taken port and a missing key are found before the start")
  func taken() throws {
    let folder = try Folder()
    let store = folder.file("s.sqlite").path
    let server = try LiveServer(store: store)
    let port = try #require(server.base.split(separator: ":").last)
    let busy = try BuiltProgram.run(["serve", "--store", store, "--check-config", "--port", String(port)])
    #expect(busy.code == 2 && busy.errors.contains(":\(port)"), "\(busy.errors)")
    server.process.terminate()
    server.process.waitUntilExit()
    try FileManager.default.removeItem(atPath: store + ".datakey")
    let keyless = try BuiltProgram.run(["serve", "--store", store, "--check-config", "--port", "0"])
    #expect(keyless.code == 2 && keyless.errors.contains(".datakey"), "\(keyless.errors)")
  }

  @Test(
    "systemd finds the unit hardened",
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/systemd-analyze"))
  )
  func unit() throws {
    let unit = SourceFiles.root.appendingPathComponent("deploy/wlkp.service").path
    let run = try shell("systemd-analyze security --offline=true --threshold=20 '\(unit)'", in: Folder())
    // Where it cannot look at a unit at all, it has not found it wanting.
    #expect(run.code == 0 || !run.text.contains("exposure level"), "\(run.text.suffix(400))")
  }

  private func shell(_ command: String, in folder: Folder) throws -> (code: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "PATH=\(BuiltProgram.url.deletingLastPathComponent().path):$PATH; \(command)"]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
