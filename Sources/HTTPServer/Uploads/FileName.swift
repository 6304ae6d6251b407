import HTTPTypes
import Hummingbird

/// The name that a caller gives a file. It is only repeated in the result; no path is ever made of it.
enum FileName {
  /// The longest name kept, in characters: as long as file systems allow.
  static let lengthMax = 255
  /// The name of a file that came without one.
  static let unnamed = "laporan"

  /// The name in Content-Disposition, else in X-File-Name (percent-encoded UTF-8), else ``unnamed``.
  static func of(_ request: Request) -> String {
    let disposed = request.headers[.contentDisposition].flatMap { HeaderParameters($0)?.fileName }
    let named = request.headers[.fileName].map { HeaderParameters.percentDecoded($0) ?? $0 }
    return tidy(disposed ?? named ?? "")
  }

  /// Without folders and control characters, and not too long; `empty` when nothing is left.
  static func tidy(_ name: String, empty: String = unnamed) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    let visible = last.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
    let text = String(String(String.UnicodeScalarView(visible)).prefix(lengthMax))
    return text.isEmpty ? empty : text
  }
}
