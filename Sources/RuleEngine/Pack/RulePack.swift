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
  /// SHA-256 over the names and contents of the pack's files, the patches among them: the pack's identity.
  public let hash: ContentHash
  /// The paths of the pack's files below `rules`, sorted; the hash is over these.
  public let files: [String]
  /// The patches, in the order in which they are applied.
  public let patches: [RulePatch]
  /// The rules, in the order of the files.
  public let rules: [Rule]
  /// Rules of the catalogue that the pack does not carry, with the reason.
  public let notExpressible: [(id: String, reason: Bilingual)]
  /// The form the rules are about.
  public let form: FormDefinition
  /// The tables the rules ask.
  public let tables: ReferenceTables

  let definitions: [Definition]
  /// Values that need all rows of a section at once.
  let collections: [RowCollection]
  /// The collections that each rule reads, itself or through a definition, by their place. Asked for with every report,
  /// so made once.
  let collectionsRead: [[Int]]
  let environment: RuleEnvironment
  /// Work buffers for the next report.
  let shelves = BufferShelves()
  private let ruleByID: [String: Int]

  init(
    head: PackHead,
    hash: ContentHash,
    files: [String],
    patches: [RulePatch],
    rules: [Rule],
    notExpressible: [(id: String, reason: Bilingual)],
    form: FormDefinition,
    tables: ReferenceTables,
    definitions: [Definition],
    collections: [RowCollection] = [],
    environment: RuleEnvironment
  ) {
    version = head.version
    title = head.title
    verifiedUntil = head.verifiedUntil
    tail = head.tail
    self.hash = hash
    self.files = files
    self.patches = patches
    self.rules = rules
    self.notExpressible = notExpressible
    self.form = form
    self.tables = tables
    self.definitions = definitions
    self.collections = collections
    collectionsRead = Self.readers(rules, definitions, collections)
    self.environment = environment
    ruleByID = Dictionary(
      rules.enumerated().map { ($1.text.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The same pack with other rules, for asking about one of them alone.
  init(_ pack: RulePack, rules: [Rule]) {
    version = pack.version
    title = pack.title
    verifiedUntil = pack.verifiedUntil
    tail = pack.tail
    hash = pack.hash
    files = pack.files
    patches = pack.patches
    self.rules = rules
    notExpressible = pack.notExpressible
    form = pack.form
    tables = pack.tables
    definitions = pack.definitions
    collections = pack.collections
    collectionsRead = Self.readers(rules, pack.definitions, pack.collections)
    environment = pack.environment
    ruleByID = Dictionary(
      rules.enumerated().map { ($1.text.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func readers(
    _ rules: [Rule],
    _ definitions: [Definition],
    _ collections: [RowCollection]
  ) -> [[Int]] {
    rules.map { rule in
      var names = Set((rule.programs + rule.values.map(\.program)).flatMap(\.variables))
      for definition in definitions.reversed() where names.contains(definition.name) {
        names.formUnion(definition.program.variables)
      }
      return collections.indices.filter { names.contains(collections[$0].name) }
    }
  }

  /// The rule with this id in the catalogue; its first part when it has several.
  public func rule(_ id: String) -> Rule? { ruleByID[id].map { rules[$0] } }

  /// The rule with this id in the catalogue, with all its parts.
  public func parts(of id: String) -> [Rule] { rules.filter { $0.text.id == id || $0.key == id } }

  /// The id nearest to a mistyped one.
  public func suggestion(for id: String) -> String? {
    nearest(id.uppercased(), among: rules.map(\.text.id) + notExpressible.map(\.id))
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

  /// Every file that the head names, itself first.
  var files: [String] { ["pack.yaml"] + definitions + areas + notExpressible }
}
