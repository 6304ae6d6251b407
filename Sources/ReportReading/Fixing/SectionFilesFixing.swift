import AuditLog
import CSV
import ReportForm
import ReportModel

/// Repairs the CSV files of a ZIP of one CSV per section: encodings and delimiters first, then cells. What the manifest
/// says of a repaired file's hash follows, when it was right before.
struct SectionFilesFixing {
  let package: PackageFixing
  let files: ZipFiles

  private var limits: ReadingLimits { package.limits }

  func copy() throws(WalkStop) -> ReportFixer.Pass {
    let listener = DeafSink()
    let output = RecordOutput(sink: listener, limits: limits)
    let facts = ReportFacts(form: package.form, ledger: output.ledger)
    let report = SectionArchiveReport(form: package.form, files: files, output: output, facts: facts)
    guard try report.read().isUsable else { return .refused(.unreadable) }
    output.letters.conclude(output.ledger)
    output.ledger.close()
    var members = try files.entries.map { entry throws(WalkStop) in
      CSVTable(name: entry.name.path, source: try files.unpack(entry))
    }
    let isManifest = files.entries.map { SectionMember.isManifest($0.name) }
    let tables = members.indices.filter { !isManifest[$0] }
    let index = try machine { () throws(ReadingFault) in
      try package.index(tables.map { members[$0] }) { place in
        SectionMember.stem(MemberName(Array(place.name.utf8))).map(String.init)
      }
    }
    var context = RepairContext(evidence: index.evidence)
    context.areLettersDoubled = listener.areLettersDoubled
    context.areSexLettersSwapped = listener.areSexLettersSwapped
    var changed: [Int: any ByteSource] = [:]
    var pass = ReportFixer.Pass.complete
    for (number, member) in tables.enumerated() {
      let step = MemberStep(package: package, table: members[member], index: index, number: number)
      let (outcome, copy) = try machine { () throws(ReadingFault) in
        try step.copy(context, output.dateOrders, mayHaveOtherDelimiters: output.ledger.has(.wrongDelimiterRows))
      }
      if case .refused = outcome { return outcome }
      if outcome == .again { pass = .again }
      if copy.hasChanges { changed[member] = copy.source }
    }
    for manifest in members.indices where isManifest[manifest] {
      let originals = Dictionary(uniqueKeysWithValues: changed.keys.map { ($0, members[$0]) })
      let repair = ManifestFixing(limits: limits, manifest: members[manifest], originals: originals, copies: changed)
      let sink = MemberSink(package.sink, memoryBytes: limits.archive.memoryBytes)
      try machine { () throws(ReadingFault) in try repair.copy(to: sink) }
      if sink.hasChanges { changed[manifest] = sink.source }
    }
    members = []
    try package.write(files, replacing: changed)
    return pass
  }
}

/// Repairs one CSV of a package: the first that applies of encoding, delimiters and cells.
struct MemberStep {
  let package: PackageFixing
  let table: CSVTable
  let index: CSVIndex
  let number: Int

  private var newCopy: MemberSink { MemberSink(package.sink, memoryBytes: package.limits.archive.memoryBytes) }

  func copy(
    _ context: RepairContext,
    _ dates: [Int: DateOrder],
    mayHaveOtherDelimiters: Bool
  ) throws(ReadingFault) -> (ReportFixer.Pass, MemberSink) {
    if table.dialect.encoding.isTranscoded { return try transcode() }
    let sections = index.sections.filter { $0.table == number }
    let delimiter = table.dialect.delimiter.rawValue
    let output = RecordOutput(sink: DeafSink(), limits: package.limits)
    if package.allowed.contains(.delimiter) {
      let copy = newCopy
      let patches = PatchedCopy(table.source, chunkBytes: package.limits.chunkBytes, to: copy)
      let delimiters = CSVDelimiterFixing(sections, delimiter, patches, copy, place: table.place)
      if delimiters.isNeeded || mayHaveOtherDelimiters {
        _ = try table.feed(from: .fileStart, into: delimiters, output)
        try patches.finish()
        if copy.hasChanges { return (.again, copy) }
      }
    }
    let copy = newCopy
    let patches = PatchedCopy(table.source, chunkBytes: package.limits.chunkBytes, to: copy)
    let cells = DelimitedCells(delimiter: delimiter, patches: patches)
    let fixing = package.fixCells(of: table, index, number: number, context, dates, cells, copy)
    _ = try table.feed(from: .fileStart, into: fixing, output)
    try patches.finish()
    return (.complete, copy)
  }

  private func transcode() throws(ReadingFault) -> (ReportFixer.Pass, MemberSink) {
    let copy = newCopy
    guard package.allowed.contains(.encoding) else { return (.refused(.unreadable), copy) }
    let fixing = CSVFixing(
      form: package.form,
      limits: package.limits,
      source: table.source,
      allowed: package.allowed,
      sink: copy
    )
    return (try fixing.transcode(table.dialect.encoding, member: table.place.name), copy)
  }
}
