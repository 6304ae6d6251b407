import HTTPTypes
import Hummingbird
import ReportModel
import RuleEngine

/// The rules, open to everyone: a duty that cannot be read cannot be kept.
struct RuleRoutes {
  let engine: Engine

  var endpoints: [Endpoint] { [.get("/v1/rules", list), .get("/v1/rules/{id}", one)] }

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    _ = try Query(request, knows: [])
    let pack = engine.pack
    return Self.tagged(
      request,
      .object([
        .init("pack", .text(pack.version)), .init("sha256", .text(pack.hash.hex)),
        .init("title", .both(pack.title)), .init("verifiedUntil", .optional(pack.verifiedUntil?.description)),
        .init("rules", .list(pack.rules.map { .object(Self.summary($0)) })),
      ])
    )
  }

  @Sendable private func one(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    _ = try Query(request, knows: [])
    let id = try context.parameters.require("id")
    let parts = engine.pack.parts(of: id)
    guard !parts.isEmpty else { throw Problem.notFound(suggestion: engine.pack.suggestion(for: String(id.prefix(40)))) }
    return Self.tagged(request, .object([.init("id", .text(id)), .init("parts", .list(parts.map(Self.full)))]))
  }

  /// Rules change only with the pack: who has asked before asks whether they have.
  private static func tagged(_ request: Request, _ value: JSONValue) -> Response {
    let bytes = Array(value.text.utf8)
    var response = Answer.bytes(bytes, type: "application/json")
    response.headers[.cacheControl] = "public, no-cache"
    return EntityTag.tagged(response, bytes, for: request)
  }

  private static func summary(_ rule: Rule) -> [JSONValue.Member] {
    [
      .init("id", .text(rule.text.id)), .init("key", .text(rule.key)), .init("grade", .text(rule.grade.name)),
      .init("title", .both(rule.text.title)), .init("law", .list(rule.text.law.map(JSONValue.text))),
      .init("inForce", .list(rule.text.inForce.map(interval))), .init("family", .optional(rule.text.family)),
    ]
  }

  private static func full(_ rule: Rule) -> JSONValue {
    .object(
      summary(rule) + [
        .init("message", .both(rule.text.message)), .init("explain", rule.text.explain.map(JSONValue.both) ?? .null),
        .init("each", .optional(rule.text.each)),
      ]
    )
  }

  private static func interval(_ interval: RuleInterval) -> JSONValue {
    .object([
      .init("from", .optional(interval.from?.description)), .init("to", .optional(interval.to?.description)),
      .init("certain", .flag(interval.isCertain)),
    ])
  }
}
