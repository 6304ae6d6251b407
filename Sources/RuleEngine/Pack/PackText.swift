/// The files of a pack as YAML, before anything is known of the form: so that both can be read at the same time.
struct PackText {
  let source: any SchemaSource
  let scrutiny: PackScrutiny
  let faults = PackYAML.FaultList()
  /// `nil` when `pack.yaml` itself is faulty; then there is nothing else.
  let head: PackHead?
  let headYAML: PackYAML?
  /// Definitions, rules, patches and what cannot be expressed, in the order of their files.
  private(set) var definitions: [PackYAML] = []
  private(set) var rules: [PackYAML] = []
  private(set) var patches: [PackYAML] = []
  private(set) var notExpressible: [PackYAML] = []
  /// All files but those of the head, sorted.
  private(set) var files: [String] = []

  init(source: any SchemaSource, scrutiny: PackScrutiny?) {
    self.source = source
    let scrutiny = scrutiny ?? (source.wasChecked ? .judging : .full)
    self.scrutiny = scrutiny
    headYAML = PackYAML.mapping("pack.yaml", source.text("rules/pack.yaml"), faults)
    head = headYAML.flatMap { PackHead($0) }
    guard let head else { return }
    let patchFiles = RulePack.patchFiles(of: source)
    let faults = self.faults
    func list(_ file: String) -> [PackYAML] { RulePack.list(file, source, faults) }
    patches = patchFiles.flatMap(list)
    definitions = head.definitions.flatMap(list)
    rules = head.areas.flatMap { RulePack.list($0, source, faults, scrutiny) }
    notExpressible = head.notExpressible.flatMap(list)
    files = (head.files + patchFiles).sorted()
  }
}
