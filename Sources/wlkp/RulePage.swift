import ReportForm
import ReportModel
import RuleEngine

/// The rules of a pack as one page in both languages: id, law, grade, dates, message and explanation, with a choice of
/// the area that is shown. Rules that this form cannot judge stand in their area with the reason.
struct RulePage {
  let pack: RulePack
  /// Of each rule of the catalogue an example that is right and one that is not.
  let examples: [String: RuleExample.Pair]

  var text: String {
    let areas = RuleArea.all(of: pack)
    let choice = StandalonePage.choice(
      "bidang",
      title: Bilingual(id: "Bidang", en: "Area"),
      [("semua", "Semua / All")] + areas.map { ($0.code, $0.code) }
    )
    return StandalonePage(
      title: Bilingual(id: "Aturan pemeriksaan WLKP \(pack.version)", en: "Rules of the WLKP check \(pack.version)"),
      style: areas.map { area in
        "body:has(#bidang-\(area.code):checked) .bidang:not(#\(area.code)) { display: none; }\n"
      }.joined() + "pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9em; }\n",
      body: [intro, choice].joined() + areas.map(section).joined()
    ).text
  }

  private var intro: String {
    let count = Set(pack.rules.map(\.text.id)).count
    let words = Bilingual(
      id: "\(count) aturan; \(pack.notExpressible.count) aturan lain tidak dapat dinilai dan disebut alasannya.",
      en: "\(count) rules; \(pack.notExpressible.count) more cannot be judged and are listed with the reason."
    )
    let checked = pack.verifiedUntil.map { day in
      StandalonePage.both(
        "p",
        Bilingual(
          id: "Diperiksa terhadap peraturan sampai \(day.dayFirst).",
          en: "Checked against the law until \(day)."
        )
      )
    }
    return StandalonePage.both("p", words) + (checked ?? "") + StandalonePage.both("p", pack.tail) + "\n"
  }

  private func section(_ area: RuleArea) -> String {
    let rules = area.rules.map(article) + area.gaps.map(article)
    return """
      <section class="bidang" id="\(area.code)">
      <h2><code>\(area.code)</code> \(StandalonePage.both("span", area.title))</h2>
      \(rules.joined(separator: "\n"))
      </section>

      """
  }

  private func article(_ gap: (id: String, reason: Bilingual)) -> String {
    article(gap.id, Bilingual(id: "Tidak dinilai", en: "Not judged"), StandalonePage.both("p", gap.reason))
  }

  /// One rule of the catalogue with all its parts.
  private func article(_ parts: [Rule]) -> String {
    let facts = parts.map { part -> String in
      let law = part.text.law.isEmpty ? ["–"] : part.text.law
      var rows = [
        (Bilingual(id: "Tingkat", en: "Grade"), item(RuleWords.grade(part.grade))),
        (Bilingual(id: "Berlaku", en: "In force"), part.intervals.map { item(RuleWords.interval($0)) }.joined()),
        (Bilingual(id: "Dasar hukum", en: "Law"), law.map(StandalonePage.escaped).joined(separator: "; ")),
        (Bilingual(id: "Pesan", en: "Message"), item(part.text.message)),
      ]
      if let explain = part.text.explain {
        rows.append((Bilingual(id: "Penjelasan", en: "Explanation"), item(explain)))
      }
      return "<dl>"
        + rows.map { "<dt>\(StandalonePage.both("span", $0))</dt><dd>\($1)</dd>" }.joined(separator: "\n") + "</dl>"
    }
    guard let first = parts.first else { return "" }
    let more = amounts(of: parts) + example(first.text.id)
    return article(first.text.id, first.text.title, (facts + more).joined(separator: "\n"))
  }

  /// The amounts of the law that the rule asks for: what holds now, and what held before.
  private func amounts(of parts: [Rule]) -> [String] {
    var seen: Set<String> = []
    let histories = parts.flatMap { pack.amounts(of: $0) }.filter { seen.insert($0.name).inserted }
    return histories.map { history in
      let rows = history.values.map { value in
        let amount = StandalonePage.escaped("\(value.text) \(value.unit)")
        return "<li>\(item(RuleWords.window(from: value.from, to: value.to))): \(amount)</li>"
      }
      return "<p><code>\(StandalonePage.escaped(history.name))</code></p><ul>\(rows.joined())</ul>"
    }
  }

  private func example(_ id: String) -> [String] {
    guard let pair = examples[id] else { return [] }
    let shown = [
      (Bilingual(id: "Contoh yang sesuai", en: "An example that is right"), pair.right),
      (Bilingual(id: "Contoh yang menjadi temuan", en: "An example that is found"), pair.wrong),
    ]
    return shown.compactMap { title, example in
      guard let example else { return nil }
      let rows = example.rows.map { row in
        let cells = row.cells.map { "\($0.field) = \($0.text.isEmpty ? "–" : $0.text)" }.joined(separator: ", ")
        return StandalonePage.escaped("\(row.section): \(cells)")
      }
      let lines = rows + (example.file.map { [StandalonePage.escaped($0)] } ?? [])
      let day = example.day.map { " (\($0.dayFirst))" } ?? ""
      let heading = Bilingual(id: title.id + day, en: title.en + day)
      return StandalonePage.both("p", heading) + "<pre>\(lines.joined(separator: "\n"))</pre>"
    }
  }

  private func article(_ id: String, _ title: Bilingual, _ body: String) -> String {
    "<article id=\"\(id)\">\n<h3><code>\(id)</code> \(StandalonePage.both("span", title))</h3>\n\(body)\n</article>"
  }

  private func item(_ text: Bilingual) -> String { StandalonePage.both("span", text) }
}
