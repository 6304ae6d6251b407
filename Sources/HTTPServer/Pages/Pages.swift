import Intake
import Mustache
import ReportModel
import ResultRendering
import RuleEngine

/// Makes the pages: the frame, and the templates of all groups, compiled once. Pages hold no script of their own, no
/// style of their own and no address outside this server.
struct Pages: Sendable {
  let layout: MustacheTemplate
  let engine: Engine
  let facts: Bilingual
  /// The sentence that belongs to every compliance finding.
  let tail: Bilingual
  /// What the form calls its sections and fields.
  let names: ReportNames
  /// The largest file of an upload form, in bytes.
  let fileLimit: Int64
  private let parts: [String: MustacheTemplate]

  init(engine: Engine, configuration: ServerConfiguration) throws {
    self.engine = engine
    layout = try MustacheTemplate(string: FrameTemplate.source)
    var parts: [String: MustacheTemplate] = [:]
    for group in PageTemplates.groups {
      for (name, source) in group {
        precondition(parts[name] == nil, "two templates are called \(name)")
        parts[name] = try MustacheTemplate(string: source)
      }
    }
    self.parts = parts
    facts = FrameWording.facts(
      engine: Engine.version,
      pack: engine.pack.version,
      verifiedUntil: engine.pack.verifiedUntil
    )
    tail = engine.pack.tail
    names = ReportNames(form: engine.form)
    fileLimit = configuration.pageBodyLimit
  }

  /// The template of this name, which one of ``PageTemplates/groups`` holds.
  subscript(name: String) -> MustacheTemplate {
    guard let part = parts[name] else { preconditionFailure("no template is called \(name)") }
    return part
  }
}

extension HTMLRenderer {
  /// The renderer as pages of this server use it: with the form's names, and with ways to the pages about rules.
  init(
    for pages: Pages,
    _ language: Language,
    reveal: Bool = false,
    source: (any SourceLines & Sendable)? = nil
  ) {
    self.init(language: language, tail: pages.tail, reveal: reveal, source: source)
    (names, rulePages) = (pages.names, "/aturan/")
  }
}
