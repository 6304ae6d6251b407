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

/// The rules of one area of the catalogue.
struct RuleArea {
  /// The middle of the rules' ids, such as `JAM`.
  let code: String
  /// The rules, each with its parts, in the order of the catalogue.
  let rules: [[Rule]]
  /// Those that cannot be judged.
  let gaps: [(id: String, reason: Bilingual)]

  var title: Bilingual { Self.titles[code] ?? Bilingual(id: code, en: code) }

  /// The areas in the order in which the pack names them.
  static func all(of pack: RulePack) -> [RuleArea] {
    var codes: [String] = []
    for id in pack.rules.map(\.text.id) + pack.notExpressible.map(\.id) where !codes.contains(area(of: id)) {
      codes.append(area(of: id))
    }
    return codes.map { code in
      let rules = pack.rules.filter { area(of: $0.text.id) == code }
      let ids = rules.map(\.text.id).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return RuleArea(
        code: code,
        rules: ids.map { id in rules.filter { $0.text.id == id } },
        gaps: pack.notExpressible.filter { area(of: $0.id) == code }
      )
    }
  }

  private static func area(of id: String) -> String {
    let parts = id.split(separator: "-")
    return parts.count > 1 ? String(parts[1]) : id
  }

  private static let titles: [String: Bilingual] = [
    "BERKAS": Bilingual(id: "Berkas dan format", en: "File and format"),
    "LAP": Bilingual(id: "Kewajiban melapor", en: "The duty to report"),
    "ID": Bilingual(id: "Nomor identitas dan kode", en: "Identifiers and codes"),
    "SUM": Bilingual(id: "Jumlah dan kecocokan isian", en: "Sums and agreement"),
    "TREN": Bilingual(id: "Perbandingan dengan laporan sebelumnya", en: "Comparison with earlier reports"),
    "USIA": Bilingual(id: "Usia dan pekerja anak", en: "Age and child labour"),
    "PKWT": Bilingual(id: "Perjanjian kerja waktu tertentu", en: "Fixed-term contracts"),
    "JAM": Bilingual(id: "Waktu kerja dan lembur", en: "Working time and overtime"),
    "UPAH": Bilingual(id: "Upah", en: "Wages"),
    "JAMSOS": Bilingual(id: "Jaminan sosial", en: "Social security"),
    "DISAB": Bilingual(id: "Pekerja penyandang disabilitas", en: "Workers with disabilities"),
    "TKA": Bilingual(id: "Tenaga kerja asing", en: "Foreign workers"),
    "HI": Bilingual(id: "Hubungan industrial", en: "Industrial relations"),
    "K3": Bilingual(id: "Keselamatan dan kesehatan kerja", en: "Occupational safety and health"),
    "MAGANG": Bilingual(id: "Pemagangan", en: "Apprentices"),
    "PHK": Bilingual(id: "Pemutusan hubungan kerja", en: "Termination"),
    "ALIH": Bilingual(id: "Alih daya", en: "Outsourcing"),
    "PRP": Bilingual(id: "Pekerja perempuan dan melahirkan", en: "Women and maternity"),
  ]
}

/// Grades and dates of rules in words.
enum RuleWords {
  static func grade(_ grade: Grade) -> Bilingual {
    switch grade {
    case .data(.error):
      Bilingual(id: "Kesalahan data: laporan belum dapat diterima", en: "Data error: not acceptable yet")
    case .data(.warning): Bilingual(id: "Peringatan data", en: "Data warning")
    case .data: Bilingual(id: "Catatan data", en: "Note on the data")
    case .confirmable: Bilingual(id: "Perlu diperbaiki atau dikonfirmasi", en: "To be corrected or confirmed")
    case .compliance(.warning): Bilingual(id: "Temuan kepatuhan", en: "Compliance finding")
    case .compliance: Bilingual(id: "Catatan kepatuhan", en: "Compliance note")
    }
  }

  static func window(from: CivilDate?, to: CivilDate?) -> Bilingual {
    switch (from, to) {
    case (nil, nil): Bilingual(id: "selalu", en: "always")
    case (let from?, nil): Bilingual(id: "sejak \(from.dayFirst)", en: "since \(from)")
    case (nil, let to?): Bilingual(id: "sampai \(to.dayFirst)", en: "until \(to)")
    case (let from?, let to?): Bilingual(id: "\(from.dayFirst) – \(to.dayFirst)", en: "\(from) – \(to)")
    }
  }

  static func interval(_ interval: RuleInterval) -> Bilingual {
    let days = window(from: interval.from, to: interval.to)
    let words = interval.grade.map { grade($0) }
    let doubt =
      interval.isCertain ? Bilingual(id: "", en: "") : Bilingual(id: " (hari tidak pasti)", en: " (day not certain)")
    return Bilingual(
      id: days.id + doubt.id + (words.map { ": \($0.id)" } ?? ""),
      en: days.en + doubt.en + (words.map { ": \($0.en)" } ?? "")
    )
  }
}
