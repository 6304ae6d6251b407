import CEL
import ReportForm

/// A collection as a pack writes it.
struct CollectionSource {
  let name: String
  let slot: Int
  let section: Int
  let yaml: PackYAML
  let condition: String?
  let keys: [(name: String, expression: String)]
  let columns: [Column]
  /// The type of a group; `nil` for a single value.
  let groupType: RecordType?

  /// A column as a pack writes it.
  struct Column {
    let name: String
    let kind: RowCollection.Kind
    let expression: String
    let condition: String?
    let yaml: PackYAML
  }

  /// What a column computes and of what; for a count, which rows.
  static func column(_ name: String, _ yaml: PackYAML) -> Column? {
    let found = RowCollection.Kind.allCases.compactMap { kind in yaml.text(kind.rawValue).map { (kind, $0) } }
    guard let (kind, expression) = found.first, found.count == 1 else {
      let kinds = RowCollection.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      yaml.fault(.badValue(key: name, value: "\(found.count)", expected: "exactly one of \(kinds)"))
      return nil
    }
    return Column(name: name, kind: kind, expression: expression, condition: yaml.text("where"), yaml: yaml)
  }

  /// The type of a column's value.
  static func type(of kind: RowCollection.Kind) -> CELType { kind == .median ? .decimal : .int }
}

extension PackCompiler {
  /// Declares a value over all rows of a section: a median, a number of different values, or a table of groups.
  mutating func defineCollection(_ yaml: PackYAML) {
    let name = yaml.text("name", required: true)
    _ = yaml.bilingual("meaning", required: true)
    let condition = yaml.text("where")
    guard let name, let each = yaml.text("each") else { return }
    guard let section = form.index(ofSection: each) else {
      yaml.fault(.unknownField(each, suggestion: nearest(each, among: form.sections.map(\.name))), at: "each")
      return
    }
    guard environment.base.slot(of: name) == nil else { return yaml.fault(.duplicate(name)) }
    guard let group = yaml.mapping("group") else {
      return defineValue(name, section, condition, yaml)
    }
    let keys = group.keys.compactMap { key in group.text(key).map { (key, $0) } }
    let written = yaml.mapping("columns", required: true)
    let columns = (written?.keys ?? []).compactMap { key in
      written?.mapping(key).flatMap { inner -> CollectionSource.Column? in
        defer { inner.finish() }
        return CollectionSource.column(key, inner)
      }
    }
    yaml.finish()
    let fields = keyTypes(keys, section, group) + columns.map { ($0.name, CollectionSource.type(of: $0.kind)) }
    let type = RecordType(name: name, fields: fields)
    pending.append(
      CollectionSource(
        name: name,
        slot: environment.declare(groups: type),
        section: section,
        yaml: yaml,
        condition: condition,
        keys: keys,
        columns: columns,
        groupType: type
      )
    )
  }

  private mutating func defineValue(_ name: String, _ section: Int, _ condition: String?, _ yaml: PackYAML) {
    let type = yaml.text("type", required: true).flatMap { Self.type($0, yaml) }
    let column = CollectionSource.column(name, yaml)
    yaml.finish()
    guard let type, let column else { return }
    let actual = CollectionSource.type(of: column.kind)
    guard type == actual else {
      return yaml.fault(.badValue(key: "type", value: "\(type)", expected: "\(actual)"), at: "type")
    }
    pending.append(
      CollectionSource(
        name: name,
        slot: environment.declare(definition: name, type),
        section: section,
        yaml: yaml,
        condition: condition,
        keys: [],
        columns: [
          .init(
            name: name,
            kind: column.kind,
            expression: column.expression,
            condition: nil,
            yaml: yaml
          )
        ],
        groupType: nil
      )
    )
  }

  /// The types of a group's keys; a key that does not compile is told once, here.
  private func keyTypes(
    _ keys: [(String, String)],
    _ section: Int,
    _ yaml: PackYAML
  ) -> [(name: String, type: CELType)] {
    let rows = environment.environment(forRowsOf: section)
    return keys.map { name, expression in
      (name, compile(expression, name, expecting: nil, in: rows, yaml)?.resultType ?? .string)
    }
  }

  /// Compiles the collections' programs, once every variable has its slot.
  mutating func compileCollections() {
    for source in pending {
      let rows = rowEnvironment(source.section)
      func formula(_ text: String?, _ key: String, _ type: CELType?, _ yaml: PackYAML) -> Formula? {
        text.flatMap { compile($0, key, expecting: type, in: rows, row: source.section, yaml) }
      }
      let columns = source.columns.map { column in
        let isCount = column.kind == .count
        return RowCollection.Column(
          kind: column.kind,
          value: isCount
            ? nil
            : formula(column.expression, column.kind.rawValue, column.kind == .distinct ? nil : .int, column.yaml),
          condition: formula(
            isCount ? column.expression : column.condition,
            isCount ? "count" : "where",
            .bool,
            column.yaml
          )
        )
      }
      collections.append(
        RowCollection(
          name: source.name,
          slot: source.slot,
          section: source.section,
          condition: formula(source.condition, "where", .bool, source.yaml),
          keys: source.keys.compactMap { formula($0.expression, "group", nil, source.yaml) },
          columns: columns,
          groupType: source.groupType
        )
      )
    }
  }
}
