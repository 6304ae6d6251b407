import ReportForm
import ReportModel

/// A ZIP that is to be read as one report: a workbook, or one CSV per section.
struct ZipPackage {
  let form: FormPlan
  let source: any ByteSource
  let output: RecordOutput
  let facts: ReportFacts

  /// What a ZIP holds, by the names in it.
  enum Kind: Equatable {
    /// An Excel workbook (Office Open XML).
    case workbook
    /// One CSV per section.
    case sections
    /// Several reports.
    case archive
    /// Another kind of package, with the problem that names it.
    case foreign(ReadingProblem)
    /// Not a sound ZIP.
    case broken(ArchiveFault)

    /// Looks at the names in a ZIP.
    init(_ source: any ByteSource, _ limits: ArchiveLimits, _ form: FormPlan) throws(ReadingFault) {
      do throws(WalkStop) {
        let files = ZipFiles(source, try ZipDirectory(source, limits: limits), limits)
        self.init(files, form)
      } catch {
        switch error {
        case .archive(let fault): self = .broken(fault)
        case .machine(let fault): throw fault
        }
      }
    }

    init(_ files: ZipFiles, _ form: FormPlan) {
      if let office = Self.office(files) {
        self = office
      } else {
        self = SectionMember.isReport(files.entries, form) ? .sections : .archive
      }
    }

    private static func office(_ files: ZipFiles) -> Kind? {
      let first = files.entries.first?.name.key
      if first == "mimetype", files.entry(named: "content.xml") != nil { return .foreign(.openDocument) }
      guard files.entry(named: "[Content_Types].xml") != nil else { return nil }
      let parts = files.entries.lazy.map(\.name.key)
      if parts.contains("xl/vbaproject.bin") { return .foreign(.macroWorkbook) }
      if parts.contains("xl/workbook.bin") { return .foreign(.binaryWorkbook) }
      return parts.contains { $0.hasPrefix("xl/") } ? .workbook : .foreign(.otherOfficeFile)
    }
  }

  /// The report that somebody has packed: the only file in the ZIP, when it is a report itself.
  ///
  /// - Returns: `nil` when the ZIP is to be read as a package, or says by itself what is wrong with it.
  func loneReport() throws(ReadingFault) -> (path: String, source: any ByteSource)? {
    let limits = output.limits.archive
    do throws(WalkStop) {
      let files = ZipFiles(source, try ZipDirectory(source, limits: limits), limits)
      guard files.entries.count == 1, let entry = files.entries.first, Kind(files, form) == .archive else { return nil }
      let member = try files.unpack(entry)
      let start = try machine { () throws(ReadingFault) in
        try member.bytes(0..<min(member.size, Int64(FileKind.sampleBytes)))
      }
      switch start.withUnsafeBytes({ FileKind($0) }) {
      case .xml, .csv: break
      case .zip:
        let kind = try machine { () throws(ReadingFault) in try Kind(member, limits, form) }
        guard kind == .workbook || kind == .sections else { return nil }
      case .empty, .packed, .foreign, .binary: return nil
      }
      return (entry.name.path, member)
    } catch {
      // Reading the package says why it cannot be unpacked.
      if case .machine(let fault) = error { throw fault }
      return nil
    }
  }

  /// Reads the report in the ZIP.
  func read() throws(ReadingFault) -> ReadingSummary {
    do throws(WalkStop) {
      let limits = output.limits.archive
      let files = ZipFiles(source, try ZipDirectory(source, limits: limits), limits)
      switch Kind(files, form) {
      case .workbook:
        // Which of two parts of one name counts differs from program to program.
        guard Set(files.entries.map(\.name.key)).count == files.entries.count else { throw .archive(.duplicateName) }
        return try WorkbookReport(form: form, files: files, output: output, facts: facts).read()
      case .sections: return try SectionArchiveReport(form: form, files: files, output: output, facts: facts).read()
      case .archive:
        try noteRefusal(files)
        output.ledger.note(.archiveOfReports, values: ["jumlah": Message.Value(String(files.entries.count))])
      case .foreign(let problem): output.ledger.note(problem)
      case .broken(let fault): throw .archive(fault)
      }
    } catch {
      switch error {
      case .archive(let fault): output.ledger.note(fault)
      case .machine(let fault): throw fault
      }
    }
    return facts.summary(syntax: FileSyntax(kind: .unknown), isDraft: false, isUsable: false)
  }

  /// What keeps the only file of a ZIP from being read.
  private func noteRefusal(_ files: ZipFiles) throws(WalkStop) {
    guard files.entries.count == 1, let entry = files.entries.first else { return }
    do throws(WalkStop) {
      _ = try files.unpack(entry)
    } catch {
      guard case .archive(let fault) = error else { throw error }
      output.ledger.note(fault, member: entry.name.path)
    }
  }
}

extension FindingLedger {
  /// Notes why an archive, or a member of it, is not read.
  func note(_ fault: ArchiveFault, member: String? = nil) {
    note(
      fault.isForbidden ? .archiveForbidden : .archiveFault,
      values: ["kalimat": Message.Value(fault.sentence)],
      at: Location(member: member)
    )
  }
}
