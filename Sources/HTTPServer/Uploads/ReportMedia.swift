import HTTPTypes
import Hummingbird

/// The kinds of body that may be a report. What a file really is, its bytes tell; this only turns away bodies that
/// were wrapped or meant for something else.
enum ReportMedia {
  /// What may be sent; those after the ZIPs are what browsers on Windows and plain clients call a CSV or a ZIP.
  static let accepted = [
    "application/xml", "text/xml", "text/csv", "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream",
    "application/vnd.ms-excel", "text/plain", "application/x-zip-compressed",
  ]

  /// Refuses other kinds; a body without a kind is taken.
  static func require(_ request: Request, oneOf accepted: [String] = accepted) throws(Problem) {
    guard let type = request.headers[.contentType] else { return }
    let name = (type.split(separator: ";").first ?? "").trimmed.lowercased()
    guard accepted.contains(name) else { throw .mediaType(accepted: accepted.joined(separator: ", ")) }
  }
}
