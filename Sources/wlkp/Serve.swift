import ArgumentParser
import Glibc
import HTTPServer
import Logging
import ReportModel
import RuleEngine
import SubmissionStore

/// `wlkp serve`: the gate.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Jalankan server: API dan halaman / serve the API and the pages.",
    discussion: """
      Contoh / example:
        wlkp account create hrd@contoh.co.id --role company --store wlkp.sqlite
        wlkp account token hrd@contoh.co.id --store wlkp.sqlite > token.txt
        wlkp serve --store wlkp.sqlite
        wlkp submit laporan.xml --server http://127.0.0.1:8080 --token-file token.txt

      Every setting can stand in a file (--config), in the environment (WLKP_…) or in a flag; flags count before the \
      environment, the environment before the file. --check-config looks at all of it and starts nothing.

      SIGTERM or Ctrl-C ends it after the requests in hand were answered.
      """
  )

  @OptionGroup var storage: StoreArguments
  @OptionGroup var arguments: ServeArguments
  @Flag(name: .long, help: "Say what would be done, look whether it can be, and end: 0 when it can, 2 when not.")
  var checkConfig = false
  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  mutating func run() async throws {
    ServeMemory.bind()
    let settings = try arguments.settings(speaking.lang)
    storage.store = storage.store ?? settings.text("store")
    options.pack = options.pack ?? settings.text("pack")
    if options.packKey.isEmpty { options.packKey = settings.list("pack-key") }
    if options.patch.isEmpty { options.patch = settings.list("patch") }
    let configuration = try configuration(settings)
    let (engine, _) = try options.load(speaking.lang)
    if checkConfig { return try await check(configuration) }
    let store = try storage.open(
      speaking.lang,
      create: true,
      origin: settings.text("origin"),
      authority: settings.text("authority")
    )
    defer { try? store.close() }
    try await serve(configuration, engine, store, ServeLog.logger(settings))
  }

  private func serve(
    _ configuration: ServerConfiguration,
    _ engine: Engine,
    _ store: SQLiteSubmissionStore,
    _ logger: Logger
  ) async throws {
    let host = configuration.host
    let scheme = configuration.tls == nil ? "http" : "https"
    let language = speaking.lang
    let start = try StartLink.make(in: store, language)
    do {
      let server = try WLKPServer(
        configuration: configuration,
        engine: engine,
        store: store,
        logger: logger,
        onReady: { port in
          Terminal.write("\(scheme)://\(host):\(port)\n")
          StartLink.announce(start, at: "\(scheme)://\(host):\(port)", language)
        },
        onMetricsReady: { port in Terminal.complain("metrics: http://127.0.0.1:\(port)/metrics") }
      )
      try await server.runUntilSignal()
    } catch {
      throw CommandFault(.usage, "wlkp: \(host):\(configuration.port): \(error)")
    }
  }

  private func configuration(_ settings: ServeSettings) throws(CommandFault) -> ServerConfiguration {
    do throws(ServeHindrance) {
      var configuration = try ServerConfiguration(settings)
      configuration.batchArguments = ["batch-worker"] + options.arguments
      if let path = try? storage.path(speaking.lang) {
        configuration.storePath = path
        configuration.neededFiles += [path, path + ".key", path + ".datakey"]
      }
      return configuration
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.message[speaking.lang])")
    }
  }

  private func check(_ configuration: ServerConfiguration) async throws(CommandFault) {
    let check = ServeCheck(configuration: configuration, store: try storage.path(speaking.lang))
    for line in check.plan(speaking.lang) { Terminal.write(line + "\n") }
    let hindrances = await check.hindrances()
    for hindrance in hindrances { Terminal.complain("wlkp: \(hindrance.message[speaking.lang])") }
    guard hindrances.isEmpty else { throw CommandFault(.usage) }
    Terminal.write(speaking.lang == .id ? "Siap dijalankan.\n" : "Ready to start.\n")
  }
}
