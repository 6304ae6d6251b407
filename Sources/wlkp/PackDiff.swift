import ArgumentParser
import ReportModel
import ResultRendering
import RuleEngine

/// `wlkp pack diff A B`: what changed between two packs.
struct PackDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Bandingkan dua paket aturan / what changed between two packs: rules, days, grades, laws, amounts.",
    discussion: """
      Each pack is a folder, a signed file (with --pack-key) or built-in.

      Example: wlkp pack diff built-in aturan-baru/ --format csv

      Exit code 0 when both say the same, 1 when they differ.
      """
  )

  @Argument(help: ArgumentHelp("The first pack.", valueName: "a")) var old: String
  @Argument(help: ArgumentHelp("The second pack.", valueName: "b")) var new: String
  @Option(name: .long, help: "Form of the result: text, json or csv.") var format: ResultFormat =
    .text
  @Option(
    name: .long,
    help: ArgumentHelp("Public key of the signers of signed packs.", valueName: "key")
  )
  var packKey: [String] = []
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let changes = PackComparison(try pack(old), try pack(new)).changes
    let list = PackChangeList(changes: changes, language: speaking.lang)
    switch format {
    case .text: Terminal.write(list.text)
    case .json: Terminal.write(list.json)
    case .csv: Terminal.write(list.csv)
    }
    if !changes.isEmpty { throw CommandFault(.rejected) }
  }

  private func pack(_ path: String) throws(CommandFault) -> RulePack {
    // The keys are for the signed ones of the two.
    let isFile = path != PackSelection.builtIn && !FilePlace.isFolder(path)
    return try PackSelection(path: path, keys: isFile ? packKey : []).load(speaking.lang).engine
      .pack
  }
}

/// The differences of two packs for people, programs and spreadsheets.
struct PackChangeList {
  let changes: [PackChange]
  let language: Language

  /// Differences of one kind that are listed in text; the rest is counted.
  private static let shownInText = 50

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  var text: String {
    guard !changes.isEmpty else { return word("Kedua paket sama.\n", "The packs say the same.\n") }
    return PackChange.Kind.allCases.flatMap { kind -> [String] in
      let mine = changes.filter { $0.kind == kind }
      guard !mine.isEmpty else { return [] }
      let rest = mine.count - Self.shownInText
      let more =
        rest > 0
        ? [word("  … dan \(rest) lagi (--format csv)", "  … and \(rest) more (--format csv)")] : []
      return ["\(heading(kind)): \(mine.count)"] + mine.prefix(Self.shownInText).flatMap(lines)
        + more
    }.map { SafeText.visible($0) + "\n" }.joined()
  }

  private func lines(_ change: PackChange) -> [String] {
    let name = change.subject + (change.detail.isEmpty ? "" : " \(change.detail)")
    switch (change.before, change.after) {
    case (nil, let after?): return ["  + \(name)  \(one(after))"]
    case (let before?, nil): return ["  - \(name)  \(one(before))"]
    default:
      return [
        "  ~ \(name)", "      - \(one(change.before ?? ""))", "      + \(one(change.after ?? ""))",
      ]
    }
  }

  /// A text on one line.
  private func one(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func heading(_ kind: PackChange.Kind) -> String {
    switch kind {
    case .pack: word("Paket", "Pack")
    case .ruleAdded: word("Aturan baru", "Rules added")
    case .ruleRemoved: word("Aturan dihapus", "Rules removed")
    case .regraded: word("Tingkat berubah", "Grades changed")
    case .redated: word("Masa berlaku berubah", "Days in force changed")
    case .condition: word("Syarat berubah", "Conditions changed")
    case .law: word("Dasar hukum berubah", "Laws changed")
    case .text: word("Penjelasan berubah", "Texts changed")
    case .definition: word("Nilai bernama", "Named values")
    case .patch: word("Tambalan", "Patches")
    case .gap: word("Aturan yang tidak dapat dinyatakan", "Rules that cannot be expressed")
    case .amount: word("Besaran", "Amounts of the law")
    case .row: word("Baris tabel rujukan", "Rows of reference tables")
    }
  }

  var csv: String {
    ([["kind", "subject", "detail", "before", "after"]]
      + changes.map { [$0.kind.rawValue, $0.subject, $0.detail, $0.before ?? "", $0.after ?? ""] })
      .map { SpreadsheetText.line($0) }.joined()
  }

  var json: String {
    var json = JSONWriter(pretty: true)
    json.array(changes) { json, change in
      json.object {
        $0.member("kind", change.kind.rawValue)
        $0.member("subject", change.subject)
        $0.member("detail", change.detail)
        $0.member("before", change.before)
        $0.member("after", change.after)
      }
    }
    return json.text + "\n"
  }
}
