import ReportModel

/// A result as an HTML fragment for a page: the verdict's sentence, then a card for every finding.
///
/// No script, no style, no ids, so that it stands anywhere and any number of times on a page with a strict content
/// security policy. Everything is escaped. Classes to style, all beginning with `wlkp-`:
///
/// - `result` (the whole, with `data-verdict`), `verdict`, `file`, `missing`
/// - `group` with `group-errors`, `group-confirm`, `group-attention`, `group-notes`; `tail`
/// - `finding`, `label`, `rule`, `facts` (a `dl`), `line` (a `code` whose `mark` is the fault), `law`, `places` (a `table` in `details`), `omitted`, `followers`
///   (`finding`s in `details`)
/// - `unanswered`, `about`
public struct HTMLRenderer: Sendable {
  /// The language.
  public var language: Language
  /// The sentence that belongs to every compliance finding; shown once.
  public var tail: Bilingual
  /// Show personal values in full; only on the reporter's own screen.
  public var reveal: Bool
  /// The lines of the file, to show each finding in its own row; used only with ``reveal``.
  public var source: (any SourceLines & Sendable)?
  /// Begin with the verdict's sentence; a page that has it as its heading leaves it out.
  public var showsVerdict = true
  /// What the form calls its sections and fields.
  public var names = ReportNames.none
  /// Where pages about rules begin, such as `/aturan/`; without it ids stand alone.
  public var rulePages: String?
  /// The level of the groups' headings, 2 to 5; findings are one level below.
  public var headingLevel: Int

  /// A renderer with its choices.
  public init(
    language: Language = .id,
    tail: Bilingual,
    reveal: Bool = false,
    headingLevel: Int = 2,
    source: (any SourceLines & Sendable)? = nil
  ) {
    self.language = language
    self.tail = tail
    self.reveal = reveal
    self.source = source
    self.headingLevel = min(5, max(2, headingLevel))
  }

  /// The fragment, ending with a line end.
  public func render(_ assessment: Assessment) -> String {
    let sentence = VerdictWording.sentence(for: assessment)[language]
    var inner = showsVerdict ? HTMLText.element("p", "wlkp-verdict", text: sentence) : ""
    inner += HTMLText.element("p", "wlkp-file", HTMLText.foreign(assessment.file.name))
    if assessment.isDraft, !assessment.missingSections.isEmpty {
      inner += HTMLText.element(
        "p",
        "wlkp-missing",
        text: Wording.draftLacks(assessment.missingSections)[language]
      )
    }
    inner += groups(assessment) + unanswered(assessment) + about(assessment)
    return
      "<section class=\"wlkp-result\" lang=\"\(language.rawValue)\" data-verdict=\"\(assessment.verdict.rawValue)\">"
      + "\n" + inner + "</section>\n"
  }

  private func groups(_ assessment: Assessment) -> String {
    var html = ""
    var tailIsDue = true
    for (group, findings) in FindingGroup.divide(assessment.findings) {
      var inner = heading(Wording.heading(group, count: findings.count)[language])
      if tailIsDue, findings.contains(where: { $0.isCompliance }) {
        inner += HTMLText.element("p", "wlkp-tail", text: tail[language])
        tailIsDue = false
      }
      inner += findings.map { HTMLFinding(renderer: self, file: assessment.file, finding: $0).html }.joined()
      html += HTMLText.block("section", "wlkp-group wlkp-group-\(group.rawValue)", inner)
    }
    return html
  }

  private func unanswered(_ assessment: Assessment) -> String {
    guard !assessment.notAssessed.isEmpty else { return "" }
    let summary = UnansweredRules(assessment, names: names)
    let items = summary.groups.map { HTMLText.element("li", nil, unanswered($0)) }
    let sentence = Wording.unanswered(summary.rules, of: assessment.rulesAsked)[language]
    let rules = Set(summary.groups.flatMap(\.rules)).sorted().map(rule).joined(separator: ", ")
    return HTMLText.block(
      "section",
      "wlkp-unanswered",
      heading(Wording.unansweredHeading[language]) + HTMLText.element("p", text: sentence)
        + HTMLText.block("ul", nil, items.joined())
        + HTMLText.block(
          "details",
          nil,
          HTMLText.element("summary", text: Wording.whichRules[language]) + HTMLText.element("p", nil, rules)
        )
    )
  }

  /// One cause: the sentence, and what was missing.
  private func unanswered(_ group: UnansweredRules.Group) -> String {
    let hasLines = !group.lines.isEmpty
    let sentence = Wording.unanswered(group.cause, rules: group.rules.count, hasLines: hasLines)[language]
    var lines = group.lines.map { $0[language] }
    if group.linesOmitted > 0 { lines.append(Wording.linesOmitted(group.linesOmitted)[language]) }
    let list = hasLines ? HTMLText.block("ul", nil, lines.map { HTMLText.element("li", text: $0) }.joined()) : ""
    return HTMLText.escape(sentence) + list
  }

  /// A rule's id; where there is a page about it, the way there.
  func rule(_ id: String) -> String {
    let text = HTMLText.escape(id)
    guard let rulePages else { return "<code class=\"wlkp-rule\">\(text)</code>" }
    return "<a class=\"wlkp-rule\" href=\"\(HTMLText.escape(rulePages))\(text)\">\(text)</a>"
  }

  private func about(_ assessment: Assessment) -> String {
    let items = TextFacts.facts(assessment, names).map { HTMLText.element("li", text: $0[language]) }
    return HTMLText.block(
      "details",
      "wlkp-about",
      HTMLText.element("summary", text: Wording.factsHeading[language]) + HTMLText.block("ul", nil, items.joined())
    )
  }

  private func heading(_ text: String) -> String { HTMLText.element("h\(headingLevel)", text: text) }
}
