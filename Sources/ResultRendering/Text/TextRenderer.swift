import ReportModel

/// A result as text for a terminal, in the manner of compilers: one sentence first, then each finding with the line of
/// the file, a caret under the cell, what is wrong and the law.
///
/// Names, values and lines of the file are untrusted: no control in them reaches the terminal. Without `reveal` only
/// the finding's own value is shown in lines that hold persons, and that masked.
public struct TextRenderer: Sendable {
  /// The narrowest layout: a cell with a few columns around it.
  public static let widthMin = 40

  /// The language.
  public var language: Language
  /// The sentence that belongs to every compliance finding; shown once.
  public var tail: Bilingual
  /// Sections, by the names of the file (CSV section, XML path of a row), whose rows hold persons.
  public var personalSections: Set<String>
  /// Show personal values in full; only on the reporter's own screen.
  public var reveal: Bool
  /// Use colours; only on a terminal.
  public var colours: Bool
  /// What the form calls its sections and fields.
  public var names: ReportNames
  /// Columns of a source line, at least `widthMin`; sentences are not wrapped.
  public var width: Int

  /// A renderer with its choices.
  public init(
    language: Language = .id,
    tail: Bilingual,
    personalSections: Set<String>,
    reveal: Bool = false,
    colours: Bool = false,
    names: ReportNames = .none,
    width: Int = 100
  ) {
    self.language = language
    self.tail = tail
    self.personalSections = personalSections
    self.reveal = reveal
    self.colours = colours
    self.names = names
    self.width = max(Self.widthMin, width)
  }

  /// The whole result, ending with a line end. Lines and columns count from 1, columns in bytes.
  ///
  /// - Parameter source: the lines of the file; without them each finding says the value found instead.
  public func render(_ assessment: Assessment, source: (any SourceLines)? = nil) -> String {
    var blocks = [headline(assessment)]
    var tailIsDue = true
    for (group, findings) in FindingGroup.divide(assessment.findings) {
      let showsTail = tailIsDue && findings.contains { $0.isCompliance }
      blocks.append(heading(group, findings.count, showsTail: showsTail))
      tailIsDue = tailIsDue && !showsTail
      blocks += findings.map {
        TextFinding(renderer: self, assessment: assessment, finding: $0, source: source).text
      }
    }
    if !assessment.notAssessed.isEmpty {
      blocks.append(TextFacts(language: language, names: names).notAssessed(assessment))
    }
    blocks.append(TextFacts(language: language, names: names).facts(assessment))
    return blocks.joined(separator: "\n")
  }

  /// One line: the file's name and the verdict in words.
  public func renderQuiet(_ assessment: Assessment) -> String {
    let sentence = VerdictWording.sentence(for: assessment)[language]
    return style.paint(visible(assessment.file.name), .strong) + ": " + style.paint(sentence, ink(assessment)) + "\n"
  }

  var style: TextStyle { TextStyle(colours: colours) }

  func visible(_ text: String) -> String {
    SafeText.visible(text, limit: RenderingLimits.valueScalars, language)
  }

  private func headline(_ assessment: Assessment) -> String {
    var lines = renderQuiet(assessment)
    if assessment.isDraft, !assessment.missingSections.isEmpty {
      lines += Wording.draftLacks(assessment.missingSections.map(visible))[language] + "\n"
    }
    return lines
  }

  private func heading(_ group: FindingGroup, _ count: Int, showsTail: Bool) -> String {
    let line = style.paint(Wording.heading(group, count: count)[language], .strong) + "\n"
    return showsTail ? line + SafeText.visible(tail[language]) + "\n" : line
  }

  private func ink(_ assessment: Assessment) -> TextStyle.Ink {
    switch assessment.verdict {
    case .accepted: .good
    case .acceptedWithFindings: .attention
    case .needsConfirmation: .confirm
    case .rejected, .notAssessed: .error
    }
  }
}
