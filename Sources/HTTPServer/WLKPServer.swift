import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
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
public struct WLKPServer: Service, CustomStringConvertible {
  let gate: Gate
  let pages: Pages
  private let logger: Logger
  private let onReady: @Sendable (Int) async -> Void
  private let onMetricsReady: @Sendable (Int) async -> Void

  /// The name alone: what starts services logs their descriptions.
  public var description: String { "WLKPServer" }

  /// A server that is ready to run.
  ///
  /// - Parameters:
  ///   - configuration: where to listen, and the limits.
  ///   - engine: judges.
  ///   - store: keeps.
  ///   - logger: gets one line per request, without personal data.
  ///   - onReady: told the port once connections are taken.
  ///   - onMetricsReady: told the port of the metrics once it is open.
  ///   - clock: the time in milliseconds since 1970-01-01T00:00:00Z; the machine's when left out.
  /// - Throws: when a page template is broken, which is a bug.
  public init(
    configuration: ServerConfiguration = ServerConfiguration(),
    engine: Engine,
    store: any SubmissionStore,
    logger: Logger,
    onReady: @escaping @Sendable (Int) async -> Void = { _ in },
    onMetricsReady: @escaping @Sendable (Int) async -> Void = { _ in },
    clock: @escaping @Sendable () -> Int64 = WLKPServer.machineClock
  ) throws {
    let desk = IntakeDesk(assessor: ReportAssessor(engine: engine), store: store)
    gate = Gate(
      configuration: configuration,
      engine: engine,
      desk: desk,
      judging: WorkingThreads(threads: configuration.judgingThreads, queue: configuration.judgingQueue),
      largeJudging: WorkingThreads(
        threads: configuration.largeThreads,
        queue: configuration.judgingQueue,
        standsBack: true
      ),
      arriving: WorkingThreads(threads: configuration.arrivingPlaces, queue: 0, standsBack: true),
      // With a disk that stands still, the next are answered 503 instead of piling up.
      filing: WorkingThreads(
        threads: configuration.filingThreads,
        queue: configuration.judgingThreads + configuration.judgingQueue
      ),
      drafts: DraftShelf(directory: configuration.spoolDirectory),
      inspection: InspectionDesk(configuration, engine: engine, clock: clock),
      doorkeeper: Doorkeeper(configuration),
      signedTokens: configuration.tokenIssuer.map(SignedTokens.init),
      clock: clock,
      connections: ConnectionCount(limit: configuration.connectionsMax),
      quotas: AccountQuotas(configuration.quota, clock: clock),
      jobs: JobBoard(configuration, clock: clock)
    )
    pages = try Pages(engine: engine, configuration: configuration)
    self.logger = logger
    self.onReady = onReady
    self.onMetricsReady = onMetricsReady
  }

  /// The clock of this machine, in milliseconds since 1970-01-01T00:00:00Z.
  public static let machineClock: @Sendable () -> Int64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// Serves until the surrounding service group stops; accepted requests are answered first.
  ///
  /// - Throws: when the address cannot be taken, or a certificate cannot be read.
  public func run() async throws {
    let application = try application
    try await withGracefulShutdownHandler {
      try await application.run()
    } onGracefulShutdown: {
      gate.stop.set()
    }
  }

  /// Serves until SIGTERM or SIGINT; accepted requests are answered first. SIGHUP ends it so when its terminal goes;
  /// without a terminal it means nothing, since renewed files are seen anyway.
  public func runUntilSignal() async throws {
    let hasTerminal = isatty(STDIN_FILENO) == 1
    if !hasTerminal { signal(SIGHUP, SIG_IGN) }
    var group = ServiceGroupConfiguration(
      services: [self],
      gracefulShutdownSignals: hasTerminal ? [.sigterm, .sigint, .sighup] : [.sigterm, .sigint],
      logger: logger
    )
    group.maximumGracefulShutdownDuration = .seconds(gate.configuration.shutdownTimeout)
    try await ServiceGroup(configuration: group).run()
  }

  /// The application, for tests that speak to it without a socket.
  var application: Application<RouterResponder<BasicRequestContext>> {
    get throws {
      let configuration = gate.configuration
      let onReady = onReady
      return Application(
        router: RouteTable(gate: gate, pages: pages).router,
        server: try builder,
        configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
        services: services,
        onServerRunning: { await onReady($0.localAddress?.port ?? configuration.port) },
        logger: logger
      )
    }
  }

  /// What works beside the connections; stopped in the reverse order, so that the operator's port is the last to go.
  private var services: [any Service] {
    let own = OperatorRoutes(gate: gate, pages: pages).application(logger, onMetricsReady)
    return (own.map { [$0] } ?? []) + [
      WorkingThreadsTogether(all: [gate.judging, gate.largeJudging, gate.arriving, gate.filing]), gate.jobs,
      gate.drafts,
      gate.doorkeeper.hashing.workers, gate.inspection.threads,
      gate.inspection.batches, WaitingReports(gate: gate, logger: logger),
    ]
  }

  private var builder: HTTPServerBuilder {
    get throws {
      guard let files = gate.configuration.tls else { return .http1(configuration: channel) }
      return try .tls(.http1(configuration: channel), tlsConfiguration: files.serverConfiguration())
    }
  }

  /// Connections: bounded in number, closed when idle or when a request does not end, with room for ordinary headers
  /// only, and cut when a body goes on for twice what any route would take.
  private var channel: HTTP1Channel.Configuration {
    let configuration = gate.configuration
    let limits = RequestBounds.Limits(
      bytes: 2 * max(configuration.bodyLimit, configuration.pageBodyLimit),
      head: .seconds(Int64(max(configuration.headTimeout, configuration.idleTimeout))),
      body: .seconds(2 * Int64(configuration.requestTimeout) + 1)
    )
    let count = gate.connections
    let isTLS = configuration.tls != nil
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        RequestBounds(limits), ConnectionBound(count), ContinueAnswer(),
        PeerFields(isTLS: isTLS, proxies: configuration.proxies),
      ],
      idleTimeout: .seconds(Int64(configuration.idleTimeout)),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10,
        maxHeaderListSize: 32 << 10,
        maxHeaderFieldCount: 100
      )
    )
  }
}
