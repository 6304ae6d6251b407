import Glibc

/// The operating system's words for an error number.
enum SystemMessage {
  /// Room for the longest text there is, in bytes.
  private static let lengthMax = 256

  static func text(_ errno: Int32) -> String {
    var text = [CChar](repeating: 0, count: lengthMax)
    // Swift sees the POSIX form, which writes into the buffer; `strerror` alone is not safe among threads.
    guard strerror_r(errno, &text, text.count) == 0 else { return "errno \(errno)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
