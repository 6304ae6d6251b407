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
  func takes(_ type: String) -> Bool { weight(of: type) > 0 }

  /// How much an answer of this type is wanted, 0 to 1; the range that names it most closely says so.
  private func weight(of type: String) -> Double {
    guard !ranges.isEmpty else { return 1 }
    let group = String(type.prefix { $0 != "/" }) + "/*"
    for name in [type, group, "*/*"] {
      if let range = ranges.first(where: { $0.type == name }) { return range.weight }
    }
    return 0
  }

  /// The type that is wanted most; of equal ones the first.
  func choose(_ types: [String]) throws(Problem) -> String {
    var best: (type: String, weight: Double)?
    for type in types where weight(of: type) > best?.weight ?? 0 { best = (type, weight(of: type)) }
    guard let best else { throw .notAcceptable(offered: types.joined(separator: ", ")) }
    return best.type
  }

  /// Whether the caller names pages: a browser does, a program does not.
  var namesPages: Bool { ranges.contains { $0.type == "text/html" && $0.weight > 0 } }

  /// Refuses a caller who takes nothing of what is made here.
  func require(_ types: String...) throws(Problem) {
    guard !types.contains(where: takes) else { return }
    throw .notAcceptable(offered: types.joined(separator: ", "))
  }
}
