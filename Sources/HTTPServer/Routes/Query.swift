import HTTPTypes
import Hummingbird
import ReportModel

/// The query of a request, read strictly: a parameter that a route does not know is refused, not passed over.
struct Query {
  private let values: [String: String]

  init(_ request: Request, knows names: Set<String>) throws(Problem) {
    var values: [String: String] = [:]
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard names.contains(name) else { throw .parameterUnknown(name: Self.short(name)) }
      guard values[name] == nil, parts.count == 2,
        let value = HeaderParameters.percentDecoded(parts[1].replacing("+", with: " "))
      else { throw .parameterUnusable(name: name) }
      values[name] = value
    }
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  /// A value of a type that is read from text.
  func value<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
    guard let text = values[name] else { return nil }
    guard let value = read(text) else { throw .parameterUnusable(name: name) }
    return value
  }

  /// The parameter `limit`: 1 to `max`.
  func limit(max: Int) throws(Problem) -> Int? {
    try value("limit") { text in Int(text).flatMap { (1...max).contains($0) ? $0 : nil } }
  }

  private static func short(_ name: String) -> String { String(name.prefix(40)) }
}
