import Glibc
import Logging

/// The server's log on standard error: for people, or one JSON object a line for machines.
enum ServeLog {
  static func logger(_ settings: ServeSettings) -> Logger {
    let isJSON = settings.text("log-format") == "json"
    var logger = Logger(label: "wlkp") { label in
      isJSON ? JSONLogHandler() as any LogHandler : StreamLogHandler.standardError(label: label)
    }
    logger.logLevel = settings.text("log-level").flatMap { Logger.Level(rawValue: $0) } ?? .info
    return logger
  }
}

/// One JSON object a line: time, level, message, and the metadata by their names.
struct JSONLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    var line =
      "{\"time\":\"\(Self.time())\",\"level\":\"\(event.level)\",\"message\":\(Self.quoted("\(event.message)"))"
    for (name, value) in all.sorted(by: { $0.key < $1.key }) {
      line += ",\(Self.quoted(name)):\(Self.quoted("\(value)"))"
    }
    if let error = event.error { line += ",\"error\":\(Self.quoted("\(error)"))" }
    line += "}\n"
    let bytes = Array(line.utf8)
    // One write a line, so that lines of several threads do not mix.
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// The moment as RFC 3339 in UTC, to the millisecond.
  private static func time() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S", &parts)
    let milliseconds = String(now.tv_nsec / 1_000_000)
    let whole = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return whole + "." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds + "Z"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
