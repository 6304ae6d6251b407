import Foundation
import Testing

/// Texts kept beside the tests and compared byte for byte.
///
/// A missing golden file fails; `WLKP_REFRESH_GOLDEN=1` writes all of them anew.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["WLKP_REFRESH_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    if let complaint = complaint(about: text, name) { Issue.record("\(complaint)", sourceLocation: sourceLocation) }
  }

  /// What is wrong with a text compared with its golden file; `nil` when they agree in every byte.
  static func complaint(about text: String, _ name: String) -> String? {
    guard let kept = try? Data(contentsOf: folder.appending(path: name)) else {
      return "Golden/\(name) is missing; write it with WLKP_REFRESH_GOLDEN=1"
    }
    guard kept != Data(text.utf8) else { return nil }
    return "Golden/\(name) differs: \(firstDifference(String(decoding: kept, as: UTF8.self), text))"
  }

  private static func firstDifference(_ kept: String, _ now: String) -> String {
    let (old, new) = (
      kept.split(separator: "\n", omittingEmptySubsequences: false),
      now.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for line in 0..<max(old.count, new.count) {
      let (left, right) = (line < old.count ? old[line] : "(end)", line < new.count ? new[line] : "(end)")
      if left != right { return "line \(line + 1): kept \"\(left)\", now \"\(right)\"" }
    }
    return "only in line ends"
  }
}
