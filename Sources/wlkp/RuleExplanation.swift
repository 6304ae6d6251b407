import ReportModel
import RuleEngine

/// The explanation of a rule as text.
struct RuleExplanation {
  let pack: RulePack
  /// A case that passes and one that finds.
  let examples: (right: RuleExample?, wrong: RuleExample?)
  let language: Language

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  func text(_ rule: Rule, parts: [Rule]) -> String {
    var lines = ["\(rule.text.id)  \(rule.text.title[language])", "\(gradeWords(rule.grade))", ""]
    for part in parts {
      if let explain = part.text.explain { lines += wrapped(explain[language]) + [""] }
      lines += [word("Pesan:", "Message:")] + wrapped(part.text.message[language], indent: "  ")
      lines += ["", word("Berlaku:", "In force:")] + part.intervals.map { "  " + interval($0) } + [""]
    }
    lines += amounts(of: parts) + patches(of: parts)
    lines += [word("Dasar hukum:", "Law:")] + rule.text.law.map { "  " + $0 }
    lines += example(word("Contoh yang sesuai:", "An example that is right:"), examples.right)
    lines += example(word("Contoh yang menjadi temuan:", "An example that is found:"), examples.wrong)
    lines += history(of: rule)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The amounts of the law that the rule asks for: what holds now, and what held before.
  private func amounts(of parts: [Rule]) -> [String] {
    var seen: Set<String> = []
    let histories = parts.flatMap { pack.amounts(of: $0) }.filter { seen.insert($0.name).inserted }
    guard !histories.isEmpty else { return [] }
    return [word("Besaran dari waktu ke waktu:", "Amounts over time:")] + histories.flatMap(amount) + [""]
  }

  private func amount(_ history: ParameterHistory) -> [String] {
    let values = history.values.enumerated().map { number, value in
      let window = interval(from: value.from, to: value.to)
      let before = number == 0 ? "" : word("sebelumnya, ", "before, ")
      return "\(before)\(window): \(value.text) \(value.unit)"
    }
    return wrapped("\(history.name): " + values.joined(separator: "; "), indent: "  ")
  }

  private func patches(of parts: [Rule]) -> [String] {
    let patches = parts.flatMap(\.patches)
    guard !patches.isEmpty else { return [] }
    let lines = patches.flatMap { patch in
      ["  \(patch.id): \(words(of: patch.action)), \(interval(from: patch.from, to: patch.to))"]
        + wrapped(patch.reason[language], indent: "    ")
        + wrapped(([patch.authority] + patch.law).joined(separator: "; "), indent: "    ")
    }
    return [word("Tambalan:", "Patches:")] + lines + [""]
  }

  private func words(of action: RulePatch.Action) -> String {
    switch action {
    case .activate(nil): word("diberlakukan", "put in force")
    case .activate(let grade?): word("diberlakukan sebagai \(grade.name)", "put in force as \(grade.name)")
    case .deactivate: word("tidak diberlakukan", "taken out of force")
    case .regrade(let grade): word("menjadi \(grade.name)", "made \(grade.name)")
    }
  }

  /// Longest part of a file shown as an example, in lines.
  private static let linesOfFile = 12

  private func example(_ heading: String, _ example: RuleExample?) -> [String] {
    guard let example else { return [] }
    let name = [example.name, example.day.map { word("keadaan ", "data of ") + day($0) }].compactMap { $0 }
    var lines = ["", heading] + (name.isEmpty ? [] : wrapped(name.joined(separator: "; "), indent: "  "))
    for row in example.rows {
      let cells = row.cells.map { "\($0.field) = \($0.text.isEmpty ? word("(kosong)", "(empty)") : $0.text)" }
      lines += wrapped("\(row.section): " + cells.joined(separator: ", "), indent: "    ")
    }
    if let file = example.file {
      let all = file.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
      lines += all.prefix(Self.linesOfFile) + (all.count > Self.linesOfFile ? ["    …"] : [])
    }
    return lines
  }

  private func history(of rule: Rule) -> [String] {
    guard let family = rule.text.family else { return [] }
    let others = pack.rules.filter { $0.text.family == family && $0.text.id != rule.text.id }
    guard !others.isEmpty else { return [] }
    return ["", word("Versi lain kewajiban ini:", "Other versions of this duty:")]
      + others.map { other in
        "  \(other.text.id)  \(other.intervals.map(interval).joined(separator: ", "))  \(other.text.title[language])"
      }
  }

  private func interval(_ interval: RuleInterval) -> String {
    let words = self.interval(from: interval.from, to: interval.to)
    let isDated = interval.from != nil || interval.to != nil
    let doubt = interval.isCertain || !isDated ? "" : word(" (tanggal tidak pasti)", " (day not certain)")
    return words + doubt + (interval.grade.map { " [\($0.name)]" } ?? "")
  }

  private func interval(from: CivilDate?, to: CivilDate?) -> String {
    switch (from, to) {
    case (nil, nil): word("selalu", "always")
    case (let from?, nil): word("sejak ", "since ") + day(from)
    case (nil, let to?): word("sampai ", "until ") + day(to)
    case (let from?, let to?): "\(day(from)) – \(day(to))"
    }
  }

  private func day(_ date: CivilDate) -> String { language == .id ? date.dayFirst : date.description }

  private func gradeWords(_ grade: Grade) -> String {
    switch grade {
    case .data(.error):
      word(
        "Kelas D, kesalahan data: laporan belum dapat diterima sebelum diperbaiki.",
        "Class D, data error: the report cannot be accepted before it is corrected."
      )
    case .data:
      word(
        "Kelas D, catatan data: tidak menghalangi penerimaan.",
        "Class D, note on the data: does not stand in the way."
      )
    case .confirmable:
      word("Kelas D*, perlu diperbaiki atau dikonfirmasi.", "Class D*, to be corrected or confirmed.")
    case .compliance:
      word("Kelas K, temuan kepatuhan: \(pack.tail.id)", "Class K, compliance finding: \(pack.tail.en)")
    }
  }

  /// Breaks a text into lines of at most 100 characters.
  private func wrapped(_ text: String, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count > indent.count, line.count + word.count + 1 > 100 {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }
}
