import Glibc
import Hummingbird
import HummingbirdCore
import Intake
public import Logging
import NIOCore
public import RuleEngine
public import ServiceLifecycle
public import SubmissionStore
import UnixSignals

/// The server: API and page over an engine and a store.
///
/// ```swift
/// let server = try WLKPServer(configuration: configuration, engine: engine, store: store, logger: logger) { port in
///   print("http://127.0.0.1:\(port)")
/// }
/// try await server.runUntilSignal()
/// try store.close()
/// ```
///
/// The store stays the caller's: close it after the server has stopped.
public struct WLKPServer: Service {
  let gate: Gate
  let pages: Pages
  private let logger: Logger
  private let onReady: @Sendable (Int) async -> Void

  /// A server that is ready to run.
  ///
  /// - Parameters:
  ///   - configuration: where to listen, and the limits.
  ///   - engine: judges.
  ///   - store: keeps.
  ///   - logger: gets one line per request, without personal data.
  ///   - onReady: told the port once connections are taken.
  ///   - clock: the time in milliseconds since 1970-01-01T00:00:00Z; the machine's when left out.
  /// - Throws: when a page template is broken, which is a bug.
  public init(
    configuration: ServerConfiguration = ServerConfiguration(),
    engine: Engine,
    store: any SubmissionStore,
    logger: Logger,
    onReady: @escaping @Sendable (Int) async -> Void = { _ in },
    clock: @escaping @Sendable () -> Int64 = WLKPServer.machineClock
  ) throws {
    let desk = IntakeDesk(assessor: ReportAssessor(engine: engine), store: store)
    gate = Gate(
      configuration: configuration,
      engine: engine,
      desk: desk,
      judging: WorkingThreads(threads: configuration.judgingThreads, queue: configuration.judgingQueue),
      // With a disk that stands still, the next are answered 503 instead of piling up.
      filing: WorkingThreads(
        threads: configuration.filingThreads,
        queue: configuration.judgingThreads + configuration.judgingQueue
      ),
      clock: clock
    )
    pages = try Pages(engine: engine, configuration: configuration)
    self.logger = logger
    self.onReady = onReady
  }

  /// The clock of this machine, in milliseconds since 1970-01-01T00:00:00Z.
  public static let machineClock: @Sendable () -> Int64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// Serves until the surrounding service group stops; accepted requests are answered first.
  public func run() async throws { try await application.run() }

  /// Serves until SIGTERM or SIGINT; accepted requests are answered first.
  public func runUntilSignal() async throws {
    var group = ServiceGroupConfiguration(
      services: [self],
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger
    )
    group.maximumGracefulShutdownDuration = .seconds(gate.configuration.shutdownTimeout)
    try await ServiceGroup(configuration: group).run()
  }

  /// The application, for tests that speak to it without a socket.
  var application: Application<RouterResponder<BasicRequestContext>> {
    let configuration = gate.configuration
    let onReady = onReady
    return Application(
      router: RouteTable(gate: gate, pages: pages).router,
      server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      services: [gate.judging, gate.filing],
      onServerRunning: { await onReady($0.localAddress?.port ?? configuration.port) },
      logger: logger
    )
  }

  /// Connections: closed when idle, with room for ordinary headers only, and cut when a body goes on for twice what
  /// any route would take.
  private var channel: HTTP1Channel.Configuration {
    let configuration = gate.configuration
    let bytesMax = 2 * max(configuration.bodyLimit, configuration.pageBodyLimit)
    let timeMax = TimeAmount.seconds(2 * Int64(configuration.requestTimeout) + 1)
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [ContinueAnswer(), RequestBounds(bytesMax: bytesMax, timeMax: timeMax)],
      idleTimeout: .seconds(Int64(configuration.idleTimeout)),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10,
        maxHeaderListSize: 32 << 10,
        maxHeaderFieldCount: 100
      )
    )
  }
}
