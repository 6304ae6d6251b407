import HTTPTypes
import Hummingbird

/// Header fields of every answer: nobody may frame or sniff what comes from here or run anything foreign in it, and nothing is kept on the way
/// unless a route says otherwise.
struct SecurityFields<Context: RequestContext>: RouterMiddleware {
  /// Only our own files: style, pictures, and scripts that are files too, which speak to this server alone; forms only
  /// to ourselves. What stands inside a page never runs.
  static var contentPolicy: String {
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
      + "base-uri 'none'; frame-ancestors 'none'"
  }

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.contentPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    // Nothing to other sites; to ours so that browsers also say where a form comes from (RequestOrigin).
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    response.headers[.requestID] = context.id
    // Browsers that came over TLS once come no other way for a year (RFC 6797).
    if request.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
