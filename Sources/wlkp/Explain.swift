import ArgumentParser
import ReportModel
import RuleEngine

/// `wlkp explain WL-JAM-007`: what a rule looks at, why, and what to do.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Jelaskan satu aturan / explain one rule: what it looks at, since when, by which law, what to do.",
    discussion: "Example: wlkp explain WL-PKWT-007 --lang en"
  )

  @Argument(help: ArgumentHelp("The rule's id, such as WL-PKWT-007.", valueName: "rule"))
  var rule: String

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  func run() throws {
    let pack = try options.load().engine.pack
    let parts = pack.parts(of: rule.uppercased())
    if let first = parts.first {
      Terminal.write(RuleExplanation(pack: pack, language: speaking.lang).text(first, parts: parts))
      return
    }
    if let gap = pack.notExpressible.first(where: { $0.id == rule.uppercased() }) {
      Terminal.write("\(gap.id)\n\n\(gap.reason[speaking.lang])\n")
      return
    }
    let hint = pack.suggestion(for: rule).map { speaking.lang == .id ? " Maksud Anda \($0)?" : " Did you mean \($0)?" }
    let sentence = speaking.lang == .id ? "tidak ada aturan “\(rule)”." : "there is no rule “\(rule)”."
    throw CommandFault(.usage, "wlkp: \(sentence)\(hint ?? "")")
  }
}

/// The explanation of a rule as text.
struct RuleExplanation {
  let pack: RulePack
  let language: Language

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  func text(_ rule: Rule, parts: [Rule]) -> String {
    var lines = ["\(rule.text.id)  \(rule.text.title[language])", "\(gradeWords(rule.grade))", ""]
    for part in parts {
      if let explain = part.text.explain { lines += wrapped(explain[language]) + [""] }
      lines += [word("Pesan:", "Message:")] + wrapped(part.text.message[language], indent: "  ")
      lines += ["", word("Berlaku:", "In force:")] + part.intervals.map { "  " + interval($0) } + [""]
    }
    lines += [word("Dasar hukum:", "Law:")] + rule.text.law.map { "  " + $0 }
    lines += history(of: rule)
    return lines.joined(separator: "\n") + "\n"
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
    let doubt = interval.isCertain ? "" : word(" (tanggal tidak pasti)", " (day not certain)")
    switch (interval.from, interval.to) {
    case (nil, nil): return word("selalu", "always")
    case (let from?, nil): return word("sejak ", "since ") + day(from) + doubt
    case (nil, let to?): return word("sampai ", "until ") + day(to) + doubt
    case (let from?, let to?): return "\(day(from)) – \(day(to))\(doubt)"
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
