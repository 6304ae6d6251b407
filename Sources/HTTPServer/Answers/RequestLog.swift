import HTTPTypes
import Hummingbird
import Logging

/// One line per request: method, the route's pattern, status, size and time. No path, query, file name or header of the
/// caller goes into it, so that no personal data can.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let spent = ContinuousClock.now - start
    context.logger.info(
      "request",
      metadata: [
        "method": .string(Self.known(request.method)), "route": .string(context.endpointPath ?? "-"),
        "status": .stringConvertible(response.status.code),
        "bytes": .string(request.headers[.contentLength].flatMap(Int64.init).map { String($0) } ?? "-"),
        "milliseconds": .stringConvertible(
          spent.components.seconds * 1000 + spent.components.attoseconds / 1_000_000_000_000_000
        ),
      ]
    )
    return response
  }

  /// The method, unless somebody made one up.
  private static func known(_ method: HTTPRequest.Method) -> String {
    RouteTable.methods.contains(method) ? method.rawValue : "other"
  }
}
