import HTTPTypes
import Hummingbird
import ReportForm
import ReportModel
import RuleEngine

/// The pages that are open to everyone: the catalogue of rules, each rule, and the guide to the form.
struct OpenRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/aturan", catalogue), .get("/aturan/{id}", rule), .get("/formulir", guide),
      .get("/formulir/{id}", section), .get("/formulir/kode/{id}", codes),
    ]
  }

  private var pack: RulePack { gate.engine.pack }

  @Sendable private func catalogue(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    var query = try FormQuery(request, knows: RuleCatalogue.parameters)
    let catalogue = RuleCatalogue(pack: pack, language: visitor.language)
    return pages.page(
      visitor,
      title: OpenWording.catalogueTitle,
      place: .rules,
      body: pages["rules"],
      catalogue.content(&query)
    )
  }

  @Sendable private func rule(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    _ = try FormQuery(request, knows: [])
    let id = String(try context.parameters.require("id").prefix(40))
    let sheet = RuleSheet(engine: gate.engine, language: visitor.language)
    if let (title, content) = sheet.content(of: id) {
      return pages.page(visitor, title: title, place: .rules, body: pages["rule"], content)
    }
    if let (title, content) = sheet.gap(id) {
      return pages.page(visitor, title: title, place: .rules, body: pages["ruleGap"], content)
    }
    return pages.page(
      visitor,
      title: OpenWording.unknownRule,
      place: .rules,
      status: .notFound,
      body: pages["ruleUnknown"],
      sheet.unknown(id)
    )
  }

  @Sendable private func guide(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    var query = try FormQuery(request, knows: FormGuide.parameters)
    let guide = FormGuide(engine: gate.engine, language: visitor.language)
    return pages.page(
      visitor,
      title: OpenWording.guideTitle,
      place: .form,
      body: pages["guide"],
      guide.content(&query)
    )
  }

  @Sendable private func section(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    _ = try FormQuery(request, knows: [])
    let name = try context.parameters.require("id")
    guard let section = gate.engine.form.section(csv: name) else { throw Problem.notFound(suggestion: nil) }
    let sheet = SectionGuide(engine: gate.engine, language: visitor.language)
    return pages.page(
      visitor,
      title: section.title,
      place: .form,
      body: pages["guideSection"],
      sheet.content(section)
    )
  }

  @Sendable private func codes(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    var query = try FormQuery(request, knows: CodeGuide.parameters)
    let name = try context.parameters.require("id")
    guard let list = gate.engine.form.lists[name] else { throw Problem.notFound(suggestion: nil) }
    let guide = CodeGuide(engine: gate.engine, language: visitor.language)
    return pages.page(
      visitor,
      title: list.title,
      place: .form,
      body: pages["guideCodes"],
      guide.content(list, &query)
    )
  }
}
