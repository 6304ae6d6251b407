import HTTPTypes
import Hummingbird

/// What a caller takes, by its Accept header (RFC 9110 section 12.5.1).
struct Accepting {
  private let ranges: [(type: String, weight: Double)]

  init(_ request: Request) { self.init(header: request.headers[.accept] ?? "") }

  init(header: String) {
    ranges = header.split(separator: ",").prefix(CallerLanguage.rangesMax).map { range in
      let parts = range.split(separator: ";").map { $0.trimmed }
      return (parts.first?.lowercased() ?? "", CallerLanguage.weight(parts.dropFirst()))
    }
  }

  /// Whether answers of this type are taken; without a header all are.
  func takes(_ type: String) -> Bool {
    guard !ranges.isEmpty else { return true }
    let group = String(type.prefix { $0 != "/" }) + "/*"
    for name in [type, group, "*/*"] {
      if let range = ranges.first(where: { $0.type == name }) { return range.weight > 0 }
    }
    return false
  }

  /// Whether the caller names pages: a browser does, a program does not.
  var namesPages: Bool { ranges.contains { $0.type == "text/html" && $0.weight > 0 } }

  /// Refuses a caller who takes nothing of what is made here.
  func require(_ types: String...) throws(Problem) {
    guard !types.contains(where: takes) else { return }
    throw .notAcceptable(offered: types.joined(separator: ", "))
  }
}
