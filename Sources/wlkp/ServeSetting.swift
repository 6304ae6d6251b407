/// One thing that `wlkp serve` can be told: in its configuration file, by the environment, or by a flag.
struct ServeSetting: Sendable {
  /// What its value may be.
  enum Kind: Sendable {
    /// A word, an address or a path.
    case text
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// Several texts; in the environment separated by commas.
    case list
    /// `true` or `false`.
    case flag
    /// One of these words.
    case choice([String])
  }

  /// Its name in the file; the unit is its end.
  let name: String
  let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// Its name in the environment: `WLKP_BODY_LIMIT_MIB`.
  var variable: String { "WLKP_" + name.uppercased().replacing("-", with: "_") }

  /// All of them, as docs/OPERATIONS.md lists them.
  static let all: [ServeSetting] = [
    // Where it listens.
    ServeSetting("host", .text), ServeSetting("port", .whole(0...65_535)),
    ServeSetting("tls-certificate", .text), ServeSetting("tls-key", .text),
    ServeSetting("behind-proxy", .list), ServeSetting("metrics-port", .whole(0...65_535)),
    ServeSetting("plain-cookies", .flag), ServeSetting("jwks", .text), ServeSetting("jwt-issuer", .text),
    ServeSetting("jwt-audience", .text),
    // What it keeps, and by which rules it judges.
    ServeSetting("store", .text), ServeSetting("origin", .text), ServeSetting("authority", .text),
    ServeSetting("pack", .text), ServeSetting("pack-key", .list), ServeSetting("patch", .list),
    // How much it takes.
    ServeSetting("body-limit-mib", .whole(1...8192)), ServeSetting("page-body-limit-mib", .whole(1...1024)),
    ServeSetting("spool-directory", .text), ServeSetting("disk-reserve-mib", .whole(0...1_048_576)),
    ServeSetting("judging-threads", .whole(1...256)), ServeSetting("judging-queue", .whole(0...100_000)),
    ServeSetting("filing-threads", .whole(1...1024)), ServeSetting("connections", .whole(1...100_000)),
    ServeSetting("account-mib-per-day", .whole(1...1_048_576)),
    ServeSetting("account-filings-per-hour", .whole(1...100_000_000)),
    ServeSetting("account-parallel-uploads", .whole(1...10_000)), ServeSetting("jobs", .whole(0...100_000)),
    // How long things may take.
    ServeSetting("job-kept-seconds", .whole(1...86_400)), ServeSetting("head-timeout-seconds", .whole(1...600)),
    ServeSetting("request-timeout-seconds", .whole(1...86_400)), ServeSetting("idle-timeout-seconds", .whole(1...3600)),
    ServeSetting("shutdown-timeout-seconds", .whole(1...3600)),
    // What it says of itself.
    ServeSetting("log-format", .choice(["text", "json"])),
    ServeSetting("log-level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"])),
  ]

  /// The setting of a name.
  static func named(_ name: String) -> ServeSetting? { all.first { $0.name == name } }

  /// Why these texts are no value of it; `nil` when they are.
  func fault(_ texts: [String]) -> ServeSettingFault.Reason? {
    if case .list = kind { return nil }
    guard texts.count == 1, let text = texts.first else { return .several }
    switch kind {
    case .text: return text.isEmpty ? .empty : nil
    case .whole(let range): return Int(text).map(range.contains) == true ? nil : .notWithin(range)
    case .flag: return text == "true" || text == "false" ? nil : .notOneOf(["true", "false"])
    case .choice(let words): return words.contains(text) ? nil : .notOneOf(words)
    case .list: return nil
    }
  }
}
