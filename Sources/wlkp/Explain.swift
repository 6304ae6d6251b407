import ArgumentParser
import ReportModel
import RuleEngine

/// `wlkp explain WL-JAM-007`: what a rule looks at, why, and what to do.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Jelaskan satu aturan / explain one rule: what it looks at, since when, by which law, with examples.",
    discussion: "Example: wlkp explain WL-PKWT-007 --lang en"
  )

  @Argument(help: ArgumentHelp("The rule's id, such as WL-PKWT-007.", valueName: "rule"))
  var rule: String

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  func run() throws {
    let (engine, source) = try options.load(speaking.lang)
    let pack = engine.pack
    let parts = pack.parts(of: rule.uppercased())
    if let first = parts.first {
      let examples = RuleExample.examples(of: rule.uppercased(), in: source)
      let explanation = RuleExplanation(pack: pack, examples: examples, language: speaking.lang)
      Terminal.write(explanation.text(first, parts: parts))
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
