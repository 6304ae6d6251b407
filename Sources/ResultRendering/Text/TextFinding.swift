import ReportModel

/// One finding as lines of text.
struct TextFinding {
  let renderer: TextRenderer
  let assessment: Assessment
  let finding: Finding
  let source: (any SourceLines)?

  private var language: Language { renderer.language }
  private var style: TextStyle { renderer.style }
  private var kind: FileSyntax.Kind { assessment.file.syntax.kind }

  /// The finding, ending with a line end.
  var text: String {
    let place = finding.places.first
    let excerpt = place.flatMap(excerpt)
    var lines = [headline]
    if let place { lines.append(gutter + style.paint("-->", .frame) + " " + whereabouts(place.location)) }
    if let excerpt, let place { lines += drawing(of: excerpt, line: place.location.position.line) }
    lines += notes(place, showsValue: excerpt == nil).map { gutter + " " + style.paint("=", .frame) + " " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Headline and place

  private var headline: String {
    let label = Wording.label(of: finding)[language]
    let head = style.paint("\(label)[\(renderer.visible(finding.rule))]", FindingGroup(finding).ink)
    return head + style.paint(": " + renderer.visible(finding.title[language]), .strong)
  }

  private var gutter: String {
    let line = finding.places.first?.location.position.line ?? 0
    return String(repeating: " ", count: max(2, String(line).count))
  }

  private func whereabouts(_ location: Location) -> String {
    var name = renderer.visible(assessment.file.name)
    if let member = location.member { name += "/" + renderer.visible(member) }
    let position = location.position
    if position.line > 0 { name += ":\(position.line)" }
    if position.line > 0, position.column > 0 { name += ":\(position.column)" }
    let words = PlaceWords(language: language, kind: kind).words(location)
    return words.isEmpty ? name : name + "  " + words
  }

  // MARK: The line of the file

  private func excerpt(_ place: Place) -> SourceExcerpt? {
    let position = place.location.position
    // Members of archives have lines of their own, which the file's lines cannot give.
    guard position.line > 0, place.location.member == nil, let line = source?.line(position.line) else { return nil }
    let window = LineWindow(line, column: position.column)
    return SourceExcerpt(
      parts(of: window, place),
      columns: renderer.width - gutter.count - 3,
      isCutBefore: window.isCutBefore,
      isCutAfter: window.isCutAfter
    )
  }

  private func parts(of window: LineWindow, _ place: Place) -> LineParts {
    let sight: LineParts.Sight = renderer.reveal || !holdsPersons(place) ? .all : .ownValueMasked
    if kind == .xml { return .xml(window, at: place, sight: sight, reveal: renderer.reveal) }
    let delimiter = assessment.file.syntax.delimiter?.utf8.first
    return .csv(window, at: place, delimiter: delimiter, sight: sight)
  }

  /// A place whose section is not known may stand anywhere, so it counts as one with persons.
  private func holdsPersons(_ place: Place) -> Bool {
    guard let section = place.location.section else { return true }
    return renderer.personalSections.contains(section) || place.value?.isPersonal == true
  }

  private func drawing(of excerpt: SourceExcerpt, line: Int) -> [String] {
    let bar = style.paint("|", .frame)
    let number = String(line)
    let padded = String(repeating: " ", count: gutter.count - number.count) + number
    let caret = style.paint(String(repeating: "^", count: excerpt.caretWidth), FindingGroup(finding).ink)
    return [
      "\(gutter) \(bar)",
      "\(style.paint(padded, .frame)) \(bar) \(excerpt.text)",
      "\(gutter) \(bar) \(String(repeating: " ", count: excerpt.caretOffset))\(caret)",
    ]
  }

  // MARK: Notes

  private func notes(_ place: Place?, showsValue: Bool) -> [String] {
    var notes: [String] = []
    if let place {
      let message = place.message.text(language, reveal: renderer.reveal)
      notes.append(SafeText.visible(message, limit: RenderingLimits.messageScalars, language))
      if showsValue, let value = place.value { notes.append(Wording.found(shown(value))[language]) }
      if let fix = place.fix { notes.append(Wording.fix(shown(fix.replacement), isSafe: fix.isSafe)[language]) }
    }
    notes += otherTroubles
    if let reason = finding.confirmation { notes.append(Wording.confirmed(renderer.visible(reason))[language]) }
    if !finding.law.isEmpty {
      notes.append(Wording.law(finding.law.map(renderer.visible).joined(separator: "; "))[language])
    }
    if let others = PlaceWords(language: language, kind: kind).others(of: finding) { notes.append(others) }
    if !finding.followers.isEmpty {
      let names = finding.followers.map { "\(renderer.visible($0.rule)) (\(Wording.number($0.count)[language]))" }
      notes.append(Wording.followers(names.joined(separator: ", "))[language])
    }
    return notes
  }

  /// What further places say that the first does not: other trouble under the same rule, or the same trouble with
  /// another column (three headings that are missing are three things to mend).
  private var otherTroubles: [String] {
    var seen = Set(finding.places.prefix(1).map(\.message.template))
    var notes: [String] = []
    for place in finding.places.dropFirst() where notes.count < RenderingLimits.rowsListed {
      guard seen.insert(place.message.template).inserted || place.location.row == nil else { continue }
      let message = place.message.text(language, reveal: renderer.reveal)
      let words = place.location.row.map { _ in PlaceWords(language: language, kind: kind).words(place.location) + ": "
      }
      notes.append((words ?? "") + SafeText.visible(message, limit: RenderingLimits.messageScalars, language))
    }
    return notes
  }

  private func shown(_ value: FoundValue) -> String {
    renderer.visible(renderer.reveal ? value.unmasked : value.masked)
  }
}
