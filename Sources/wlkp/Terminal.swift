import Glibc

/// Standard output and standard error, and what they are connected to.
enum Terminal {
  /// Writes text to standard output; ends the program quietly when nobody reads any more.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes bytes to standard output; ends the program quietly when nobody reads any more.
  static func write(_ bytes: UnsafeRawBufferPointer) {
    guard put(bytes, to: STDOUT_FILENO) else { exit(errno == EPIPE ? Exit.success.rawValue : Exit.fault.rawValue) }
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) {
    var line = text.hasSuffix("\n") ? text : text + "\n"
    line.withUTF8 { _ = put(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Whether colours are welcome: a terminal that can, and nobody said no (https://no-color.org).
  static func wantsColor(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
        && getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
    }
  }

  /// Whether somebody watches standard error.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  private static func put(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      offset += count
    }
    return true
  }
}

/// When to use colours.
enum ColorChoice: String, CaseIterable {
  case auto
  case always
  case never
}

/// One line on standard error that says how far long work has come; silent when nobody watches or within a second.
struct Progress {
  private let started = now()
  private var shown = 0.0

  /// Says how far, at most ten times a second.
  mutating func show(_ text: @autoclosure () -> String) {
    let time = Self.now()
    guard Terminal.isWatched, time - started > 1, time - shown > 0.1 else { return }
    shown = time
    var line = "\r\u{1B}[K\(text())"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Removes the line.
  func clear() {
    guard shown > 0 else { return }
    var line = "\r\u{1B}[K"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
