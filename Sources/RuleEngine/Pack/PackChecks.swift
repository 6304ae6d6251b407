import CEL
import ReportForm
import ReportModel

extension PackCompiler {
  func compile(
    _ source: String,
    _ key: String,
    expecting type: CELType?,
    in environment: Environment,
    row: Int? = nil,
    _ yaml: PackYAML
  ) -> Formula? {
    do {
      let program = try environment.compile(source, expecting: type)
      return Formula(program, row: row.map { self.environment.rowVariable(of: $0) })
    } catch {
      for problem in error.errors {
        yaml.fault(
          .expression(key: key, message: problem.message, source: problem.excerpt),
          in: key,
          line: problem.line,
          column: problem.column
        )
      }
      return nil
    }
  }

  func checkCases(_ source: RuleSource) {
    let kinds = source.cases.map(\.expectation)
    if !kinds.contains(.finds) { source.yaml.fault(.missingCase(finds: true)) }
    if !kinds.contains(.passes) { source.yaml.fault(.missingCase(finds: false)) }
  }

  /// Placeholders that need no expression.
  private static let builtIn: Set<String> = ["baris", "baris2", "field"]

  func checkPlaceholders(_ source: RuleSource) {
    guard !source.isReading else { return }
    let known = Self.builtIn.union(source.values.map(\.name))
    for text in [source.message.id, source.message.en] {
      for name in placeholders(of: text) where !known.contains(name) {
        source.yaml.fault(.placeholderWithoutValue(name), at: "message")
      }
    }
  }

  private func placeholders(of text: String) -> [String] {
    text.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// A rule about the rows of a streamed section cannot use what is known only after them.
  func checkRows(_ source: RuleSource, _ section: Int?, _ programs: [(String, Formula?)]) {
    guard let section, form.sections[section].isStreamed else { return }
    for (key, program) in programs {
      guard let program else { continue }
      if !program.folds.isEmpty {
        source.yaml.fault(.needsAllRows(key: key, name: form.sections[section].name))
      }
      if source.needsAllRows { continue }
      for collection in pending where program.variables.contains(collection.name) {
        source.yaml.fault(.needsAllRows(key: key, name: collection.name))
      }
      for definition in definitions
      where definition.needsAllRows && program.variables.contains(definition.name) {
        source.yaml.fault(.needsAllRows(key: key, name: definition.name))
      }
    }
  }
}

extension Rule.Check {
  var program: Formula {
    switch self {
    case .holds(let program), .unique(let program): program
    }
  }
}
