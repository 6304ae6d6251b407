import Glibc
import Intake
import ReportModel
import ReportReading
import ResultRendering

/// The list of changes, written while they are made; only counts and a few examples stay in memory.
final class FixList {
  /// Examples of each kind that the text shows.
  private static let examplesMax = 5
  /// Rules whose findings say that digits or values are gone.
  private static let lostRules: Set = ["WL-BERKAS-006", "WL-BERKAS-007", "WL-BERKAS-014"]

  private let format: ResultFormat
  private let file: String
  private let language: Language
  private let reveal: Bool
  private var counts: [FixKind: Int] = [:]
  private var examples: [FixKind: [FixChange]] = [:]
  /// The file for the whole list.
  let changesFile: ChangesFile?
  /// Repairs that the copy still offers.
  var left: [(kind: FixKind, count: Int)] = []

  init(format: ResultFormat, file: String, changesFile: ChangesFile?, language: Language, reveal: Bool) {
    self.format = format
    self.file = file
    self.changesFile = changesFile
    self.language = language
    self.reveal = reveal
    switch format {
    case .csv: Terminal.write(FixRow.heading)
    case .json:
      var name = JSONWriter(pretty: false)
      name.string(file)
      Terminal.write("{\"format\":\"wlkp-fix/1\",\"file\":\(name.text),\"changes\":[")
    default: break
    }
  }

  /// Takes a change.
  func add(_ change: FixChange) {
    let row = FixRow(change, reveal: reveal)
    changesFile?.add(row)
    switch format {
    case .csv: Terminal.write(row.csv)
    case .json: Terminal.write((counts.isEmpty ? "\n" : ",\n") + row.json)
    default: break
    }
    counts[change.kind, default: 0] += 1
    if examples[change.kind, default: []].count < Self.examplesMax { examples[change.kind, default: []].append(change) }
  }

  /// Ends the list.
  func finish(output: String?, _ assessment: Assessment) {
    switch format {
    case .csv: break
    case .json: Terminal.write(jsonEnd(output, assessment))
    default: Terminal.write(text(output, assessment))
    }
  }

  private func lost(_ assessment: Assessment) -> [Finding] {
    assessment.findings.flatMap(\.unfolded).filter { Self.lostRules.contains($0.rule) && $0.cause == nil }
      + assessment.findings.filter { Self.lostRules.contains($0.rule) && $0.cause != nil && $0.followers.isEmpty }
  }

  // MARK: Text

  private func text(_ output: String?, _ assessment: Assessment) -> String {
    let total = counts.values.reduce(0, +)
    let name = SafeText.visible(file)
    var lines = [FixSentences.made(total, name, output.map { SafeText.visible($0) })[language]]
    for kind in FixKind.allCases {
      guard let count = counts[kind] else { continue }
      lines.append("  \(kind.rawValue) (\(count)): \(FixSentences.what(kind)[language])")
      let places = PlaceWords(language: language, kind: assessment.file.syntax.kind)
      for change in examples[kind, default: []] {
        let row = FixRow(change, reveal: reveal)
        let place = places.words(change.location)
        let line = change.location.position.line
        let whereabouts =
          change.location.row == nil && line > 0 ? place + " " + FixSentences.line(line)[language] : place
        lines.append("    \(whereabouts.isEmpty ? name : whereabouts): \(row.before) → \(row.after)")
      }
      if count > Self.examplesMax { lines.append("    " + FixSentences.more(count - Self.examplesMax)[language]) }
    }
    if !reveal, examples.values.joined().contains(where: \.before.isPersonal) {
      lines.append(FixSentences.masked[language])
    }
    if !left.isEmpty {
      lines.append(FixSentences.undecided[language])
      lines += left.map { "  \($0.kind.rawValue) (\($0.count)): \(FixSentences.what($0.kind)[language])" }
    }
    let lost = lost(assessment)
    if !lost.isEmpty {
      lines.append(FixSentences.lost[language])
      lines += lost.map {
        "  \($0.rule) (\($0.count)): \($0.places.first?.message.text(language, reveal: reveal) ?? "")"
      }
    }
    lines.append(FixSentences.afterwards(VerdictWording.sentence(for: assessment)[language])[language])
    if total > 0, assessment.file.syntax.kind == .csv { lines.append(FixSentences.spreadsheetAdvice[language]) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: JSON

  private func jsonEnd(_ output: String?, _ assessment: Assessment) -> String {
    var json = JSONWriter(pretty: false)
    json.object { json in
      json.member("output", output)
      json.member("counts") { write(FixKind.allCases.compactMap { kind in self.counts[kind].map { (kind, $0) } }, &$0) }
      json.member("left") { write(left, &$0) }
      json.member("notRepairable") { json in
        json.array(lost(assessment)) { json, finding in
          json.object { json in
            json.member("rule", finding.rule)
            json.member("count", Int64(finding.count))
          }
        }
      }
      json.member("verdict", assessment.verdict.rawValue)
    }
    return "\n]," + json.text.dropFirst() + "\n"
  }

  private func write(_ counts: [(kind: FixKind, count: Int)], _ json: inout JSONWriter) {
    json.object { json in
      for (kind, count) in counts { json.member(kind.rawValue, Int64(count)) }
    }
  }
}

/// One change as a line of the list.
struct FixRow {
  let change: FixChange
  let before: String
  let after: String

  init(_ change: FixChange, reveal: Bool) {
    self.change = change
    before = "\"\(SafeText.visible(reveal ? change.before.unmasked : change.before.masked))\""
    after = "\"\(SafeText.visible(reveal ? change.after.unmasked : change.after.masked))\""
  }

  /// The headings of the list as CSV: names for programs, the same in all languages.
  static let heading = SpreadsheetText.line([
    "kind", "safe", "section", "row", "column", "cell", "line", "before", "after", "member",
  ])

  var csv: String {
    let location = change.location
    return SpreadsheetText.line(
      [
        change.kind.rawValue, change.kind.isSafe ? "true" : "false", location.section ?? "",
        location.row.map { String($0) } ?? "", location.column ?? "", location.cell ?? "",
        location.position.line > 0 ? String(location.position.line) : "", unquoted(before), unquoted(after),
        location.member ?? "",
      ].map { SafeText.visible($0) }
    )
  }

  var json: String {
    let location = change.location
    var json = JSONWriter(pretty: false)
    json.object { json in
      json.member("kind", change.kind.rawValue)
      json.member("safe", change.kind.isSafe)
      json.member("member", location.member)
      json.member("section", location.section)
      json.member("row", location.row.map(Int64.init))
      json.member("column", location.column)
      json.member("cell", location.cell)
      json.member("line", location.position.line > 0 ? Int64(location.position.line) : nil)
      json.member("before", unquoted(before))
      json.member("after", unquoted(after))
    }
    return json.text
  }

  private func unquoted(_ text: String) -> String { String(text.dropFirst().dropLast()) }
}

/// A file that takes the whole list.
final class ChangesFile {
  private let path: String
  private let isJSON: Bool
  private let descriptor: Int32
  private var isFirst = true
  private var hasFailed = false

  /// - Throws: exit 2 when the file exists and may not be written over, or cannot be made.
  init(path: String, isOver: Bool) throws(CommandFault) {
    self.path = path
    isJSON = path.hasSuffix(".json")
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (isOver ? O_TRUNC : O_EXCL), 0o600)
    guard descriptor >= 0 else {
      throw CommandFault(.usage, "wlkp: \(path): \(String(cString: strerror(errno)))")
    }
    put(isJSON ? "[" : FixRow.heading)
  }

  deinit { Glibc.close(descriptor) }

  func add(_ row: FixRow) {
    put(isJSON ? (isFirst ? "\n" : ",\n") + row.json : row.csv)
    isFirst = false
  }

  /// - Throws: exit 3 when the list could not be written whole.
  func close() throws(CommandFault) {
    if isJSON { put("\n]\n") }
    if hasFailed || fsync(descriptor) != 0 {
      throw CommandFault(.fault, "wlkp: \(path): \(String(cString: strerror(errno)))")
    }
  }

  private func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count, !hasFailed {
        let count = write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if count < 0 && errno != EINTR { hasFailed = true }
        offset += max(0, count)
      }
    }
  }
}
