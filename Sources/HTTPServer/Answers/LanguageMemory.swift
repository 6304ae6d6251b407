import HTTPTypes
import Hummingbird
import ReportModel

/// Remembers the language that somebody chose on a page, in a cookie that says nothing else.
struct LanguageMemory<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    if let language = CallerLanguage.asked(request), language != CallerLanguage.remembered(request),
      response.headers[.contentType]?.hasPrefix("text/html") == true
    {
      let cookie = "\(CallerLanguage.cookie)=\(language.rawValue); Max-Age=31536000; Path=/; SameSite=Lax"
      response.headers.append(HTTPField(name: .setCookie, value: cookie))
    }
    return response
  }
}
