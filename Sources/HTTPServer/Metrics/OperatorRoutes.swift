import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging

/// What the operator's own tools ask, on a port of its own that only this machine reaches: metrics, and health, which
/// answers here also when the other port is full.
struct OperatorRoutes {
  let gate: Gate
  let pages: Pages

  /// The application on the operator's port; `nil` when there is none.
  func application(
    _ logger: Logger,
    _ onReady: @escaping @Sendable (Int) async -> Void
  ) -> Application<RouterResponder<BasicRequestContext>>? {
    guard let port = gate.configuration.metricsPort else { return nil }
    return Application(
      router: router,
      server: .http1(configuration: .init(idleTimeout: .seconds(Int64(gate.configuration.idleTimeout)))),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { await onReady($0.localAddress?.port ?? port) },
      logger: logger
    )
  }

  var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityFields())
    router.add(middleware: ProblemAnswers(gate: gate, pages: pages))
    router.get("/metrics") { _, _ in
      Answer.make(.ok, type: Exposition.type, text: await MetricsPage(gate: gate).text())
    }
    for endpoint in HealthRoutes(gate: gate).endpoints { router.get(RouterPath(endpoint.path), use: endpoint.handler) }
    return router
  }
}
