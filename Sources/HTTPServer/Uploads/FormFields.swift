import HTTPTypes
import Hummingbird

/// The fields of an ordinary form (application/x-www-form-urlencoded), bounded.
struct FormFields: Sendable {
  /// The media type of such a form.
  static let mediaType = "application/x-www-form-urlencoded"
  /// The most bytes of a form: a few texts, or a long list of ticked boxes.
  static let bytesMax = 256 << 10
  /// The most fields: what a person ticks on one page, and more.
  static let fieldsMax = 1000

  private let values: [String: [String]]

  /// Receives the form.
  static func receive(_ request: Request, by receiver: BodyReceiver) async throws -> FormFields {
    guard HeaderParameters(request.headers[.contentType] ?? "")?.value == mediaType else {
      throw Problem.mediaType(accepted: mediaType)
    }
    let limit = min(receiver.limit, Int64(bytesMax))
    let bounded = BodyReceiver(limit: limit, timeout: receiver.timeout, directory: receiver.directory)
    var bytes: [UInt8] = []
    try await bounded.receive(request) { bytes += $0 }
    return try FormFields(bytes)
  }

  /// Reads a form's bytes.
  init(_ bytes: [UInt8]) throws(Problem) {
    var values: [String: [String]] = [:]
    let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "&")
    guard pairs.count <= Self.fieldsMax else { throw .formUnreadable }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? parts[1] : ""
      guard let name = Self.decoded(parts[0]), let value = Self.decoded(value) else { throw .formUnreadable }
      values[name, default: []].append(value)
    }
    self.values = values
  }

  /// The first value of a field.
  subscript(_ name: String) -> String? { values[name]?.first }

  /// All values of a field, in order: of boxes that share a name.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  private static func decoded(_ text: Substring) -> String? {
    HeaderParameters.percentDecoded(text.replacing("+", with: " "))
  }
}
