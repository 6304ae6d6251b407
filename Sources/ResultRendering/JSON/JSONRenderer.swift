import ReportModel

/// The stable JSON form of one assessment, format `wlkp-result/1`; docs/RESULT-FORMAT.md says what each key means.
///
/// The keys and their order are fixed, the same assessment gives the same bytes, nothing is cut. Every key is always
/// there and null where nothing is known; only `location` leaves out what it does not know.
public enum JSONRenderer {
  /// The name and version of the format.
  public static let format = "wlkp-result/1"

  /// The form that is stored and hashed: UTF-8 without white space, personal values masked.
  public static func canonical(_ assessment: Assessment) -> [UInt8] {
    Array(render(assessment).utf8)
  }

  /// The JSON of one assessment, without a line end after it.
  ///
  /// - Parameters:
  ///   - pretty: one member a line, indented by two spaces.
  ///   - reveal: show personal values in full; only on the reporter's own screen.
  public static func render(_ assessment: Assessment, pretty: Bool = false, reveal: Bool = false) -> String {
    var writer = JSONWriter(pretty: pretty)
    JSONResult(reveal: reveal).write(assessment, to: &writer)
    return writer.text
  }
}

/// A JSON array of results that is written while the files are judged; never more than one is in memory.
///
/// ```swift
/// var list = JSONResultList(pretty: false)
/// for file in files { print(list.next(judge(file)), terminator: "") }
/// print(list.end(), terminator: "")
/// ```
public struct JSONResultList: Sendable {
  private let pretty: Bool
  private let reveal: Bool
  private var isEmpty = true

  /// An empty list.
  public init(pretty: Bool = false, reveal: Bool = false) {
    self.pretty = pretty
    self.reveal = reveal
  }

  /// The text to write for one more assessment.
  public mutating func next(_ assessment: Assessment) -> String {
    let start = isEmpty ? "[\n" : ",\n"
    isEmpty = false
    return start + JSONRenderer.render(assessment, pretty: pretty, reveal: reveal)
  }

  /// The text to write at the end, with its line end; a list without results is `[]`.
  public mutating func end() -> String {
    isEmpty ? "[]\n" : "\n]\n"
  }
}
