import ArgumentParser
import HTTPServer
import Logging
import ReportModel
import RuleEngine
import SubmissionStore

/// `wlkp serve`: the gate.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Jalankan server: API dan halaman unggah / serve the API and the upload page.",
    discussion: """
      Contoh / example:
        wlkp account create hrd@contoh.co.id --role company --store wlkp.sqlite
        wlkp account token hrd@contoh.co.id --store wlkp.sqlite > token.txt
        wlkp serve --store wlkp.sqlite
        curl -H "Authorization: Bearer $(cat token.txt)" -H 'Content-Type: application/xml' \\
          --data-binary @laporan.xml http://127.0.0.1:8080/v1/submissions

      SIGTERM or Ctrl-C ends it after the requests in hand were answered.
      """
  )

  @OptionGroup var storage: StoreArguments
  @Option(name: .long, help: "Address to listen on.") var host = "127.0.0.1"
  @Option(name: .long, help: "Port to listen on; 0 takes a free one.") var port = 8080
  @Option(name: .long, help: ArgumentHelp("Largest body of the API, in MiB.", valueName: "MiB")) var bodyLimit = 256
  @Option(name: .long, help: "Threads that judge.") var threads = 2
  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  func run() async throws {
    guard (0...65_535).contains(port), (1...8192).contains(bodyLimit), (1...256).contains(threads) else {
      throw CommandFault(.usage, "wlkp: --port 0–65535, --body-limit 1–8192, --threads 1–256")
    }
    let (engine, _) = try options.load()
    let store = try storage.open(speaking.lang, create: true)
    defer { try? store.close() }
    var configuration = ServerConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.bodyLimit = Int64(bodyLimit) << 20
    configuration.judgingThreads = threads
    let logger = Logger(label: "wlkp") { StreamLogHandler.standardError(label: $0) }
    let host = host
    do {
      let server = try WLKPServer(configuration: configuration, engine: engine, store: store, logger: logger) { port in
        Terminal.write("http://\(host):\(port)\n")
      }
      try await server.runUntilSignal()
    } catch {
      throw CommandFault(.usage, "wlkp: \(host):\(port): \(error)")
    }
  }
}
