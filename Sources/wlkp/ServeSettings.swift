import Glibc
import ReportModel

/// What `wlkp serve` was told, and where: flags before the environment before the file.
struct ServeSettings: Sendable {
  /// Where a value stood.
  enum Source: Sendable, Equatable {
    case file(line: Int)
    case environment
    case flag
  }

  /// The texts of every setting that was given, with their source.
  private(set) var given: [String: (texts: [String], source: Source)] = [:]

  /// Nothing said yet.
  init() {}

  /// Takes a value; a later one takes the place of an earlier one.
  mutating func set(_ name: String, _ texts: [String], _ source: Source) throws(ServeSettingFault) {
    guard let setting = ServeSetting.named(name) else {
      let near = SimilarName.nearest(to: name, among: ServeSetting.all.map(\.name))
      throw ServeSettingFault(name: name, source: source, reason: .unknown(suggestion: near))
    }
    if let reason = setting.fault(texts) { throw ServeSettingFault(name: name, source: source, reason: reason) }
    given[name] = (texts, source)
  }

  /// Takes what the environment says.
  mutating func setFromEnvironment() throws(ServeSettingFault) {
    for setting in ServeSetting.all {
      guard let value = getenv(setting.variable).map({ String(cString: $0) }), !value.isEmpty else { continue }
      if case .list = setting.kind {
        try set(setting.name, value.split(separator: ",").map(String.init), .environment)
      } else {
        try set(setting.name, [value], .environment)
      }
    }
  }

  /// The text of a setting.
  func text(_ name: String) -> String? { given[name]?.texts.first }

  /// The texts of a setting that may have several.
  func list(_ name: String) -> [String] { given[name]?.texts ?? [] }

  /// The number of a setting.
  func whole(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

  /// Whether a setting is `true`.
  func flag(_ name: String) -> Bool { text(name) == "true" }
}

/// Why a setting cannot be taken.
struct ServeSettingFault: Error, Sendable {
  let name: String
  let source: ServeSettings.Source
  let reason: Reason

  enum Reason: Sendable {
    case unknown(suggestion: String?)
    case several
    case empty
    case notWithin(ClosedRange<Int>)
    case notOneOf([String])
    case twice
  }
}
