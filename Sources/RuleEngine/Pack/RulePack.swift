import AuditLog
import CEL
public import ReportForm
public import ReportModel

/// A rule pack, loaded, checked and ready to judge. Immutable; one value serves all threads.
public final class RulePack: Sendable {
  /// The pack's version, such as `2026.11`.
  public let version: String
  /// Name for people.
  public let title: Bilingual
  /// Up to which day it was checked against the law.
  public let verifiedUntil: CivilDate?
  /// What stands once below compliance findings.
  public let tail: Bilingual
  /// SHA-256 over the pack's files.
  public let hash: ContentHash
  /// The rules, in the order of the files.
  public let rules: [Rule]
  /// Rules of the catalogue that the pack does not carry, with the reason.
  public let notExpressible: [(id: String, reason: Bilingual)]
  /// The form the rules are about.
  public let form: FormDefinition
  /// The tables the rules ask.
  public let tables: ReferenceTables

  let definitions: [Definition]
  let environment: RuleEnvironment
  private let ruleByID: [String: Int]

  init(
    head: PackHead,
    hash: ContentHash,
    rules: [Rule],
    notExpressible: [(id: String, reason: Bilingual)],
    form: FormDefinition,
    tables: ReferenceTables,
    definitions: [Definition],
    environment: RuleEnvironment
  ) {
    version = head.version
    title = head.title
    verifiedUntil = head.verifiedUntil
    tail = head.tail
    self.hash = hash
    self.rules = rules
    self.notExpressible = notExpressible
    self.form = form
    self.tables = tables
    self.definitions = definitions
    self.environment = environment
    ruleByID = Dictionary(rules.enumerated().map { ($1.text.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rule with this id in the catalogue; its first part when it has several.
  public func rule(_ id: String) -> Rule? { ruleByID[id].map { rules[$0] } }

  /// The rule with this id in the catalogue, with all its parts.
  public func parts(of id: String) -> [Rule] { rules.filter { $0.text.id == id || $0.key == id } }

  /// The id nearest to a mistyped one.
  public func suggestion(for id: String) -> String? {
    nearest(id.uppercased(), among: rules.map(\.text.id))
  }
}

/// The head of a pack (`pack.yaml`).
struct PackHead {
  let version: String
  let title: Bilingual
  let verifiedUntil: CivilDate?
  let tail: Bilingual
  let formVersion: String
  let areas: [String]
  let definitions: [String]
  let notExpressible: [String]

  init?(_ yaml: PackYAML) {
    _ = yaml.text("pack", required: true)
    let version = yaml.text("version", required: true)
    let title = yaml.bilingual("title", required: true)
    let tail = yaml.bilingual("tail", required: true)
    let form = yaml.text("form", required: true)
    verifiedUntil = yaml.date("verified_until")
    areas = yaml.texts("areas", required: true)
    definitions = yaml.texts("definitions")
    notExpressible = yaml.texts("not_expressible")
    yaml.finish()
    guard let version, let title, let tail, let form else { return nil }
    self.version = version
    self.title = title
    self.tail = tail
    formVersion = form
  }

  /// Every file of the pack, in order.
  var files: [String] { ["pack.yaml"] + definitions + areas + notExpressible }
}
