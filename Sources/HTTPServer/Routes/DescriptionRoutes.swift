import COpenAPI
import HTTPTypes
import Hummingbird

/// `GET /openapi.json`: what this server takes and answers, for programs (OpenAPI 3.1).
struct DescriptionRoutes {
  /// The document, `docs/openapi.json`.
  static let document = Array(UnsafeBufferPointer(start: wlkp_openapi_bytes(), count: wlkp_openapi_length()))

  var endpoints: [Endpoint] {
    [
      .get("/openapi.json") { request, _ in
        var response = Answer.bytes(Self.document, type: "application/json")
        response.headers[.cacheControl] = "public, max-age=3600"
        return EntityTag.tagged(response, Self.document, for: request)
      }
    ]
  }
}
