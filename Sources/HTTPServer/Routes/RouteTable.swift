import HTTPTypes
import Hummingbird

/// A route with what answers it.
struct Endpoint: Sendable {
  typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

  let method: HTTPRequest.Method
  let path: String
  let handler: Handler

  static func get(_ path: String, _ handler: @escaping Handler) -> Endpoint {
    Endpoint(method: .get, path: path, handler: handler)
  }

  static func post(_ path: String, _ handler: @escaping Handler) -> Endpoint {
    Endpoint(method: .post, path: path, handler: handler)
  }
}

/// All routes in one table. A path that is there answers 405 with Allow to every other method.
struct RouteTable {
  /// Methods that are answered at all; a stranger one finds nothing.
  static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .query]

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    SignInRoutes(gate: gate, pages: pages).endpoints + LinkRoutes(gate: gate, pages: pages).endpoints
      + AccountRoutes(gate: gate, pages: pages).endpoints + AccountsRoutes(gate: gate, pages: pages).endpoints
      + ValidationRoutes(gate: gate).endpoints + SubmissionRoutes(gate: gate).endpoints
      + ReadingRoutes(gate: gate).endpoints + OriginalRoutes(gate: gate).endpoints
      + ReceiptRoutes(gate: gate, pages: pages).endpoints + ObligationRoutes(gate: gate).endpoints
      + EventRoutes(gate: gate).endpoints + RuleRoutes(engine: gate.engine).endpoints
      + JobRoutes(gate: gate).endpoints + LogRoutes(gate: gate).endpoints + HealthRoutes(gate: gate).endpoints
      + DescriptionRoutes().endpoints
      + InspectorRoutes(gate: gate, pages: pages).endpoints + InspectorReportRoutes(gate: gate, pages: pages).endpoints
      + BatchRoutes(gate: gate, pages: pages).endpoints + PageRoutes(gate: gate, pages: pages).endpoints
      + CompanyRoutes(gate: gate, pages: pages).endpoints + DraftRoutes(gate: gate, pages: pages).endpoints
      + OpenRoutes(gate: gate, pages: pages).endpoints + AuditorRoutes(gate: gate, pages: pages).endpoints
  }

  /// The router with everything that stands before the routes.
  var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: RequestMeter(meters: gate.meters))
    router.add(middleware: SecurityFields())
    router.add(middleware: LanguageMemory())
    router.add(middleware: ProblemAnswers(gate: gate, pages: pages))
    let endpoints = endpoints
    for endpoint in endpoints {
      router.on(RouterPath(endpoint.path), method: endpoint.method, use: endpoint.handler)
    }
    for path in Set(endpoints.map(\.path)) {
      refuseOthers(path, endpoints.filter { $0.path == path }.map(\.method), router)
    }
    return router
  }

  private func refuseOthers(
    _ path: String,
    _ taken: [HTTPRequest.Method],
    _ router: Router<BasicRequestContext>
  ) {
    let taken = taken.contains(.get) ? taken + [.head] : taken
    let allowed = (taken + [.options]).map(\.rawValue).joined(separator: ", ")
    for method in Self.methods where !taken.contains(method) {
      router.on(RouterPath(path), method: method) { _, _ -> Response in
        if method == .options { return Response(status: .noContent, headers: [.allow: allowed]) }
        throw Problem.methodNotAllowed(allowed: allowed)
      }
    }
  }
}
