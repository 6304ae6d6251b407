import HTTPTypes
import Hummingbird

/// The query of a page's form. A field that was left empty counts as not given, and a value that cannot be read is noted
/// to be told beside its field; a parameter that the form does not have is refused as anywhere.
struct FormQuery {
  private let query: Query
  /// The fields whose values cannot be read, in the order in which they were asked for.
  private(set) var faults: [String] = []
  private let names: Set<String>

  init(_ request: Request, knows names: Set<String>) throws(Problem) {
    query = try Query(request, knows: names.union(["lang"]))
    self.names = names
  }

  /// What was filled in, without spaces around it.
  subscript(name: String) -> String? {
    guard let text = query[name].map({ Substring($0).trimmed }), !text.isEmpty else { return nil }
    return text
  }

  /// A value that is read from text; one that cannot be read is noted and counts as not given.
  mutating func value<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
    guard let text = self[name] else { return nil }
    let value = read(text)
    if value == nil, !faults.contains(name) { faults.append(name) }
    return value
  }

  /// A number within bounds.
  mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    value(name) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// What was filled in, as parameters of an address, in the order of their names.
  var pairs: [(name: String, value: String)] {
    names.sorted().compactMap { name in self[name].map { (name, $0) } }
  }
}
