import HTTPTypes
import Hummingbird

/// Header fields of every answer: nothing may run, frame or sniff what comes from here, and nothing is kept on the way
/// unless a route says otherwise.
struct SecurityFields<Context: RequestContext>: RouterMiddleware {
  /// Only our own style sheet and icon; forms only to ourselves; no script at all.
  static var contentPolicy: String {
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.contentPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    response.headers[.requestID] = context.id
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
