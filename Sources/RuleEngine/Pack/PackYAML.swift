import ReportModel
import Yams

/// Reads the values of one YAML mapping, remembers which keys were asked for, and collects every fault with its place.
final class PackYAML {
  let file: String
  /// Every key of the mapping, in order.
  let keys: [String]
  /// The value of each key; the parser has refused keys that stand twice.
  private let values: [String: Node]
  private let mark: Mark?
  private let faults: FaultList
  /// The rule the faults belong to.
  var rule: String?
  private var asked: Set<String> = []

  /// Collects the faults of a whole pack.
  final class FaultList {
    private(set) var faults: [PackFault] = []
    func add(_ fault: PackFault) { faults.append(fault) }
  }

  private init(file: String, node: Node.Mapping, mark: Mark?, faults: FaultList) {
    self.file = file
    keys = node.keys.compactMap(\.scalar?.string)
    values = Dictionary(
      node.compactMap { key, value in key.scalar.map { ($0.string, value) } },
      uniquingKeysWith: { first, _ in first }
    )
    self.mark = mark
    self.faults = faults
  }

  /// Reads a file whose top is a mapping.
  static func mapping(_ file: String, _ text: String?, _ faults: FaultList) -> PackYAML? {
    guard let node = compose(file, text, faults) else { return nil }
    guard case .mapping(let mapping) = node else {
      faults.add(
        PackFault(
          place: place(file, node.mark),
          problem: .wrongKind(key: file, expected: "a mapping")
        )
      )
      return nil
    }
    return PackYAML(file: file, node: mapping, mark: node.mark, faults: faults)
  }

  /// Reads a file whose top is a list of mappings.
  static func list(_ file: String, _ text: String?, _ faults: FaultList) -> [PackYAML] {
    guard let node = compose(file, text, faults) else { return [] }
    return mappings(node, file: file, key: file, faults)
  }

  private static func compose(_ file: String, _ text: String?, _ faults: FaultList) -> Node? {
    guard let text else {
      faults.add(PackFault(place: PackPlace(file: file, line: 0, column: 0), problem: .missingFile))
      return nil
    }
    do {
      // Values are read by their keys' types, so no scalar is matched against the patterns of YAML's own types: that
      // was two fifths of a cold start.
      return try Yams.compose(yaml: text, .basic)
    } catch {
      faults.add(fault(of: error, file: file))
      return nil
    }
  }

  private static func fault(of error: any Error, file: String) -> PackFault {
    var place = PackPlace(file: file, line: 0, column: 0)
    var words = "\(error)"
    switch error as? YamlError {
    case .parser(_, let problem, let mark, _), .scanner(_, let problem, let mark, _):
      place.line = mark.line
      place.column = mark.column
      words = problem
    default: break
    }
    return PackFault(place: place, problem: .unreadable(words))
  }

  private static func mappings(_ node: Node, file: String, key: String, _ faults: FaultList)
    -> [PackYAML]
  {
    guard case .sequence(let sequence) = node else {
      faults.add(
        PackFault(place: place(file, node.mark), problem: .wrongKind(key: key, expected: "a list"))
      )
      return []
    }
    return sequence.compactMap { element in
      guard case .mapping(let mapping) = element else {
        faults.add(
          PackFault(
            place: place(file, element.mark),
            problem: .wrongKind(key: key, expected: "a list of mappings")
          )
        )
        return nil
      }
      return PackYAML(file: file, node: mapping, mark: element.mark, faults: faults)
    }
  }

  static func place(_ file: String, _ mark: Mark?) -> PackPlace {
    PackPlace(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
  }

  /// Where this mapping begins.
  var place: PackPlace { Self.place(file, mark) }

  /// Adds a fault at a key's value, or at the mapping.
  func fault(_ problem: PackFault.Problem, at key: String? = nil) {
    let mark = key.flatMap { values[$0]?.mark } ?? mark
    faults.add(PackFault(place: Self.place(file, mark), rule: rule, problem: problem))
  }

  /// Adds a fault at a place inside an expression that is the value of `key`.
  func fault(_ problem: PackFault.Problem, in key: String, line: Int, column: Int) {
    var place = Self.place(file, values[key]?.mark)
    if case .scalar(let scalar)? = values[key] {
      switch scalar.style {
      case .plain, .any: place.column += line == 1 ? column - 1 : 0
      case .singleQuoted, .doubleQuoted: place.column += line == 1 ? column : 0
      case .literal, .folded:
        place.line += line
        place.column = column
      }
      if scalar.style != .literal, scalar.style != .folded { place.line += line - 1 }
    }
    faults.add(PackFault(place: place, rule: rule, problem: problem))
  }

  /// Faults for keys that nothing asked for.
  func finish(known: [String] = []) {
    for key in keys where !asked.contains(key) && !known.contains(key) {
      fault(.unknownKey(key, suggestion: nearest(key, among: asked.union(known).sorted())), at: key)
    }
  }
}

// MARK: - Values

extension PackYAML {
  /// The raw node of a key; an empty or null value counts as not there.
  func node(_ key: String) -> Node? {
    asked.insert(key)
    guard let value = values[key] else { return nil }
    if case .scalar(let scalar) = value, scalar.style == .plain,
      ["", "~", "null"].contains(scalar.string)
    {
      return nil
    }
    return value
  }

  /// A text; a fault when the key is missing and `required`.
  func text(_ key: String, required: Bool = false) -> String? {
    guard let value = node(key) else {
      if required { fault(.missingKey(key)) }
      return nil
    }
    guard let text = value.scalar?.string else {
      fault(.wrongKind(key: key, expected: "a text"), at: key)
      return nil
    }
    return text
  }

  /// Yes or no.
  func flag(_ key: String) -> Bool? {
    guard let text = text(key) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      fault(.wrongKind(key: key, expected: "true or false"), at: key)
      return nil
    }
  }

  /// A day, `YYYY-MM-DD`.
  func date(_ key: String, required: Bool = false) -> CivilDate? {
    guard let text = text(key, required: required) else { return nil }
    guard let date = CivilDate(iso: text) else {
      fault(.badValue(key: key, value: text, expected: "a day such as 2025-12-31"), at: key)
      return nil
    }
    return date
  }

  /// A list of texts; a single text counts as a list of one.
  func texts(_ key: String, required: Bool = false) -> [String] {
    guard let value = node(key) else {
      if required { fault(.missingKey(key)) }
      return []
    }
    if let single = value.scalar?.string { return [single] }
    guard let sequence = value.sequence else {
      fault(.wrongKind(key: key, expected: "a list of texts"), at: key)
      return []
    }
    return sequence.compactMap(\.scalar?.string)
  }

  /// A text in both languages.
  func bilingual(_ key: String, required: Bool = false) -> Bilingual? {
    guard let inner = mapping(key, required: required) else { return nil }
    let id = inner.text("id", required: true)
    let en = inner.text("en", required: true)
    inner.finish()
    guard let id, let en else { return nil }
    return Bilingual(id: id, en: en)
  }

  /// A mapping.
  func mapping(_ key: String, required: Bool = false) -> PackYAML? {
    guard let value = node(key) else {
      if required { fault(.missingKey(key)) }
      return nil
    }
    guard case .mapping(let mapping) = value else {
      fault(.wrongKind(key: key, expected: "a mapping"), at: key)
      return nil
    }
    let inner = PackYAML(file: file, node: mapping, mark: value.mark, faults: faults)
    inner.rule = rule
    return inner
  }

  /// A list of mappings; a single mapping counts as a list of one.
  func mappings(_ key: String) -> [PackYAML] {
    guard let value = node(key) else { return [] }
    if case .mapping = value { return mapping(key).map { [$0] } ?? [] }
    let inner = Self.mappings(value, file: file, key: key, faults)
    for mapping in inner { mapping.rule = rule }
    return inner
  }
}

/// The word nearest to `word`, when it is near enough to be meant.
func nearest(_ word: String, among words: [String]) -> String? { SimilarName.nearest(to: word, among: words) }
