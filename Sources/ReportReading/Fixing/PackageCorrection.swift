import CSV
import ReportForm
import ReportModel

/// Writes the entries of a correction into a package of tables: a workbook, or a ZIP of one CSV per section.
struct PackageCorrection {
  let entries: CorrectionEntries
  let package: PackageFixing

  private var limits: ReadingLimits { package.limits }

  func copy() throws(ReadingFault) -> ReportFixer.Pass {
    do throws(WalkStop) {
      let files = ZipFiles(package.source, try ZipDirectory(package.source, limits: limits.archive), limits.archive)
      switch ZipPackage.Kind(files, package.form) {
      case .workbook:
        guard Set(files.entries.map(\.name.key)).count == files.entries.count else { return .refused(.unreadable) }
        return try workbook(files)
      case .sections: return try sectionFiles(files)
      case .archive: return .refused(.archive)
      case .foreign: return .refused(.otherKind)
      case .broken: return .refused(.unreadable)
      }
    } catch {
      switch error {
      case .archive: return .refused(.unreadable)
      case .machine(let fault): throw fault
      }
    }
  }

  private func workbook(_ files: ZipFiles) throws(WalkStop) -> ReportFixer.Pass {
    let output = RecordOutput(sink: DeafSink(), limits: limits)
    let facts = ReportFacts(form: package.form, ledger: output.ledger)
    let workbook = WorkbookReport(form: package.form, files: files, output: output, facts: facts)
    guard let tables = try? workbook.sheets() else { return .refused(.unreadable) }
    let names = SheetNames(package.form)
    let index = try machine { () throws(ReadingFault) in try package.index(tables) { names.section($0.name) } }
    guard let number = header(index) else { return .refused(.unreadable) }
    let table = tables[number]
    guard let member = files.entries.firstIndex(where: { $0.offset == table.entry.offset }) else {
      return .refused(.unreadable)
    }
    let part = try files.unpack(table.entry)
    let copy = MemberSink(package.sink, memoryBytes: limits.archive.memoryBytes)
    let patches = PatchedCopy(part, chunkBytes: limits.chunkBytes, to: copy)
    let cells = SheetCells(part, patches)
    let writing = writing(index, number, table.place, cells, copy)
    guard table.feed(into: writing, recording: cells, output) else { return .refused(.xmlEncoding) }
    try machine { () throws(ReadingFault) in
      if let fault = cells.fault { throw fault }
      try patches.finish()
    }
    guard writing.isDone else { return .refused(.unreadable) }
    try package.write(files, replacing: [member: copy.source])
    return .complete
  }

  private func sectionFiles(_ files: ZipFiles) throws(WalkStop) -> ReportFixer.Pass {
    let all = try files.entries.map { entry throws(WalkStop) in
      CSVTable(name: entry.name.path, source: try files.unpack(entry))
    }
    let members = all.indices.filter { !SectionMember.isManifest(files.entries[$0].name) }
    let index = try machine { () throws(ReadingFault) in
      try package.index(members.map { all[$0] }) { place in
        SectionMember.stem(MemberName(Array(place.name.utf8))).map(String.init)
      }
    }
    guard let number = header(index) else { return .refused(.unreadable) }
    let (member, table) = (members[number], all[members[number]])
    guard !table.dialect.encoding.isTranscoded else { return .refused(.unreadable) }
    let copy = MemberSink(package.sink, memoryBytes: limits.archive.memoryBytes)
    let patches = PatchedCopy(table.source, chunkBytes: limits.chunkBytes, to: copy)
    let cells = DelimitedCells(delimiter: table.dialect.delimiter.rawValue, patches: patches)
    let writing = writing(index, number, table.place, cells, copy)
    try machine { () throws(ReadingFault) in
      _ = try table.feed(from: .fileStart, into: writing, RecordOutput(sink: DeafSink(), limits: limits))
      try patches.finish()
    }
    guard writing.isDone else { return .refused(.unreadable) }
    var changed: [Int: any ByteSource] = [member: copy.source]
    for manifest in all.indices where SectionMember.isManifest(files.entries[manifest].name) {
      let repair = ManifestFixing(
        limits: limits,
        manifest: all[manifest],
        originals: [member: table],
        copies: [member: copy.source]
      )
      let sink = MemberSink(package.sink, memoryBytes: limits.archive.memoryBytes)
      try machine { () throws(ReadingFault) in try repair.copy(to: sink) }
      if sink.hasChanges { changed[manifest] = sink.source }
    }
    try package.write(files, replacing: changed)
    return .complete
  }

  /// The table that holds the report's header.
  private func header(_ index: CSVIndex) -> Int? {
    index.sections.first { $0.plan?.definition.name == CorrectionEntries.section && $0.accident == nil }?.table
  }

  private func writing(
    _ index: CSVIndex,
    _ number: Int,
    _ place: TablePlace,
    _ cells: any CellPlacing,
    _ sink: any FixSink
  ) -> CorrectionWriting {
    CorrectionWriting(entries, index.sections.filter { $0.table == number }, place: place, cells, sink)
  }
}
