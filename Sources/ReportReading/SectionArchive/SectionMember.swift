import ReportForm

/// How the members of a ZIP of one CSV per section are told apart.
enum SectionMember {
  /// The member that lists the others.
  static let manifest = "manifest.csv"

  /// Whether the files of a ZIP are one report: CSV files only, one of them named as a section or as the manifest.
  static func isReport(_ entries: [ZipEntry], _ form: FormPlan) -> Bool {
    guard entries.allSatisfy({ stem($0.name) != nil }) else { return false }
    return entries.contains { isManifest($0.name) || section(of: $0.name, form) != nil }
  }

  static func isManifest(_ name: MemberName) -> Bool { name.lastPart.lowercased() == manifest }

  /// The section that a member's name stands for: `tenaga_kerja.csv`, in whatever folder.
  static func section(of name: MemberName, _ form: FormPlan) -> SectionPlan? {
    stem(name).flatMap { form.section(spelt: NameKey.key(String($0))) }
  }

  /// The name without folders and ending; `nil` when the ending is not that of a CSV.
  static func stem(_ name: MemberName) -> Substring? {
    let last = name.lastPart
    let isTable = [".csv", ".txt", ".tsv"].contains { last.lowercased().hasSuffix($0) }
    return isTable ? last.dropLast(4) : nil
  }
}
