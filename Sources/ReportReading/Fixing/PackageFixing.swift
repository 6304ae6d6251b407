import CSV
import ReportForm
import ReportModel

/// Repairs a report that is a package of tables: a workbook, or a ZIP of one CSV per section. The copy is a ZIP of the same
/// members in the same order; those without a repair have the same bytes.
struct PackageFixing {
  let form: FormPlan
  let limits: ReadingLimits
  let source: any ByteSource
  let allowed: Set<FixKind>
  let sink: any FixSink

  func copy() throws(ReadingFault) -> ReportFixer.Pass {
    do throws(WalkStop) {
      let files = ZipFiles(source, try ZipDirectory(source, limits: limits.archive), limits.archive)
      switch ZipPackage.Kind(files, form) {
      case .workbook:
        guard Set(files.entries.map(\.name.key)).count == files.entries.count else { return .refused(.unreadable) }
        return try WorkbookFixing(package: self, files: files).copy()
      case .sections: return try SectionFilesFixing(package: self, files: files).copy()
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

  /// Writes the package with some members replaced, by their place.
  func write(_ files: ZipFiles, replacing members: [Int: any ByteSource]) throws(WalkStop) {
    let zip = try machine { () throws(ReadingFault) in try ZipWriting(to: sink) }
    for (index, entry) in files.entries.enumerated() {
      let source: any ByteSource
      if let member = members[index] { source = member } else { source = try files.unpack(entry) }
      try machine { () throws(ReadingFault) in try zip.add(entry.rawName, source, chunkBytes: limits.chunkBytes) }
    }
    try machine { () throws(ReadingFault) in try zip.finish() }
  }

  /// What an index over all tables says.
  func index(_ tables: [any RowTable], section: (TablePlace) -> String?) throws(ReadingFault) -> CSVIndex {
    let output = RecordOutput(sink: DeafSink(), limits: limits)
    let index = CSVIndex(form: form, limits: limits, ledger: output.ledger)
    for (number, table) in tables.enumerated() {
      index.begin(table: number, section: section(table.place))
      _ = try table.feed(from: .fileStart, into: index, output)
      index.concludeTable()
    }
    return index
  }

  /// Repairs the cells of one table.
  func fixCells(
    of table: any RowTable,
    _ index: CSVIndex,
    number: Int,
    _ context: RepairContext,
    _ dates: [Int: DateOrder],
    _ cells: any CellWriting,
    _ sink: any FixSink
  ) -> CSVCellFixing {
    CSVCellFixing(
      form: form,
      sections: index.sections.filter { $0.table == number },
      place: table.place,
      context: context,
      dates: dates,
      allowed: allowed,
      cells: cells,
      sink: sink,
      limits: limits
    )
  }
}

/// Repairs the sheets of a workbook.
struct WorkbookFixing {
  let package: PackageFixing
  let files: ZipFiles

  func copy() throws(WalkStop) -> ReportFixer.Pass {
    let listener = DeafSink()
    let output = RecordOutput(sink: listener, limits: package.limits)
    let facts = ReportFacts(form: package.form, ledger: output.ledger)
    let workbook = WorkbookReport(form: package.form, files: files, output: output, facts: facts)
    guard try workbook.read().isUsable else { return .refused(.unreadable) }
    output.letters.conclude(output.ledger)
    output.ledger.close()
    guard let tables = try? workbook.sheets() else { return .refused(.unreadable) }
    let names = SheetNames(package.form)
    let index = try machine { () throws(ReadingFault) in try package.index(tables) { names.section($0.name) } }
    var context = RepairContext(evidence: index.evidence)
    context.areLettersDoubled = listener.areLettersDoubled
    context.areSexLettersSwapped = listener.areSexLettersSwapped
    var changed: [Int: any ByteSource] = [:]
    for (number, table) in tables.enumerated() where index.sections.contains(where: { $0.table == number }) {
      guard let place = files.entries.firstIndex(where: { $0.offset == table.entry.offset }) else { continue }
      let part = try files.unpack(table.entry)
      let member = MemberSink(package.sink, memoryBytes: package.limits.archive.memoryBytes)
      let patches = PatchedCopy(part, chunkBytes: package.limits.chunkBytes, to: member)
      let cells = SheetCells(part, patches)
      let fixing = package.fixCells(of: table, index, number: number, context, output.dateOrders, cells, member)
      let deaf = RecordOutput(sink: DeafSink(), limits: package.limits)
      guard table.feed(into: fixing, recording: cells, deaf) else { return .refused(.xmlEncoding) }
      try machine { () throws(ReadingFault) in
        if let fault = cells.fault { throw fault }
        try patches.finish()
      }
      if member.hasChanges { changed[place] = member.source }
    }
    try package.write(files, replacing: changed)
    return .complete
  }
}

/// Takes one member of the copy as it is made, and passes its changes on.
final class MemberSink: FixSink {
  private let list: any FixSink
  private var collector: MemberCollector
  /// Whether anything was repaired.
  private(set) var hasChanges = false

  init(_ list: any FixSink, memoryBytes: Int) {
    self.list = list
    collector = MemberCollector(memoryBytes: memoryBytes)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try collector.append(bytes) }

  func changed(_ change: FixChange) {
    hasChanges = true
    list.changed(change)
  }

  /// The member.
  var source: any ByteSource { collector.source() }
}
