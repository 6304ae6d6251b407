import AuditLog
public import ReportForm
import ReportModel

extension RulePack {
  /// Loads, checks and plans a pack. A faulty pack is refused as a whole, with every fault named by its place.
  ///
  /// - Parameters:
  ///   - source: where the folder `rules` lies.
  ///   - scrutiny: how closely to look; at everything unless the source was checked before.
  public static func load(
    source: any SchemaSource,
    form: FormDefinition,
    tables: ReferenceTables,
    scrutiny: PackScrutiny? = nil
  ) throws(PackRefusal) -> RulePack {
    try load(PackText(source: source, scrutiny: scrutiny), form: form, tables: tables)
  }

  /// Checks and plans a pack whose files were read.
  static func load(
    _ text: PackText,
    form: FormDefinition,
    tables: ReferenceTables
  ) throws(PackRefusal) -> RulePack {
    let faults = text.faults
    guard let head = text.head, let yaml = text.headYAML else { throw PackRefusal(faults: faults.faults) }
    if head.formVersion != form.version {
      yaml.fault(
        .badValue(key: "form", value: head.formVersion, expected: form.version),
        at: "form"
      )
    }
    var compiler = PackCompiler(
      form: form,
      tables: tables,
      patches: PatchList(text.patches.compactMap(PatchSource.init)),
      scrutiny: text.scrutiny,
      faults: faults
    )
    for yaml in text.definitions { compiler.define(yaml) }
    compiler.compileCollections()
    for yaml in text.rules {
      if let rule = RuleSource(yaml) { compiler.add(rule) }
    }
    compiler.patches.checkUsed(among: compiler.rules.map(\.text.id))
    let missing = text.notExpressible.compactMap(Self.notExpressible)
    guard faults.faults.isEmpty else { throw PackRefusal(faults: faults.faults) }
    return RulePack(
      head: head,
      hash: contentHash(of: text.files, in: text.source),
      files: text.files,
      patches: compiler.patches.patches,
      rules: compiler.rules,
      notExpressible: missing,
      form: form,
      tables: tables,
      definitions: compiler.definitions,
      collections: compiler.collections,
      environment: compiler.environment
    )
  }

  /// The mappings of a file that is a list.
  static func list(
    _ file: String,
    _ source: any SchemaSource,
    _ faults: PackYAML.FaultList,
    _ scrutiny: PackScrutiny = .full
  ) -> [PackYAML] {
    let bytes = source.read("rules/" + file)
    let text = bytes.map {
      scrutiny == .judging ? CaseRemoval.text($0) : String(decoding: $0, as: UTF8.self)
    }
    return PackYAML.list(file, text, faults)
  }

  /// The files of patches, below `rules`, in the order in which they are applied.
  static func patchFiles(of source: any SchemaSource) -> [String] {
    source.paths.filter { $0.hasPrefix("rules/" + PatchSource.folder) && $0.hasSuffix(".yaml") }
      .map { String($0.dropFirst("rules/".count)) }
  }

  /// The cases of every rule and then of every patch, read again from the pack's files.
  static func cases(source: any SchemaSource) -> [(
    rule: String, isOfPatch: Bool, cases: [CaseSource]
  )] {
    let faults = PackYAML.FaultList()
    guard let yaml = PackYAML.mapping("pack.yaml", source.text("rules/pack.yaml"), faults),
      let head = PackHead(yaml)
    else { return [] }
    let rules = head.areas.flatMap { list($0, source, faults) }.compactMap(RuleSource.init)
    let patches = patchFiles(of: source).flatMap { list($0, source, faults) }.compactMap(
      PatchSource.init
    )
    return rules.map { ($0.id, false, $0.cases) } + patches.map { ($0.patch.rule, true, $0.cases) }
  }

  private static func notExpressible(_ yaml: PackYAML) -> (id: String, reason: Bilingual)? {
    guard let id = yaml.text("id", required: true) else { return nil }
    yaml.rule = id
    guard let reason = yaml.bilingual("reason", required: true) else { return nil }
    yaml.finish()
    return (id, reason)
  }

  private static func contentHash(of files: [String], in source: any SchemaSource) -> ContentHash {
    var hasher = DigestHasher()
    for file in files {
      hasher.update(utf8: file)
      hasher.update([0])
      hasher.update(source.read("rules/" + file) ?? [])
      hasher.update([0])
    }
    return ContentHash(digest: hasher.finalize())
  }
}
