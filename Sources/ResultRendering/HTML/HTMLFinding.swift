import ReportModel

/// One finding as a card.
struct HTMLFinding {
  let renderer: HTMLRenderer
  let file: FileIdentity
  let finding: Finding

  private var language: Language { renderer.language }
  private var places: PlaceWords { PlaceWords(language: language, kind: file.syntax.kind) }

  /// The card, ending with a line end.
  var html: String {
    HTMLText.block(
      "article",
      "wlkp-finding wlkp-\(finding.severity.rawValue)",
      heading + facts + law + allPlaces + followers
    )
  }

  /// What follows from the accident that the finding names, folded.
  private var followers: String {
    guard !finding.followers.isEmpty else { return "" }
    let cards = finding.followers.map { HTMLFinding(renderer: renderer, file: file, finding: $0).html }
    let summary = Wording.followersHeading(finding.followers.count)[language]
    return HTMLText.block(
      "details",
      "wlkp-followers",
      HTMLText.element("summary", text: summary) + cards.joined()
    )
  }

  private var heading: String {
    let label = "<span class=\"wlkp-label\">\(HTMLText.escape(Wording.label(of: finding)[language]))</span>"
    let rule = renderer.rule(finding.rule)
    return HTMLText.element(
      "h\(renderer.headingLevel + 1)",
      nil,
      "\(label) \(HTMLText.escape(finding.title[language])) \(rule)"
    )
  }

  // MARK: The first place

  private var facts: String {
    var list = ""
    if let place = finding.places.first {
      list += fact(Wording.whatIsWrong, HTMLText.escape(message(place)))
      list += fact(Wording.place, whereabouts(place.location))
      if let line = line(place) { list += fact(Wording.lineHeading, line) }
      if let value = place.value { list += fact(Wording.foundValue, shown(value)) }
      if let advice = advice(place) { list += fact(Wording.whatToDo, HTMLText.escape(advice)) }
    }
    if let reason = finding.confirmation { list += fact(Wording.confirmation, HTMLText.foreign(reason)) }
    return HTMLText.block("dl", "wlkp-facts", list)
  }

  /// The user's own row with the fault marked; only of their own file.
  private func line(_ place: Place) -> String? {
    let position = place.location.position
    // Members of archives have lines of their own, which the file's lines cannot give.
    guard renderer.reveal, position.line > 0, place.location.member == nil,
      let line = renderer.source?.line(position.line)
    else { return nil }
    let window = LineWindow(line, column: position.column)
    let parts: LineParts =
      file.syntax.kind == .xml
      ? .xml(window, at: place, sight: .all, reveal: true)
      : .csv(window, at: place, delimiter: file.syntax.delimiter?.utf8.first, sight: .all)
    let around = RenderingLimits.lineCharactersAround
    let isCutBefore = window.isCutBefore || parts.before.count > around
    let isCutAfter = window.isCutAfter || parts.after.count > around
    let before = (isCutBefore ? "…" : "") + parts.before.suffix(around)
    let after = String(parts.after.prefix(around)) + (isCutAfter ? "…" : "")
    // An empty cell is marked too: what is missing is the fault.
    let fault = parts.own.isEmpty && place.location.isCell ? Wording.emptyCell[language] : clipped(parts.own)
    let own = fault.isEmpty ? "" : "<mark>\(HTMLText.escape(fault))</mark>"
    return "<code class=\"wlkp-line\">\(HTMLText.escape(before))\(own)\(HTMLText.escape(after))</code>"
  }

  private func fact(_ name: Bilingual, _ html: String) -> String {
    HTMLText.element("dt", text: name[language]) + HTMLText.element("dd", nil, html)
  }

  private func message(_ place: Place) -> String {
    SafeText.visible(
      place.message.text(language, reveal: renderer.reveal),
      limit: RenderingLimits.messageScalars,
      language
    )
  }

  private func whereabouts(_ location: Location) -> String {
    let line = location.position.line > 0 ? Wording.line(location.position.line)[language] : nil
    let words = [location.member.map(clipped), places.words(location), line].compactMap { $0 }.filter { !$0.isEmpty }
    return words.isEmpty
      ? HTMLText.escape(Wording.wholeFile[language]) : HTMLText.foreign(words.joined(separator: ", "))
  }

  private func advice(_ place: Place) -> String? {
    guard let fix = place.fix else { return Wording.advice(FindingGroup(finding))?[language] }
    let value = clipped(renderer.reveal ? fix.replacement.unmasked : fix.replacement.masked)
    let text = Wording.write(value, isSafe: fix.isSafe)[language]
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func shown(_ value: FoundValue) -> String {
    HTMLText.foreign(clipped(renderer.reveal ? value.unmasked : value.masked))
  }

  private func clipped(_ text: String) -> String {
    SafeText.visible(text, limit: RenderingLimits.valueScalars, language)
  }

  // MARK: Law and all places

  private var law: String {
    guard !finding.law.isEmpty else { return "" }
    let items = finding.law.map { HTMLText.element("li", text: $0) }
    return HTMLText.block(
      "details",
      "wlkp-law",
      HTMLText.element("summary", text: Wording.lawHeading[language]) + HTMLText.block("ul", nil, items.joined())
    )
  }

  private var allPlaces: String {
    guard finding.count > 1 else { return "" }
    var inner = HTMLText.element("summary", text: Wording.allPlaces(finding.count)[language])
    inner += HTMLText.block("table", nil, tableHead + HTMLText.block("tbody", nil, finding.places.map(row).joined()))
    if finding.placesOmitted > 0 {
      inner += HTMLText.element("p", "wlkp-omitted", text: Wording.placesOmitted(finding.placesOmitted)[language])
    }
    return HTMLText.block("details", "wlkp-places", inner)
  }

  private var tableHead: String {
    let column = Wording.columnHeading(isElement: file.syntax.kind == .xml)
    let names = [
      Wording.section, Wording.rowHeading, column, Wording.cellHeading, Wording.lineHeading, Wording.foundValue,
      Wording.whatIsWrong,
    ]
    let cells = names.map { "<th scope=\"col\">\(HTMLText.escape($0[language]))</th>" }.joined()
    return HTMLText.block("thead", nil, HTMLText.element("tr", nil, cells))
  }

  private func row(_ place: Place) -> String {
    let location = place.location
    let line = location.position.line
    let cells = [
      foreign([location.member, location.section].compactMap { $0 }.joined(separator: "/")),
      location.row.map { String($0) } ?? "", foreign(location.column ?? location.field ?? ""),
      foreign(location.cell ?? ""), line > 0 ? String(line) : "", place.value.map(shown) ?? "",
      HTMLText.escape(message(place)),
    ]
    return HTMLText.element("tr", nil, cells.map { "<td>\($0)</td>" }.joined())
  }

  private func foreign(_ text: String) -> String { text.isEmpty ? "" : HTMLText.foreign(clipped(text)) }
}
