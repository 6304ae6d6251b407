extension PageAddress {
  /// A path with parameters; those without a value are left out.
  static func with(_ path: String, _ pairs: [(name: String, value: String?)]) -> String {
    let given = pairs.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
    return given.isEmpty ? path : path + "?" + given.joined(separator: "&")
  }

  /// The same with other values for some parameters.
  static func with(
    _ path: String,
    _ pairs: [(name: String, value: String)],
    replacing others: [(name: String, value: String?)]
  ) -> String {
    let kept = pairs.filter { pair in !others.contains { $0.name == pair.name } }
    return with(path, kept.map { ($0.name, Optional($0.value)) } + others)
  }
}
