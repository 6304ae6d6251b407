import ReportForm
import ReportModel

/// A report that may be wrong, and how it was made.
struct MutatedReport: Sendable {
  let made: String
  let text: String
  /// Whether the structural check of the reader accepts it.
  let isAccepted: Bool

  init(_ made: String, _ report: MutableElement) {
    self.made = made
    text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + report.text
    isAccepted = Self.isAccepted(text)
  }

  /// Structure as the reader judges it: the file, its elements and the strict form of its values. What the pack's rules
  /// say of values that are well formed is left out.
  private static func isAccepted(_ text: String) -> Bool {
    let structure: Set = ["WL-BERKAS-001", "WL-BERKAS-005", "WL-BERKAS-010"]
    return !reading(text).0.findings.contains {
      structure.contains($0.rule) && $0.severity ?? .error == .error && !isAboutTotals($0)
    }
  }

  /// Whether the closing counts name a section that the form does not have: the names may be spelt in many ways, so no
  /// schema can list them.
  private static func isAboutTotals(_ finding: ReadingFinding) -> Bool {
    finding.location.section == "akhir/bagianAkhir" && Set(finding.values.keys) == ["nilai"]
  }
}

/// The same random numbers every time (splitmix64).
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Ways of making a report wrong.
enum SchemaMutations {
  /// Every value of the pools in one field of each type and in every field with codes of its own list.
  static var values: [MutatedReport] {
    var seen: Set<String> = []
    return form.sections.flatMap { section in
      section.fields.flatMap { field in
        // One field of each kind takes every value, the others one that only text may hold.
        var pool = field.isRequired ? blanks : few
        if seen.insert("\(kind(field)) \(field.isMany)").inserted { pool += everything }
        if seen.insert(field.type.notation).inserted { pool += near(field) }
        return pool.map { value in
          let report = Originals.smallest(with: section, field)
          let place = section.path.reduce(report) { $0.child($1) }.child(field.name)
          place.content = value
          return MutatedReport("\(section.name).\(field.name) = “\(value.prefix(60))”", report)
        }
      }
    }
  }

  /// Types that are read alike.
  private static func kind(_ field: FieldDefinition) -> String {
    switch field.type {
    case .text: "text"
    case .code(let name):
      form.lists[name]?.shape.map { "\($0)" } ?? (form.lists[name]?.table == nil ? "own code" : "code")
    default: field.type.notation
    }
  }

  /// Values that are right for some types and wrong for others.
  private static let plain: [String] =
    [
      "", " ", "\n\t ", "Contoh", "a b", "a  b", "|", "A|B", "0", "00", "7", " 7 ", "\n7\t", "&#160;7", "7&#160;", "+7",
      "-7", "--7", "7 7", "1.0", "1,0", ".5", "5.", "1.5", "-1.5", "-0", "0.00", "12.34", "12.345", "12.340",
      "12.3400000",
      "999.99", "1000", "99.99", "100.00", "99999.99", "1e3", "1_000", "0x1F", "NaN", "INF", "٣", "１２", "Y", "T", "y",
      "Ya", "YT", " Y ", "true", "1", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "0400-02-29",
      "0000-02-29",
      "0000-01-01", "0001-01-01", "9999-12-30", "10000-01-01", "2024-04-31", "2024-04-30", "2024-12-31", "2024-12-32",
      "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-01", "24-01-01", "2024-01-01Z", "2024-01-01+07:00",
      "-2024-01-01",
      "2024/01/01", "01-02-2024", "20240101", "2024-01-01T00:00:00", " 2024-01-01 ", "2024- 01-01", "3273", "32.73",
      "3",
      "32730", "3273010001", "32730100011", "ID", "id", "IDN", "I", "ÄÖ", "A1", "<![CDATA[ID]]>", "<![CDATA[7]]>",
      "<!-- a -->7", "7<!-- a -->", "4<!-- a -->2", "<?a b?>7", "&#55;", "&amp;", "<a/>", "7<a/>", "<kepala/>",
      "PKWTT", "pkwtt", "PKWTT ", "#N/A", "=1+1", "'7", "n/a", "-",
    ]

  /// Numbers of many digits, with zeros in front and behind.
  private static var longNumbers: [String] {
    var numbers: [String] = []
    for count in [10, 17, 18, 19, 40] {
      numbers += [String(repeating: "9", count: count), String(repeating: "0", count: count - 1) + "5"]
    }
    for count in [15, 16, 18, 19] {
      let zeros = String(repeating: "0", count: count)
      numbers += ["5." + zeros, zeros + ".5", zeros + ".25", zeros + "1.250", "0." + zeros + "1"]
    }
    return numbers
  }

  private static let everything = plain + longNumbers + [String(repeating: "x", count: 3_000)]

  /// Values about the edges of a field's own type.
  private static func near(_ field: FieldDefinition) -> [String] {
    let right = Originals.value(of: field)
    let own = [right, " " + right + "\n", right + right, right.lowercased(), right + "|" + right]
    switch field.type {
    case .code(let name):
      return own + (form.lists[name]?.codes ?? []).flatMap { [$0.code] + $0.aliases.prefix(1).map(escaped) }
    case .decimal(let precision, let scale):
      let nines = String(repeating: "9", count: precision - scale)
      let places = String(repeating: "9", count: scale)
      return own + [nines, nines + "9", nines + "." + places, nines + "." + places + "9", "0" + nines + "." + places]
    default: return own
    }
  }

  private static let few = ["?|"]
  private static let blanks = ["", " \n", "&#160;", "<!-- a -->", "<![CDATA[]]>", " x "]

  static func escaped(_ text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
  }

  // MARK: Structure

  /// `count` reports with one to three random changes each.
  static func structures(of originals: [MutableElement], count: Int, seed: UInt64) -> [MutatedReport] {
    var random = SeededRandom(state: seed)
    return (0..<count).map { number in
      let report = originals[number % originals.count].copy()
      let changes = number % 5 == 0 ? Int.random(in: 2...3, using: &random) : 1
      let made = (0..<changes).map { _ in change(report, &random) }
      return MutatedReport("original \(number % originals.count): " + made.joined(separator: "; "), report)
    }
  }

  private static func change(_ report: MutableElement, _ random: inout SeededRandom) -> String {
    guard let (parent, child) = report.pairs.randomElement(using: &random),
      let place = parent.children.firstIndex(where: { $0 === child })
    else { return "nothing" }
    let other = report.all.randomElement(using: &random) ?? report
    switch Int.random(in: 0..<14, using: &random) {
    case 0:
      parent.children.remove(at: place)
      return "\(child.name) left out"
    case 1:
      parent.children.insert(child.copy(), at: place)
      return "\(child.name) twice"
    case 2:
      parent.children.insert(child.copy(), at: Int.random(in: 0...parent.children.count, using: &random))
      return "\(child.name) twice, apart"
    case 3:
      let target = parent.children.indices.randomElement(using: &random) ?? place
      parent.children.swapAt(place, target)
      return "\(child.name) and \(parent.children[place].name) swapped"
    case 4:
      other.children.insert(child.copy(), at: Int.random(in: 0...other.children.count, using: &random))
      return "\(child.name) in \(other.name)"
    case 5:
      child.name = other.name
      return "renamed to \(other.name)"
    case 6:
      child.name =
        [child.name + "x", child.name.uppercased(), String(child.name.dropLast()) + "_"]
        .randomElement(using: &random) ?? "x"
      return "renamed to \(child.name)"
    case 7:
      let attribute = attributes.randomElement(using: &random) ?? ""
      let target = [child, report].randomElement(using: &random) ?? child
      if !target.attributes.contains(attribute) { target.attributes += attribute }
      return "\(target.name) with\(attribute)"
    case 8:
      let text = strays.randomElement(using: &random) ?? ""
      parent.content = text
      return "“\(text)” in \(parent.name)"
    case 9:
      child.content = ""
      child.children = []
      return "\(child.name) emptied"
    case 10:
      parent.children[place] = MutableElement(other.name, [child])
      return "\(child.name) wrapped in \(other.name)"
    case 11:
      parent.children.replaceSubrange(place...place, with: child.children)
      return "\(child.name) unwrapped"
    case 12: return addField(report, &random)
    default:
      parent.children.reverse()
      return "the content of \(parent.name) reversed"
    }
  }

  /// Adds a field that the row may lack, where it belongs or elsewhere.
  private static func addField(_ report: MutableElement, _ random: inout SeededRandom) -> String {
    guard let section = form.sections.randomElement(using: &random),
      let field = section.fields.randomElement(using: &random),
      let row = report.all.filter({ $0.name == section.path.last }).randomElement(using: &random)
    else { return "nothing" }
    let place = Int.random(in: 0...row.children.count, using: &random)
    row.children.insert(MutableElement(field.name, content: Originals.value(of: field)), at: place)
    return "\(field.name) added to \(row.name) at \(place)"
  }

  private static let attributes = [
    " id=\"1\"", " xml:lang=\"id\"", " xml:space=\"preserve\"", " xmlns:b=\"urn:b\" b:c=\"1\"", " xmlns:b=\"urn:b\"",
    " xmlns:xsi=\"\(instance)\" xsi:schemaLocation=\"urn:wlkp:laporan:1 a.xsd\"",
    " xmlns:xsi=\"\(instance)\" xsi:nil=\"true\"", " xmlns:xsi=\"\(instance)\" xsi:nil=\"false\"",
    " xmlns:xsi=\"\(instance)\" xsi:type=\"teks\"", " xmlns:xsi=\"\(instance)\" xsi:type=\"tanggal\"",
    " xmlns:xsi=\"\(instance)\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xsi:type=\"xs:string\"",
    " xmlns:xsi=\"\(instance)\" xsi:other=\"1\"", " xmlns=\"urn:b\"", " xmlns=\"\"",
  ]
  private static let instance = "http://www.w3.org/2001/XMLSchema-instance"

  private static let strays = [
    "x", " ", "\n", "&#160;", "<!-- a -->", "<?a b?>", "<![CDATA[x]]>", "&#32;", "0", ",", "<b xmlns=\"urn:b\"/>",
  ]
}
